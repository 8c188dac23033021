//! Where "now" comes from: the machine, or a moment given on the command line.

use crate::model::Timestamp;

/// A source of the present moment. Only the faces ask it; verbs take the moment as a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Clock {
    /// The machine's clock.
    #[default]
    System,
    /// Always this moment (`--now`).
    Fixed(Timestamp),
}

impl Clock {
    /// The present moment.
    pub fn now(self) -> Timestamp {
        match self {
            Clock::System => Timestamp(chrono::Utc::now().timestamp()),
            Clock::Fixed(at) => at,
        }
    }
}
