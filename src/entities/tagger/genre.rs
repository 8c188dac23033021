//! What sort of writing a text is: news, a work of reference, or talk.
//!
//! The sets the tagger learns from come from different writing and draw the line between names and other words
//! differently; so do the texts it reads. A few properties are therefore looked at together with the sort of text
//! (after Daumé, "Frustratingly easy domain adaptation", ACL 2007). The sort is told by naive Bayes over the clusters
//! of a text's small words and a few signs; its table is in the model. Training and tagging share this file.

use super::super::sheet::{Sheet, flag};
use super::super::words;
use super::lexicon::Info;

/// Sorts of writing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Genre {
    /// Reports of the day.
    News,
    /// Encyclopedias and the like.
    Reference,
    /// Letters, reviews, messages.
    Talk,
}

/// The sorts, in the order of a table's columns.
pub const ALL: [Genre; 3] = [Genre::News, Genre::Reference, Genre::Talk];

/// How many signs there are; the last stands once in every text.
pub const SIGNS: usize = 160;

/// The log of how likely each sign is in each sort of text.
pub type Table = [[f32; ALL.len()]; SIGNS];

/// A table that tells nothing.
pub const NOTHING: Table = [[0.0; ALL.len()]; SIGNS];

/// So much of a text is looked at.
const TOKENS: usize = 800;

/// Signs from here on are no clusters of words.
const OTHER: usize = 130;

/// Calls `each` with every sign of a text.
pub fn signs(sheet: &Sheet, info: &[Info], mut each: impl FnMut(usize)) {
    for (at, (token, info)) in sheet.tokens.iter().zip(info).take(TOKENS).enumerate() {
        if token.has(words::SAY) {
            each(OTHER);
        }
        each(if token.is(flag::LOWER) {
            usize::from(info.coarse).min(OTHER - 1)
        } else if token.is(flag::PUNCT) {
            match sheet.word(at) {
                "(" | "[" => OTHER + 1,
                "\"" | "“" => OTHER + 2,
                "!" | "?" => OTHER + 3,
                "#" | "@" => OTHER + 4,
                ";" | ":" => OTHER + 5,
                _ => continue,
            }
        } else if token.has(words::MONTH) {
            OTHER + 6
        } else if token.has(words::WEEKDAY) {
            OTHER + 7
        } else if token.is(flag::NUMBER) {
            OTHER + 8 + usize::from(token.end - token.start == 4)
        } else if token.is(flag::ALL_CAPS) {
            OTHER + 10
        } else if token.is(flag::CAP) {
            OTHER + 11 + usize::from(token.is(flag::SENTENCE))
        } else {
            OTHER + 13
        });
    }
    each(SIGNS - 1);
}

/// The sort of a text, counted from 1; 0 where the table tells nothing.
pub fn of(sheet: &Sheet, info: &[Info], table: &Table) -> u64 {
    let mut sums = [0f32; ALL.len()];
    signs(sheet, info, |sign| {
        for (sum, weight) in sums.iter_mut().zip(table.get(sign).unwrap_or(&[0.0; ALL.len()])) {
            *sum += weight;
        }
    });
    if sums.iter().all(|sum| *sum == 0.0) {
        return 0;
    }
    let best = (0..sums.len()).rev().max_by(|a, b| sums[*a].total_cmp(&sums[*b]));
    best.map_or(0, |at| at as u64 + 1)
}

#[cfg(test)]
mod tests {
    use super::super::model;
    use super::*;

    fn told(text: &str) -> Option<Genre> {
        let table = &model().unwrap().genres;
        let sheet = Sheet::new(text);
        let info: Vec<Info> = sheet
            .tokens
            .iter()
            .map(|t| model().unwrap().lexicon.get(t.lower))
            .collect();
        ALL.get((of(&sheet, &info, table) as usize).checked_sub(1)?).copied()
    }

    #[test]
    fn the_sort_of_a_text_is_told() {
        let news = "Officials said Tuesday that troops had stopped migrants near the border. A spokesman told reporters \
            that the government would send more soldiers, after two people were killed in clashes last week.";
        assert_eq!(told(news), Some(Genre::News));
        let reference = "The Duchy was a state in the north (founded 1474, dissolved in 1806). It was one of the four \
            principalities and took its name from the river; its laws were based on those of the neighbouring county.";
        assert_eq!(told(reference), Some(Genre::Reference));
        let talk = "i love this place!! my mom and i got the soup lol, will def come back @ lunch :) thanks so much!";
        assert_eq!(told(talk), Some(Genre::Talk));
        assert_eq!(of(&Sheet::new("A text"), &[Info::default(); 2], &NOTHING), 0);
    }
}
