//! Opening an article: its page is fetched, turned into text and photos, looked through for
//! names, and stored, all in one transaction. Reading it later needs no network.

use std::sync::Arc;

use super::analyse::analysed;
use super::sites::bare_host;
use super::text::{choose, feed_text};
use super::{Library, LibraryError, LibraryEvent, Result};
use crate::captions;
use crate::extract::Extracted;
use crate::http::{Purpose, Request, Trust};
use crate::model::{ArticleId, SafeText, ShownText, Timestamp, Validators};
use crate::query::UniqueWords;
use crate::store::{PageText, StoredArticle};

impl Library {
    /// Fetches an article's page and stores its text, photos and names, unless they are stored
    /// already (`force` fetches again). Says what is true afterwards: ready, or failed and why; the
    /// reason is stored too, and the feed's text stands.
    pub async fn fetch_page(&self, id: ArticleId, now: Timestamp, force: bool) -> LibraryEvent {
        match self.page(id, now, force).await {
            Ok(()) => LibraryEvent::ArticleReady(id),
            Err(error) => {
                let why = SafeText::line(&error.to_string());
                // If even the reason cannot be stored, it is at least shown.
                let _ = self.store().store_page_error(id, &why, now);
                LibraryEvent::ArticleFailed(id, why)
            }
        }
    }

    async fn page(&self, id: ArticleId, now: Timestamp, force: bool) -> Result<()> {
        let stored = self.store().stored_article(id)?.ok_or(LibraryError::NoArticle(id))?;
        let Some(url) = stored.url.clone().filter(|url| url.starts_with("http")) else {
            return Ok(());
        };
        if stored.page.is_some() && !force {
            return Ok(());
        }
        let feed = self.store().feed(stored.headline.feed)?;
        let request = Request {
            url,
            purpose: Purpose::Page,
            trust: Trust::Supplied {
                trusted_host: feed.as_ref().and_then(|feed| host_and_port(&feed.url)),
            },
            validators: Validators::default(),
            user_agent: feed.and_then(|feed| feed.options.user_agent),
            credentials: None,
        };
        let stored = Arc::new(stored);
        let (extracted, from) = self.whole_page(&stored, &request, now).await?;
        let library = self.clone();
        let stored_page = tokio::task::spawn_blocking(move || library.store_page(&stored, extracted, &from, now));
        stored_page
            .await
            .map_err(|error| LibraryError::Broken(error.to_string()))?
    }

    fn store_page(&self, stored: &StoredArticle, extracted: Extracted, from: &str, now: Timestamp) -> Result<()> {
        let blocks: Vec<(u64, &str)> = extracted
            .prints
            .iter()
            .map(|block| (block.print, &*block.sample))
            .collect();
        // A failure to learn costs no article.
        let learnt = self
            .store()
            .learn_site(&bare_host(from), stored.headline.id, &blocks, now);
        let (document, photos) = captions::photos(extracted.document, extracted.figures, &stored.body.media);
        let page = PageText {
            fetched: now,
            document,
            photos,
            facts: extracted.facts,
        };
        let (feed, feed_photos) = feed_text(stored);
        let with_page = StoredArticle {
            page: Some(page),
            ..stored.clone()
        };
        let shown = choose(&with_page, &feed);
        let Some(page) = with_page.page else { return Ok(()) };
        let (read, photos) = if shown == ShownText::Page {
            (&page.document, &page.photos)
        } else {
            (&feed, &feed_photos)
        };
        let analysis = analysed(stored, read, photos);
        let mut words = UniqueWords::default();
        for part in [
            &*stored.headline.title,
            &*stored.headline.author,
            &*stored.feed_title,
            page.document.text(),
            feed.text(),
        ] {
            words.add(part);
        }
        for photo in &page.photos {
            words.add(&photo.caption);
            words.add(photo.credit.as_deref().unwrap_or(""));
        }
        self.store()
            .store_page(stored.headline.id, &page, &words.take(), Some(&analysis))?;
        learnt?;
        self.gather_photos_of(stored.headline.id)
    }
}

/// `host:port` of an address, with the scheme's port where none is written.
pub(super) fn host_and_port(url: &str) -> Option<String> {
    let url = url::Url::parse(url).ok()?;
    Some(format!("{}:{}", url.host_str()?, url.port_or_known_default()?))
}
