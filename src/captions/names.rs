//! Names of people in credits: what they look like, and shouted ones made quiet.

/// Words that stand inside names in lower case.
const PARTICLES: &[&str] = &[
    "de", "del", "della", "der", "den", "di", "da", "do", "dos", "das", "du", "van", "von", "la", "le", "el", "al",
    "bin", "ben", "ibn", "ter", "ten", "zu", "zur", "y", "e", "af", "av", "abu", "san", "st.",
];

/// Whether words could be one person's name by their look: two to four words, each capitalised
/// or a particle, no figures.
pub(super) fn looks_like_person(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    if name.starts_with('@') {
        return words.len() == 1 && name.len() > 2;
    }
    if !(2..=5).contains(&words.len())
        || name.contains(['"', '“', ':', '(', ')', '?', '!', '&', '—', '–', '’', '/']) && !is_apostrophe_name(name)
    {
        return false;
    }
    let named = words.iter().filter(|word| word.chars().any(char::is_uppercase)).count();
    let big = words.iter().all(|word| {
        word.chars().next().is_some_and(char::is_uppercase)
            || PARTICLES.contains(word)
            || word.starts_with(['\'', '’']) && word.chars().nth(1).is_some_and(char::is_uppercase)
            || word
                .strip_prefix("d'")
                .or_else(|| word.strip_prefix("d’"))
                .is_some_and(|rest| rest.chars().next().is_some_and(char::is_uppercase))
    });
    let clean = words.iter().all(|word| {
        word.chars()
            .all(|c| c.is_alphabetic() || matches!(c, '-' | '.' | '\'' | '’' | '‘' | 'ʼ'))
    });
    let sentence = words
        .iter()
        .any(|word| word.ends_with('.') && word.chars().filter(|c| c.is_alphabetic()).count() > 3);
    (2..=4).contains(&named) && big && clean && !sentence
}

fn is_apostrophe_name(name: &str) -> bool {
    !name.contains(['"', '“', ':', '(', ')', '?', '!', '&', '—', '–', '/'])
}

/// Whether a name begins with a common given name.
pub(super) fn has_given_name(name: &str) -> bool {
    let Some(first) = name.split([' ', '-']).next() else {
        return false;
    };
    let first = first.to_lowercase();
    let initial = name
        .split(' ')
        .next()
        .is_some_and(|word| word.chars().count() == 2 && word.ends_with('.'));
    initial || super::given_names::GIVEN.binary_search(&first.as_str()).is_ok()
}

/// A name without the service rank before it: "Petty Officer 3rd Class Ada Sample".
pub(super) fn without_rank(name: &str) -> &str {
    const RANKS: &[&str] = &[
        "petty",
        "officer",
        "chief",
        "warrant",
        "seaman",
        "airman",
        "senior",
        "staff",
        "master",
        "tech",
        "technical",
        "first",
        "gunnery",
        "sgt",
        "sergeant",
        "spc",
        "specialist",
        "cpl",
        "corporal",
        "lance",
        "pfc",
        "pvt",
        "private",
        "class",
        "1st",
        "2nd",
        "3rd",
        "mass",
        "communication",
        "capt",
        "captain",
        "lt",
        "lieutenant",
        "maj",
        "major",
        "col",
        "colonel",
        "cmdr",
        "ensign",
        "agent",
        "cadet",
    ];
    let mut rest = name.trim();
    while let Some((word, after)) = rest.split_once(' ') {
        let bare = word.trim_end_matches(['.', ',']).to_lowercase();
        if !RANKS.contains(&bare.as_str()) || !after.trim_start().contains(' ') {
            break;
        }
        rest = after.trim_start();
    }
    rest
}

/// A shouted name made quiet: `QUETZALLI BLANCO`, `Jaafar ASHTIYEH`. Short words in capitals
/// beside words that are not stay (`JJ Sample`).
pub(super) fn quiet(name: &str) -> String {
    let letters: Vec<char> = name.chars().filter(|c| c.is_alphabetic()).collect();
    let all_loud = !letters.is_empty() && letters.iter().all(|c| c.is_uppercase());
    let mut out = String::with_capacity(name.len());
    for (number, word) in name.split(' ').enumerate() {
        if number > 0 {
            out.push(' ');
        }
        let count = word.chars().filter(|c| c.is_alphabetic()).count();
        let loud = count > 0 && word.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
        let initials = word.contains('.') || count == 1;
        if loud && !initials && (all_loud || count > 2) {
            let lower = word.to_lowercase();
            if all_loud && number > 0 && PARTICLES.contains(&lower.as_str()) {
                out.push_str(&lower);
            } else {
                capitalise(&lower, &mut out);
            }
        } else {
            out.push_str(word);
        }
    }
    out
}

/// First letters big, also after a hyphen, an apostrophe and `Mc`.
fn capitalise(lower: &str, out: &mut String) {
    let mut start = true;
    let scottish = lower.starts_with("mc") && lower.chars().count() > 4;
    for (number, c) in lower.chars().enumerate() {
        if start || (scottish && number == 2) {
            out.extend(c.to_uppercase());
        } else {
            out.push(c);
        }
        start = c == '-' || (matches!(c, '\'' | '’') && number == 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_told_by_their_look() {
        for name in [
            "Ada Sample",
            "J. Scott Sample",
            "Ada de la Sample",
            "Ada O'Sample",
            "Ada Sample-Test",
            "@samplehandle",
        ] {
            assert!(looks_like_person(name), "{name}");
        }
        for name in [
            "Sample",
            "the river at dawn",
            "Ada said: no",
            "Sample 3 Four",
            "A river. Two",
        ] {
            assert!(!looks_like_person(name), "{name}");
        }
        assert!(has_given_name("Maria Sample") && !has_given_name("Zzyzx Sample"));
    }

    #[test]
    fn ranks_are_no_names() {
        assert_eq!(without_rank("Petty Officer 3rd Class Ada Sample"), "Ada Sample");
        assert_eq!(without_rank("Staff Sgt. Ada B. Sample"), "Ada B. Sample");
        assert_eq!(without_rank("Major Sample"), "Major Sample");
    }

    #[test]
    fn shouted_names_become_quiet() {
        assert_eq!(quiet("ADA SAMPLE"), "Ada Sample");
        assert_eq!(quiet("Ada SAMPLE-TEST"), "Ada Sample-Test");
        assert_eq!(quiet("JJ Sample"), "JJ Sample");
        assert_eq!(quiet("J.P. SAMPLE"), "J.P. Sample");
        assert_eq!(quiet("ADA DE LA SAMPLE"), "Ada de la Sample");
        assert_eq!(quiet("ADA MCSAMPLE"), "Ada McSample");
        assert_eq!(quiet("ADA O'SAMPLE"), "Ada O'Sample");
    }
}
