//! Learns to tell the sorts of writing apart: how often each sign stands in each.

use super::super::sheet::Sheet;
use super::super::tagger::genre::{self, ALL, Genre, SIGNS, Table};
use super::super::tagger::lexicon::{Info, Lexicon};

/// Stands for a sort that no text of the sets is of.
const NEVER: f32 = -1e4;

/// Counts of signs by sort.
#[derive(Debug)]
pub struct Genres {
    counts: [[u32; ALL.len()]; SIGNS],
}

impl Genres {
    /// Nothing counted yet.
    pub fn new() -> Self {
        Genres {
            counts: [[0; ALL.len()]; SIGNS],
        }
    }

    /// Counts the signs of a text of a known sort.
    pub fn count(&mut self, text: &str, lexicon: &Lexicon, genre: Genre) {
        let sheet = Sheet::new(text);
        let info: Vec<Info> = sheet.tokens.iter().map(|token| lexicon.get(token.lower)).collect();
        let column = genre as usize;
        genre::signs(&sheet, &info, |sign| self.counts[sign][column] += 1);
    }

    /// The log of how likely each sign is in each sort, all sorts being as likely.
    pub fn table(&self) -> Table {
        let mut table = genre::NOTHING;
        for column in 0..ALL.len() {
            let texts = self.counts[SIGNS - 1][column];
            let all: u32 = self.counts[..SIGNS - 1].iter().map(|row| row[column]).sum();
            for (row, counts) in table.iter_mut().zip(&self.counts).take(SIGNS - 1) {
                row[column] = ((counts[column] as f32 + 1.0) / (all as f32 + SIGNS as f32)).ln();
            }
            table[SIGNS - 1][column] = if texts == 0 { NEVER } else { 0.0 };
        }
        table
    }
}
