//! What a page says about the article on it: title, authors, dates, section, language, paywall.

use serde::{Deserialize, Serialize};

use super::{SafeText, Timestamp};

/// What a page says about its article. Each fact comes from the most trusted of JSON-LD, meta
/// elements and the page's own text that has it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct PageFacts {
    /// The headline, without the site's name.
    pub title: SafeText,
    /// Who wrote it, one name each.
    pub bylines: Vec<SafeText>,
    /// When it was published.
    pub published: Option<Timestamp>,
    /// When it was changed.
    pub modified: Option<Timestamp>,
    /// The site's section.
    pub section: Option<SafeText>,
    /// The language, as declared.
    pub language: Option<String>,
    /// Place and agency before the first sentence.
    pub dateline: Option<SafeText>,
    /// The site's name.
    pub site_name: Option<SafeText>,
    /// Whether the whole text is for subscribers only.
    pub paywalled: bool,
    /// The next page of the same article.
    pub next_page: Option<String>,
    /// The address the publisher wants used.
    pub canonical_url: Option<String>,
    /// The page's own one-sentence description.
    pub description: Option<SafeText>,
    /// Notes of correction, as written.
    pub corrections: Vec<SafeText>,
    /// What kind of page it is.
    pub kind: PageKind,
    /// How many pages of the article are joined here; 0 and 1 both mean one.
    pub pages_joined: u16,
    /// Why the text is not all of it, where that is known (a page of it could not be had).
    pub incomplete: Option<SafeText>,
}

impl PageFacts {
    /// What a reader should know of the page's text before reading it, each in a few words.
    pub fn caveats(&self) -> Vec<String> {
        let mut notes = Vec::new();
        match self.kind {
            PageKind::Article => {}
            PageKind::LiveBlog => notes.push("a live blog".to_owned()),
            PageKind::List => notes.push("a list of other articles".to_owned()),
        }
        if self.paywalled {
            notes.push("for subscribers: this may be the beginning only".to_owned());
        }
        if self.pages_joined > 1 {
            notes.push(format!("{} pages joined", self.pages_joined));
        }
        notes.extend(self.incomplete.as_ref().map(|why| format!("not all of it: {why}")));
        if !self.corrections.is_empty() {
            notes.push("corrected".to_owned());
        }
        notes
    }
}

/// What kind of page an article's page is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PageKind {
    /// One text.
    #[default]
    Article,
    /// Entries, newest first, that grow while a thing goes on.
    LiveBlog,
    /// Other articles' headlines: a section's front page, a topic's page.
    List,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_matters_of_a_page_is_said() {
        assert_eq!(PageFacts::default().caveats(), Vec::<String>::new());
        let facts = PageFacts {
            kind: PageKind::LiveBlog,
            paywalled: true,
            pages_joined: 3,
            incomplete: Some(SafeText::line("page 4 could not be had: 403")),
            corrections: vec![SafeText::line("Correction: the court is the 9th.")],
            ..PageFacts::default()
        };
        assert_eq!(
            facts.caveats().join(" · "),
            "a live blog · for subscribers: this may be the beginning only · 3 pages joined · not all of it: page 4 could not be had: 403 · corrected"
        );
    }
}
