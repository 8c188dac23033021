//! Passes over the examples: the weights of a task, and those of the second look.

use super::super::tagger::decode;
use super::super::tagger::features;
use super::super::tagger::labels::COUNT;
use super::super::tagger::model::Steps;
use super::crf::{Example, Learner};
use super::examples::{Examples, intern};
use super::{Plan, Row};

/// What there is to learn: features by number, and the examples that have them.
#[derive(Clone, Copy)]
pub struct Task<'a> {
    /// The hash of each feature.
    pub names: &'a [u64],
    /// The features of the examples' tokens.
    pub ids: &'a [u32],
    /// The examples.
    pub examples: &'a [Example],
}

/// How much of its weights the second look keeps: on texts of another kind the first look errs
/// more than it did in training, so less is to be built on it.
const TRUST: f32 = 0.45;

/// The numbers of all examples.
pub fn everything(examples: &[Example]) -> Vec<u32> {
    (0..examples.len() as u32).collect()
}

/// What half of the texts, learned from, says of the other half, and the other way round: for each example the sums
/// and labels of its tokens, and which of the two steps they were made with.
#[derive(Debug)]
pub struct Crossed {
    /// Sums, a row a token.
    pub sums: Vec<Vec<Row>>,
    /// The best labels.
    pub labels: Vec<Vec<u8>>,
    /// Steps learned from either half.
    pub steps: Vec<Steps>,
    /// Which steps an example was labelled with.
    pub half: Vec<u8>,
}

/// Labels every text by what was learned from the others.
pub fn cross(all: &Examples, task: &Task, plan: &Plan, log: &mut dyn FnMut(&str)) -> Crossed {
    let count = all.runs.len();
    let mut crossed = Crossed {
        sums: vec![Vec::new(); count],
        labels: vec![Vec::new(); count],
        steps: Vec::new(),
        half: vec![0; count],
    };
    for half in 0..2 {
        let of = |own: bool| {
            let texts = all.texts.iter().enumerate();
            texts
                .filter(move |(at, _)| (at % 2 == half) == own)
                .flat_map(|(_, (_, runs))| runs.clone())
        };
        let order: Vec<u32> = of(false).map(|at| at as u32).collect();
        let (weights, steps) = learn(task, order, plan, plan.epochs.0, log);
        let (mut back, mut path) = (Vec::new(), Vec::new());
        for index in of(true) {
            let own: Vec<Row> = all.runs[index]
                .bounds
                .windows(2)
                .map(|pair| {
                    let mut row = [0.0; COUNT];
                    let ids = &task.ids[pair[0] as usize..pair[1] as usize];
                    for weights in ids.iter().filter_map(|id| weights.get(*id as usize)) {
                        for (sum, weight) in row.iter_mut().zip(weights) {
                            *sum += weight * (1.0 - plan.dropout);
                        }
                    }
                    row
                })
                .collect();
            decode::best(&own, &steps, &mut back, &mut path);
            crossed.labels[index].clone_from(&path);
            crossed.sums[index] = own;
            crossed.half[index] = half as u8;
        }
        crossed.steps.push(steps);
    }
    crossed
}

/// Learns the second look from what the texts say of each other. Its features by hash, with their weights.
pub fn second(all: &Examples, crossed: &Crossed, plan: &Plan, log: &mut dyn FnMut(&str)) -> Vec<(u64, Row)> {
    let (examples, hashes) = all.second(&crossed.sums, &crossed.labels);
    let (ids, names, _) = intern(&hashes, 4);
    log(&format!("second look: {} features", names.len()));
    let task = Task {
        names: &names,
        ids: &ids,
        examples: &examples,
    };
    let plan = Plan {
        dropout: 0.1,
        blind: 0.0,
        ..plan.clone()
    };
    let (weights, _) = learn(&task, everything(&examples), &plan, 4, log);
    let kept = (1.0 - plan.dropout) * TRUST;
    names
        .iter()
        .zip(&weights)
        .map(|(name, row)| (*name, row.map(|w| w * kept)))
        .collect()
}

/// The mean weights of the later passes, and the mean steps, learned from the examples `order`
/// names.
pub fn learn(
    task: &Task,
    mut order: Vec<u32>,
    plan: &Plan,
    epochs: usize,
    log: &mut dyn FnMut(&str),
) -> (Vec<Row>, Steps) {
    let Task { names, ids, examples } = *task;
    let mut learner = Learner::new(names.len(), plan.rate.0, plan.rate.1);
    learner.dropout = plan.dropout;
    learner.blind = plan.blind;
    learner.by_word = names
        .iter()
        .map(|name| features::by_word(features::template(*name)))
        .collect();
    let mut mean: Vec<Row> = vec![[0.0; COUNT]; names.len()];
    let mut steps: Steps = [[0.0; COUNT]; COUNT + 1];
    let counted = epochs.div_ceil(2);
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
        if epoch + counted >= epochs {
            let rows = mean.iter_mut().flatten().zip(learner.rows.iter().flatten());
            for (sum, weight) in rows.chain(steps.iter_mut().flatten().zip(learner.steps.iter().flatten())) {
                *sum += weight / counted as f32;
            }
        }
    }
    (mean, steps)
}

/// The step of the stored weights: all but one in a thousand fit.
pub fn scale(rows: &[Row]) -> f32 {
    let mut sizes: Vec<f32> = rows.iter().flatten().map(|w| w.abs()).collect();
    sizes.sort_by(f32::total_cmp);
    let index = sizes.len().saturating_sub(sizes.len() / 1000 + 1);
    (sizes.get(index).copied().unwrap_or(1.0) / 127.0).max(1e-4)
}
