//! An article's page as a whole: further pages joined to the first, and where the page itself
//! shows nothing, its AMP or print version in its place.

use std::collections::HashSet;
use std::sync::Arc;

use super::sites::bare_host;
use super::{Library, LibraryError, Result};
use crate::extract::{self, ExtractError, Extracted};
use crate::http::{Request, Response};
use crate::model::{SafeText, Timestamp};
use crate::store::StoredArticle;

/// Pages of one article.
const MAX_PAGES: usize = 12;

impl Library {
    /// Fetches what `first` asks for and what belongs to it. Gives the article and the address it
    /// came from. A later page that cannot be had is noted in the facts; the earlier ones stand.
    pub(super) async fn whole_page(
        &self,
        stored: &Arc<StoredArticle>,
        first: &Request,
        now: Timestamp,
    ) -> Result<(Extracted, String)> {
        let response = self.client()?.get(first.clone(), now).await?;
        let mut at = response.url.clone();
        let (mut whole, other) = self.taken(stored, response).await?;
        if let (Err(why), Some(url)) = (&whole, other) {
            let response = self.client()?.get(Request { url, ..first.clone() }, now).await;
            if let Ok(response) = response {
                at = response.url.clone();
                let (second, _) = self.taken(stored, response).await?;
                whole = second.map_err(|_| *why);
            }
        }
        let mut whole = whole.map_err(|error| LibraryError::Unfit(error.to_string()))?;
        let mut seen: HashSet<String> = HashSet::from([at.clone(), first.url.clone()]);
        while let Some(url) = whole.facts.next_page.take() {
            if seen.len() > MAX_PAGES || !is_same_origin(&at, &url) || !seen.insert(url.clone()) {
                break;
            }
            let next = self.client()?.get(Request { url, ..first.clone() }, now).await;
            let next = match next {
                Ok(response) => self.taken(stored, response).await?.0.map_err(|error| error.to_string()),
                Err(error) => Err(error.to_string()),
            };
            match next {
                Ok(next) => {
                    if whole.join(next).is_break() {
                        break;
                    }
                }
                Err(why) => {
                    let page = whole.facts.pages_joined.max(1) + 1;
                    whole.facts.incomplete = Some(SafeText::line(&format!("page {page} could not be had: {why}")));
                    break;
                }
            }
        }
        Ok((whole, at))
    }

    /// The article on a page, worked out on a worker, and where else it may be if it is not there.
    async fn taken(
        &self,
        stored: &Arc<StoredArticle>,
        response: Response,
    ) -> Result<(std::result::Result<Extracted, ExtractError>, Option<String>)> {
        let (library, stored) = (self.clone(), stored.clone());
        tokio::task::spawn_blocking(move || library.take(&stored, &response))
            .await
            .map_err(|error| LibraryError::Broken(error.to_string()))?
    }

    fn take(
        &self,
        stored: &StoredArticle,
        response: &Response,
    ) -> Result<(std::result::Result<Extracted, ExtractError>, Option<String>)> {
        let mut summary = String::new();
        extract::plain_text(
            stored.body.summary_html.as_deref().unwrap_or(&stored.body.html),
            &mut summary,
        );
        let known = self.store().site_blocks(&bare_host(&response.url))?;
        let known: Vec<u64> = known.iter().map(|block| block.print).collect();
        let hints = extract::Hints {
            title: &stored.headline.title,
            summary_text: &summary,
            furniture: &known,
        };
        let content_type = response.content_type.as_deref();
        let taken = extract::page_with(&response.body, content_type, &response.url, &hints, self.site_rules());
        let other = match &taken {
            Err(ExtractError::ScriptOnly | ExtractError::Empty) => {
                extract::alternate(&response.body, content_type, &response.url)
            }
            _ => None,
        };
        Ok((taken, other))
    }
}

fn is_same_origin(a: &str, b: &str) -> bool {
    match (url::Url::parse(a), url::Url::parse(b)) {
        (Ok(a), Ok(b)) => a.origin() == b.origin(),
        _ => false,
    }
}
