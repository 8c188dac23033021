//! A set of numbers that are spread well already, as words are known by when they are gathered (see
//! [`super::unique_words`]): one look into memory tells whether a number is there.

/// Slots to begin with.
const FEWEST: usize = 1 << 10;

/// A set of 64-bit numbers.
#[derive(Debug)]
pub(super) struct Numbers {
    /// Open addressing; 0 is a free slot. A power of two of them, at most half taken.
    slots: Vec<u64>,
    filled: usize,
}

impl Default for Numbers {
    fn default() -> Self {
        Numbers {
            slots: vec![0; FEWEST],
            filled: 0,
        }
    }
}

impl Numbers {
    /// Adds one; whether it was not there yet.
    pub(super) fn add(&mut self, number: u64) -> bool {
        // No word has it, but a long one's hash might.
        let number = number.max(1);
        let mask = self.slots.len() - 1;
        let mut at = (number >> 32) as usize & mask;
        while let Some(slot) = self.slots.get_mut(at) {
            if *slot == number {
                return false;
            }
            if *slot == 0 {
                *slot = number;
                self.filled += 1;
                if self.filled * 2 > self.slots.len() {
                    self.grow();
                }
                return true;
            }
            at = (at + 1) & mask;
        }
        // Not reached: the mask keeps to the slots.
        false
    }

    fn grow(&mut self) {
        let twice = self.slots.len() * 2;
        let old = std::mem::replace(&mut self.slots, vec![0; twice]);
        self.filled = 0;
        for number in old.into_iter().filter(|number| *number != 0) {
            self.add(number);
        }
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.filled
    }

    /// Takes all out.
    pub(super) fn clear(&mut self) {
        if self.slots.len() > FEWEST && self.filled * 8 < self.slots.len() {
            // After a text of very many words, clearing all its slots each time would be a waste.
            self.slots = vec![0; FEWEST];
        } else {
            self.slots.fill(0);
        }
        self.filled = 0;
    }
}
