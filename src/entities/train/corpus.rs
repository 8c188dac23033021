//! Reads annotated sets and gives them as texts with labels for our own tokens.
//!
//! The sets come as one token a line with tags; the tokens are joined to natural text and cut
//! again the way the tagger cuts, so that training and use agree. What a set does not annotate is
//! unknown there, not outside: labels are sets of what is allowed.

use super::super::places::{self, Known};
use super::super::sheet::Sheet;
use super::super::tagger::genre::Genre;
use super::super::tagger::labels;
use std::io::{self, Read};
use std::ops::Range;
use std::path::Path;

/// Labels a token may have, one bit each.
pub type Allowed = u16;

/// A document: its text, and names as byte ranges with the tag of the set.
#[derive(Debug, Clone)]
pub struct Annotated {
    /// The text, one sentence a line.
    pub text: String,
    /// Names: bytes of the text and tag (`PER`, `ORG`, `LOC`, `MISC`, `NORP`).
    pub names: Vec<(Range<usize>, String)>,
}

/// What a set leaves open.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scheme {
    /// What a token outside every name may be.
    pub outside: Allowed,
    /// What a token inside a MISC name may be.
    pub misc: Allowed,
    /// How much its examples count.
    pub weight: f32,
    /// What sort of writing it is.
    pub genre: Genre,
}

const O: Allowed = 1 << labels::O;
const MISC: Allowed = 1 << labels::MISC;
const GROUP: Allowed = 1 << 7 | 1 << 8;

impl Scheme {
    /// News with groups annotated and events partly.
    pub const NEWS: Scheme = Scheme {
        outside: O,
        misc: MISC,
        weight: 1.0,
        genre: Genre::News,
    };
    /// Encyclopedia text in which groups are MISC.
    pub const WIKI: Scheme = Scheme {
        outside: O,
        misc: MISC | GROUP,
        weight: 1.0,
        genre: Genre::Reference,
    };
    /// Domain text in which types of the domain are outside.
    pub const DOMAIN: Scheme = Scheme {
        outside: O | MISC,
        misc: MISC | GROUP,
        weight: 1.0,
        genre: Genre::Reference,
    };
    /// The same about politics, the nearest to what is read here.
    pub const POLITICS: Scheme = Scheme {
        weight: 2.0,
        ..Scheme::DOMAIN
    };
    /// Tweets: neither groups nor miscellany annotated.
    pub const TWEETS: Scheme = Scheme {
        outside: O | MISC | GROUP,
        misc: MISC | GROUP,
        weight: 0.4,
        genre: Genre::Talk,
    };
}

/// The bytes of a file, unpacked where it is gzip (or xz, through the `xz` program).
pub fn unpacked(path: &Path) -> io::Result<String> {
    let mut text = String::new();
    if path.extension().is_some_and(|e| e == "xz") {
        let out = std::process::Command::new("xz").arg("-dc").arg(path).output()?;
        text = String::from_utf8(out.stdout).map_err(io::Error::other)?;
    } else {
        let file = std::fs::File::open(path)?;
        flate2::read::MultiGzDecoder::new(file).read_to_string(&mut text)?;
    }
    Ok(text)
}

/// The documents of a set. `tag_column` is the column of the mapped tags, counted from 0.
pub fn read(path: &Path) -> io::Result<Vec<Annotated>> {
    let text = unpacked(path)?;
    let mut documents = Vec::new();
    let mut sentences: Vec<Vec<(String, String)>> = Vec::new();
    let mut sentence: Vec<(String, String)> = Vec::new();
    let mut flush = |sentences: &mut Vec<Vec<(String, String)>>| {
        if !sentences.is_empty() {
            documents.push(document(sentences));
            sentences.clear();
        }
    };
    for line in text.lines() {
        if line.starts_with("# doc ") {
            if !sentence.is_empty() {
                sentences.push(std::mem::take(&mut sentence));
            }
            flush(&mut sentences);
        } else if line.is_empty() {
            if !sentence.is_empty() {
                sentences.push(std::mem::take(&mut sentence));
            }
        } else {
            let columns: Vec<&str> = line.split('\t').collect();
            let tag = columns.get(2).or(columns.get(1)).copied().unwrap_or("O");
            sentence.push((columns[0].to_owned(), tag.to_owned()));
        }
    }
    if !sentence.is_empty() {
        sentences.push(sentence);
    }
    flush(&mut sentences);
    Ok(documents)
}

fn document(sentences: &[Vec<(String, String)>]) -> Annotated {
    let mut text = String::new();
    let mut names: Vec<(Range<usize>, String)> = Vec::new();
    for sentence in sentences {
        if !text.is_empty() {
            text.push('\n');
        }
        let spans = join(sentence, &mut text);
        let mut open: Option<(usize, usize, &str)> = None;
        for ((_, tag), span) in sentence.iter().zip(&spans) {
            let kind = tag.get(2..).unwrap_or("");
            match &mut open {
                Some((_, end, known)) if tag.starts_with("I-") && *known == kind => *end = span.end,
                _ => {
                    if let Some((start, end, kind)) = open.take() {
                        names.push((start..end, kind.to_owned()));
                    }
                    if tag != "O" {
                        open = Some((span.start, span.end, kind));
                    }
                }
            }
        }
        if let Some((start, end, kind)) = open {
            names.push((start..end, kind.to_owned()));
        }
    }
    Annotated { text, names }
}

/// Joins tokens to natural text, and gives each token's bytes.
fn join(sentence: &[(String, String)], text: &mut String) -> Vec<Range<usize>> {
    const NO_SPACE_BEFORE: &[&str] = &[
        ".", ",", ";", ":", "!", "?", ")", "]", "}", "%", "'s", "'S", "n't", "'ll", "'re", "'ve", "'d", "'m", "’s",
        "n’t", "’ll", "’re", "’ve", "’d", "’m", "”", "...",
    ];
    const NO_SPACE_AFTER: &[&str] = &["(", "[", "{", "$", "£", "€", "#", "“", "‘"];
    let from = text.len();
    let (mut double, mut single, mut glue) = (false, false, true);
    let mut spans = Vec::with_capacity(sentence.len());
    for (at, (raw, _)) in sentence.iter().enumerate() {
        let token = match raw.as_str() {
            "``" | "''" => "\"",
            "-LRB-" => "(",
            "-RRB-" => ")",
            "-LSB-" => "[",
            "-RSB-" => "]",
            other => other,
        };
        let mut space = !glue;
        glue = false;
        if NO_SPACE_BEFORE.contains(&token) {
            space = false;
        }
        if token == "\"" {
            if double {
                space = false;
            } else {
                glue = true;
            }
            double = !double;
        } else if token == "'" {
            if single {
                space = false;
                single = false;
            } else if sentence[at + 1..].iter().any(|(t, _)| t == "'") {
                single = true;
                glue = true;
            } else {
                space = false;
            }
        }
        if NO_SPACE_AFTER.contains(&token) {
            glue = true;
        }
        if space && text.len() > from {
            text.push(' ');
        }
        let start = text.len();
        text.push_str(token);
        spans.push(start..text.len());
    }
    spans
}

/// What each of our tokens may be, given the names of a document.
pub fn allowed(sheet: &Sheet, document: &Annotated, scheme: Scheme) -> Vec<Allowed> {
    let mut out = vec![scheme.outside; sheet.tokens.len()];
    for (bytes, tag) in &document.names {
        let misc = tag == "MISC";
        // Encyclopedia sets call some groups of people bodies or places ("Catholic", "Mexican").
        let group = matches!(tag.as_str(), "ORG" | "LOC")
            && scheme.misc & GROUP != 0
            && document
                .text
                .get(bytes.clone())
                .is_some_and(|words| matches!(places::known(words), Some(Known::Group(_))));
        let misc = misc || group;
        let first = match tag.as_str() {
            _ if group => None,
            "PER" => Some(1),
            "ORG" => Some(3),
            "LOC" => Some(5),
            "NORP" => Some(7),
            _ => None,
        };
        if first.is_none() && !misc {
            // Dates and the like are found by rule.
            continue;
        }
        let start = sheet.tokens.partition_point(|t| (t.end as usize) <= bytes.start);
        for (index, slot) in out.iter_mut().enumerate().skip(start) {
            if sheet.token(index).start as usize >= bytes.end {
                break;
            }
            *slot = match first {
                Some(label) => 1 << (label + usize::from(index > start)),
                None => scheme.misc,
            };
        }
    }
    out
}
