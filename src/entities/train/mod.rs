//! Makes the tagger's model from annotated texts. One thread, one seed, the same file each time.
//!
//! `corpus` reads the sets, `wordlist` the lists, `crf` learns, `pack` writes. Training runs
//! twice: on every property seen often enough, then on those that weighed most, as many as fit
//! the file. Used by the `dateline-train` program only.

mod corpus;
mod crf;
mod pack;
mod wordlist;

use super::sheet::Sheet;
use super::tagger::features::{self, View};
use super::tagger::labels::COUNT;
use super::tagger::lexicon::Lexicon;
use super::tagger::{Known, runs};
use corpus::{Annotated, Scheme};
use crf::{Example, Learner};
use rustc_hash::FxHashMap;
use std::io;
use std::path::Path;

/// What to train on, and how.
#[derive(Debug, Clone)]
pub struct Plan {
    /// Leave out sets whose path contains one of these.
    pub without: Vec<String>,
    /// Passes over the examples, first and second training.
    pub epochs: (usize, usize),
    /// Seed of the order of examples.
    pub seed: u64,
    /// Features seen fewer times are not used.
    pub cutoff: u32,
    /// Weight of the vote between uses of one word.
    pub vote: f32,
    /// Most bytes of the file.
    pub size: usize,
    /// Learning rate and weight decay.
    pub rate: (f32, f32),
    /// Share of features left out at random at each visit.
    pub dropout: f32,
    /// How much encyclopedia text counts, against news.
    pub clean: f32,
}

impl Default for Plan {
    fn default() -> Self {
        Plan {
            without: Vec::new(),
            epochs: (5, 6),
            seed: 20_260_101,
            cutoff: 2,
            vote: 0.5,
            size: 3_990_000,
            rate: (0.12, 1e-5),
            dropout: 0.5,
            clean: 2.0,
        }
    }
}

/// Lexicon buckets: room for the words of `wordlist` at ten to a bucket.
const LEXICON_BUCKETS: usize = 21_000;

/// The sets, with what each leaves open.
const SETS: &[(&str, Scheme)] = &[
    ("ner/gmb/train.conll.gz", Scheme::NEWS),
    ("ner/redocred/dev.conll.gz", Scheme::WIKI),
    ("ner/crossner/politics-train.conll.gz", Scheme::DOMAIN),
    ("ner/crossner/science-train.conll.gz", Scheme::DOMAIN),
    ("ner/crossner/science-dev.conll.gz", Scheme::DOMAIN),
    ("ner/crossner/science-test.conll.gz", Scheme::DOMAIN),
    ("ner/crossner/music-train.conll.gz", Scheme::DOMAIN),
    ("ner/crossner/music-dev.conll.gz", Scheme::DOMAIN),
    ("ner/crossner/music-test.conll.gz", Scheme::DOMAIN),
    ("ner/crossner/literature-train.conll.gz", Scheme::DOMAIN),
    ("ner/crossner/literature-dev.conll.gz", Scheme::DOMAIN),
    ("ner/crossner/literature-test.conll.gz", Scheme::DOMAIN),
    ("ner/crossner/ai-train.conll.gz", Scheme::DOMAIN),
    ("ner/crossner/ai-dev.conll.gz", Scheme::DOMAIN),
    ("ner/crossner/ai-test.conll.gz", Scheme::DOMAIN),
    ("ner/btc/a.conll.gz", Scheme::TWEETS),
    ("ner/btc/b.conll.gz", Scheme::TWEETS),
    ("ner/btc/e.conll.gz", Scheme::TWEETS),
    ("ner/btc/f.conll.gz", Scheme::TWEETS),
    ("ner/btc/g.conll.gz", Scheme::TWEETS),
    ("ner/btc/h.conll.gz", Scheme::TWEETS),
];

/// Trains on the sets in a folder and gives the model file; `log` is told of progress.
pub fn train(folder: &Path, plan: &Plan, log: &mut dyn FnMut(&str)) -> io::Result<Vec<u8>> {
    let words = wordlist::gather(&folder.join("ner/gazetteers"))?;
    let lexicon_bytes = pack::words(&words, LEXICON_BUCKETS);
    log(&format!("{} words and phrases", words.len()));
    let lexicon = Lexicon::new(&lexicon_bytes);
    let mut hashes: Vec<u64> = Vec::new();
    let mut examples: Vec<Example> = Vec::new();
    for (file, scheme) in SETS {
        if plan.without.iter().any(|part| file.contains(part.as_str())) {
            continue;
        }
        let documents = corpus::read(&folder.join(file))?;
        let mut scheme = *scheme;
        if scheme == Scheme::WIKI || scheme == Scheme::DOMAIN {
            scheme.weight *= plan.clean;
        }
        let before = examples.len();
        for document in &documents {
            collect(document, scheme, &lexicon, &mut hashes, &mut examples);
        }
        log(&format!(
            "{file}: {} documents, {} runs",
            documents.len(),
            examples.len() - before
        ));
    }
    let (ids, names, counts) = intern(&hashes, plan.cutoff);
    log(&format!("{} feature uses, {} features kept", hashes.len(), names.len()));
    let learner = learn(names.len(), &ids, &examples, plan, plan.epochs.0, log);
    // The features that weigh most, as many as fit.
    let buckets = (plan.size - super::tagger::model::HEADER - lexicon_bytes.len()) / 64;
    let room = buckets * super::tagger::model::WAYS * 86 / 100;
    let mut order: Vec<u32> = (0..names.len() as u32).collect();
    let weight = |id: u32| {
        let row = &learner.rows[id as usize];
        let mean = row.iter().sum::<f32>() / COUNT as f32;
        row.iter().map(|w| (w - mean) * (w - mean)).sum::<f32>() * (counts[id as usize] as f32).sqrt()
    };
    order.sort_by(|a, b| weight(*b).total_cmp(&weight(*a)));
    order.truncate(room);
    let mut renamed = vec![u32::MAX; names.len()];
    for (new, old) in order.iter().enumerate() {
        renamed[*old as usize] = new as u32;
    }
    drop(learner);
    let ids: Vec<u32> = ids
        .iter()
        .map(|id| renamed.get(*id as usize).copied().unwrap_or(u32::MAX))
        .collect();
    log(&format!("{} features fit", order.len()));
    let learner = learn(order.len(), &ids, &examples, plan, plan.epochs.1, log);
    let scale = scale(&learner.rows) * (1.0 - plan.dropout);
    let rows: Vec<(u64, [f32; COUNT])> = order
        .iter()
        .zip(&learner.rows)
        .map(|(old, row)| (names[*old as usize], row.map(|w| w * (1.0 - plan.dropout))))
        .collect();
    let (features, left) = pack::rows(&rows, buckets, scale);
    log(&format!("{left} features found no room; scale {scale}"));
    Ok(pack::file(&features, &lexicon_bytes, scale, plan.vote, &learner.steps))
}

fn collect(
    document: &Annotated,
    scheme: Scheme,
    lexicon: &Lexicon,
    hashes: &mut Vec<u64>,
    examples: &mut Vec<Example>,
) {
    let sheet = Sheet::new(&document.text);
    let known = Known::new(&sheet, lexicon);
    let allowed = corpus::allowed(&sheet, document, scheme);
    let mut list = Vec::new();
    for sentence in &sheet.sentences {
        runs::each(&sheet, sentence.clone(), |run| {
            let view = View {
                sheet: &sheet,
                info: &known.info,
                phrases: &known.phrases,
                evidence: &known.evidence,
                sentence: sentence.clone(),
                run: run.clone(),
            };
            let mut bounds = vec![hashes.len() as u32];
            for at in run.clone() {
                features::of(&view, at, &mut list);
                hashes.extend_from_slice(&list);
                bounds.push(hashes.len() as u32);
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
            examples.push(Example {
                bounds,
                allowed: own,
                weight: scheme.weight,
            });
        });
    }
}

/// Numbers the features seen often enough; others become the number past the last.
fn intern(hashes: &[u64], cutoff: u32) -> (Vec<u32>, Vec<u64>, Vec<u32>) {
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

fn learn(
    features: usize,
    ids: &[u32],
    examples: &[Example],
    plan: &Plan,
    epochs: usize,
    log: &mut dyn FnMut(&str),
) -> Learner {
    let mut learner = Learner::new(features, plan.rate.0, plan.rate.1);
    learner.dropout = plan.dropout;
    let mut order: Vec<u32> = (0..examples.len() as u32).collect();
    let mut state = plan.seed | 1;
    for epoch in 0..epochs {
        for index in (1..order.len()).rev() {
            // xorshift64*, Vigna 2016
            state ^= state >> 12;
            state ^= state << 25;
            state ^= state >> 27;
            let random = state.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33;
            order.swap(index, (random % (index as u64 + 1)) as usize);
        }
        learner.rate = plan.rate.0 * (1.0 - 0.8 * epoch as f32 / epochs as f32);
        let mut loss = 0f64;
        for index in &order {
            if let Some(example) = examples.get(*index as usize) {
                loss += f64::from(learner.learn(example, ids));
            }
        }
        log(&format!("pass {}: loss {:.0}", epoch + 1, loss));
    }
    learner
}

/// The step of the stored weights: all but one in a thousand fit.
fn scale(rows: &[[f32; COUNT]]) -> f32 {
    let mut sizes: Vec<f32> = rows.iter().flatten().map(|w| w.abs()).collect();
    sizes.sort_by(f32::total_cmp);
    let index = sizes.len().saturating_sub(sizes.len() / 1000 + 1);
    (sizes.get(index).copied().unwrap_or(1.0) / 127.0).max(1e-4)
}
