//! `dateline photos`: photographs of the library, who took them, who printed them.

use serde_json::{Value, json};

use super::args::Photos;
use super::{Desk, Result, Status, print};
use crate::library::{Library, PhotographerPage, Stop, StoredPhoto, form};
use crate::query::{PhotoField, Query, Test};

/// Does it.
pub fn run(args: &Photos, desk: &mut Desk<'_>) -> Result<Status> {
    let library = desk.library()?;
    let now = desk.clock.now();
    // What came since the screen was last idle.
    library.gather_photos(&Stop::new())?;
    if args.photographers {
        return photographers(&library, args.limit, desk);
    }
    let query: Query = args.query.as_deref().unwrap_or("").parse()?;
    if let Some(name) = &args.photographer {
        let mut page = library.photographer_page(name, now)?;
        if !query.is_empty() {
            let by = Query::of(Test::Photo(PhotoField::Photographer, name.replace('"', "")));
            let wanted = library.photos(&query.and(&by), now, usize::MAX)?;
            page = page.keep(|found| {
                wanted
                    .iter()
                    .any(|one| (one.article, one.place) == (found.article, found.place))
            });
        }
        return one(&page, args.limit, desk);
    }
    for found in library.photos(&query, now, args.limit)? {
        line(&found, desk)?;
    }
    Ok(Status::Done)
}

fn photographers(library: &Library, limit: usize, desk: &mut Desk<'_>) -> Result<Status> {
    for known in library.photographers("", limit)? {
        if desk.json {
            print::json_line(desk.out, &json!({ "name": known.name, "articles": known.articles }))?;
        } else {
            writeln!(desk.out, "{:>6}  {}", known.articles, known.name)?;
        }
    }
    Ok(Status::Done)
}

fn one(page: &PhotographerPage, limit: usize, desk: &mut Desk<'_>) -> Result<Status> {
    let names = |names: &[(crate::model::SafeText, usize)]| -> Vec<Value> {
        names
            .iter()
            .map(|(name, count)| json!({ "name": name, "photos": count }))
            .collect()
    };
    if desk.json {
        let whole = json!({
            "photographer": page.name,
            "articles": page.articles,
            "outlets": names(&page.outlets),
            "agencies": names(&page.agencies),
            "photos": page.photos.iter().take(limit).map(photo).collect::<Vec<_>>(),
        });
        print::json_line(desk.out, &whole)?;
        return Ok(Status::Done);
    }
    let many = |count: usize, thing: &str| format!("{count} {thing}{}", if count == 1 { "" } else { "s" });
    writeln!(
        desk.out,
        "{}: {} in {}",
        page.name,
        many(page.photos.len(), "photograph"),
        many(page.articles, "article")
    )?;
    for (lead, named) in [("printed by", &page.outlets), ("taken for", &page.agencies)] {
        if !named.is_empty() {
            let named: Vec<String> = named.iter().map(|(name, count)| format!("{name} {count}")).collect();
            writeln!(desk.out, "{lead}: {}", named.join(" · "))?;
        }
    }
    for found in page.photos.iter().take(limit) {
        line(found, desk)?;
    }
    Ok(Status::Done)
}

fn line(found: &StoredPhoto, desk: &mut Desk<'_>) -> Result<()> {
    if desk.json {
        return Ok(print::json_line(desk.out, &photo(found))?);
    }
    let caption = match found.photo.caption.as_str() {
        "" => "(no caption)",
        caption => caption,
    };
    let credit = found
        .photo
        .credit_line()
        .map(|credit| format!(" ({credit})"))
        .unwrap_or_default();
    writeln!(
        desk.out,
        "{}  {}  {}  {caption}{credit}",
        found.article,
        found.published.iso_date(),
        found.outlet
    )?;
    Ok(())
}

/// A photograph as JSON, as in an article's, with the article it is in; the names are stable.
fn photo(found: &StoredPhoto) -> Value {
    let mut whole = json!({
        "article": found.article.0,
        "title": found.title,
        "outlet": found.outlet,
        "published": found.published.iso(),
        "place_in_article": found.place,
    });
    if let (Some(whole), Value::Object(photo)) = (whole.as_object_mut(), form::photo_json(&found.photo)) {
        whole.extend(photo);
    }
    whole
}
