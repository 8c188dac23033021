//! What an answer means for its feed: what is new, how the feed is doing, when to ask it again.
//!
//! A feed and the answer come in, what is to be written down comes out; the store is only looked
//! into, for what it has already. The asking is in [`super::refresh`]; the rules of time are in [`schedule`].

use super::intake::Intake;
use super::{FeedDone, address};
use crate::feeds::{self, ParseError, schedule};
use crate::http::{HttpError, Response};
use crate::model::{FeedHealth, FeedId, Outcome, ParsedFeed, SafeText, Timestamp};
use crate::store::{DueFeed, FetchedFeed};

/// One feed, answered and read.
pub(super) struct Answered {
    /// What a person is told.
    pub(super) done: FeedDone,
    /// What is written down.
    pub(super) fetched: FetchedFeed,
}

/// Reads one answer.
pub(super) fn read(
    intake: &mut Intake<'_>,
    feed: &DueFeed,
    answer: &Result<Response, HttpError>,
    now: Timestamp,
) -> Answered {
    let mut reading = Reading::begin(feed, now);
    match answer {
        Ok(response) if response.not_modified => reading.unchanged(response),
        Ok(response) => {
            let read = feeds::parse(&response.body, response.content_type.as_deref(), Some(&response.url));
            match read {
                Ok(parsed) => reading.whole(intake, response, parsed),
                Err(wrong) => reading.no_feed(response, wrong),
            }
        }
        Err(wrong) => reading.failed(wrong),
    }
    reading.end(answer)
}

/// What is written for a feed whose reading broke off.
pub(super) fn broken(feed: &DueFeed, why: &str, now: Timestamp) -> Answered {
    let mut reading = Reading::begin(feed, now);
    reading.error = Some(SafeText::line(&format!("this feed could not be read: {why}")));
    reading.end(&Ok(Response::default()))
}

/// A page of a feed's history: its items, and nothing that changes how the feed stands.
///
/// # Errors
/// When the store cannot be read, or a text is too long for it.
pub(super) fn older(intake: &mut Intake<'_>, feed: &DueFeed, page: ParsedFeed) -> super::Result<FetchedFeed> {
    Ok(FetchedFeed {
        feed: feed.id,
        outcome: Outcome {
            health: feed.health.clone(),
            validators: feed.validators.clone(),
            moved_to: None,
        },
        items: Some(intake.items(feed.id, page, &feed.title)?),
        ..FetchedFeed::default()
    })
}

/// An answer being read.
struct Reading<'a> {
    feed: &'a DueFeed,
    now: Timestamp,
    health: FeedHealth,
    freshness: schedule::Freshness,
    fetched: FetchedFeed,
    error: Option<SafeText>,
}

impl<'a> Reading<'a> {
    fn begin(feed: &'a DueFeed, now: Timestamp) -> Self {
        Reading {
            feed,
            now,
            health: FeedHealth {
                checked: Some(now),
                twin: false,
                suggested: None,
                guarded: false,
                ..feed.health.clone()
            },
            freshness: schedule::Freshness {
                interval_minutes: feed.options.interval_minutes,
                newest: feed.newest.clone(),
                jitter: jitter(feed.id, now),
                ..schedule::Freshness::default()
            },
            fetched: FetchedFeed {
                feed: feed.id,
                outcome: Outcome {
                    // Kept over failures and over "nothing has changed"; see `whole`.
                    validators: feed.validators.clone(),
                    ..Outcome::default()
                },
                ..FetchedFeed::default()
            },
            error: None,
        }
    }

    /// Nothing has changed: what the document said the last time still holds. A server that knows
    /// our validators at another address has the same feed there.
    fn unchanged(&mut self, response: &Response) {
        self.good(response);
        self.fetched.outcome.moved_to.clone_from(&response.moved_to);
        self.freshness.hints = self.health.hints.clone();
        if response.cache.max_age.is_none() && response.cache.expires.is_none() {
            self.freshness.max_age = self.health.max_age;
        }
    }

    /// A feed. Its validators replace those before, also where it has none; but with those of a
    /// document that breaks off, its rest would never be sent.
    fn whole(&mut self, intake: &mut Intake<'_>, response: &Response, parsed: ParsedFeed) {
        self.good(response);
        let health = &mut self.health;
        health.size = response.body.len() as u64;
        health.hints = parsed.hints.clone();
        health.max_age = response.cache.max_age;
        health.next_page.clone_from(&parsed.next_page);
        health.language = parsed.language.clone().or_else(|| response.language.clone());
        health.remark = SafeText::line(&parsed.remarks.join("; "));
        self.freshness.hints = parsed.hints.clone();
        let dates = parsed.items.iter().filter_map(|item| item.published);
        let dates: Vec<Timestamp> = dates.filter(|at| at.since(self.now) <= 0).collect();
        self.freshness.news = dates.iter().max() > self.feed.newest.iter().max() || self.feed.newest.is_empty();
        self.freshness.newest.extend(dates);
        let outcome = &mut self.fetched.outcome;
        outcome.validators = if parsed.breaks_off {
            Default::default()
        } else {
            response.validators.clone()
        };
        outcome.moved_to.clone_from(&response.moved_to);
        self.fetched.site = parsed.site.as_deref().and_then(address::supplied);
        self.fetched.title = Some(parsed.title.clone()).filter(|title| !title.is_empty());
        let own = self.feed.options.title.clone();
        let title = own.or_else(|| self.fetched.title.clone()).unwrap_or_default();
        match intake.items(self.feed.id, parsed, &title) {
            Ok(items) => self.fetched.items = Some(items),
            Err(wrong) => self.error = Some(SafeText::line(&wrong.to_string())),
        }
    }

    /// Something else in place of a feed; a page may name where the feed is now.
    fn no_feed(&mut self, response: &Response, wrong: ParseError) {
        self.health.status = response.status;
        self.error = Some(SafeText::line(&wrong.to_string()));
        if let ParseError::Html(candidates) = wrong {
            let other = candidates.into_iter().find(|other| other.url != self.feed.url);
            self.health.suggested = other.map(|other| other.url);
        }
    }

    fn failed(&mut self, wrong: &HttpError) {
        self.health.status = wrong.status();
        self.health.gone |= wrong.status() == 410;
        self.health.guarded = wrong.is_guarded();
        self.freshness.retry_after = wrong.retry_after();
        self.freshness.unreachable = wrong.is_unreachable();
        self.error = Some(SafeText::line(&wrong.to_string()));
    }

    fn good(&mut self, response: &Response) {
        let health = &mut self.health;
        health.status = response.status;
        health.good = Some(self.now);
        health.error = None;
        health.errors = 0;
        health.gone = false;
        health.hops = response.hops;
        health.answered_by = match &response.moved_to {
            Some(_) => {
                health.moved_from = Some(self.feed.url.clone());
                None
            }
            None => (response.hops > 0).then(|| response.url.clone()),
        };
        let cache = &response.cache;
        self.freshness.max_age = cache.max_age;
        self.freshness.age = cache.age;
        // `Expires` is by the server's clock, so only its distance from `Date` says something.
        self.freshness.expires = cache.expires.map(|expires| match cache.date {
            Some(date) => self.now.plus(expires.0.saturating_sub(date.0)),
            None => expires,
        });
    }

    fn end(mut self, answer: &Result<Response, HttpError>) -> Answered {
        if self.error.is_some() {
            self.health.errors = self.health.errors.saturating_add(1);
            self.health.error.clone_from(&self.error);
        }
        self.health.pace = schedule::pace(&self.freshness.newest, self.now);
        self.freshness.errors = self.health.errors;
        let (due, reason) = schedule::next_due(&self.freshness, self.now);
        (self.health.due, self.health.due_reason) = if self.health.gone {
            let reason = "it is gone for good (410), so it is asked only when you say so";
            (None, reason.to_owned())
        } else {
            (Some(due), reason)
        };
        let response = answer.as_ref().ok();
        let done = FeedDone {
            feed: self.feed.id,
            title: self.feed.title.clone(),
            url: self.feed.url.clone(),
            status: self.health.status,
            new: 0,
            edited: 0,
            size: response.map_or(0, |response| response.body.len() as u64),
            hops: response.map_or(0, |response| response.hops),
            elapsed_ms: response.map_or(0, |response| response.elapsed_ms),
            moved_to: self.fetched.outcome.moved_to.clone(),
            due: self.health.due,
            due_reason: self.health.due_reason.clone(),
            error: self.error,
        };
        self.fetched.outcome.health = self.health;
        Answered {
            done,
            fetched: self.fetched,
        }
    }
}

/// A number that spreads feeds over time without a source of chance: the same for one feed at one
/// moment.
fn jitter(feed: FeedId, now: Timestamp) -> u32 {
    let mixed =
        (feed.0 as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ (now.0 as u64).wrapping_mul(0xD1B5_4A32_D192_ED03);
    (mixed >> 32) as u32
}
