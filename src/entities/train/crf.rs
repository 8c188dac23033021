//! The learner: a linear-chain conditional random field over runs, by stochastic gradient with
//! per-weight rates (AdaGrad), on labels that may be partly unknown.
//!
//! The loss of a run is the log of the probability of all labellings that its annotation allows;
//! where everything is annotated this is the usual likelihood.

use super::super::tagger::genre::Genre;
use super::super::tagger::labels::{self, COUNT};
use super::corpus::Allowed;

/// A run as an example: for each token its features and what it may be.
#[derive(Debug, Clone)]
pub struct Example {
    /// Where its tokens' features begin in the shared list, and one end more.
    pub bounds: Vec<u32>,
    /// What each token may be.
    pub allowed: Vec<Allowed>,
    /// How much it counts.
    pub weight: f32,
    /// What its tokens score before any feature; nothing where that is 0.
    pub base: Vec<[f32; COUNT]>,
    /// What sort of writing it is from.
    pub genre: Genre,
}

/// Weights under training.
pub struct Learner {
    /// Weight rows, one a feature.
    pub rows: Vec<[f32; COUNT]>,
    rates: Vec<[f32; COUNT]>,
    /// Steps between labels, the last row from the start.
    pub steps: [[f32; COUNT]; COUNT + 1],
    step_rates: [[f32; COUNT]; COUNT + 1],
    /// Weight decay a visit.
    pub decay: f32,
    /// Learning rate.
    pub rate: f32,
    /// Share of the features left out at random at each visit, so that none is relied on alone.
    pub dropout: f32,
    /// Share of the tokens at whose visit the word itself is not looked at.
    pub blind: f32,
    /// Of each feature, whether it looks at the word itself.
    pub by_word: Vec<bool>,
    state: u64,
    kept: Vec<u32>,
}

/// Stands for impossible.
const NEVER: f32 = -1e4;

impl Learner {
    /// A learner for so many features.
    pub fn new(features: usize, rate: f32, decay: f32) -> Self {
        let mut steps = [[0.0; COUNT]; COUNT + 1];
        for (from, row) in steps.iter_mut().enumerate() {
            for (to, weight) in row.iter_mut().enumerate() {
                let from = if from == COUNT { labels::O } else { from };
                if !labels::may_follow(from, to) {
                    *weight = NEVER;
                }
            }
        }
        Learner {
            rows: vec![[0.0; COUNT]; features],
            rates: vec![[1e-3; COUNT]; features],
            steps,
            step_rates: [[1e-2; COUNT]; COUNT + 1],
            decay,
            rate,
            dropout: 0.0,
            blind: 0.0,
            by_word: Vec::new(),
            state: 0x9E37_79B9_7F4A_7C15,
            kept: Vec::new(),
        }
    }

    /// The example with some of its features left out, as bounds into `kept`.
    fn thin(&mut self, example: &Example, features: &[u32]) -> Example {
        self.kept.clear();
        let share = |part: f32| (f64::from(part) * f64::from(u32::MAX)) as u32;
        let (threshold, blind) = (share(self.dropout), share(self.blind));
        let mut random = || {
            // xorshift64*, Vigna 2016
            self.state ^= self.state >> 12;
            self.state ^= self.state << 25;
            self.state ^= self.state >> 27;
            (self.state.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 32) as u32
        };
        let mut bounds = vec![0u32];
        for pair in example.bounds.windows(2) {
            let unseen = random() < blind;
            for feature in &features[pair[0] as usize..pair[1] as usize] {
                let index = *feature as usize;
                if index >= self.rows.len() || unseen && self.by_word.get(index) == Some(&true) {
                    continue;
                }
                if random() >= threshold {
                    self.kept.push(*feature);
                }
            }
            bounds.push(self.kept.len() as u32);
        }
        Example {
            bounds,
            allowed: example.allowed.clone(),
            weight: example.weight,
            base: example.base.clone(),
            genre: example.genre,
        }
    }

    /// The scores of a run's tokens.
    pub fn scores(&self, example: &Example, features: &[u32]) -> Vec<[f32; COUNT]> {
        example
            .bounds
            .windows(2)
            .enumerate()
            .map(|(at, pair)| {
                let mut row = example.base.get(at).copied().unwrap_or([0.0; COUNT]);
                for feature in &features[pair[0] as usize..pair[1] as usize] {
                    if let Some(weights) = self.rows.get(*feature as usize) {
                        for (sum, weight) in row.iter_mut().zip(weights) {
                            *sum += weight;
                        }
                    }
                }
                row
            })
            .collect()
    }

    /// One step on one run; its loss.
    pub fn learn(&mut self, example: &Example, features: &[u32]) -> f32 {
        let example = &self.thin(example, features);
        let kept = std::mem::take(&mut self.kept);
        let loss = self.step(example, &kept);
        self.kept = kept;
        loss
    }

    fn step(&mut self, example: &Example, features: &[u32]) -> f32 {
        let scores = self.scores(example, features);
        let free = Marginals::of(&scores, &self.steps, None);
        let held = Marginals::of(&scores, &self.steps, Some(&example.allowed));
        let rate = self.rate;
        for (at, pair) in example.bounds.windows(2).enumerate() {
            let mut gradient = [0.0; COUNT];
            let mut any = 0f32;
            for (label, g) in gradient.iter_mut().enumerate() {
                *g = (held.tokens[at][label] - free.tokens[at][label]) * example.weight;
                any = any.max(g.abs());
            }
            if any < 1e-4 {
                continue;
            }
            for feature in &features[pair[0] as usize..pair[1] as usize] {
                let index = *feature as usize;
                let (Some(row), Some(rates)) = (self.rows.get_mut(index), self.rates.get_mut(index)) else {
                    continue;
                };
                for label in 0..COUNT {
                    let g = gradient[label] - self.decay * row[label];
                    rates[label] += g * g;
                    row[label] += rate * g / rates[label].sqrt();
                }
            }
        }
        for from in 0..=COUNT {
            for to in 0..COUNT {
                if self.steps[from][to] <= NEVER {
                    continue;
                }
                let g = (held.steps[from][to] - free.steps[from][to]) * example.weight;
                if g != 0.0 {
                    self.step_rates[from][to] += g * g;
                    self.steps[from][to] += rate * g / self.step_rates[from][to].sqrt();
                }
            }
        }
        (free.log_total - held.log_total) * example.weight
    }
}

/// How likely each label of each token is, and each step.
pub struct Marginals {
    tokens: Vec<[f32; COUNT]>,
    steps: [[f32; COUNT]; COUNT + 1],
    /// The log of the sum over all labellings that are allowed.
    pub log_total: f32,
}

impl Marginals {
    /// Forward and backward sums, scaled at each token.
    pub fn of(scores: &[[f32; COUNT]], steps: &[[f32; COUNT]; COUNT + 1], allowed: Option<&[Allowed]>) -> Self {
        let count = scores.len();
        let step = steps.map(|row| row.map(f32::exp));
        let mut log_total = 0f64;
        let emit: Vec<[f32; COUNT]> = scores
            .iter()
            .enumerate()
            .map(|(at, row)| {
                let most = row.iter().copied().fold(f32::MIN, f32::max);
                log_total += f64::from(most);
                let mut out = row.map(|score| (score - most).exp().max(1e-30));
                if let Some(allowed) = allowed {
                    for (label, value) in out.iter_mut().enumerate() {
                        if allowed[at] >> label & 1 == 0 {
                            *value = 0.0;
                        }
                    }
                }
                out
            })
            .collect();
        let mut forward = vec![[0f32; COUNT]; count];
        for at in 0..count {
            let mut row = [0f32; COUNT];
            if at == 0 {
                row = step[COUNT];
            } else {
                for from in 0..COUNT {
                    let before = forward[at - 1][from];
                    if before > 0.0 {
                        for to in 0..COUNT {
                            row[to] += before * step[from][to];
                        }
                    }
                }
            }
            let mut sum = 0f32;
            for to in 0..COUNT {
                row[to] *= emit[at][to];
                sum += row[to];
            }
            let sum = sum.max(1e-30);
            log_total += f64::from(sum.ln());
            forward[at] = row.map(|value| value / sum);
        }
        let mut backward = vec![[1f32; COUNT]; count];
        let mut edges = [[0f32; COUNT]; COUNT + 1];
        for at in (0..count.saturating_sub(1)).rev() {
            let mut row = [0f32; COUNT];
            for from in 0..COUNT {
                for to in 0..COUNT {
                    row[from] += step[from][to] * emit[at + 1][to] * backward[at + 1][to];
                }
            }
            let sum: f32 = row.iter().sum::<f32>().max(1e-30);
            backward[at] = row.map(|value| value / sum);
        }
        let mut tokens = vec![[0f32; COUNT]; count];
        for at in 0..count {
            let mut sum = 0f32;
            for label in 0..COUNT {
                tokens[at][label] = forward[at][label] * backward[at][label];
                sum += tokens[at][label];
            }
            let sum = sum.max(1e-30);
            for value in &mut tokens[at] {
                *value /= sum;
            }
            if at == 0 {
                edges[COUNT] = tokens[0];
            } else {
                let mut pair = [[0f32; COUNT]; COUNT];
                let mut sum = 0f32;
                for from in 0..COUNT {
                    for to in 0..COUNT {
                        let value = forward[at - 1][from] * step[from][to] * emit[at][to] * backward[at][to];
                        pair[from][to] = value;
                        sum += value;
                    }
                }
                let sum = sum.max(1e-30);
                for from in 0..COUNT {
                    for to in 0..COUNT {
                        edges[from][to] += pair[from][to] / sum;
                    }
                }
            }
        }
        Marginals {
            tokens,
            steps: edges,
            log_total: log_total as f32,
        }
    }
}
