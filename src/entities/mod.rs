//! Rank 1, who and what: a document's people, bodies, places, laws, cases, dates and sums, who
//! said what in it, and the law it cites.
//!
//! `sheet` cuts the text, once; `cite`, `dates`, `amounts`, `gazetteer` and `tagger` each find
//! spans; `merge` settles what overlaps; `resolve` joins the spans of one thing; `quotes` finds
//! speakers; `prominence` orders. Nothing here does I/O. The model is made by `train`.

mod acronyms;
mod amounts;
pub mod batch;
mod captions;
mod cite;
mod cut;
mod dates;
mod extent;
mod found;
mod gazetteer;
mod generic;
mod language;
mod merge;
mod naming;
mod places;
mod prominence;
mod quotes;
mod resolve;
mod shapes;
mod sheet;
pub mod tagger;
pub mod train;
mod words;

pub use gazetteer::{Entry, Gazetteer, gazetteer};
pub use naming::key;

use crate::model::{
    Analysis, Citation, Document, Entity, EntityKind, Mention, Photo, SafeText, Timestamp, fingerprint,
};
use captions::Captions;
use cite::Cite;
use found::Found;
use resolve::Draft;
use rustc_hash::FxHashMap;
use sheet::Sheet;
use std::ops::Range;
use tagger::model::Model;

/// The version of the engine and its model; raised when results change, so that stored analyses
/// are made again.
pub const ENGINE: u32 = 4;

/// Places of one citation that are kept.
const MOST_RANGES: usize = 10_000;

/// Longer texts are analysed up to here, in bytes; no article comes near.
const LONGEST: usize = 8 << 20;

/// Everything found in an article. Mentions are byte ranges of `document.text()`, on character
/// boundaries; entities come most prominent first. Names in the photos' captions are read with the
/// text, so that a surname there is the person of the text. Dates such as "Tuesday" have a value
/// only where `published` is given.
pub fn analyse(title: &str, document: &Document, photos: &[Photo], published: Option<Timestamp>) -> Analysis {
    let text = document.text();
    let captions: Vec<&str> = photos.iter().map(|photo| photo.caption.as_str()).collect();
    if captions.iter().all(|caption| caption.is_empty()) {
        return run(title, text, &Captions::default(), published, tagger::model());
    }
    let (whole, captions) = Captions::after(bounded(text), &captions);
    let mut analysis = run(title, &whole, &captions, published, tagger::model());
    analysis.text = fingerprint(text);
    analysis
}

/// The same for plain text without a title: the command line, captions.
pub fn analyse_text(text: &str, published: Option<Timestamp>) -> Analysis {
    run("", text, &Captions::default(), published, tagger::model())
}

/// The same with a tagger's model, or with rules and gazetteer only.
fn run(title: &str, whole: &str, captions: &Captions, published: Option<Timestamp>, model: Option<&Model>) -> Analysis {
    let text = bounded(whole);
    let sheet = Sheet::new(text);
    let language = language::of(&sheet);
    // The tagger knows English; other languages have rules and gazetteer.
    let (mut found, others, cites) = spans(
        &sheet,
        published,
        model.filter(|_| language.is_none_or(|code| code == "en")),
    );
    let mut drafts = resolve::resolve(&sheet, &mut found, &others);
    let words = prominence::title_words(title);
    let mut order: Vec<(f32, Draft)> = drafts
        .drain(..)
        .map(|draft| (prominence::of(&sheet, &words, &draft), draft))
        .collect();
    order.sort_by(|a, b| b.0.total_cmp(&a.0));
    let (scores, drafts): (Vec<f32>, Vec<Draft>) = order.into_iter().unzip();
    let quotes = quotes::find(&sheet, &drafts);
    let analysis = Analysis {
        engine: ENGINE,
        text: fingerprint(whole),
        language: language.map(str::to_owned),
        entities: drafts
            .iter()
            .zip(scores)
            .map(|(draft, prominence)| entity(&sheet, draft, prominence))
            .collect(),
        quotes,
        citations: citations(&sheet, &cites),
        captions: Vec::new(),
    };
    captions.set_apart(analysis)
}

/// What is named in a text, settled where finders overlap; the events and works whose words are not names by
/// themselves; and the citations. Without a model rules and gazetteer only.
fn spans(
    sheet: &Sheet,
    published: Option<Timestamp>,
    model: Option<&Model>,
) -> (Vec<Found>, Vec<Range<usize>>, Vec<Cite>) {
    let cites = cite::find(sheet, published);
    let mut found: Vec<Found> = cites.iter().map(|cite| cite.found(sheet)).collect();
    found.extend(dates::find(sheet, published));
    found.extend(amounts::find(sheet));
    found.extend(gazetteer().find(sheet));
    let mut others = Vec::new();
    if let Some(model) = model {
        let tagged = tagger::tag_with(sheet, model);
        found.extend(tagged.names);
        others = tagged.others;
        others.extend(shapes::elections(sheet));
        others.sort_by_key(|other| (other.start, other.end));
        found.extend(shapes::find(sheet));
    }
    (merge::merge(sheet, found, &others), others, cites)
}

/// The key of the thing a name stands for, where the gazetteer knows it under any of its names.
pub fn key_of(name: &str) -> Option<String> {
    let name = name.trim();
    let bare = name.strip_prefix("the ").unwrap_or(name);
    gazetteer().asked(bare).map(|entry| entry.id.to_owned())
}

/// The canonical form of a citation, where the whole text is one: `8 U.S.C. § 1158` for
/// "8 USC 1158".
pub fn canonical(text: &str) -> Option<String> {
    let text = bounded(text.trim());
    let sheet = Sheet::new(text);
    let mut cites = cite::find(&sheet, None).into_iter();
    let whole = cites.next().filter(|cite| cite.tokens == (0..sheet.tokens.len()))?;
    whole.canonical
}

fn bounded(text: &str) -> &str {
    let mut end = text.len().min(LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or("")
}

fn entity(sheet: &Sheet, draft: &Draft, prominence: f32) -> Entity {
    Entity {
        kind: draft.kind,
        key: draft.key.clone(),
        name: SafeText::line(&draft.name),
        value: draft.value.clone(),
        url: draft.url.clone(),
        mentions: draft
            .mentions
            .iter()
            .map(|tokens| Mention {
                range: sheet.bytes(tokens.clone()),
            })
            .collect(),
        prominence,
    }
}

/// The citations, those of one canonical form together, in order of first appearance.
fn citations(sheet: &Sheet, cites: &[Cite]) -> Vec<Citation> {
    let mut out: Vec<Citation> = Vec::new();
    let mut place: FxHashMap<&str, usize> = FxHashMap::default();
    for cite in cites {
        let Some(canonical) = cite.canonical.as_deref() else {
            continue;
        };
        let range = sheet.bytes(cite.tokens.clone());
        match place.get(canonical).and_then(|index| out.get_mut(*index)) {
            Some(known) if known.ranges.len() < MOST_RANGES => known.ranges.push(range),
            Some(_) => {}
            None => {
                place.insert(canonical, out.len());
                out.push(Citation {
                    ranges: vec![range],
                    canonical: canonical.to_owned(),
                    url: cite.url.clone(),
                });
            }
        }
    }
    out
}

/// Whether a kind is decided by rule alone, whatever the language.
pub fn by_rule(kind: EntityKind) -> bool {
    matches!(
        kind,
        EntityKind::Date | EntityKind::Money | EntityKind::Quantity | EntityKind::Case
    )
}

#[cfg(test)]
mod tests;
