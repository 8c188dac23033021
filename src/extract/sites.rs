//! Rules for single sites, from `config/sites.toml`: what the general rules cannot know.
//!
//! A rule names classes or ids (exact words of the attribute) and beginnings of lines; there are
//! no selectors to learn and nothing in it can be expensive.

use serde::Deserialize;
use std::sync::LazyLock;

use super::marks::Marks;

/// Rules of many sites.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SiteRules {
    /// One entry a site.
    #[serde(default)]
    site: Vec<Site>,
}

/// Rules of one site.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Site {
    /// Its hosts, without `www.`; subdomains are meant too.
    host: Vec<String>,
    /// Classes or ids of the element that is the article's body.
    #[serde(default)]
    body: Vec<String>,
    /// Classes or ids to leave out.
    #[serde(default)]
    drop: Vec<String>,
    /// Classes or ids of captions.
    #[serde(default)]
    caption: Vec<String>,
    /// Classes or ids of credits.
    #[serde(default)]
    credit: Vec<String>,
    /// Beginnings of paragraphs to leave out; case does not matter.
    #[serde(default)]
    lines: Vec<String>,
}

impl SiteRules {
    /// Reads rules as TOML; the error names line and word.
    pub fn parse(text: &str) -> Result<Self, toml::de::Error> {
        let mut rules: SiteRules = toml::from_str(text)?;
        for line in rules.site.iter_mut().flat_map(|site| &mut site.lines) {
            *line = line.to_lowercase();
        }
        Ok(rules)
    }

    /// The rules that come with the program.
    pub fn shipped() -> &'static SiteRules {
        static SHIPPED: LazyLock<SiteRules> =
            LazyLock::new(|| SiteRules::parse(include_str!("../../config/sites.toml")).unwrap_or_default());
        &SHIPPED
    }

    /// These rules, and where they say nothing of a site, those of `other`.
    #[must_use]
    pub fn over(mut self, other: &SiteRules) -> Self {
        self.site.extend(other.site.iter().cloned());
        self
    }

    /// The first rule for a host or for what it is a subdomain of.
    pub(super) fn find(&self, host: &str) -> Option<&Site> {
        self.site.iter().find(|site| {
            site.host.iter().any(|known| {
                host == known
                    || host
                        .strip_suffix(known.as_str())
                        .is_some_and(|head| head.ends_with('.'))
            })
        })
    }
}

impl Site {
    /// What the site's rules make of a class or id.
    pub(super) fn marks(&self, token: &str) -> Marks {
        let says = |names: &[String], marks: Marks| {
            if names.iter().any(|name| name == token) {
                marks
            } else {
                Marks::default()
            }
        };
        says(&self.body, Marks::BODY)
            | says(&self.drop, Marks::DROP)
            | says(&self.caption, Marks::CAPTION)
            | says(&self.credit, Marks::CREDIT)
    }

    /// Beginnings of lines to leave out, in lower case.
    pub(super) fn lines(&self) -> &[String] {
        &self.lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_rules_are_sound() {
        let rules = SiteRules::parse(include_str!("../../config/sites.toml")).unwrap();
        assert!(!rules.site.is_empty());
        assert!(rules.site.iter().all(|site| !site.host.is_empty()));
    }

    #[test]
    fn hosts_and_subdomains() {
        let rules =
            SiteRules::parse("[[site]]\nhost = ['example.org']\ndrop = ['promo-x']\nlines = ['Get The App']").unwrap();
        let site = rules.find("news.example.org").unwrap();
        assert!(site.marks("promo-x").has(Marks::DROP));
        assert_eq!(site.lines(), ["get the app"]);
        assert!(rules.find("badexample.org").is_none());
        assert!(SiteRules::parse("[[site]]\nhost = ['a']\nbdoy = []").is_err());
    }
}
