//! Numbers and times in the few characters a row has for them.

use chrono::{DateTime, Datelike, FixedOffset, Local, TimeZone, Utc};

use crate::model::Timestamp;

/// Which clock on the wall dates are shown by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Zone {
    /// The machine's.
    #[default]
    Local,
    /// UTC, where a test needs every machine to show the same.
    Utc,
}

impl Zone {
    fn at(self, moment: Timestamp) -> DateTime<FixedOffset> {
        match self {
            Zone::Local => Local.from_utc_datetime(&moment.utc().naive_utc()).fixed_offset(),
            Zone::Utc => moment.utc().with_timezone(&Utc).fixed_offset(),
        }
    }

    /// `Tue 24 Nov 2026, 14:05`.
    pub fn long(self, moment: Timestamp) -> String {
        self.at(moment).format("%a %-d %b %Y, %H:%M").to_string()
    }

    /// `now`, `5m`, `3h`, `2d`; from a week on `24 Nov`, of another year `Nov 2024`.
    pub fn age(self, moment: Timestamp, now: Timestamp) -> String {
        let seconds = now.since(moment);
        match seconds {
            ..=-3_601 => self.day(moment, now),
            -3_600..60 => "now".to_owned(),
            60..3_600 => format!("{}m", seconds / 60),
            3_600..86_400 => format!("{}h", seconds / 3_600),
            86_400..604_800 => format!("{}d", seconds / 86_400),
            _ => self.day(moment, now),
        }
    }

    fn day(self, moment: Timestamp, now: Timestamp) -> String {
        let (then, now) = (self.at(moment), self.at(now));
        then.format(if then.year() == now.year() { "%-d %b" } else { "%b %Y" })
            .to_string()
    }
}

/// A count with its thousands set apart; from a million on in millions.
pub fn count(number: u64) -> String {
    match number {
        0..1_000 => number.to_string(),
        1_000..1_000_000 => format!("{},{:03}", number / 1_000, number % 1_000),
        _ => format!("{}.{}M", number / 1_000_000, number % 1_000_000 / 100_000),
    }
}

/// How long a text takes to read, at 220 words a minute; nothing for an unknown length.
pub fn minutes(words: u32) -> Option<String> {
    (words > 0).then(|| format!("{} min", words.div_ceil(220)))
}

/// A length of time in its largest unit: `5m`, `3h`, `2d`, `6w`.
pub fn span(seconds: i64) -> String {
    match seconds.max(0) {
        seconds @ 0..3_570 => format!("{}m", (seconds + 30) / 60),
        seconds @ 3_570..129_600 => format!("{}h", (seconds + 1_800) / 3_600),
        seconds @ 129_600..1_814_400 => format!("{}d", (seconds + 43_200) / 86_400),
        seconds => format!("{}w", seconds / 604_800),
    }
}

/// A size: `900 B`, `12 KB`, `1.4 MB`.
pub fn bytes(size: u64) -> String {
    match size {
        0..1_000 => format!("{size} B"),
        1_000..1_000_000 => format!("{} KB", size / 1_000),
        _ => format!("{}.{} MB", size / 1_000_000, size % 1_000_000 / 100_000),
    }
}

/// `1 feed`, `2 feeds`.
pub fn many(number: usize, one: &str, more: &str) -> String {
    format!(
        "{} {}",
        count(u64::try_from(number).unwrap_or(u64::MAX)),
        if number == 1 { one } else { more }
    )
}

/// A language by its ISO 639-1 code, in English where its name is known here.
pub fn language(code: &str) -> &str {
    match code {
        "ar" => "Arabic",
        "de" => "German",
        "el" => "Greek",
        "es" => "Spanish",
        "fr" => "French",
        "he" => "Hebrew",
        "hi" => "Hindi",
        "it" => "Italian",
        "ja" => "Japanese",
        "ko" => "Korean",
        "nl" => "Dutch",
        "pt" => "Portuguese",
        "ru" => "Russian",
        "th" => "Thai",
        "uk" => "Ukrainian",
        "und" => "A language not known here",
        "zh" => "Chinese",
        code => code,
    }
}

/// The host of an address, without `www.`; the whole address where it has none.
pub fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
    host.strip_prefix("www.").unwrap_or(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages() {
        let now = Timestamp(1_795_572_000); // 2026-11-25 02:00
        let age = |seconds: i64| Zone::Utc.age(now.plus(-seconds), now);
        assert_eq!([age(5), age(300), age(7_200), age(200_000)], ["now", "5m", "2h", "2d"]);
        assert_eq!(
            [age(700_000), age(40_000_000), age(-90_000)],
            ["16 Nov", "Aug 2025", "26 Nov"]
        );
        assert_eq!(Zone::Utc.long(now), "Wed 25 Nov 2026, 02:00");
    }

    #[test]
    fn spans_and_sizes() {
        assert_eq!(
            [span(59), span(1_800), span(7_200), span(200_000), span(9_000_000)],
            ["1m", "30m", "2h", "2d", "14w"]
        );
        assert_eq!(
            [bytes(900), bytes(12_345), bytes(1_440_000)],
            ["900 B", "12 KB", "1.4 MB"]
        );
    }

    #[test]
    fn numbers() {
        assert_eq!(
            [count(7), count(1_234), count(100_000), count(2_340_000)],
            ["7", "1,234", "100,000", "2.3M"]
        );
        assert_eq!(
            [minutes(0), minutes(1), minutes(900)],
            [None, Some("1 min".into()), Some("5 min".into())]
        );
        assert_eq!(host("https://www.uscis.gov/news?x"), "uscis.gov");
        assert_eq!(host("https://user@example.org"), "example.org");
        assert_eq!(many(1, "feed", "feeds"), "1 feed");
    }
}
