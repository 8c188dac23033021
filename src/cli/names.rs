//! `dateline entities`, `entity` and `quotes`: who and what is named, and who said what.

use serde_json::{Value, json};

use super::args::{Entities, EntityArgs, Quotes};
use super::inspect::{each_line, field};
use super::{CliError, Desk, Result, Status, pick, print, read_input};
use crate::library::inspect;
use crate::model::{Analysis, EntityPage, NamedEntity, QuoteKind, Timestamp};
use crate::query::Query;

/// `dateline entities`.
pub fn entities(args: &Entities, desk: &mut Desk<'_>) -> Result<Status> {
    let chars = args.unit == "char";
    if let Some(batch) = &args.batch {
        return each_line(batch, desk, |_, line| {
            let id = line["id"]
                .as_str()
                .map_or_else(|| line["id"].to_string(), str::to_owned);
            let published = line["published"].as_str().and_then(day);
            Ok(inspect::entities_line(&id, field(line, "text"), chars, published))
        });
    }
    let piped = args.ids.iter().any(|id| id == "-").then(|| "-".into());
    if let Some(text) = args.text.clone().or(piped) {
        let bytes = read_input(&text)?;
        let text = String::from_utf8_lossy(&bytes);
        if desk.json {
            print::json_text(desk.out, &inspect::entities_line("", &text, chars, None))?;
        } else {
            list(desk, &inspect::analysis(&text))?;
        }
        return Ok(Status::Done);
    }
    let ids = args.ids.iter().map(|id| {
        id.parse::<i64>().map_err(|_| {
            CliError::Said(format!(
                "{} is not an article's id; `dateline list` gives them",
                print::safe(id)
            ))
        })
    });
    let ids: Vec<i64> = ids.collect::<Result<_>>()?;
    if ids.is_empty() && args.query.is_none() {
        return Err(CliError::Said(
            "name articles by id (see `dateline list`) or with --query, or a text with --text FILE".into(),
        ));
    }
    let library = desk.library()?;
    let picked = pick::articles(&library, &ids, args.query.as_deref(), desk.clock.now(), usize::MAX)?;
    for id in picked {
        library.analyse(id)?;
        let article = library
            .article(id, None)?
            .ok_or(CliError::Said(format!("there is no article {id}")))?;
        let found = article.analysis.unwrap_or_default();
        if desk.json {
            let whole = json!({"id": id.0, "text": article.document.text(), "analysis": found});
            print::json_line(desk.out, &whole)?;
            continue;
        }
        writeln!(desk.out, "{}", article.headline.title)?;
        list(desk, &found)?;
    }
    Ok(Status::Done)
}

fn list(desk: &mut Desk<'_>, found: &Analysis) -> Result<()> {
    if let Some(language) = found.language.as_deref().filter(|language| *language != "en") {
        writeln!(desk.out, "  (language {language}: names by rule and gazetteer only)")?;
    }
    for entity in &found.entities {
        writeln!(
            desk.out,
            "  {:<13} {:>3}  {}",
            entity.kind,
            entity.mentions.len(),
            entity.name
        )?;
    }
    Ok(())
}

/// The moment a day begins, or one that is written out.
fn day(text: &str) -> Option<Timestamp> {
    let day = chrono::NaiveDate::parse_from_str(text.get(..10)?, "%Y-%m-%d").ok()?;
    Some(Timestamp(day.and_hms_opt(12, 0, 0)?.and_utc().timestamp()))
}

/// `dateline entity`.
pub fn entity(args: &EntityArgs, desk: &mut Desk<'_>) -> Result<Status> {
    let (library, now) = (desk.library()?, desk.clock.now());
    let entity = library.entity_named(&args.name.join(" "))?;
    let page = library
        .entity_page(&entity.key, entity.kind, now)?
        .ok_or_else(|| CliError::Said(format!("no article names {}", entity.name)))?;
    if desk.json {
        print::json_line(desk.out, &serde_json::to_value(&page).unwrap_or_default())?;
    } else {
        write_page(desk, &page, now)?;
    }
    Ok(Status::Done)
}

fn write_page(desk: &mut Desk<'_>, page: &EntityPage, now: Timestamp) -> Result<()> {
    let out = &mut *desk.out;
    writeln!(out, "{} ({})", page.entity.name, page.entity.kind)?;
    if let Some(url) = &page.url {
        writeln!(out, "{url}")?;
    }
    writeln!(
        out,
        "articles {}, mentions {}, quotes {}, captions {}",
        page.entity.articles, page.mentions, page.quoted, page.captioned
    )?;
    let weeks: Vec<String> = page.weeks.iter().map(u64::to_string).collect();
    writeln!(out, "mentions by week: {}", weeks.join(" "))?;
    for quote in &page.quotes {
        let said = if quote.kind == QuoteKind::Reported {
            quote.said.to_string()
        } else {
            format!("“{}”", quote.said)
        };
        writeln!(out, "\n{said}\n  {} · {} · {}", quote.article, quote.feed, quote.title)?;
    }
    for caption in &page.captions {
        writeln!(
            out,
            "\n[photo] {}\n  {} · {}",
            caption.caption, caption.article, caption.title
        )?;
    }
    let names = |out: &mut dyn std::io::Write, heading: &str, list: &[NamedEntity]| -> std::io::Result<()> {
        if !list.is_empty() {
            writeln!(out, "\n{heading}")?;
        }
        list.iter()
            .try_for_each(|named| writeln!(out, "  {:<13} {:>5}  {}", named.kind, named.articles, named.name))
    };
    names(out, "Named beside it", &page.beside)?;
    names(out, "Also of this name", &page.namesakes)?;
    writeln!(out, "\nArticles")?;
    for article in &page.newest {
        writeln!(
            out,
            "  {}  {:>10}  {} · {}",
            article.headline.id,
            print::age(article.headline.published, now),
            article.feed,
            article.headline.title
        )?;
    }
    Ok(())
}

/// `dateline quotes`.
pub fn quotes(args: &Quotes, desk: &mut Desk<'_>) -> Result<Status> {
    let query: Query = args.query.as_deref().unwrap_or("").parse()?;
    let (library, now) = (desk.library()?, desk.clock.now());
    for (quote, speaker) in library.quotes(args.speaker.as_deref(), &query, now, args.limit)? {
        if desk.json {
            let mut line = serde_json::to_value(&quote).unwrap_or_default();
            line["speaker"] = speaker.map_or(Value::Null, |name| name.as_str().into());
            line["article"] = quote.article.0.into();
            line["published"] = quote.article.filed_at().iso().into();
            print::json_line(desk.out, &line)?;
            continue;
        }
        let who = speaker.as_ref().map_or("not attributed", |name| name.as_str());
        let said = if quote.kind == QuoteKind::Reported {
            quote.said.to_string()
        } else {
            format!("“{}”", quote.said)
        };
        writeln!(
            desk.out,
            "{who}: {said}\n  {} · {} · {}",
            quote.article, quote.feed, quote.title
        )?;
    }
    Ok(Status::Done)
}
