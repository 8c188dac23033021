//! The statistical tagger: people, organisations, places and groups by a linear-chain model.
//!
//! `runs` finds the stretches that can hold a name, `features` what is to be seen at a word,
//! `evidence` what the rest of the text says of it, `genre` what sort of text it is, `model` what that weighs, `decode` the best
//! labels, and `second` looks again at what those say of each other.
//! The model is `assets/entities/model.bin`, made by `super::train`.

pub mod decode;
pub mod evidence;
pub mod features;
pub mod genre;
pub mod labels;
pub mod lexicon;
pub mod mend;
pub mod model;
pub mod runs;
pub mod second;
pub mod spelling;

use super::found::{Found, Source};
use super::sheet::{Sheet, flag};
use features::View;
use labels::COUNT;
use lexicon::{Info, Lexicon};
use model::Model;
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

/// The model of the program; none where its bytes are not whole.
pub(super) fn model() -> Option<&'static Model<'static>> {
    MODEL.as_ref()
}

/// What is known around the tokens of a text.
pub struct Known {
    /// What the lexicon knows of each token.
    pub info: Vec<Info>,
    /// Phrases of the lexicon.
    pub phrases: Vec<u16>,
    /// What the text says of each word.
    pub evidence: Vec<u16>,
    /// The sort of writing, 0 where it is not known.
    pub genre: u64,
}

impl Known {
    /// Looks every token up.
    pub fn new(sheet: &Sheet, lexicon: &Lexicon, genres: &genre::Table) -> Self {
        let info: Vec<Info> = sheet.tokens.iter().map(|token| lexicon.get(token.lower)).collect();
        let evidence = evidence::gather(sheet, &info);
        Known {
            phrases: phrases(sheet, lexicon),
            genre: genre::of(sheet, &info, genres),
            info,
            evidence,
        }
    }
}

impl Known {
    /// A run of a sentence, of which `runs` are all, with what is known around it.
    pub fn view<'a>(
        &'a self,
        sheet: &'a Sheet<'a>,
        sentence: &Range<usize>,
        runs: &[Range<usize>],
        index: usize,
    ) -> View<'a> {
        View {
            sheet,
            info: &self.info,
            phrases: &self.phrases,
            evidence: &self.evidence,
            sentence: sentence.clone(),
            run: runs.get(index).cloned().unwrap_or(0..0),
            genre: self.genre,
            sides: runs::sides(runs, index),
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

/// The names a model finds.
pub(super) fn tag_with(sheet: &Sheet, model: &Model) -> Tagged {
    let known = Known::new(sheet, &model.lexicon, &model.genres);
    let mut runs: Vec<Range<usize>> = Vec::new();
    let mut scores: Vec<[f32; COUNT]> = Vec::new();
    let mut hashes = Vec::with_capacity(80);
    let mut own = Vec::new();
    for sentence in &sheet.sentences {
        runs::all(sheet, sentence.clone(), &mut own);
        for (index, run) in own.iter().enumerate() {
            let view = known.view(sheet, sentence, &own, index);
            for at in run.clone() {
                features::of(&view, at, &mut hashes);
                let mut sums = [0i16; 16];
                for hash in &hashes {
                    model.add(*hash, &mut sums);
                }
                let mut row = [0f32; COUNT];
                for (score, sum) in row.iter_mut().zip(sums) {
                    *score = f32::from(sum) * model.scale[0];
                }
                scores.push(row);
            }
        }
        runs.append(&mut own);
    }
    let mut labels = Vec::with_capacity(scores.len());
    paths(&runs, &scores, &model.steps, &mut labels);
    second::each(sheet, &runs, &labels, |place, hash| {
        if let Some(row) = scores.get_mut(place) {
            let mut sums = [0i16; 16];
            model.add(hash, &mut sums);
            for (score, sum) in row.iter_mut().zip(sums) {
                *score += f32::from(sum) * model.scale[1];
            }
        }
    });
    labels.clear();
    paths(&runs, &scores, &model.steps, &mut labels);
    let mut tagged = spans(&runs, &labels);
    mend::mend(sheet, &known.info, &mut tagged.names);
    tagged
}

/// The best labels of every run, one after the other.
fn paths(runs: &[Range<usize>], scores: &[[f32; COUNT]], steps: &model::Steps, labels: &mut Vec<u8>) {
    let (mut back, mut path) = (Vec::new(), Vec::new());
    let mut offset = 0;
    for run in runs {
        let rows = scores.get(offset..offset + run.len()).unwrap_or(&[]);
        offset += run.len();
        decode::best(rows, steps, &mut back, &mut path);
        labels.extend_from_slice(&path);
    }
}

fn spans(runs: &[Range<usize>], labels: &[u8]) -> Tagged {
    let mut out = Vec::new();
    let mut others: Vec<Range<usize>> = Vec::new();
    let mut offset = 0;
    for run in runs {
        let path = labels.get(offset..offset + run.len()).unwrap_or(&[]);
        offset += run.len();
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
