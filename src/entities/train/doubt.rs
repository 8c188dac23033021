//! Annotations that the rest of the sets speaks against.
//!
//! Some sets are annotated half by machine. Where what was learned from the other texts is much surer of another
//! labelling of a stretch than of the annotated one, the stretch is taken to be either: the learner, which sums over
//! all that is allowed, then decides.

use super::crf::Marginals;
use super::examples::Examples;
use super::passes::Crossed;
use crate::entities::tagger::genre::Genre;

/// Widens what is allowed in stretches of news and talk whose best labels are more than `sure` (in log probability)
/// above the annotated ones; how many stretches.
pub fn widen(all: &mut Examples, crossed: &Crossed, sure: f32) -> usize {
    let mut count = 0;
    for (index, run) in all.runs.iter_mut().enumerate() {
        let path = &crossed.labels[index];
        let agreed = path
            .iter()
            .zip(&run.allowed)
            .all(|(label, allowed)| allowed >> label & 1 == 1);
        let Some(steps) = crossed.steps.get(usize::from(crossed.half[index])).filter(|_| !agreed) else {
            continue;
        };
        if run.genre == Genre::Reference {
            continue;
        }
        let best: Vec<u16> = path.iter().map(|label| 1 << label).collect();
        let total = |allowed: &[u16]| Marginals::of(&crossed.sums[index], steps, Some(allowed)).log_total;
        if total(&best) - total(&run.allowed) > sure {
            count += 1;
            for (allowed, best) in run.allowed.iter_mut().zip(best) {
                *allowed |= best;
            }
        }
    }
    count
}
