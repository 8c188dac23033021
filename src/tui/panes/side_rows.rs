//! What the side pane lists of an article: rows of text, each belonging to an item or a heading.

use super::caption_names::{names_in, only_in_captions, times_in, times_of};
use crate::flow;
use crate::model::{Article, CaptionName, Document, EntityKind, QuoteKind, Style};
use crate::tui::theme::Role;
use crate::tui::widgets::rows::Row;
use crate::tui::words::host;
use crate::tui::wrapped::wrapped;

/// What a row of the Entities tab is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Listed {
    /// An entity of the text, by index into the analysis.
    Entity(usize),
    /// A name that only captions have, by index into [`Analysis::captions`](crate::model::Analysis).
    Caption(usize),
}

/// The article's names by kind, those of the text first, the most prominent first, then those that
/// only captions have; the item is an index into the returned order.
pub fn entities(article: &Article, width: u16) -> (Vec<Row>, Vec<Listed>) {
    let all = article.analysis.as_ref().map_or(&[][..], |analysis| &analysis.entities);
    let in_captions = article.analysis.as_ref().map_or(&[][..], |analysis| &analysis.captions);
    let only = article.analysis.as_ref().map(only_in_captions).unwrap_or_default();
    let text = article.document.text();
    let captions = article.photos.iter().enumerate();
    let captions = captions.map(|(at, photo)| names_in(&photo.caption, at, article.analysis.as_ref(), text));
    let captions: Vec<_> = captions.collect();
    let (mut rows, mut order) = (Vec::new(), Vec::new());
    let language = article
        .analysis
        .as_ref()
        .and_then(|analysis| analysis.language.as_deref());
    if let Some(language) = language.filter(|language| *language != "en") {
        let note = format!(
            "{}: names are found by rule and gazetteer only",
            crate::tui::words::language(language)
        );
        let lines = wrapped(&note, width.saturating_sub(3).max(8));
        rows.extend(
            lines
                .into_iter()
                .map(|line| Row::new(None, vec![(Role::Dim, format!(" {line}"))])),
        );
    }
    for kind in EntityKind::ALL {
        let of_kind: Vec<usize> = (0..all.len())
            .filter(|at| all.get(*at).is_some_and(|entity| entity.kind == kind))
            .collect();
        let captioned = only.iter().filter_map(|at| Some((*at, in_captions.get(*at)?)));
        let captioned: Vec<(usize, &CaptionName)> = captioned.filter(|(_, name)| name.kind == kind).collect();
        if of_kind.is_empty() && captioned.is_empty() {
            continue;
        }
        if !rows.is_empty() {
            rows.push(Row::default());
        }
        rows.push(Row::new(
            None,
            vec![(Role::SideHeading, format!(" {}", kind.heading().to_uppercase()))],
        ));
        for at in of_kind {
            let Some(entity) = all.get(at) else { continue };
            let number = (entity.mentions.len() + times_in(&captions, at)).to_string();
            let room = width.saturating_sub(4 + u16::try_from(number.len()).unwrap_or(0));
            let name = flow::clip(&entity.name, room);
            rows.push(Row {
                parts: vec![(Role::of_kind(kind), format!(" {name}"))],
                right: number,
                item: Some(order.len()),
                picture: None,
            });
            order.push(Listed::Entity(at));
        }
        for (at, name) in captioned {
            let times = article
                .analysis
                .as_ref()
                .map_or(1, |analysis| times_of(name, analysis, &article.photos));
            let (number, mark) = (times.to_string(), format!("  photo {}", name.photo + 1));
            let taken = 4 + number.len() + mark.len();
            let shown = flow::clip(
                &name.name,
                width.saturating_sub(u16::try_from(taken).unwrap_or(u16::MAX)),
            );
            rows.push(Row {
                parts: vec![(Role::of_kind(kind), format!(" {shown}")), (Role::SideDetail, mark)],
                right: number,
                item: Some(order.len()),
                picture: None,
            });
            order.push(Listed::Caption(at));
        }
    }
    (rows, order)
}

/// The article's links: number, text, host.
pub fn links(article: &Article, width: u16) -> Vec<Row> {
    let mut rows = Vec::new();
    for (at, link) in article.document.links().iter().enumerate() {
        let number = format!("{:>2} ", at + 1);
        let text = link_text(&article.document, at).unwrap_or(&link.url);
        let lines: Vec<String> = wrapped(text, width.saturating_sub(4).max(1))
            .into_iter()
            .take(2)
            .collect();
        numbered(&mut rows, at, &number, lines, Role::Text);
        let host = flow::clip(host(&link.url), width.saturating_sub(4));
        rows.push(Row::new(Some(at), vec![(Role::SideDetail, format!("   {host}"))]));
    }
    rows
}

/// The words of a link's first place in the text.
pub fn link_text(document: &Document, link: usize) -> Option<&str> {
    let span = document.spans().iter().find(|span| span.style == Style::Link(link))?;
    Some(document.slice(&span.range)).filter(|text| !text.trim().is_empty())
}

/// Who says what; the item is an index into the quotes.
pub fn quotes(article: &Article, width: u16) -> Vec<Row> {
    let mut rows = Vec::new();
    let quotes = article.analysis.iter().flat_map(|analysis| &analysis.quotes);
    for (at, quote) in quotes.enumerate() {
        let said = article.document.slice(&quote.range);
        let room = width.saturating_sub(3).max(1);
        let speaker = quote.speaker.as_ref().map_or("not attributed", |name| name.as_str());
        rows.push(Row::new(
            Some(at),
            vec![(Role::EntityPerson, format!(" {}", flow::clip(speaker, room)))],
        ));
        let said = match quote.kind {
            QuoteKind::Reported => said.to_owned(),
            QuoteKind::Direct | QuoteKind::Partial => format!("“{said}”"),
        };
        let lines = wrapped(&said, room);
        let cut = lines.len() > 6;
        for (number, line) in lines.into_iter().take(6).enumerate() {
            let more = if cut && number == 5 { " …" } else { "" };
            rows.push(Row::new(
                Some(at),
                vec![(Role::ArticleQuote, format!("  {line}{more}"))],
            ));
        }
        rows.push(Row::default());
    }
    rows
}

/// The statutes, rules and cases cited, with how often.
pub fn cites(article: &Article, width: u16) -> Vec<Row> {
    let mut rows = Vec::new();
    let citations = article.analysis.iter().flat_map(|analysis| &analysis.citations);
    for (at, citation) in citations.enumerate() {
        let number = citation.ranges.len().to_string();
        let room = width.saturating_sub(4 + u16::try_from(number.len()).unwrap_or(0));
        let name = flow::clip(&citation.canonical, room);
        rows.push(Row {
            parts: vec![(Role::EntityLaw, format!(" {name}"))],
            right: number,
            item: Some(at),
            picture: None,
        });
        if let Some(url) = &citation.url {
            rows.push(Row::new(
                Some(at),
                vec![(Role::SideDetail, format!("   {}", flow::clip(host(url), room)))],
            ));
        }
    }
    rows
}

fn numbered(rows: &mut Vec<Row>, item: usize, number: &str, lines: Vec<String>, role: Role) {
    for (line_number, line) in lines.into_iter().enumerate() {
        let lead = if line_number == 0 {
            number.to_owned()
        } else {
            " ".repeat(number.len())
        };
        rows.push(Row::new(
            Some(item),
            vec![(Role::ArticleLinkNumber, lead), (role, line)],
        ));
    }
}
