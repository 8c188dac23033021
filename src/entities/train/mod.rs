//! Makes the tagger's model from annotated texts. One thread, one seed, the same file each time.
//!
//! `corpus` reads the sets, `wordlist` the lists, `examples` makes tasks of them, `genres` tells the sorts of
//! writing apart, `crf` learns,
//! `passes` has it learn, `doubt` finds annotations that the others speak against, `pack` writes, `score` measures. Training runs twice: on every property seen often enough, then
//! on those that weighed most, as many as fit the file. The second look is learned from texts that
//! a first look trained on other texts has labelled. Used by the `dateline-train` program only.

mod corpus;
mod crf;
mod doubt;
mod examples;
mod genres;
mod pack;
mod passes;
pub mod score;
mod wordlist;

use super::tagger::genre::Genre;
use super::tagger::labels::COUNT;
use super::tagger::lexicon::Lexicon;
use super::tagger::model::{self, Model};
use corpus::Scheme;
use examples::{Examples, intern};
use genres::Genres;
use passes::{Task, cross, everything, learn, scale, second};
use std::io;
use std::path::Path;

/// Weights of one feature.
type Row = [f32; COUNT];

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
    /// Most bytes of the file.
    pub size: usize,
    /// Learning rate and weight decay.
    pub rate: (f32, f32),
    /// Share of features left out at random at each visit.
    pub dropout: f32,
    /// Share of the tokens at whose visit the word itself is not looked at.
    pub blind: f32,
    /// How much encyclopedia text counts, against news.
    pub clean: f32,
    /// How much surer of another labelling the rest of the sets must be, in log probability, for an annotation to be
    /// doubted.
    pub sure: f32,
    /// Whether there is a second look.
    pub second: bool,
}

impl Default for Plan {
    fn default() -> Self {
        Plan {
            without: Vec::new(),
            epochs: (5, 8),
            seed: 20_260_101,
            cutoff: 2,
            size: 3_990_000,
            rate: (0.08, 1e-5),
            dropout: 0.5,
            blind: 0.2,
            clean: 1.5,
            sure: 1000.0,
            second: true,
        }
    }
}

/// Lexicon buckets: room for the words of `wordlist` at ten to a bucket.
const LEXICON_BUCKETS: usize = 21_000;

/// The sets, with what each leaves open.
const SETS: &[(&str, Scheme)] = &[
    ("ner/gmb/train.conll.gz", Scheme::NEWS),
    ("ner/redocred/dev.conll.gz", Scheme::WIKI),
    ("ner/crossner/politics-train.conll.gz", Scheme::POLITICS),
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

/// The sets that show how well a model does, none of them trained on but the second, which is
/// left out with `Plan::without` where its score is to mean something.
const HELD: &[&str] = &[
    "ner/gmb/dev.conll.gz",
    "ner/redocred/dev.conll.gz",
    "ner/crossner/politics-dev.conll.gz",
    "ner/uner-ewt/dev.conll.gz",
];

/// Lines that tell how well a model file does on the held-out sets, the tagger alone and the whole
/// engine, each with its commonest errors.
pub fn scores(folder: &Path, bytes: &[u8], errors: usize, log: &mut dyn FnMut(&str)) -> io::Result<()> {
    let model = Model::read(bytes).ok_or_else(|| io::Error::other("not a whole model"))?;
    for file in HELD {
        let documents = corpus::read(&folder.join(file))?;
        for (name, measure) in [
            ("tagger", score::Measure::Tagger),
            ("merged", score::Measure::Merged),
            ("engine", score::Measure::Engine),
        ] {
            let score = score::score(&documents, &model, measure);
            log(&format!("{file}, {name}: {score}"));
            for (what, count) in score.commonest(errors) {
                log(&format!("    {count} {what}"));
            }
        }
    }
    Ok(())
}

/// Trains on the sets in a folder and gives the model file; `log` is told of progress.
pub fn train(folder: &Path, plan: &Plan, log: &mut dyn FnMut(&str)) -> io::Result<Vec<u8>> {
    let words = wordlist::gather(&folder.join("ner/gazetteers"))?;
    let lexicon_bytes = pack::words(&words, LEXICON_BUCKETS);
    log(&format!("{} words and phrases", words.len()));
    let lexicon = Lexicon::new(&lexicon_bytes);
    let mut sets = Vec::new();
    let mut genres = Genres::new();
    for (file, scheme) in SETS {
        if plan.without.iter().any(|part| file.contains(part.as_str())) {
            continue;
        }
        let documents = corpus::read(&folder.join(file))?;
        for document in &documents {
            genres.count(&document.text, &lexicon, scheme.genre);
        }
        let mut scheme = *scheme;
        if scheme.genre == Genre::Reference {
            scheme.weight *= plan.clean;
        }
        sets.push((file, documents, scheme));
    }
    let genres = genres.table();
    let mut all = Examples::default();
    for (file, documents, scheme) in sets {
        let (texts, runs) = (all.texts.len(), all.runs.len());
        for document in documents {
            all.add(document, scheme, &lexicon, &genres);
        }
        log(&format!(
            "{file}: {} documents, {} runs",
            all.texts.len() - texts,
            all.runs.len() - runs
        ));
    }
    let (ids, names, counts) = intern(&all.hashes, plan.cutoff);
    log(&format!(
        "{} feature uses, {} features kept",
        all.hashes.len(),
        names.len()
    ));
    all.hashes = Vec::new();
    let task = Task {
        names: &names,
        ids: &ids,
        examples: &all.runs,
    };
    let crossed = cross(&all, &task, plan, log);
    let doubted = doubt::widen(&mut all, &crossed, plan.sure);
    log(&format!("{doubted} runs in doubt"));
    let task = Task {
        names: &names,
        ids: &ids,
        examples: &all.runs,
    };
    // The second look comes first: few features, which must have room.
    let mut rows = match plan.second {
        true => second(&all, &crossed, plan, log),
        false => Vec::new(),
    };
    drop(crossed);
    let (weights, _) = learn(&task, everything(&all.runs), plan, plan.epochs.0, log);
    // The features that weigh most, as many as fit.
    let buckets = (plan.size - model::HEADER - lexicon_bytes.len()) / 64;
    let mut order: Vec<u32> = (0..names.len() as u32).collect();
    let weight = |id: u32| {
        let row = &weights[id as usize];
        let mean = row.iter().sum::<f32>() / COUNT as f32;
        row.iter().map(|w| (w - mean) * (w - mean)).sum::<f32>() * (counts[id as usize] as f32).sqrt()
    };
    order.sort_by(|a, b| weight(*b).total_cmp(&weight(*a)));
    let second_names: Vec<u64> = rows.iter().map(|(name, _)| *name).collect();
    let fits = pack::fits(
        second_names
            .into_iter()
            .chain(order.iter().map(|id| names[*id as usize])),
        buckets,
    );
    let mut fits = fits.into_iter().skip(rows.len());
    order.retain(|_| fits.next() == Some(true));
    let mut renamed = vec![u32::MAX; names.len()];
    for (new, old) in order.iter().enumerate() {
        renamed[*old as usize] = new as u32;
    }
    drop(weights);
    let ids: Vec<u32> = ids
        .iter()
        .map(|id| renamed.get(*id as usize).copied().unwrap_or(u32::MAX))
        .collect();
    log(&format!("{} features fit", order.len()));
    let names: Vec<u64> = order.iter().map(|id| names[*id as usize]).collect();
    let task = Task {
        names: &names,
        ids: &ids,
        examples: &all.runs,
    };
    let (weights, steps) = learn(&task, everything(&all.runs), plan, plan.epochs.1, log);
    let kept = 1.0 - plan.dropout;
    let scale = scale(&weights) * kept;
    // Few features carry the second look, and carry more: their own step of the stored weights.
    let most = rows
        .iter()
        .flat_map(|(_, row)| row)
        .fold(scale, |most, w| most.max(w.abs()));
    let scales = [scale, most / 127.0];
    for (_, row) in &mut rows {
        *row = row.map(|weight| weight * scales[0] / scales[1]);
    }
    rows.extend(
        names
            .iter()
            .zip(&weights)
            .map(|(name, row)| (*name, row.map(|w| w * kept))),
    );
    let (features, left) = pack::rows(&rows, buckets, scale);
    log(&format!("{left} features found no room; scale {scale}"));
    Ok(pack::file(&features, &lexicon_bytes, scales, &steps, &genres))
}
