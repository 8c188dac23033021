//! The labels of the tagger: outside, first and further words of a name by kind.

use crate::model::EntityKind;

/// How many labels there are.
pub const COUNT: usize = 10;

/// Outside every name.
pub const O: usize = 0;

/// Events, works, products: told apart so that they are not taken for something else.
pub const MISC: usize = 9;

/// The first-word labels, person, organisation, place, group; the further-word label follows.
pub const FIRST: [usize; 4] = [1, 3, 5, 7];

/// The kind a label stands for; none for outside and miscellany.
pub fn kind(label: usize) -> Option<EntityKind> {
    match label {
        1 | 2 => Some(EntityKind::Person),
        3 | 4 => Some(EntityKind::Organisation),
        5 | 6 => Some(EntityKind::Place),
        7 | 8 => Some(EntityKind::Group),
        _ => None,
    }
}

/// Whether a label begins a name.
pub fn begins(label: usize) -> bool {
    FIRST.contains(&label)
}

/// Whether `next` may follow `label`: a further word only after its own kind.
pub fn may_follow(label: usize, next: usize) -> bool {
    match next {
        2 | 4 | 6 | 8 => label == next || label + 1 == next,
        _ => true,
    }
}
