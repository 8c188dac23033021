//! What in a caption is written like the name of a place, and what like one but is none.

use super::taken;

/// A place's name from a word on: capitalised words, commas between its parts, abbreviations.
/// Gives its bytes and the word after it.
pub(super) fn name(words: &[(usize, &str)], from: usize) -> Option<(usize, usize, usize)> {
    let (start, _) = *words.get(from)?;
    let mut end = start;
    let mut at = from;
    let mut after_comma = false;
    while let Some((place, word)) = words.get(at).copied() {
        let bare = word.trim_end_matches([',', ';', ':', ')', '”', '"']);
        let possessive = bare.strip_suffix("'s").or_else(|| bare.strip_suffix("’s"));
        let bare = possessive.unwrap_or(bare);
        let capital = bare.chars().next().is_some_and(char::is_uppercase);
        let dated = taken::is_month(bare)
            && words
                .get(at + 1)
                .is_some_and(|(_, next)| next.starts_with(|c: char| c.is_ascii_digit()));
        if taken::is_weekday(bare) || dated || bare.contains('(') {
            break;
        }
        let joins = matches!(
            bare,
            "de" | "del" | "la" | "el" | "am" | "an" | "der" | "of" | "upon" | "sur" | "los" | "las" | "do" | "da"
        ) && at > from
            && !after_comma
            && words
                .get(at + 1)
                .is_some_and(|(_, next)| next.chars().next().is_some_and(char::is_uppercase));
        let tail = matches!(
            bare,
            "state" | "province" | "county" | "district" | "region" | "department"
        ) && at > from;
        let near = after_comma && matches!(bare, "near" | "outside" | "in");
        if !capital && !joins && !tail && !near {
            break;
        }
        if near
            && !words
                .get(at + 1)
                .is_some_and(|(_, next)| next.chars().next().is_some_and(char::is_uppercase))
        {
            break;
        }
        // A sentence's stop ends the name; an abbreviation's belongs to it.
        let stop = bare
            .strip_suffix('.')
            .filter(|head| !is_abbreviation(head, after_comma));
        let kept = stop.unwrap_or(bare);
        end = place + kept.len();
        let comma = word.len() > kept.len() && word.get(kept.len()..).is_some_and(|rest| rest.starts_with(','));
        at += 1;
        if stop.is_some() || possessive.is_some() || word.ends_with([';', ':', ')', '”', '"']) {
            break;
        }
        after_comma = comma;
    }
    (end > start).then_some((start, end, at))
}

/// "Fla", "N.H", "U.S": an abbreviated state or country.
pub(super) fn is_abbreviation(head: &str, after_comma: bool) -> bool {
    head.contains('.')
        || matches!(head, "St" | "Mt" | "Ft")
        || after_comma
            && matches!(
                head,
                "Ala"
                    | "Ariz"
                    | "Ark"
                    | "Calif"
                    | "Colo"
                    | "Conn"
                    | "Del"
                    | "Fla"
                    | "Ga"
                    | "Ill"
                    | "Ind"
                    | "Kan"
                    | "Ky"
                    | "La"
                    | "Md"
                    | "Mass"
                    | "Mich"
                    | "Minn"
                    | "Miss"
                    | "Mo"
                    | "Mont"
                    | "Neb"
                    | "Nev"
                    | "Okla"
                    | "Ore"
                    | "Pa"
                    | "Tenn"
                    | "Tex"
                    | "Vt"
                    | "Va"
                    | "Wash"
                    | "Wis"
                    | "Wyo"
                    | "Ont"
                    | "Que"
            )
}

/// Names after "in" that are no places.
pub(super) fn is_other(name: &str) -> bool {
    matches!(
        name,
        "Congress"
            | "Senate"
            | "House"
            | "Court"
            | "Supreme Court"
            | "Parliament"
            | "English"
            | "Spanish"
            | "French"
            | "German"
            | "Game"
            | "World"
            | "Super"
            | "Instagram"
            | "Facebook"
            | "Twitter"
            | "A"
            | "The"
            | "This"
            | "His"
            | "Her"
            | "Week"
            | "Season"
            | "Chapter"
            | "Part"
            | "Group"
            | "January"
            | "February"
            | "March"
            | "April"
            | "May"
            | "June"
            | "July"
            | "August"
            | "September"
            | "October"
            | "November"
            | "December"
    )
}
