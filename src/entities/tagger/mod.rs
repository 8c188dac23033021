//! The statistical tagger: people, organisations, places and groups by a linear-chain model.
//!
//! `runs` finds the stretches that can hold a name, `features` what is to be seen at a word,
//! `evidence` what the rest of the text says of it, `model` what that weighs, `decode` the best
//! labels. All uses of a word in a text lend each other part of their scores before decoding.
//! The model is `assets/entities/model.bin`, made by `super::train`.

pub mod decode;
pub mod evidence;
pub mod features;
pub mod labels;
pub mod lexicon;
pub mod mend;
pub mod model;
pub mod runs;

use super::found::{Found, Source};
use super::sheet::{Sheet, flag};
use features::View;
use labels::COUNT;
use lexicon::{Info, Lexicon};
use model::Model;
use rustc_hash::FxHashMap;
use std::ops::Range;
use std::sync::LazyLock;

/// The model's bytes, on a cache line so that its buckets do not straddle two.
#[repr(C, align(64))]
struct Aligned<T: ?Sized>(T);

static BYTES: &Aligned<[u8]> = &Aligned(*include_bytes!("../../../assets/entities/model.bin"));

static MODEL: LazyLock<Option<Model<'static>>> = LazyLock::new(|| Model::read(&BYTES.0));

/// What the tagger finds in a text.
#[derive(Debug, Default)]
pub(super) struct Tagged {
    /// Names, in text order.
    pub names: Vec<Found>,
    /// Events, works and the like, whose words are not names by themselves ("2001 United Kingdom
    /// general election").
    pub others: Vec<Range<usize>>,
}

/// The names the tagger finds; none where the model is not whole.
pub(super) fn tag(sheet: &Sheet) -> Tagged {
    match MODEL.as_ref() {
        Some(model) => tag_with(sheet, model),
        None => Tagged::default(),
    }
}

/// What is known around the tokens of a text.
pub struct Known {
    /// What the lexicon knows of each token.
    pub info: Vec<Info>,
    /// Phrases of the lexicon.
    pub phrases: Vec<u16>,
    /// What the text says of each word.
    pub evidence: Vec<u16>,
}

impl Known {
    /// Looks every token up.
    pub fn new(sheet: &Sheet, lexicon: &Lexicon) -> Self {
        let info: Vec<Info> = sheet.tokens.iter().map(|token| lexicon.get(token.lower)).collect();
        let evidence = evidence::gather(sheet, &info);
        Known {
            phrases: phrases(sheet, lexicon),
            info,
            evidence,
        }
    }
}

/// Most words of a phrase in the lexicon.
const PHRASE: usize = 4;

/// The longest known phrase over each token: list bits, and its place in the phrase above them.
fn phrases(sheet: &Sheet, lexicon: &Lexicon) -> Vec<u16> {
    let mut out = vec![0u16; sheet.tokens.len()];
    let mut at = 0;
    while at < sheet.tokens.len() {
        let mut step = 1;
        if sheet.token(at).is(flag::CAP) {
            let mut hash = lexicon::phrase(std::iter::once(sheet.token(at).lower));
            let mut end = at + 1;
            while end < sheet.tokens.len() && end - at < PHRASE {
                let token = sheet.token(end);
                if token.is(flag::SENTENCE) || token.is(flag::PUNCT) && sheet.word(end) != "-" {
                    break;
                }
                hash = (hash.rotate_left(11) ^ token.lower).wrapping_mul(0x9E37_79B9_7F4A_7C15);
                end += 1;
                if !token.is(flag::CAP) {
                    continue;
                }
                let lists = lexicon.get(hash).lists;
                if lists != 0 {
                    for (place, slot) in out[at..end].iter_mut().enumerate() {
                        let position = if place == 0 { 1 } else { 2 };
                        *slot = u16::from(lists) | position << 8;
                    }
                    step = end - at;
                }
            }
        }
        at += step;
    }
    out
}

fn tag_with(sheet: &Sheet, model: &Model) -> Tagged {
    let known = Known::new(sheet, &model.lexicon);
    let mut runs: Vec<Range<usize>> = Vec::new();
    let mut scores: Vec<[f32; COUNT]> = Vec::new();
    let mut hashes = Vec::with_capacity(80);
    for sentence in &sheet.sentences {
        runs::each(sheet, sentence.clone(), |run| {
            let view = View {
                sheet,
                info: &known.info,
                phrases: &known.phrases,
                evidence: &known.evidence,
                sentence: sentence.clone(),
                run: run.clone(),
            };
            for at in run.clone() {
                features::of(&view, at, &mut hashes);
                let mut sums = [0i16; 16];
                for hash in &hashes {
                    model.add(*hash, &mut sums);
                }
                let mut row = [0f32; COUNT];
                for (score, sum) in row.iter_mut().zip(sums) {
                    *score = f32::from(sum) * model.scale;
                }
                scores.push(row);
            }
            runs.push(run);
        });
    }
    vote(sheet, &runs, &mut scores, model.vote);
    let mut tagged = spans(&runs, &scores, model);
    mend::mend(sheet, &known.info, &mut tagged.names);
    tagged
}

/// Lends each use of a capitalised word part of the mean score of its other uses.
fn vote(sheet: &Sheet, runs: &[Range<usize>], scores: &mut [[f32; COUNT]], weight: f32) {
    let mut sums: FxHashMap<u64, ([f32; COUNT], f32)> = FxHashMap::default();
    let tokens = || runs.iter().flat_map(Clone::clone);
    for (at, row) in tokens().zip(scores.iter()) {
        let token = sheet.token(at);
        if token.is(flag::CAP) {
            let (sum, count) = sums.entry(token.exact).or_insert(([0.0; COUNT], 0.0));
            for (sum, score) in sum.iter_mut().zip(row) {
                *sum += score;
            }
            *count += 1.0;
        }
    }
    for (at, row) in tokens().zip(scores.iter_mut()) {
        let token = sheet.token(at);
        if let Some((sum, count)) = sums
            .get(&token.exact)
            .filter(|(_, count)| token.is(flag::CAP) && *count > 1.0)
        {
            let own = *row;
            for (label, score) in row.iter_mut().enumerate() {
                let others = (sum[label] - own[label]) / (count - 1.0);
                *score += weight * others;
            }
        }
    }
}

fn spans(runs: &[Range<usize>], scores: &[[f32; COUNT]], model: &Model) -> Tagged {
    let mut out = Vec::new();
    let mut others: Vec<Range<usize>> = Vec::new();
    let (mut back, mut path) = (Vec::new(), Vec::new());
    let mut offset = 0;
    for run in runs {
        let rows = scores.get(offset..offset + run.len()).unwrap_or(&[]);
        offset += run.len();
        decode::best(rows, &model.steps, &mut back, &mut path);
        let mut open: Option<(usize, usize)> = None;
        for (at, label) in run.clone().zip(path.iter().map(|l| usize::from(*l))) {
            let goes_on = open.is_some_and(|(_, first)| label == first + 1);
            if goes_on {
                continue;
            }
            close(&mut open, at, &mut out);
            if label == labels::MISC {
                match others.last_mut() {
                    Some(last) if last.end == at => last.end = at + 1,
                    _ => others.push(at..at + 1),
                }
            }
            if labels::begins(label) {
                open = Some((at, label));
            } else if matches!(label, 2 | 4 | 6 | 8) {
                open = Some((at, label - 1));
            }
        }
        close(&mut open, run.end, &mut out);
    }
    Tagged { names: out, others }
}

fn close(open: &mut Option<(usize, usize)>, end: usize, out: &mut Vec<Found>) {
    if let Some((start, label)) = open.take()
        && let Some(kind) = labels::kind(label)
    {
        out.push(Found::new(start..end, kind, Source::Tagger));
    }
}
