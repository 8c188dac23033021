//! The fields that ask for a thing by its name and by what it is in the article.

/// In which part an article must have a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NameField {
    /// A person of that name is mentioned.
    Person,
    /// An organisation, agency, court, party or medium is.
    Organisation,
    /// A country, state, city or other place is.
    Place,
    /// A statute, rule, programme, policy, visa class or form is.
    Law,
    /// A court case is.
    Case,
    /// A person or body of that name is quoted.
    Speaker,
}

impl NameField {
    /// Every field.
    pub const ALL: [NameField; 6] = [
        NameField::Person,
        NameField::Organisation,
        NameField::Place,
        NameField::Law,
        NameField::Case,
        NameField::Speaker,
    ];

    /// The word before the colon.
    pub const fn word(self) -> &'static str {
        match self {
            NameField::Person => "person",
            NameField::Organisation => "org",
            NameField::Place => "place",
            NameField::Law => "law",
            NameField::Case => "case",
            NameField::Speaker => "speaker",
        }
    }

    /// The field a word names.
    pub fn named(word: &str) -> Option<NameField> {
        NameField::ALL.into_iter().find(|field| field.word() == word)
    }
}
