//! What queries hold for.

use super::*;
use crate::model::{Analysis, BlockKind, Document, DocumentBuilder, Entity, EntityKind, Mention, PageFacts};

fn library() -> Store {
    let store = Store::open_in_memory().unwrap();
    let (courier, herald) = (feed(&store, "courier"), feed(&store, "herald"));
    store.set_folder(herald, &SafeText::line("Courts")).unwrap();
    put(
        &store,
        courier,
        vec![
            item(
                "1",
                3_600,
                "Asylum officers sue",
                "<p>The credible fear interview of asylum seekers, an H-1B matter.</p>",
            ),
            item(
                "2",
                7_200,
                "Visa bulletin",
                "<p>Fear is not credible here. Seeker of visas.</p>",
            ),
            item("3", 90_000, "Año nuevo at the border", "<p>Émigrés &amp; others</p>"),
        ],
    );
    put(
        &store,
        herald,
        vec![
            item("4", 200_000, "移民政策", "<p>日本の移民政策とは</p>"),
            item("5", 300_000, "Court of Appeals", "<p>USCIS lost.</p>"),
        ],
    );
    store.finish_indexing().unwrap();
    store
}

#[test]
fn words_are_beginnings_and_all_must_be_there() {
    let store = library();
    assert_eq!(found(&store, "asyl"), ["Asylum officers sue"]);
    assert_eq!(found(&store, "SEEK"), ["Asylum officers sue", "Visa bulletin"]);
    assert_eq!(found(&store, "seek asylum"), ["Asylum officers sue"]);
    assert_eq!(found(&store, "ano"), ["Año nuevo at the border"]);
    assert_eq!(found(&store, "se"), Vec::<String>::new());
    assert_eq!(found(&store, "writer").len(), 5);
    assert_eq!(found(&store, "h-1b"), ["Asylum officers sue"]);
}

#[test]
fn phrases_are_whole_words_in_order() {
    let store = library();
    assert_eq!(found(&store, "\"credible fear\""), ["Asylum officers sue"]);
    assert_eq!(found(&store, "\"fear credible\""), Vec::<String>::new());
    assert_eq!(found(&store, "\"credible fea\""), Vec::<String>::new());
    assert_eq!(found(&store, "\"fear\"").len(), 2);
    assert_eq!(found(&store, "移民"), ["移民政策"]);
    assert_eq!(found(&store, "民移"), Vec::<String>::new());
}

#[test]
fn negations_leave_out() {
    let store = library();
    assert_eq!(found(&store, "fear -asylum"), ["Visa bulletin"]);
    assert_eq!(
        found(&store, "-fear"),
        ["Año nuevo at the border", "移民政策", "Court of Appeals"]
    );
    assert_eq!(found(&store, "fear -\"credible fear\""), ["Visa bulletin"]);
    assert_eq!(found(&store, "-\"credible fear\"").len(), 4);
    assert_eq!(
        found(&store, "-fear -is:read -feed:herald"),
        ["Año nuevo at the border"]
    );
    assert_eq!(found(&store, "-entity:uscis -fear").len(), 2);
}

#[test]
fn feeds_folders_times_and_states() {
    let store = library();
    assert_eq!(found(&store, "feed:HERALD").len(), 2);
    assert_eq!(found(&store, "feed:courier.example").len(), 3);
    assert_eq!(found(&store, "feed:e").len(), 5);
    assert_eq!(found(&store, "feed:nobody"), Vec::<String>::new());
    assert_eq!(found(&store, "-feed:nobody").len(), 5);
    assert_eq!(found(&store, "feed:#1 feed:#2"), Vec::<String>::new());
    assert_eq!(found(&store, "folder:news").len(), 3);
    assert_eq!(found(&store, "folder:News/Daily fear").len(), 2);
    assert_eq!(found(&store, "folder:New"), Vec::<String>::new());
    assert_eq!(found(&store, "since:1d").len(), 2);
    assert_eq!(found(&store, "before:1d").len(), 3);
    assert_eq!(
        found(&store, "-since:1d since:3d"),
        ["Año nuevo at the border", "移民政策"]
    );
    assert_eq!(found(&store, "fear since:90m"), ["Asylum officers sue"]);
    let id = id_of(&store, "Visa bulletin");
    store.set_read(&[id], true).unwrap();
    store.set_starred(&[id], true).unwrap();
    assert_eq!(found(&store, "is:read"), ["Visa bulletin"]);
    assert_eq!(found(&store, "is:starred fear"), ["Visa bulletin"]);
    assert_eq!(found(&store, "is:unread").len(), 4);
    assert_eq!(found(&store, "-is:starred feed:courier").len(), 2);
    assert_eq!(found(&store, "is:unread feed:courier").len(), 2);
    assert_eq!(found(&store, "is:edited is:saved"), Vec::<String>::new());
    store.add_tag(id, &SafeText::line("Für später")).unwrap();
    assert_eq!(found(&store, "tag:\"für SPÄTER\" fear"), ["Visa bulletin"]);
    assert_eq!(found(&store, "-tag:\"für später\"").len(), 4);
}

fn named(text: &str, name: &str, key: &str) -> Analysis {
    let at = text.find(name).unwrap();
    let entity = Entity {
        kind: EntityKind::Agency,
        key: key.into(),
        name: SafeText::line(name),
        value: None,
        url: None,
        mentions: vec![Mention {
            range: at..at + name.len(),
        }],
        prominence: 0.5,
    };
    Analysis {
        engine: 3,
        entities: vec![entity],
        ..Analysis::default()
    }
}

#[test]
fn entities_are_found_by_analysis_and_by_text() {
    let store = library();
    assert_eq!(found(&store, "entity:uscis"), ["Court of Appeals"]);
    let id = id_of(&store, "Visa bulletin");
    let analysis = named(
        "Citizenship and Immigration Services",
        "Citizenship and Immigration Services",
        "uscis",
    );
    store
        .store_analysis(&[(id, analysis.clone()), (ArticleId(7), analysis.clone())])
        .unwrap();
    assert_eq!(found(&store, "entity:uscis"), ["Visa bulletin", "Court of Appeals"]);
    assert_eq!(
        found(&store, "entity:\"citizenship AND immigration services\""),
        ["Visa bulletin"]
    );
    assert_eq!(found(&store, "entity:uscis is:unread fear"), ["Visa bulletin"]);
    assert_eq!(found(&store, "-entity:uscis").len(), 3);
    assert_eq!(found(&store, "entity:\"credible fear\""), ["Asylum officers sue"]);
    assert_eq!(store.stored_article(id).unwrap().unwrap().analysis, Some(analysis));
    let names = store.entity_names("citizen", 5).unwrap();
    assert_eq!(
        (names.len(), names[0].articles, names[0].kind),
        (1, 1, EntityKind::Agency)
    );
    assert_eq!(store.unanalysed(3, 9).unwrap().len(), 4);
    assert_eq!(store.unanalysed(4, 9).unwrap().len(), 5);
}

fn document(text: &str) -> Document {
    let mut builder = DocumentBuilder::new();
    builder.open(BlockKind::Paragraph, 0, None);
    builder.push(text);
    builder.finish()
}

#[test]
fn pages_are_searched_too() {
    let store = library();
    let id = id_of(&store, "Visa bulletin");
    let page = PageText {
        fetched: NOW,
        document: document("The whole page speaks of premium processing fees."),
        photos: Vec::new(),
        facts: PageFacts::default(),
    };
    store.store_page_error(id, &SafeText::line("503"), NOW).unwrap();
    assert_eq!(
        store.stored_article(id).unwrap().unwrap().page_error,
        Some(SafeText::line("503"))
    );
    store
        .store_page(
            id,
            &page,
            "visa bulletin the whole page speaks of premium processing fees",
            None,
        )
        .unwrap();
    assert_eq!(found(&store, "premium"), ["Visa bulletin"]);
    assert_eq!(found(&store, "\"premium processing\""), ["Visa bulletin"]);
    let whole = store.stored_article(id).unwrap().unwrap();
    assert!(whole.headline.flags.has_page && whole.page_error.is_none());
    assert_eq!((whole.page, whole.headline.words), (Some(page), 8));
    // The feed edits its text: the page's words stay found.
    let courier = whole.headline.feed;
    put(
        &store,
        courier,
        vec![item("2", 7_200, "Visa bulletin", "<p>Shorter now.</p>")],
    );
    store.finish_indexing().unwrap();
    assert_eq!(found(&store, "premium shorter"), ["Visa bulletin"]);
    assert_eq!(found(&store, "credible"), ["Asylum officers sue"]);
}

#[test]
fn pages_of_a_list_follow_each_other() {
    let store = Store::open_in_memory().unwrap();
    let feed = feed(&store, "one");
    put(
        &store,
        feed,
        (0..100)
            .map(|n| item(&n.to_string(), n / 3 * 10, &format!("Visa {n}"), "x"))
            .collect(),
    );
    store.finish_indexing().unwrap();
    for query in ["", "visa", "is:unread", "feed:one", "\"visa\" -nothing", "-visaless"] {
        let query: Query = query.parse().unwrap();
        let whole = store.headlines(&query, NOW, None, 1_000).unwrap();
        let mut paged: Vec<Headline> = Vec::new();
        loop {
            let page = store
                .headlines(&query, NOW, paged.last().map(|line| line.id), 7)
                .unwrap();
            if page.is_empty() {
                break;
            }
            paged.extend(page);
        }
        assert_eq!((paged.len(), &paged), (100, &whole), "{query}");
    }
    assert_eq!(store.headlines(&Query::all(), NOW, None, 0).unwrap(), []);
}

#[test]
fn hostile_words_are_only_words() {
    let store = library();
    for query in [
        "'; DROP TABLE articles; --",
        "a' OR '1'='1",
        "\"fear' AND '\"",
        "words:x",
        "NEAR(",
        "fear*",
        "^fear",
        "entity:\"x') UNION SELECT 1 --\"",
        "tag:?1",
        "feed:%",
    ] {
        found(&store, query);
    }
    assert_eq!(all(&store).len(), 5);
}

#[test]
fn beginnings_of_many_words_hold_for_all_of_them() {
    let store = Store::open_in_memory().unwrap();
    let feed = feed(&store, "one");
    // More words of one beginning than are looked up by themselves, for lists and for counts.
    put(
        &store,
        feed,
        (0..700)
            .map(|n| {
                item(
                    &n.to_string(),
                    n,
                    &format!("T{n}"),
                    &format!("vis{} {n}77", n + 100_000),
                )
            })
            .collect(),
    );
    store.finish_indexing().unwrap();
    assert_eq!(found(&store, "vis").len(), 700);
    assert_eq!(found(&store, "vis1000").len(), 100);
    assert_eq!(found(&store, "vis10000").len(), 10);
    assert_eq!(found(&store, "vis100007"), ["T7"]);
    // Numbers are not in the vocabulary, and are found all the same.
    assert_eq!(found(&store, "5557"), ["T555"]);
    assert_eq!(found(&store, "vis -vis1000").len(), 600);
}

fn photographed(caption: &str, photographer: &str, agency: &str) -> crate::model::Photo {
    crate::model::Photo {
        url: "https://pictures.example/1.jpg".into(),
        caption: SafeText::line(caption),
        credit: Some(SafeText::line(&format!("{photographer}/{agency}"))),
        photographers: vec![SafeText::line(photographer)],
        agencies: vec![SafeText::line(agency)],
        ..crate::model::Photo::default()
    }
}

#[test]
fn photographs_are_asked_for_by_caption_and_by_who_took_them() {
    let store = library();
    let (visa, court) = (id_of(&store, "Visa bulletin"), id_of(&store, "Court of Appeals"));
    let raft = photographed("Migrants cross the river on a raft", "Ana Ejemplo", "AP");
    let bridge = photographed("The bridge at dawn", "José Peña", "Reuters");
    store
        .store_photos(
            &[(visa, vec![(raft.clone(), 7)]), (court, vec![(bridge, 8), (raft, 7)])],
            1,
        )
        .unwrap();
    assert_eq!(found(&store, "photographer:ejemplo").len(), 2);
    assert_eq!(found(&store, "photographer:\"jose pena\""), ["Court of Appeals"]);
    assert_eq!(
        found(&store, "caption:\"the river\" -caption:bridge"),
        ["Visa bulletin"]
    );
    assert_eq!(found(&store, "agency:reut has:photo"), ["Court of Appeals"]);
    assert_eq!(found(&store, "agency:a"), Vec::<String>::new());
    assert_eq!(found(&store, "agency:\"associated press\" has:photo").len(), 2);
    assert_eq!(found(&store, "agency:\"thomson reuters\""), ["Court of Appeals"]);
    assert_eq!(found(&store, "agency:\"press association\""), Vec::<String>::new());
    assert_eq!(found(&store, "credit:ana fear"), ["Visa bulletin"]);
    assert_eq!(found(&store, "-has:photo").len(), 3);
    assert_eq!(found(&store, "-photographer:ejemplo").len(), 3);
    let photos = |query: &str| store.photos(&query.parse().unwrap(), NOW, 10).unwrap();
    assert_eq!(photos("caption:raft").len(), 2);
    assert_eq!(
        photos("caption:raft feed:courier").len(),
        photos("feed:courier caption:raft").len()
    );
    assert_eq!(photos("").len(), 3);
    let known = store.photographers("pe", 10).unwrap();
    assert_eq!(
        (known.len(), known[0].name.as_str(), known[0].articles),
        (1, "José Peña", 1)
    );
    assert_eq!(store.photographers("", 10).unwrap()[0].articles, 2);
    // Gathered again, an article has its new photos only.
    store
        .store_photos(&[(visa, Vec::new()), (ArticleId(7), Vec::new())], 1)
        .unwrap();
    assert_eq!(found(&store, "photographer:ejemplo"), ["Court of Appeals"]);
    assert_eq!(store.ungathered(1, 10).unwrap().len(), 3);
    assert_eq!(store.ungathered(2, 10).unwrap().len(), 5);
}

#[test]
fn the_same_picture_is_found_by_address_bytes_and_look() {
    use crate::store::KnownPicture;
    let store = library();
    let known = |address, file, look| KnownPicture {
        address,
        file,
        look,
        facts: crate::model::FileFacts::default(),
    };
    for picture in [
        known(1, 10, Some((0b1111, 0))),
        known(2, 10, None),
        known(3, 30, Some((0b1110, 0))),
        known(4, 40, Some((u64::MAX, 0))),
    ] {
        store.store_picture(&picture).unwrap();
    }
    let near = |one: (u64, u64), other: (u64, u64)| (one.0 ^ other.0).count_ones() < 3;
    assert_eq!(store.same_pictures(1, near).unwrap(), [1, 2, 3]);
    assert_eq!(store.same_pictures(9, near).unwrap(), [9]);
    assert_eq!(store.known_picture(4).unwrap(), Some(known(4, 40, Some((u64::MAX, 0)))));
    let (visa, court) = (id_of(&store, "Visa bulletin"), id_of(&store, "Court of Appeals"));
    let photo = photographed("A raft", "Ana Ejemplo", "AP");
    store
        .store_photos(&[(visa, vec![(photo.clone(), 1)]), (court, vec![(photo, 3)])], 1)
        .unwrap();
    let feed = |id| all(&store).into_iter().find(|row| row.id == id).unwrap().feed;
    let elsewhere = store.feeds_with_pictures(&[1, 2, 3], feed(visa), 8).unwrap();
    assert_eq!(elsewhere.len(), usize::from(feed(visa) != feed(court)));
}

#[test]
fn a_damaged_text_does_not_keep_the_other_photographs_from_being_gathered() {
    let store = library();
    let damage = "UPDATE bodies SET body = x'00' WHERE seq = (SELECT min(seq) FROM bodies)";
    store.write(|transaction| Ok(transaction.execute(damage, [])?)).unwrap();
    let all = store.ungathered(1, 10).unwrap();
    assert_eq!(all.len(), 5);
    assert!(all.iter().all(|(_, can_have)| !can_have));
}
