//! Texts made into examples for the learner, and their features numbered.

use super::super::sheet::Sheet;
use super::super::tagger::features;
use super::super::tagger::lexicon::Lexicon;
use super::super::tagger::{Known, genre, runs, second};
use super::corpus::{self, Annotated, Scheme};
use super::crf::Example;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// The examples of all sets, with the hashes of their features.
#[derive(Debug, Default)]
pub struct Examples {
    /// Hashes of features, those of one token after those of another.
    pub hashes: Vec<u64>,
    /// One for each run of each text, in order.
    pub runs: Vec<Example>,
    /// The texts, with the examples made of them.
    pub texts: Vec<(Annotated, Range<usize>)>,
}

impl Examples {
    /// Adds the runs of a document.
    pub fn add(&mut self, document: Annotated, scheme: Scheme, lexicon: &Lexicon, genres: &genre::Table) {
        let from = self.runs.len();
        let sheet = Sheet::new(&document.text);
        let known = Known::new(&sheet, lexicon, genres);
        let allowed = corpus::allowed(&sheet, &document, scheme);
        let (mut list, mut own_runs) = (Vec::new(), Vec::new());
        for sentence in &sheet.sentences {
            runs::all(&sheet, sentence.clone(), &mut own_runs);
            for (index, run) in own_runs.iter().enumerate() {
                let view = known.view(&sheet, sentence, &own_runs, index);
                let mut bounds = vec![self.hashes.len() as u32];
                for at in run.clone() {
                    features::of(&view, at, &mut list);
                    self.hashes.extend_from_slice(&list);
                    bounds.push(self.hashes.len() as u32);
                }
                let mut own: Vec<u16> = allowed[run.clone()].to_vec();
                // A name cut off by the run's start begins there.
                if let Some(first) = own.first_mut()
                    && matches!(*first, 4 | 16 | 64 | 256)
                {
                    *first >>= 1;
                }
                for at in 1..own.len() {
                    let (before, now) = (own[at - 1], own[at]);
                    if matches!(now, 4 | 16 | 64 | 256) && before & (now | now >> 1) == 0 {
                        own[at] = now >> 1;
                    }
                }
                self.runs.push(Example {
                    bounds,
                    allowed: own,
                    weight: scheme.weight,
                    base: Vec::new(),
                    genre: scheme.genre,
                });
            }
        }
        self.texts.push((document, from..self.runs.len()));
    }

    /// The examples of the second look, given what the first says of each run of each text: sums
    /// and labels.
    pub fn second(&self, sums: &[Vec<[f32; super::COUNT]>], labels: &[Vec<u8>]) -> (Vec<Example>, Vec<u64>) {
        let mut examples = Vec::with_capacity(self.runs.len());
        let mut hashes = Vec::new();
        for (document, own) in &self.texts {
            let sheet = Sheet::new(&document.text);
            let mut ranges = Vec::new();
            for sentence in &sheet.sentences {
                runs::each(&sheet, sentence.clone(), |run| ranges.push(run));
            }
            let flat: Vec<u8> = labels[own.clone()].iter().flatten().copied().collect();
            let mut seen: Vec<Vec<u64>> = vec![Vec::new(); flat.len()];
            second::each(&sheet, &ranges, &flat, |place, hash| seen[place].push(hash));
            let mut rows = seen.into_iter();
            for index in own.clone() {
                let first = &self.runs[index];
                let mut bounds = vec![hashes.len() as u32];
                for row in rows.by_ref().take(first.allowed.len()) {
                    hashes.extend(row);
                    bounds.push(hashes.len() as u32);
                }
                examples.push(Example {
                    bounds,
                    allowed: first.allowed.clone(),
                    weight: first.weight,
                    base: sums[index].clone(),
                    genre: first.genre,
                });
            }
        }
        (examples, hashes)
    }
}

/// Numbers the features seen often enough; others become the number past the last.
pub fn intern(hashes: &[u64], cutoff: u32) -> (Vec<u32>, Vec<u64>, Vec<u32>) {
    let mut table: FxHashMap<u64, u32> = FxHashMap::default();
    for hash in hashes {
        *table.entry(*hash).or_insert(0) += 1;
    }
    let mut names = Vec::new();
    let mut counts = Vec::new();
    let mut numbers: FxHashMap<u64, u32> = FxHashMap::default();
    let ids = hashes
        .iter()
        .map(|hash| {
            let count = table.get(hash).copied().unwrap_or(0);
            if count < cutoff {
                return u32::MAX;
            }
            *numbers.entry(*hash).or_insert_with(|| {
                names.push(*hash);
                counts.push(count);
                names.len() as u32 - 1
            })
        })
        .collect();
    (ids, names, counts)
}
