//! Older articles of a feed, on demand: the pages that a feed's document names as its next ones
//! (RFC 5005 paged and archived feeds, JSON Feed's `next_url`), or that are made as WordPress does.

use std::collections::HashSet;

use super::address::one_form;
use super::intake::Intake;
use super::{Library, LibraryError, Result, Stop, answer};
use crate::feeds::{self, paging};
use crate::http::{Purpose, Request, Trust};
use crate::model::{FeedId, SafeText, Timestamp, Validators};
use crate::store::{DueFeed, Items};

/// Pages fetched at most, whatever is asked for.
pub const MOST_PAGES: usize = 100;

/// What came of reading a feed's history.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct History {
    /// The feed's name.
    pub title: SafeText,
    /// Pages read, the feed itself not counted.
    pub pages: usize,
    /// Articles not seen before.
    pub new: usize,
    /// Whether there are more pages.
    pub more: bool,
    /// Why it ended before its time, if it did.
    pub error: Option<SafeText>,
}

impl History {
    /// What came of it, as a sentence.
    pub fn sentence(&self) -> String {
        let pages = match self.pages {
            1 => "1 older page".to_owned(),
            pages => format!("{pages} older pages"),
        };
        let end = match (&self.error, self.more) {
            (Some(error), _) => format!("; then: {error}"),
            (None, true) => "; there are more".to_owned(),
            (None, false) if self.pages == 0 => "; this feed offers none".to_owned(),
            (None, false) => "; that is all there is".to_owned(),
        };
        format!("{}: {pages}, {} new{end}", self.title, self.new)
    }
}

impl Library {
    /// Fetches a feed and up to `pages` pages of its history, each stored before the next is asked
    /// for. A page's address may lead to a private network only at the feed's own host.
    ///
    /// # Errors
    /// When there is no such feed, it cannot be fetched, or the library cannot be written. A page
    /// that fails is told in the result: what came before it is stored.
    pub async fn history(&self, feed: FeedId, pages: usize, now: Timestamp, stop: Stop) -> Result<History> {
        let client = self.client()?;
        let about = self.as_due(feed, now)?;
        let mut history = History {
            title: about.title.clone(),
            ..History::default()
        };
        let first = Request {
            validators: Validators::default(),
            ..request(&about, &about.url, Trust::Typed)
        };
        let answer = client.get(first, now).await;
        let (here, answered) = match &answer {
            Ok(response) => {
                let intake = &mut Intake::new(self.store());
                (response.url.clone(), answer::read(intake, &about, &answer, now))
            }
            Err(error) => return Err(error.clone().into()),
        };
        if let Some(error) = answered.done.error {
            return Err(LibraryError::Unfit(error.into_string()));
        }
        let mut next = answered.fetched.outcome.health.next_page.clone();
        let mut seen = answered.fetched.items.as_ref().map(Items::keys).unwrap_or_default();
        history.new += self.store_pages(vec![answered.fetched], now)?;
        let mut been = HashSet::from([one_form(&here), one_form(&about.url)]);
        let mut guessed = next.is_none();
        loop {
            let guess = || paging::older_page(&about.url, history.pages + 2).filter(|_| guessed);
            let Some(url) = next.take().or_else(guess) else { break };
            history.more = been.insert(one_form(&url));
            if !history.more || history.pages >= pages.min(MOST_PAGES) || stop.is_stopped() {
                break;
            }
            // What the feed stands at may have changed while the page before was read.
            let about = self.as_due(feed, now)?;
            let trust = Trust::Supplied {
                trusted_host: Some(about.url.clone()),
            };
            let answer = client.get(request(&about, &url, trust), now).await;
            let read = answer.map_err(|error| error.to_string()).and_then(|response| {
                feeds::parse(&response.body, response.content_type.as_deref(), Some(&response.url))
                    .map_err(|error| error.to_string())
            });
            let page = match read {
                Ok(page) if page.items.iter().any(|item| !seen.has(&item.key)) => page,
                Err(error) if !guessed => {
                    history.error = Some(SafeText::line(&error));
                    break;
                }
                // Empty, a page that was there already, or a guess that was wrong: the end.
                _ => {
                    history.more = false;
                    break;
                }
            };
            page.items.iter().for_each(|item| seen.add(&item.key));
            next.clone_from(&page.next_page);
            guessed &= next.is_none();
            history.more = guessed || next.is_some();
            history.pages += 1;
            let page = answer::older(&mut Intake::new(self.store()), &about, page)?;
            history.new += self.store_pages(vec![page], now)?;
        }
        self.store().finish_indexing()?;
        Ok(history)
    }

    fn as_due(&self, feed: FeedId, now: Timestamp) -> Result<DueFeed> {
        let all = self.store().due(now, true)?;
        all.into_iter()
            .find(|due| due.id == feed)
            .ok_or_else(|| LibraryError::NoFeed(feed.to_string()))
    }

    fn store_pages(&self, pages: Vec<crate::store::FetchedFeed>, now: Timestamp) -> Result<usize> {
        let counts = self.store().store_fetched(pages, now)?;
        Ok(counts.iter().map(|counts| counts.new).sum())
    }
}

/// A password goes along to the feed's own address only: the client sends it to no other origin.
fn request(about: &DueFeed, url: &str, trust: Trust) -> Request {
    let own = |url: &str| url::Url::parse(url).ok().map(|url| url.origin());
    let at_home = own(url).is_some_and(|origin| Some(origin) == own(&about.url));
    Request {
        url: url.to_owned(),
        purpose: Purpose::Feed,
        trust,
        validators: Validators::default(),
        user_agent: about.options.user_agent.clone(),
        credentials: about.options.credentials.clone().filter(|_| at_home),
    }
}
