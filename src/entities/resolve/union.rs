//! Sets of spans that name one thing.

/// Sets of spans, each told by its first one.
#[derive(Debug)]
pub struct Union {
    parent: Vec<usize>,
}

impl Union {
    /// So many spans, each by itself.
    pub fn new(count: usize) -> Self {
        Union {
            parent: (0..count).collect(),
        }
    }

    /// The first span of the set that a span is in.
    pub fn root(&mut self, mut at: usize) -> usize {
        while let Some(parent) = self.parent.get(at).copied() {
            if parent == at {
                break;
            }
            let grand = self.parent.get(parent).copied().unwrap_or(parent);
            self.parent[at] = grand;
            at = grand;
        }
        at
    }

    /// Makes one set of two spans' sets.
    pub fn join(&mut self, a: usize, b: usize) {
        if a >= self.parent.len() || b >= self.parent.len() {
            return;
        }
        let (a, b) = (self.root(a), self.root(b));
        self.parent[a.max(b)] = a.min(b);
    }
}
