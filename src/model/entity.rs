//! What an article names: entities, and the stretches of text that name them.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::ops::Range;
use std::str::FromStr;

use super::SafeText;

/// What sort of thing an entity is. Agencies, courts, parties and media are finer kinds of
/// organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EntityKind {
    /// A person.
    Person,
    /// An organisation of no finer kind.
    Organisation,
    /// A government department or agency.
    Agency,
    /// A court or tribunal.
    Court,
    /// A political party.
    Party,
    /// A newspaper, agency, broadcaster or site.
    Media,
    /// A country, state, city, river, facility.
    Place,
    /// A statute, bill, order, treaty, regulation, programme, policy, visa class or form.
    Law,
    /// A court case.
    Case,
    /// A calendar day or range.
    Date,
    /// An amount of money.
    Money,
    /// A counted thing: "1,200 arrests".
    Quantity,
    /// A nationality, religion or political affiliation.
    Group,
}

impl EntityKind {
    /// Every kind, in the order the side pane lists them.
    pub const ALL: [EntityKind; 13] = [
        EntityKind::Person,
        EntityKind::Organisation,
        EntityKind::Agency,
        EntityKind::Court,
        EntityKind::Party,
        EntityKind::Media,
        EntityKind::Law,
        EntityKind::Case,
        EntityKind::Place,
        EntityKind::Group,
        EntityKind::Date,
        EntityKind::Money,
        EntityKind::Quantity,
    ];

    /// The word for the kind in files, queries and themes: lower case, singular.
    pub const fn word(self) -> &'static str {
        match self {
            EntityKind::Person => "person",
            EntityKind::Organisation => "organisation",
            EntityKind::Agency => "agency",
            EntityKind::Court => "court",
            EntityKind::Party => "party",
            EntityKind::Media => "media",
            EntityKind::Place => "place",
            EntityKind::Law => "law",
            EntityKind::Case => "case",
            EntityKind::Date => "date",
            EntityKind::Money => "money",
            EntityKind::Quantity => "quantity",
            EntityKind::Group => "group",
        }
    }

    /// The heading over a list of the kind.
    pub const fn heading(self) -> &'static str {
        match self {
            EntityKind::Person => "People",
            EntityKind::Organisation => "Organisations",
            EntityKind::Agency => "Agencies",
            EntityKind::Court => "Courts",
            EntityKind::Party => "Parties",
            EntityKind::Media => "Media",
            EntityKind::Place => "Places",
            EntityKind::Law => "Laws and policies",
            EntityKind::Case => "Cases",
            EntityKind::Date => "Dates",
            EntityKind::Money => "Money",
            EntityKind::Quantity => "Quantities",
            EntityKind::Group => "Groups",
        }
    }

    /// Whether things of both kinds may be one thing: organisations of every sort may.
    pub fn is_same_sort(self, other: EntityKind) -> bool {
        self == other || self.is_organisation() && other.is_organisation()
    }

    /// Whether the kind is an organisation of some sort.
    pub const fn is_organisation(self) -> bool {
        matches!(
            self,
            EntityKind::Organisation | EntityKind::Agency | EntityKind::Court | EntityKind::Party | EntityKind::Media
        )
    }
}

impl fmt::Display for EntityKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// A word that names no [`EntityKind`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "\"{0}\" is not a kind of entity (person, organisation, agency, court, party, media, place, law, case, date, money, quantity, group)"
)]
pub struct UnknownKind(pub String);

impl FromStr for EntityKind {
    type Err = UnknownKind;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        EntityKind::ALL
            .into_iter()
            .find(|kind| kind.word() == text)
            .ok_or_else(|| UnknownKind(text.to_owned()))
    }
}

/// One stretch of a document's text that names an entity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// Bytes of [`super::Document::text`], on character boundaries.
    pub range: Range<usize>,
}

/// A thing named in one article, with every place that names it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entity {
    /// What it is.
    pub kind: EntityKind,
    /// The same string for the same thing in every article: lower case, without accents or
    /// punctuation, for gazetteer entries their own identity (`uscis`).
    pub key: String,
    /// Its fullest name, as it should be shown.
    pub name: SafeText,
    /// A value the name stands for, where it has one: an ISO date or range, an amount with its
    /// currency.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// An official address, where the gazetteer knows one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Where it is named, in text order; never empty.
    pub mentions: Vec<Mention>,
    /// How much the article is about it: 0 to 1.
    pub prominence: f32,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_round_trip() {
        for kind in EntityKind::ALL {
            assert_eq!(kind.to_string().parse::<EntityKind>(), Ok(kind));
        }
        assert!("people".parse::<EntityKind>().is_err());
    }
}
