//! A credit line taken apart: who made the picture, who they made it for, who distributes it.

use super::agency;
use super::cut::{Piece, pieces};
use super::label::{self, Says};
use super::names;

/// The names in a credit line, in its order.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Named {
    pub(super) photographers: Vec<String>,
    pub(super) agencies: Vec<String>,
    /// Whether the credit says that the picture is from the files.
    pub(super) file: bool,
}

/// Pieces of one credit; further ones are dropped.
pub(super) const MAX_PIECES: usize = 16;

/// Reads a credit line, without or with its brackets and labels.
pub(super) fn read(credit: &str) -> Named {
    let mut named = Named::default();
    for statement in statements(credit) {
        one(statement, &mut named);
    }
    named
}

/// A credit line is one or several statements: "Photo illustration by A. Photo by B.", "A; B".
fn statements(credit: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    for part in credit.split(';').flat_map(|part| part.split(") (")) {
        let mut start = 0;
        for (at, _) in part.match_indices(". ") {
            let rest = part.get(at + 2..).unwrap_or("");
            if label::at_start(rest).is_some() {
                parts.push(part.get(start..at).unwrap_or(""));
                start = at + 2;
            }
        }
        parts.push(part.get(start..).unwrap_or(""));
    }
    parts.truncate(MAX_PIECES);
    parts
}

fn one(statement: &str, named: &mut Named) {
    let mut says = None;
    let mut text = trim(statement);
    while let Some((label, length)) = label::at_start(text) {
        says = match (says, label) {
            (Some(Says::Giver), _) | (_, Says::Giver) => Some(Says::Giver),
            (Some(Says::Maker), _) | (_, Says::Maker) => Some(Says::Maker),
            _ => Some(Says::Credit),
        };
        text = trim(text.get(length..).unwrap_or(""));
    }
    if let Some(maker) = text.strip_suffix("撮影") {
        add(
            &mut named.photographers,
            maker.trim_end_matches(['氏', '・', ' ', '、']).to_owned(),
        );
        return;
    }
    if let Some(maker) = text.strip_suffix(['摄', '攝']) {
        let (body, name) = maker.trim().split_once("记者").unwrap_or(("", maker));
        add(&mut named.agencies, body.trim().to_owned());
        add(&mut named.photographers, name.trim().to_owned());
        return;
    }
    // "U.S. Coast Guard photo by Petty Officer 3rd Class Ada Sample"
    if let Some((body, maker)) = text.split_once(" photo by ").or_else(|| text.split_once(" Photo by ")) {
        add(
            &mut named.agencies,
            canonical(trim(body)).unwrap_or_else(|| body.to_owned()),
        );
        add(&mut named.photographers, names::quiet(names::without_rank(trim(maker))));
        return;
    }
    if let Some(giver) = text.strip_suffix("提供") {
        add(&mut named.agencies, giver.trim().to_owned());
        return;
    }
    let pieces = pieces(text);
    let known = pieces.iter().filter(|piece| is_known(&piece.text)).count();
    // The slash after a photographer's name parts it from bodies' names.
    let mut makers_group = None;
    for Piece {
        text: piece,
        group,
        opens,
    } in &pieces
    {
        let piece = piece.as_str();
        if *opens {
            makers_group = None;
        }
        let lower = piece.to_lowercase();
        if lower == "file" || lower.ends_with(" file") || lower.contains("file photo") || lower.starts_with("archiv") {
            named.file = true;
        }
        if let Some(agency) = canonical(piece) {
            add(&mut named.agencies, agency);
            continue;
        }
        if agency::is_nobody(piece) || piece.chars().all(|c| !c.is_alphanumeric()) {
            continue;
        }
        let person = names::looks_like_person(piece) && !agency::looks_like_body(piece) && !has_abbreviation(piece);
        let likely = names::has_given_name(piece)
            || piece.starts_with('@')
            || says == Some(Says::Maker)
            || known > 0
            || pieces.len() == 1
            || piece.chars().any(char::is_lowercase) && named.photographers.is_empty();
        let after_maker =
            known > 0 && makers_group.is_some_and(|first| first < *group) && !names::has_given_name(piece);
        if person && likely && !after_maker && says != Some(Says::Giver) {
            makers_group.get_or_insert(*group);
            add(&mut named.photographers, names::quiet(piece));
        } else {
            add(&mut named.agencies, piece.to_owned());
        }
    }
}

pub(super) fn is_known(piece: &str) -> bool {
    canonical(piece).is_some()
}

/// The agency a piece names: as it stands, or without "file", "photo", "pool" after it.
fn canonical(piece: &str) -> Option<String> {
    if let Some(known) = agency::known(piece) {
        return Some(known.to_owned());
    }
    let (head, tail) = piece.rsplit_once(' ')?;
    if matches!(
        tail.to_lowercase().as_str(),
        "file" | "photo" | "files" | "archive" | "archiv" | "pool" | "handout"
    ) {
        return agency::known(head).map(str::to_owned);
    }
    if head.eq_ignore_ascii_case("handout") || head.eq_ignore_ascii_case("file photo") {
        return agency::known(tail).map(str::to_owned);
    }
    None
}

/// A short word in capitals among others ("Cultura RF"): a body's mark, except initials before a
/// name ("JJ Sample").
fn has_abbreviation(piece: &str) -> bool {
    let all_loud = piece.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    !all_loud
        && piece
            .split(' ')
            .enumerate()
            .any(|(number, word)| number > 0 && word.chars().count() == 2 && word.chars().all(char::is_uppercase))
}

fn add(list: &mut Vec<String>, name: String) {
    let name = trim(&name).to_owned();
    if !name.is_empty() && !list.iter().any(|known| known.eq_ignore_ascii_case(&name)) {
        list.push(name);
    }
}

/// Blanks, brackets, quotation marks and stops at the ends; the stop of an abbreviation stays.
pub(super) fn trim(text: &str) -> &str {
    let mut text = text.trim_matches(|c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '(' | ')'
                    | '['
                    | ']'
                    | '（'
                    | '）'
                    | ','
                    | ';'
                    | '/'
                    | '|'
                    | '\''
                    | '"'
                    | '“'
                    | '”'
                    | '‘'
                    | '’'
                    | '*'
                    | '＝'
                    | ':'
                    | '-'
                    | '–'
            )
    });
    if let Some(bare) = text.strip_suffix('.') {
        let word = bare.rsplit([' ', '.']).next().unwrap_or("");
        if word.chars().count() > 3 || word.is_empty() {
            text = bare.trim_end();
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(credit: &str, photographers: &[&str], agencies: &[&str]) {
        let named = read(credit);
        assert_eq!(named.photographers, photographers, "{credit}");
        assert_eq!(named.agencies, agencies, "{credit}");
    }

    #[test]
    fn styles_seen_in_the_wild() {
        check("AP Photo/Ada Sample, File", &["Ada Sample"], &["AP"]);
        check("REUTERS/Ada Sample", &["Ada Sample"], &["Reuters"]);
        check("Ada Sample/Pool via REUTERS", &["Ada Sample"], &["Pool", "Reuters"]);
        check(
            "Ada Sample | Bloomberg | Getty Images",
            &["Ada Sample"],
            &["Bloomberg", "Getty Images"],
        );
        check("Photo: Ada Sample, AP", &["Ada Sample"], &["AP"]);
        check(
            "Ada Sample for The Washington Post via Getty Images",
            &["Ada Sample"],
            &["The Washington Post", "Getty Images"],
        );
        check(
            "Ada Sample/Getty Images for Example Holdings",
            &["Ada Sample"],
            &["Getty Images"],
        );
        check(
            "Photo credit should read ADA SAMPLE/AFP/Getty Images",
            &["Ada Sample"],
            &["AFP", "Getty Images"],
        );
        check("Courtesy of Ada Sample", &[], &["Ada Sample"]);
        check(
            "Ada Sample/TASS/dpa/picture alliance",
            &["Ada Sample"],
            &["TASS", "dpa", "picture alliance"],
        );
        check("Foto: Ada Sample / AP", &["Ada Sample"], &["AP"]);
        check("Ada Sample (Keystone)", &["Ada Sample"], &["Keystone"]);
        check("＝ＡＰ", &[], &["AP"]);
        check("（見本花子撮影）", &["見本花子"], &[]);
        check("APA/AFP/Ada Sample", &["Ada Sample"], &["APA", "AFP"]);
        check(
            "Handout/Example School Board/AFP via Getty Images",
            &[],
            &["Example School Board", "AFP", "Getty Images"],
        );
        check(
            "Ada Sample, left, and Ben Von Sample/Invision/AP",
            &["Ada Sample", "Ben Von Sample"],
            &["Invision", "AP"],
        );
        check(
            "Photo illustration by Example. Photo by Ada Sample-Test.",
            &["Ada Sample-Test"],
            &["Example"],
        );
        check("Ada Sample / AP file", &["Ada Sample"], &["AP"]);
        check("@adasample/via REUTERS", &["@adasample"], &["Reuters"]);
        check(
            "Example County Court, Eastern District",
            &[],
            &["Example County Court, Eastern District"],
        );
        check("J. Ada Sample", &["J. Ada Sample"], &[]);
        check(
            "Photos by Ada Sample/Getty Images and Quorra Zettel/AP",
            &["Ada Sample", "Quorra Zettel"],
            &["Getty Images", "AP"],
        );
        check(
            "Photos by Ada Sample/Getty Images, Quorra Zettel/AP and Bert Vanzandt/AFP",
            &["Ada Sample", "Quorra Zettel", "Bert Vanzandt"],
            &["Getty Images", "AP", "AFP"],
        );
    }

    #[test]
    fn files_are_noted() {
        assert!(read("AP Photo/Ada Sample, File").file);
        assert!(!read("AP Photo/Ada Sample").file);
    }
}
