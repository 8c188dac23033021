//! When a picture was taken, from its caption.

use crate::model::PartialDate;

/// A date and where in the caption it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) date: PartialDate,
    /// Byte where it begins, its weekday included.
    pub(super) start: usize,
    /// Byte where it ends.
    pub(super) end: usize,
}

/// The first date in a caption that is exact to the day; else to the month; else a year said as
/// when ("in 1987").
pub(super) fn find(text: &str) -> Option<Found> {
    let words = words(text);
    let mut best: Option<Found> = None;
    for at in 0..words.len() {
        if let Some(found) = day(&words, at).or_else(|| iso(&words, at)) {
            return Some(weekday(&words, at, found));
        }
        if best.is_none() {
            best = month(&words, at);
        }
    }
    best.or_else(|| year(text, &words))
}

/// All places that are dates to the day, for telling places from dates.
pub(super) fn is_month(word: &str) -> bool {
    month_number(word).is_some()
}

/// Whether a word is a weekday's name or abbreviation.
pub(super) fn is_weekday(word: &str) -> bool {
    let word = word.trim_end_matches(['.', ',']).to_lowercase();
    matches!(
        word.as_str(),
        "monday"
            | "tuesday"
            | "wednesday"
            | "thursday"
            | "friday"
            | "saturday"
            | "sunday"
            | "mon"
            | "tue"
            | "tues"
            | "wed"
            | "thu"
            | "thur"
            | "thurs"
            | "fri"
            | "sat"
            | "sun"
            | "montag"
            | "dienstag"
            | "mittwoch"
            | "donnerstag"
            | "freitag"
            | "samstag"
            | "sonntag"
            | "lundi"
            | "mardi"
            | "mercredi"
            | "jeudi"
            | "vendredi"
            | "samedi"
            | "dimanche"
    )
}

/// A word and where it stands.
#[derive(Debug, Clone, Copy)]
struct Word<'a> {
    text: &'a str,
    start: usize,
}

impl Word<'_> {
    fn end(&self) -> usize {
        self.start + self.text.len()
    }
}

/// Words, parted also between a month's stop and a day glued to it (`Dec.10`).
fn words(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut start = None;
    let mut push = |from: usize, to: usize| {
        let Some(word) = text.get(from..to) else { return };
        let split = word
            .char_indices()
            .zip(word.chars().skip(1))
            .find(|((_, c), next)| *c == '.' && next.is_ascii_digit())
            .map(|((at, _), _)| at + 1);
        match split.filter(|at| word.get(..*at).is_some_and(is_month)) {
            Some(at) => {
                words.push(Word {
                    text: word.get(..at).unwrap_or(""),
                    start: from,
                });
                words.push(Word {
                    text: word.get(at..).unwrap_or(""),
                    start: from + at,
                });
            }
            None => words.push(Word {
                text: word,
                start: from,
            }),
        }
    };
    for (at, c) in text.char_indices() {
        if c.is_whitespace() || matches!(c, '(' | ')' | '–' | '—') {
            if let Some(from) = start.take() {
                push(from, at);
            }
        } else if start.is_none() {
            start = Some(at);
        }
    }
    if let Some(from) = start {
        push(from, text.len());
    }
    words
}

fn month_number(word: &str) -> Option<u8> {
    let word = word.trim_end_matches(['.', ',', ':', ';']).to_lowercase();
    Some(match word.as_str() {
        "january" | "jan" | "januar" | "jänner" | "janvier" | "enero" | "gennaio" | "januari" => 1,
        "february" | "feb" | "februar" | "février" | "febrero" | "febbraio" | "februari" => 2,
        "march" | "mar" | "märz" | "mars" | "marzo" | "maart" => 3,
        "april" | "apr" | "avril" | "abril" | "aprile" => 4,
        "may" | "mai" | "mayo" | "maggio" | "mei" => 5,
        "june" | "jun" | "juni" | "juin" | "junio" | "giugno" => 6,
        "july" | "jul" | "juli" | "juillet" | "julio" | "luglio" => 7,
        "august" | "aug" | "août" | "agosto" | "augustus" => 8,
        "september" | "sept" | "sep" | "septembre" | "septiembre" | "settembre" => 9,
        "october" | "oct" | "oktober" | "okt" | "octobre" | "octubre" | "ottobre" => 10,
        "november" | "nov" | "novembre" | "noviembre" => 11,
        "december" | "dec" | "dezember" | "dez" | "décembre" | "diciembre" | "dicembre" => 12,
        _ => return None,
    })
}

fn number(word: &str) -> Option<u32> {
    let digits = word.trim_matches(|c: char| !c.is_ascii_alphanumeric());
    let digits = digits
        .strip_suffix("st")
        .or_else(|| digits.strip_suffix("nd"))
        .or_else(|| digits.strip_suffix("rd"))
        .or_else(|| digits.strip_suffix("th"))
        .or_else(|| digits.strip_suffix("er"))
        .unwrap_or(digits);
    (digits.len() <= 4 && digits.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| digits.parse().ok())
        .flatten()
}

fn as_year(word: &str) -> Option<i32> {
    let digits: String = word.chars().take_while(char::is_ascii_digit).collect();
    let rest = word.get(digits.len()..)?;
    // "2008’s" is no year of the picture.
    if digits.len() != 4 || rest.starts_with(['\'', '’', '-', '/']) || rest.starts_with(char::is_alphanumeric) {
        return None;
    }
    digits.parse().ok().filter(|year| (1839..2100).contains(year))
}

fn full(year: i32, month: u8, day: u32) -> Option<PartialDate> {
    let day = u8::try_from(day).ok()?;
    chrono::NaiveDate::from_ymd_opt(year, u32::from(month), u32::from(day))?;
    Some(PartialDate {
        year,
        month: Some(month),
        day: Some(day),
    })
}

/// `June 14, 2019`, `14 June 2019`, `le 12 juillet 2023`, `15 de mayo de 2025`, `14. Juni 2019`.
fn day(words: &[Word<'_>], at: usize) -> Option<Found> {
    let word = |place: usize| words.get(place).copied();
    let first = word(at)?;
    let (month_at, day_word, year_at) = if is_month(first.text) {
        (at, word(at + 1)?, at + 2)
    } else {
        number(first.text).filter(|day| (1..=31).contains(day))?;
        let de = usize::from(word(at + 1).is_some_and(|word| matches!(word.text, "de" | "of")));
        let month_at = at + 1 + de;
        let de = usize::from(word(month_at + 1).is_some_and(|word| matches!(word.text, "de" | "of")));
        (month_at, first, month_at + 1 + de)
    };
    let month = month_number(word(month_at)?.text)?;
    let day = number(day_word.text)?;
    let last = word(year_at)?;
    let year = as_year(last.text)?;
    Some(Found {
        date: full(year, month, day)?,
        start: first.start,
        end: last.start + 4,
    })
}

/// `2019-06-14`, `14.06.2019`, `14/06/2019` where no other reading is possible.
fn iso(words: &[Word<'_>], at: usize) -> Option<Found> {
    let word = words.get(at)?;
    let bare = word.text.trim_matches(|c: char| !c.is_ascii_digit());
    let mark = ['-', '.', '/'].into_iter().find(|mark| bare.contains(*mark))?;
    let parts: Vec<u32> = bare
        .split(mark)
        .map(|part| part.parse().ok().filter(|_| part.len() <= 4))
        .collect::<Option<_>>()?;
    let [a, b, c] = parts.as_slice() else { return None };
    let (year, month, day) = match mark {
        '-' if *a > 1000 => (*a, *b, *c),
        '.' if *c > 1000 => (*c, *b, *a),
        '/' if *c > 1000 && *a > 12 => (*c, *b, *a),
        '/' if *c > 1000 && *b > 12 => (*c, *a, *b),
        _ => return None,
    };
    let year = i32::try_from(year).ok().filter(|year| (1839..2100).contains(year))?;
    Some(Found {
        date: full(year, u8::try_from(month).ok()?, day)?,
        start: word.start,
        end: word.end(),
    })
}

/// `in May 2019`.
fn month(words: &[Word<'_>], at: usize) -> Option<Found> {
    let first = words.get(at)?;
    let month = month_number(first.text)?;
    let last = words.get(at + 1)?;
    let year = as_year(last.text)?;
    Some(Found {
        date: PartialDate {
            year,
            month: Some(month),
            day: None,
        },
        start: first.start,
        end: last.start + 4,
    })
}

/// A bare year said as when: after "in" and its like, or at the caption's end.
fn year(text: &str, words: &[Word<'_>]) -> Option<Found> {
    let only = words.iter().filter(|word| as_year(word.text).is_some()).count() == 1;
    words.iter().enumerate().find_map(|(at, word)| {
        let year = as_year(word.text)?;
        let before = at
            .checked_sub(1)
            .and_then(|at| words.get(at))
            .map(|word| word.text.to_lowercase());
        let said = before.as_deref().is_some_and(|before| {
            matches!(
                before,
                "in" | "en" | "im" | "jahr" | "circa" | "c." | "um" | "nel" | "année"
            )
        });
        // "30, 2019" at the end is the rest of a date that is none.
        let part = before
            .as_deref()
            .is_some_and(|before| before.ends_with(|c: char| c.is_ascii_digit() || c == ','));
        let last = at + 1 == words.len() && at > 0 && !part && text.ends_with(|c: char| c.is_ascii_digit()) && only;
        (said || last).then_some(Found {
            date: PartialDate {
                year,
                month: None,
                day: None,
            },
            start: word.start,
            end: word.start + 4,
        })
    })
}

/// Takes a weekday before the date into it.
fn weekday(words: &[Word<'_>], at: usize, found: Found) -> Found {
    match at
        .checked_sub(1)
        .and_then(|at| words.get(at))
        .filter(|word| is_weekday(word.text))
    {
        Some(word) => Found {
            start: word.start,
            ..found
        },
        None => found,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Option<String> {
        find(text).map(|found| found.date.to_string())
    }

    #[test]
    fn days_months_and_years() {
        assert_eq!(
            date("in Sample City, Friday, Dec. 14, 2018.").as_deref(),
            Some("2018-12-14")
        );
        assert_eq!(date("in Paris, Monday, Dec.10 2018.").as_deref(), Some("2018-12-10"));
        assert_eq!(date("à Paris, le 12 juillet 2023.").as_deref(), Some("2023-07-12"));
        assert_eq!(date("a 15 de mayo de 2025, en Madrid").as_deref(), Some("2025-05-15"));
        assert_eq!(date("am 14. Juni 2019 in Berlin").as_deref(), Some("2019-06-14"));
        assert_eq!(date("26.06.2026, Stuttgart").as_deref(), Some("2026-06-26"));
        assert_eq!(date("in May 2019").as_deref(), Some("2019-05"));
        assert_eq!(date("A writer in 1987.").as_deref(), Some("1987"));
        assert_eq!(date("während der Wahl 2021").as_deref(), Some("2021"));
    }

    #[test]
    fn numbers_that_are_no_dates() {
        assert_eq!(date("from the 1981 yearbook of a school"), None);
        assert_eq!(date("2008’s “First” and 2014’s “1989.”"), None);
        assert_eq!(date("on Feb. 30, 2019"), None);
        assert_eq!(date("More than 4,000 people"), None);
    }
}
