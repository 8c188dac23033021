//! Where a text has the words a query asks for: for highlights, and to check phrases, which the
//! index (words only, no places) cannot.

use std::ops::Range;

use super::term::{Query, Test};
use super::words::for_each_word;

/// What one term looks for: words in a row, the last of them perhaps only begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    /// The words, in normal form.
    pub words: Vec<String>,
    /// Whether the last word may go on.
    pub prefix: bool,
}

impl Pattern {
    /// What a test looks for in texts; none where it does not look into texts.
    pub fn of(test: &Test) -> Option<Pattern> {
        let (text, begun) = match test {
            Test::Word(word) => (word, true),
            Test::Phrase(phrase) => (phrase, false),
            Test::Entity(name) => (name, false),
            Test::Named(_, name) => (name, true),
            Test::Photo(_, words) => (words, true),
            _ => return None,
        };
        let mut words = Vec::new();
        for_each_word(text, |_, word| words.push(word.to_owned()));
        let prefix = begun
            && words
                .last()
                .is_some_and(|word| word.chars().count() > 2 || !word.is_ascii());
        (!words.is_empty()).then_some(Pattern { words, prefix })
    }

    fn fits(&self, place: usize, word: &str) -> bool {
        match self.words.get(place) {
            Some(wanted) if self.prefix && place + 1 == self.words.len() => word.starts_with(wanted.as_str()),
            Some(wanted) => word == wanted,
            None => false,
        }
    }

    /// Whether the words stand in `text` in this order, next to each other.
    pub fn is_in(&self, text: &str) -> bool {
        let mut found = Vec::new();
        find(std::slice::from_ref(self), text, &mut found);
        !found.is_empty()
    }
}

/// The byte ranges in `text` of everything the query's positive words, phrases and entities look
/// for, in order, not overlapping.
pub fn hits(query: &Query, text: &str) -> Vec<Range<usize>> {
    let patterns: Vec<Pattern> = query
        .terms
        .iter()
        .filter(|term| !term.negated)
        .filter(|term| !matches!(term.test, Test::Photo(..)))
        .filter_map(|term| Pattern::of(&term.test))
        .collect();
    ranges(&patterns, text)
}

/// Where a text has any of the patterns, in order, not overlapping.
pub(super) fn ranges(patterns: &[Pattern], text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    if !patterns.is_empty() {
        find(patterns, text, &mut found);
    }
    found.sort_by_key(|range| (range.start, usize::MAX - range.end));
    let mut end = 0;
    found.retain(|range| {
        let keep = range.start >= end;
        if keep {
            end = range.end;
        }
        keep
    });
    found
}

fn find(patterns: &[Pattern], text: &str, found: &mut Vec<Range<usize>>) {
    // One open attempt per pattern and starting place: (pattern, words matched, start).
    let mut open: Vec<(usize, usize, usize)> = Vec::new();
    for_each_word(text, |range, word| {
        open.extend((0..patterns.len()).map(|pattern| (pattern, 0, range.start)));
        open.retain_mut(|(pattern, matched, start)| {
            let Some(wanted) = patterns.get(*pattern) else {
                return false;
            };
            if !wanted.fits(*matched, word) {
                return false;
            }
            *matched += 1;
            let whole = *matched == wanted.words.len();
            if whole {
                found.push(*start..range.end);
            }
            !whole
        });
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'t>(query: &str, text: &'t str) -> Vec<&'t str> {
        hits(&query.parse().unwrap(), text)
            .into_iter()
            .map(|range| &text[range])
            .collect()
    }

    #[test]
    fn words_match_as_beginnings_and_phrases_whole() {
        let text = "Asylum-seekers at the border; the asylum officer’s credible fear interviews.";
        assert_eq!(found("asylum", text), ["Asylum", "asylum"]);
        assert_eq!(found("\"credible fear\" seek", text), ["seekers", "credible fear"]);
        assert_eq!(found("\"credible fea\" -border is:unread", text), Vec::<&str>::new());
        assert_eq!(found("th", text), Vec::<&str>::new());
    }

    #[test]
    fn repeated_beginnings_do_not_hide_a_phrase() {
        assert_eq!(found("\"the the border\"", "the the the border"), ["the the border"]);
    }
}
