use super::*;

const LIST: &str = "# comment\nuscis\tUS Citizenship and Immigration Services\tagency\tus\tUSCIS|Citizenship and Immigration Services\thttps://www.uscis.gov/\nice\tUS Immigration and Customs Enforcement\tagency\tus\tICE\t\nscotus\tUS Supreme Court\tcourt\tus\tSupreme Court|U.S. Supreme Court\t\nmpp\tMigrant Protection Protocols\tlaw\tus\tMPP|Remain in Mexico\t\n";

fn names(text: &str) -> Vec<(String, String)> {
    let gazetteer = Gazetteer::read(&[LIST], "");
    let sheet = Sheet::new(text);
    gazetteer
        .find(&sheet)
        .into_iter()
        .map(|f| {
            (
                f.key.clone().unwrap_or_default(),
                sheet.slice(&sheet.bytes(f.tokens)).to_owned(),
            )
        })
        .collect()
}

#[test]
fn longest_name_in_its_capitals() {
    let found = names("USCIS and the ice at Citizenship and Immigration Services; ICE under the remain in Mexico rule");
    let keys: Vec<&str> = found.iter().map(|(key, _)| key.as_str()).collect();
    assert_eq!(keys, ["uscis", "uscis", "ice", "mpp"]);
}

#[test]
fn the_nation_stands_apart_where_it_does() {
    assert_eq!(names("the U.S. Supreme Court")[0].1, "Supreme Court");
    assert_eq!(
        names("US Citizenship and Immigration Services")[0].1,
        "US Citizenship and Immigration Services"
    );
}

#[test]
fn the_program_has_its_lists() {
    assert!(gazetteer().len() > 300);
    assert_eq!(gazetteer().named("USCIS").map(|e| e.id), Some("uscis"));
}

/// The keys of the courts, agencies and parties that the program's own lists find in a text.
fn keys(text: &str) -> Vec<String> {
    let found = gazetteer().find(&Sheet::new(text));
    found.into_iter().map(|f| f.key.unwrap_or_default()).collect()
}

#[test]
fn a_shared_name_is_of_the_country_the_text_is_about() {
    let british = "LONDON — The Home Office lost its appeal on Tuesday. The Supreme Court held that ministers had \
        misread the Immigration Act 1971, and the Home Secretary told the Commons that the law would change.";
    assert!(keys(british).contains(&"uksc".to_owned()), "{:?}", keys(british));
    let canadian = "OTTAWA — Immigration, Refugees and Citizenship Canada must look again at the claim, the Federal \
        Court ruled. The Immigration and Refugee Board had refused it, and the Supreme Court may be asked.";
    let canadian = keys(canadian);
    assert!(
        canadian.contains(&"fc-ca".to_owned()) && canadian.contains(&"scc".to_owned()),
        "{canadian:?}"
    );
    let australian = "The Administrative Review Tribunal in Sydney erred, the Federal Court found. The Department of \
        Home Affairs said it would read the ruling; the High Court is the last resort in Australia.";
    let australian = keys(australian);
    assert!(
        ["fca-au", "homeaffairs-au", "hca"]
            .iter()
            .all(|key| australian.contains(&(*key).to_owned())),
        "{australian:?}"
    );
    let american = "WASHINGTON (AP) — The Supreme Court let the Department of Homeland Security end the programme \
        for Haitians and Venezuelans, and the Justice Department welcomed the order of the House of Representatives.";
    let american = keys(american);
    assert!(
        ["scotus", "doj", "house"]
            .iter()
            .all(|key| american.contains(&(*key).to_owned())),
        "{american:?}"
    );
}

#[test]
fn a_shared_name_of_a_country_without_an_entry_stays_a_name() {
    let kenyan = "NAIROBI, Kenya — The Supreme Court of Kenya sat on Friday. Kenyan refugees in Nairobi had asked the \
        High Court first; the Senate of Kenya was not asked.";
    assert_eq!(keys(kenyan), ["", "", ""]);
    // What stands beside the name tells more than the rest of the text.
    let mixed = "The Department of Homeland Security and USCIS watched as Israel's Supreme Court, the Texas Supreme \
        Court and the Supreme Court of Canada each ruled; then the Supreme Court did.";
    assert_eq!(keys(mixed), ["dhs", "uscis", "", "sc-tx", "scc", "scotus"]);
}

#[test]
fn secretaries_of_state_are_of_a_department_in_one_country() {
    let american = "In Washington, Secretary of State Ana Ruiz met the Border Patrol.";
    assert!(keys(american).contains(&"dos".to_owned()), "{:?}", keys(american));
    let british = "The Secretary of State for the Home Department appealed to the Upper Tribunal in London, and the \
        Secretary of State won. The Home Office had said so.";
    let british = keys(british);
    assert!(
        !british.contains(&"dos".to_owned()) && british.contains(&"homeoffice".to_owned()),
        "{british:?}"
    );
}

#[test]
fn shared_names_lead_to_entries_and_are_no_others_alias() {
    let gazetteer = gazetteer();
    assert!(gazetteer.shared.len() > 20);
    for shared in &gazetteer.shared {
        assert!(
            gazetteer.named(shared.name).is_none(),
            "{} is an alias too",
            shared.name
        );
        for id in shared.ids() {
            assert!(gazetteer.entry(id).is_some(), "{id} of {} is no entry", shared.name);
        }
    }
    assert_eq!(gazetteer.asked("Supreme Court").map(|entry| entry.id), Some("scotus"));
}
