//! A feed, half read: what it says of itself, its items so far, and the remarks on both.

use super::draft::{ItemDraft, Ranked};
use super::links;
use super::vocabulary::Word;
use crate::model::{ParsedFeed, ParsedItem, PublisherHints, SafeText};

/// Items of a feed that are kept, the newest.
pub(super) const MOST_ITEMS: usize = 5_000;

/// Remarks on a feed at most.
const MOST_REMARKS: usize = 20;

/// A feed, half read.
#[derive(Debug, Default)]
pub(super) struct FeedDraft {
    pub title: Ranked<SafeText>,
    pub site: Ranked<String>,
    pub description: Ranked<SafeText>,
    pub language: Ranked<String>,
    pub authors: Vec<(u8, SafeText)>,
    pub categories: Vec<SafeText>,
    pub next_page: Option<String>,
    pub breaks_off: bool,
    items: Vec<ParsedItem>,
    left_out: usize,
    bad_dates: usize,
    remarks: Vec<String>,
    ttl: Option<u32>,
    period_minutes: Option<u32>,
    frequency: Option<u32>,
    skip_hours: u32,
    skip_days: u8,
}

impl FeedDraft {
    /// Adds a remark for `doctor`.
    pub(super) fn remark(&mut self, remark: &str) {
        if self.remarks.len() < MOST_REMARKS {
            self.remarks.push(remark.to_owned());
        }
    }

    /// Adds an item that is complete.
    pub(super) fn add(&mut self, item: ItemDraft, url: Option<&str>) {
        self.bad_dates += usize::from(item.bad_date);
        self.items.push(item.finish(url));
        // Twice as many are let in before the oldest go, so that going is rare.
        if self.items.len() >= 2 * MOST_ITEMS {
            self.left_out += keep_newest(&mut self.items);
        }
    }

    /// What an element says about when to look again.
    pub(super) fn hint(&mut self, word: Word, text: &str) {
        match word {
            Word::Ttl => self.ttl = text.parse().ok().filter(|minutes| *minutes > 0).or(self.ttl),
            Word::Frequency => self.frequency = text.parse().ok().filter(|times| *times > 0),
            Word::Period => {
                self.period_minutes = match text.to_ascii_lowercase().as_str() {
                    "hourly" => Some(60),
                    "daily" => Some(24 * 60),
                    "weekly" => Some(7 * 24 * 60),
                    "monthly" => Some(30 * 24 * 60),
                    "yearly" => Some(365 * 24 * 60),
                    _ => None,
                }
            }
            Word::SkipHour => {
                // RSS 0.91 counts hours from 1 to 24, RSS 2.0 from 0 to 23.
                if let Some(hour) = text.parse::<u32>().ok().filter(|hour| *hour <= 24) {
                    self.skip_hours |= 1 << (hour % 24);
                }
            }
            Word::SkipDay => {
                const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
                let day = text.get(..3).unwrap_or_default().to_ascii_lowercase();
                if let Some(index) = DAYS.iter().position(|known| *known == day) {
                    self.skip_days |= 1 << index;
                }
            }
            _ => {}
        }
    }

    /// The feed.
    pub(super) fn finish(mut self, url: Option<&str>) -> ParsedFeed {
        self.left_out += keep_newest(&mut self.items);
        if self.left_out > 0 {
            self.remark(&format!(
                "only the newest {MOST_ITEMS} items were kept; {} older ones were left out",
                self.left_out
            ));
        }
        if self.bad_dates > 0 {
            self.remark(&format!("{} items have a date that cannot be read", self.bad_dates));
        }
        if tell_apart(&mut self.items) {
            self.remark("many items share one id; they are told apart by their links");
        }
        let every_minutes = self.ttl.or_else(|| {
            let period = self.period_minutes?;
            Some((period / self.frequency.unwrap_or(1)).max(1))
        });
        let best = self.authors.iter().map(|(rank, _)| (*rank).min(2)).max();
        let mut authors = Vec::new();
        for (rank, author) in self.authors {
            if Some(rank.min(2)) == best && !authors.contains(&author) {
                authors.push(author);
            }
        }
        ParsedFeed {
            title: self.title.take().unwrap_or_default(),
            site: self.site.take(),
            description: self.description.take().unwrap_or_default(),
            language: self.language.take(),
            authors,
            categories: self.categories,
            items: self.items,
            hints: PublisherHints {
                every_minutes,
                skip_hours: self.skip_hours,
                skip_days: self.skip_days,
            },
            next_page: self
                .next_page
                .filter(|next| Some(next.as_str()) != url && links::is_web(next)),
            remarks: self.remarks,
            breaks_off: self.breaks_off,
        }
    }
}

/// Leaves the newest items in their order (where dates are missing, the first ones); gives how
/// many went.
pub(super) fn keep_newest(items: &mut Vec<ParsedItem>) -> usize {
    let Some(too_many) = items.len().checked_sub(MOST_ITEMS).filter(|count| *count > 0) else {
        return 0;
    };
    let date = |item: &ParsedItem| item.published.or(item.updated);
    let mut order: Vec<usize> = (0..items.len()).collect();
    order.sort_by_key(|index| std::cmp::Reverse(items.get(*index).and_then(date)));
    let mut keep = vec![false; items.len()];
    for index in order.into_iter().take(MOST_ITEMS) {
        if let Some(kept) = keep.get_mut(index) {
            *kept = true;
        }
    }
    let mut kept = keep.into_iter();
    items.retain(|_| kept.next().unwrap_or(true));
    too_many
}

/// Gives items that share one id though their links differ ids of their own. Two such items may be
/// one that moved, so only an id that at least three share is taken for no id at all.
pub(super) fn tell_apart(items: &mut [ParsedItem]) -> bool {
    let mut by_key: rustc_hash::FxHashMap<&str, Vec<&str>> = rustc_hash::FxHashMap::default();
    for item in items.iter() {
        let link = item.link.as_deref().unwrap_or_default();
        let links = by_key.entry(&item.key).or_default();
        if !link.is_empty() && links.len() < 3 && !links.contains(&link) {
            links.push(link);
        }
    }
    let shared: Vec<String> = by_key
        .into_iter()
        .filter(|(_, links)| links.len() >= 3)
        .map(|(key, _)| key.to_owned())
        .collect();
    for item in items.iter_mut().filter(|item| shared.contains(&item.key)) {
        if let Some(link) = &item.link {
            item.key = format!("{} {link}", item.key);
        }
    }
    !shared.is_empty()
}
