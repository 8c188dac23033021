//! Corrects what the labels got wrong against plain knowledge: known countries, cities that are
//! nobody's name, the words for peoples, titles at a name's end, diseases.

use super::super::found::Found;
use super::super::places::{self, Known};
use super::super::sheet::{Sheet, flag};
use super::super::words;
use super::lexicon::{Info, list};
use crate::model::EntityKind;

/// Corrects the names of a text in place.
pub fn mend(sheet: &Sheet, info: &[Info], names: &mut Vec<Found>) {
    for name in names.iter_mut() {
        cut_titles(sheet, name);
        given_names(sheet, info, name);
        officers(sheet, name);
        offices(sheet, name);
        realms(sheet, name);
        let words = sheet.slice(&sheet.bytes(name.tokens.clone()));
        let single = name.tokens.len() == 1;
        let organisation = name.kind == EntityKind::Organisation;
        match places::known(words) {
            Some(Known::Group(_)) if single => name.kind = EntityKind::Group,
            Some(Known::Country(_) | Known::State(_)) if organisation || !single => name.kind = EntityKind::Place,
            _ => {}
        }
        if single && matches!(name.kind, EntityKind::Person | EntityKind::Organisation) {
            let lists = info.get(name.tokens.start).map_or(0, |i| i.lists);
            let person = lists & (list::MALE | list::FEMALE | list::SURNAME) != 0;
            if lists & list::BIG_CITY != 0 && !person && !sheet.token(name.tokens.start).is(flag::ALL_CAPS) {
                name.kind = EntityKind::Place;
            }
        }
    }
    names.retain(|name| {
        let word = sheet.word(name.tokens.start);
        let token = sheet.token(name.tokens.start);
        let alone = name.tokens.len() == 1;
        let at = name.tokens.start;
        // "Secretary of State for the Home Department": an office, no body.
        let office = alone && word == "State" && sheet.word(at.wrapping_sub(1)) == "of";
        let title = alone && token.has(words::TITLE) && !token.is(flag::ALL_CAPS) && name.kind != EntityKind::Person;
        let disease = alone
            && matches!(
                word,
                "COVID-19" | "Covid-19" | "COVID" | "Covid" | "AIDS" | "HIV" | "Ebola" | "TB"
            );
        let adjective = name.kind != EntityKind::Group && joined(sheet, name.tokens.end);
        !(title || office || disease || adjective || event(sheet, name) || name.tokens.is_empty())
    });
}

/// Whether "-led" or the like makes an adjective of the name before a token: the "U.S.-led
/// coalition" is not said of the country.
pub fn joined(sheet: &Sheet, end: usize) -> bool {
    sheet.word(end) == "-"
        && !sheet.token(end).is(flag::SPACE)
        && matches!(
            sheet.word(end + 1),
            "led" | "backed" | "funded" | "sponsored" | "style" | "trained" | "run" | "controlled" | "occupied"
        )
}

/// "Chad Wolf", taken for a place, is a person.
fn given_names(sheet: &Sheet, info: &[Info], name: &mut Found) {
    let lists = |at: usize| info.get(at).map_or(0, |i| i.lists);
    let first = lists(name.tokens.start);
    let given = first & (list::MALE | list::FEMALE) != 0;
    let country = name.kind == EntityKind::Place
        && name.tokens.len() == 2
        && places::is_country(sheet.word(name.tokens.start))
        && lists(name.tokens.start + 1) & list::SURNAME != 0
        && !sheet.token(name.tokens.start + 1).has(words::PLACE_HEAD);
    if given && country {
        name.kind = EntityKind::Person;
    }
}

/// "General Waheed Arshad" is a person, "General Motors" is not.
fn officers(sheet: &Sheet, name: &mut Found) {
    let rank = matches!(
        sheet.word(name.tokens.start),
        "General"
            | "Major"
            | "Colonel"
            | "Captain"
            | "Lieutenant"
            | "Sergeant"
            | "Admiral"
            | "Brigadier"
            | "Mullah"
            | "Sheikh"
            | "Ayatollah"
            | "Judge"
            | "Senator"
            | "Governor"
            | "Mayor"
            | "Justice"
    );
    if name.kind != EntityKind::Organisation || !rank || name.tokens.len() < 2 {
        return;
    }
    let body = name.tokens.clone().skip(1).any(|at| {
        let token = sheet.token(at);
        !token.is(flag::CAP)
            || token.has(words::ORG_HEAD | words::COMPANY | words::LAW_HEAD | words::TITLE)
            || matches!(
                sheet.word(at),
                "Motors" | "Electric" | "Mills" | "Dynamics" | "Strike" | "Election" | "Staff" | "Affairs"
            )
    });
    if !body {
        name.kind = EntityKind::Person;
        name.tokens.start += 1;
    }
}

/// "Governor of Illinois" names the state, "Secretary of Health and Human Services" the department.
fn offices(sheet: &Sheet, name: &mut Found) {
    let rest = name.tokens.start + 2;
    if name.kind != EntityKind::Organisation || sheet.word(rest - 1) != "of" || rest >= name.tokens.end {
        return;
    }
    match sheet.word(name.tokens.start) {
        "Governor" | "Mayor" | "President" | "King" | "Queen" | "Archbishop" | "Bishop" | "Duke" | "Ambassador"
        | "Consul" => {
            name.tokens.start = rest;
            name.kind = EntityKind::Place;
        }
        "Secretary" | "Minister" | "Director" | "Commissioner" | "Chairman" | "Chief" | "Head" => {
            name.tokens.start = rest;
        }
        _ => {}
    }
}

/// "Ottoman Empire", "Duchy of Saxony": places, whoever rules them.
fn realms(sheet: &Sheet, name: &mut Found) {
    if name.kind != EntityKind::Organisation || name.tokens.len() < 2 {
        return;
    }
    let of = sheet.word(name.tokens.start + 1) == "of" && name.tokens.len() <= 4;
    let led = of
        && matches!(
            sheet.word(name.tokens.start),
            "Republic" | "Kingdom" | "Duchy" | "Colony" | "Principality" | "Emirate" | "Sultanate"
        );
    let ends = matches!(
        sheet.word(name.tokens.end - 1),
        "Empire" | "Monarchy" | "Kingdom" | "Sultanate" | "Emirate" | "Caliphate"
    );
    if led || ends && name.tokens.len() <= 3 {
        name.kind = EntityKind::Place;
    }
}

/// Wars, revolts, elections and the like are neither bodies nor places.
fn event(sheet: &Sheet, name: &Found) -> bool {
    let last = sheet.word(name.tokens.end.saturating_sub(1));
    name.tokens.len() > 1
        && matches!(name.kind, EntityKind::Organisation | EntityKind::Place)
        && (matches!(
            last,
            "War"
                | "Wars"
                | "Rebellion"
                | "Revolt"
                | "Crisis"
                | "Revolution"
                | "Election"
                | "Elections"
                | "Uprising"
                | "Massacre"
                | "Genocide"
                | "Olympics"
                | "Awards"
                | "Prize"
        ) || last == "Campaign" && name.kind == EntityKind::Place)
}

/// Whether a word is an office that a person holds.
fn is_office(word: &str) -> bool {
    matches!(
        word,
        "Spokesperson"
            | "Spokesman"
            | "Spokeswoman"
            | "Secretary"
            | "Minister"
            | "President"
            | "Director"
            | "Chairman"
            | "Commissioner"
            | "Officer"
            | "Official"
            | "Representative"
            | "Senator"
            | "Senators"
            | "Congressman"
            | "Congresswoman"
            | "Governor"
            | "Ambassador"
            | "Gov."
            | "Sen."
            | "Rep."
            | "Leader"
            | "Head"
    )
}

/// "State Department Spokesperson" is the department and a title, "U.S. Senators" a country and one.
fn cut_titles(sheet: &Sheet, name: &mut Found) {
    if name.kind != EntityKind::Organisation || name.tokens.len() < 2 {
        return;
    }
    let whole = name.tokens.clone();
    while name.tokens.len() >= 2 && is_office(sheet.word(name.tokens.end - 1)) {
        name.tokens.end -= 1;
    }
    if name.tokens.len() == 1 && whole.len() > 1 {
        let left = sheet.word(name.tokens.start);
        match places::known(left) {
            Some(Known::Group(_)) => name.kind = EntityKind::Group,
            Some(_) => name.kind = EntityKind::Place,
            // "State Representative", "Foreign Minister": nothing is left that is a name.
            None if !sheet.token(name.tokens.start).is(flag::ALL_CAPS | flag::INNER_CAP) => {
                name.tokens.end = name.tokens.start;
            }
            None => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::found::Source;
    use super::*;

    fn mended(text: &str, kind: EntityKind) -> Option<(EntityKind, String)> {
        let sheet = Sheet::new(text);
        let mut names = vec![Found::new(0..sheet.tokens.len(), kind, Source::Tagger)];
        mend(&sheet, &vec![Info::default(); sheet.tokens.len()], &mut names);
        let name = names.pop()?;
        Some((name.kind, sheet.slice(&sheet.bytes(name.tokens)).to_owned()))
    }

    #[test]
    fn wars_are_no_bodies_and_realms_are_places() {
        use EntityKind::{Organisation, Place};
        assert_eq!(mended("Congo Crisis", Place), None);
        assert_eq!(
            mended("Ottoman Empire", Organisation),
            Some((Place, "Ottoman Empire".into()))
        );
        assert_eq!(
            mended("Governor of Illinois", Organisation),
            Some((Place, "Illinois".into()))
        );
        assert_eq!(
            mended("Human Rights Campaign", Organisation),
            Some((Organisation, "Human Rights Campaign".into()))
        );
    }
}
