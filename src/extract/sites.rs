//! Rules for single sites, from `config/sites.toml`: what the general rules cannot know.
//!
//! A rule names classes or ids (exact words of the attribute) and beginnings of lines; there are
//! no selectors to learn and nothing in it can be expensive.

use std::sync::LazyLock;
use toml::de::{DeTable, DeValue};

use super::marks::Marks;

/// Rules of many sites.
#[derive(Debug, Clone, Default)]
pub struct SiteRules {
    /// One entry a site.
    site: Vec<Site>,
}

/// Rules of one site.
#[derive(Debug, Clone, Default)]
pub(super) struct Site {
    /// Its hosts, without `www.`; subdomains are meant too.
    host: Vec<String>,
    /// Classes or ids of the element that is the article's body.
    body: Vec<String>,
    /// Classes or ids to leave out.
    drop: Vec<String>,
    /// Classes or ids of captions.
    caption: Vec<String>,
    /// Classes or ids of credits.
    credit: Vec<String>,
    /// Beginnings of paragraphs to leave out; case does not matter.
    lines: Vec<String>,
}

/// A mistake in a file of rules; what it stands in is left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleMistake {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong and what would do.
    pub message: String,
}

impl std::fmt::Display for RuleMistake {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "line {}: {}", self.line, self.message)
    }
}

/// Sites of one file; further ones are left out.
const MAX_SITES: usize = 5_000;
const WORDS: &str = "host, body, drop, caption, credit, lines";

impl SiteRules {
    /// Reads rules as TOML, and tells of every mistake with its line. A mistake costs its own
    /// line; only a file that is no TOML at all gives no rules.
    pub fn parse(text: &str) -> (Self, Vec<RuleMistake>) {
        let mut rules = SiteRules::default();
        let mut mistakes = Vec::new();
        let line_of = |at: usize| text.get(..at).unwrap_or(text).matches('\n').count() + 1;
        let mut tell = |at: usize, message: String| {
            mistakes.push(RuleMistake {
                line: line_of(at),
                message,
            })
        };
        let table = match DeTable::parse(text) {
            Ok(table) => table,
            Err(error) => {
                tell(error.span().map_or(0, |span| span.start), error.message().to_owned());
                return (rules, mistakes);
            }
        };
        for (section, value) in table.get_ref() {
            let entries = match (section.get_ref().as_ref(), value.get_ref()) {
                ("site", DeValue::Array(entries)) => entries,
                (name, _) => {
                    tell(
                        section.span().start,
                        format!("{name} is nothing here: rules are under [[site]]"),
                    );
                    continue;
                }
            };
            for entry in entries.iter().take(MAX_SITES) {
                let DeValue::Table(fields) = entry.get_ref() else {
                    tell(entry.span().start, "a rule is a section [[site]]".to_owned());
                    continue;
                };
                let mut site = Site::default();
                for (field, value) in fields {
                    let name = field.get_ref().as_ref();
                    let slot = match name {
                        "host" => &mut site.host,
                        "body" => &mut site.body,
                        "drop" => &mut site.drop,
                        "caption" => &mut site.caption,
                        "credit" => &mut site.credit,
                        "lines" => &mut site.lines,
                        _ => {
                            tell(
                                field.span().start,
                                format!("{name} is not a word of a rule; there are {WORDS}"),
                            );
                            continue;
                        }
                    };
                    match words(value.get_ref()) {
                        Some(words) => *slot = words,
                        None => tell(field.span().start, format!("{name} must be a list of words in quotes")),
                    }
                }
                site.host = site
                    .host
                    .iter()
                    .map(|host| bare_host(host))
                    .filter(|host| !host.is_empty())
                    .collect();
                site.lines = site
                    .lines
                    .iter()
                    .map(|line| line.trim().to_lowercase())
                    .filter(|line| !line.is_empty())
                    .collect();
                if site.host.is_empty() {
                    tell(
                        entry.span().start,
                        "a rule needs its site: host = [\"example.org\"]".to_owned(),
                    );
                    continue;
                }
                rules.site.push(site);
            }
        }
        (rules, mistakes)
    }

    /// The rules that come with the program.
    pub fn shipped() -> &'static SiteRules {
        static SHIPPED: LazyLock<SiteRules> =
            LazyLock::new(|| SiteRules::parse(include_str!("../../config/sites.toml")).0);
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

/// A list of words; a single word is a list of one.
fn words(value: &DeValue<'_>) -> Option<Vec<String>> {
    match value {
        DeValue::String(word) => Some(vec![word.to_string()]),
        DeValue::Array(items) => items
            .iter()
            .map(|item| match item.get_ref() {
                DeValue::String(word) => Some(word.to_string()),
                _ => None,
            })
            .collect(),
        _ => None,
    }
}

/// A host as rules know it, from whatever a person wrote for it.
fn bare_host(host: &str) -> String {
    let host = host.trim().to_lowercase();
    let host = host.split_once("://").map_or(host.as_str(), |(_, rest)| rest);
    let host = host.split(['/', '?', '#']).next().unwrap_or(host);
    host.strip_prefix("www.").unwrap_or(host).to_owned()
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
        let (rules, mistakes) = SiteRules::parse(include_str!("../../config/sites.toml"));
        assert_eq!(mistakes, []);
        assert!(!rules.site.is_empty());
    }

    #[test]
    fn hosts_and_subdomains() {
        let (rules, mistakes) = SiteRules::parse(
            "[[site]]\nhost = ['https://www.Example.org/news']\ndrop = 'promo-x'\nlines = ['Get The App']",
        );
        assert_eq!(mistakes, []);
        let site = rules.find("news.example.org").unwrap();
        assert!(site.marks("promo-x").has(Marks::DROP));
        assert_eq!(site.lines(), ["get the app"]);
        assert!(rules.find("badexample.org").is_none());
    }

    #[test]
    fn a_mistake_is_told_by_its_line_and_costs_no_more() {
        let (rules, mistakes) = SiteRules::parse(
            "[[site]]\nhost = ['a.example']\nbdoy = ['x']\ndrop = ['y']\n\n[[site]]\nbody = ['z']\n\n[[site]]\nhost = ['b.example']\ndrop = [3]\n[other]\n",
        );
        let said: Vec<String> = mistakes.iter().map(ToString::to_string).collect();
        let all = said.join("\n");
        for part in [
            "line 3: bdoy is not a word of a rule",
            "line 6: a rule needs its site",
            "line 11: drop must be",
            "line 12: other is nothing",
        ] {
            assert!(all.contains(part), "{part} in\n{all}");
        }
        assert!(rules.find("a.example").unwrap().marks("y").has(Marks::DROP));
        assert!(rules.find("b.example").is_some());
        let (none, mistakes) = SiteRules::parse("[[site]]\nhost = [\n");
        assert!(none.find("a").is_none());
        assert_eq!(mistakes.len(), 1);
    }
}
