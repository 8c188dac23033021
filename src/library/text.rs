//! An article's two texts (the feed's and the page's), and which of them is the better one.

use crate::captions;
use crate::extract;
use crate::model::{Analysis, Document, Photo, ShownText, fingerprint};
use crate::store::StoredArticle;

/// The page must have at least this share of the feed text's words to be shown in its place; a
/// page with less has lost the article (a consent screen, a teaser).
const ENOUGH: f64 = 0.6;

/// The text and photos that the feed itself carried. Made anew each time: it takes a few hundred
/// microseconds, and so needs no place in the store.
pub(super) fn feed_text(stored: &StoredArticle) -> (Document, Vec<Photo>) {
    let extracted = extract::fragment(&stored.body.html, stored.url.as_deref());
    captions::photos(extracted.document, extracted.figures, &stored.body.media)
}

/// Which text to show when nobody asked for a certain one.
pub(super) fn choose(stored: &StoredArticle, feed: &Document) -> ShownText {
    match &stored.page {
        Some(page) if page.document.words() as f64 >= feed.words() as f64 * ENOUGH => ShownText::Page,
        _ => ShownText::Feed,
    }
}

/// The analysis, if it is of this very text.
pub(super) fn with_analysis(analysis: Option<Analysis>, document: &Document) -> Option<Analysis> {
    analysis.filter(|analysis| analysis.text == fingerprint(document.text()))
}
