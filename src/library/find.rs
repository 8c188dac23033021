//! Finding the feed at an address: the address itself, what its page names, what sites of its sort
//! do, where feeds usually are.

use super::{Library, LibraryError, Result, address};
use crate::feeds::{self, ParseError, discover};
use crate::http::{Purpose, Request, Response, Trust};
use crate::model::{FeedOptions, ParsedFeed, Timestamp, Validators};

/// Addresses tried when a page is no feed.
const MOST_GUESSES: usize = 8;

/// A feed that was looked for.
pub(super) struct Found {
    /// Its address, in its one form.
    pub(super) url: String,
    /// What it holds.
    pub(super) feed: ParsedFeed,
}

impl Library {
    /// The feed at an address, or that of the page there. `trust` is whose word the address is;
    /// `options` are what is sent with the question: a User-Agent, a name and password.
    ///
    /// # Errors
    /// When the address cannot be fetched, or leads to no feed.
    pub(super) async fn find_feed(
        &self,
        url: &str,
        trust: Trust,
        options: &FeedOptions,
        now: Timestamp,
    ) -> Result<Found> {
        match discover::known_site(url) {
            // Sites change how they make their feeds; then the page itself may still name one.
            Some(known) => match self.feed_at(&known, trust.clone(), options, now).await {
                Err(_) => self.feed_at(url, trust, options, now).await,
                found => found,
            },
            None => self.feed_at(url, trust, options, now).await,
        }
    }

    async fn feed_at(&self, url: &str, trust: Trust, options: &FeedOptions, now: Timestamp) -> Result<Found> {
        let typed = trust == Trust::Typed;
        let response = self.ask(url, trust, options, now).await?;
        let candidates = match read(&response) {
            Ok(feed) => return Ok(found(response, url, feed)),
            Err(ParseError::Html(candidates)) => candidates,
            Err(error) => return Err(error.into()),
        };
        let named = candidates.into_iter().map(|candidate| candidate.url);
        let guessed = discover::common_paths(&response.url).into_iter();
        let mut tried = vec![address::one_form(url), address::one_form(&response.url)];
        for guess in named.chain(guessed) {
            if tried.len() >= MOST_GUESSES + 2 {
                break;
            }
            if tried.contains(&address::one_form(&guess)) {
                continue;
            }
            tried.push(address::one_form(&guess));
            // The page chose these addresses, so they may lead to private ones only at its own host.
            let trust = Trust::Supplied {
                trusted_host: typed.then(|| url.to_owned()),
            };
            let Ok(response) = self.ask(&guess, trust, options, now).await else {
                continue;
            };
            if let Ok(feed) = read(&response) {
                return Ok(found(response, &guess, feed));
            }
        }
        Err(LibraryError::NoFeedFound(url.to_owned()))
    }

    async fn ask(&self, url: &str, trust: Trust, options: &FeedOptions, now: Timestamp) -> Result<Response> {
        // A name and password are for the address the person gave, not for what its page names.
        let own = trust == Trust::Typed;
        let request = Request {
            url: url.to_owned(),
            purpose: Purpose::Feed,
            trust,
            validators: Validators::default(),
            user_agent: options.user_agent.clone(),
            credentials: options.credentials.clone().filter(|_| own),
        };
        Ok(self.client()?.get(request, now).await?)
    }
}

fn found(response: Response, asked: &str, feed: ParsedFeed) -> Found {
    let url = response.moved_to.as_deref().unwrap_or(asked);
    Found {
        url: address::one_form(url),
        feed,
    }
}

fn read(response: &Response) -> std::result::Result<ParsedFeed, ParseError> {
    feeds::parse(&response.body, response.content_type.as_deref(), Some(&response.url))
}
