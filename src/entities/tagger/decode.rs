//! The best labels of a run: Viterbi over the sums of its tokens.

use super::labels::COUNT;

/// The best path through `scores` (one row a token) with the step weights; the last row of
/// `steps` is the start. `path` is filled with one label a token.
pub fn best(
    scores: &[[f32; COUNT]],
    steps: &[[f32; COUNT]; COUNT + 1],
    back: &mut Vec<[u8; COUNT]>,
    path: &mut Vec<u8>,
) {
    back.clear();
    path.clear();
    let Some(first) = scores.first() else { return };
    let mut now = *first;
    for (score, step) in now.iter_mut().zip(&steps[COUNT]) {
        *score += step;
    }
    for row in &scores[1..] {
        let mut next = [f32::NEG_INFINITY; COUNT];
        let mut from = [0u8; COUNT];
        for (label, score) in now.iter().enumerate() {
            for to in 0..COUNT {
                let sum = score + steps[label][to];
                if sum > next[to] {
                    next[to] = sum;
                    from[to] = label as u8;
                }
            }
        }
        for (score, own) in next.iter_mut().zip(row) {
            *score += own;
        }
        back.push(from);
        now = next;
    }
    let mut label = (0..COUNT).max_by(|a, b| now[*a].total_cmp(&now[*b])).unwrap_or(0);
    path.push(label as u8);
    for from in back.iter().rev() {
        label = from.get(label).copied().map_or(0, usize::from);
        path.push(label as u8);
    }
    path.reverse();
}
