//! What is learnt about sites.

use super::*;

#[test]
fn a_block_on_two_articles_pages_is_the_sites() {
    let (_folder, path) = on_disk();
    let store = Store::open(&path).unwrap();
    let learn = |article: i64, blocks: &[(u64, &str)]| {
        store.learn_site("a.example", ArticleId(article), blocks, NOW).unwrap();
    };
    learn(1, &[(7, "Support us."), (8, "One.")]);
    learn(1, &[(7, "Support us."), (8, "One.")]);
    assert_eq!(store.site_blocks("a.example").unwrap(), []);
    learn(2, &[(7, "Support us."), (u64::MAX, "Two.")]);
    let blocks = store.site_blocks("a.example").unwrap();
    assert_eq!(blocks.len(), 1);
    assert_eq!(
        (blocks[0].print, blocks[0].pages, blocks[0].sample.as_str()),
        (7, 2, "Support us.")
    );
    assert_eq!(store.site_blocks("b.example").unwrap(), []);
    assert_eq!(store.sites().unwrap(), [(SafeText::line("a.example"), 1)]);
    assert_eq!(store.forget_site("a.example").unwrap(), 3);
    assert_eq!(store.sites().unwrap(), []);
}

#[test]
fn what_is_kept_of_a_site_is_bounded() {
    let (_folder, path) = on_disk();
    let store = Store::open(&path).unwrap();
    for article in 0..6u32 {
        let own: Vec<(u64, String)> = (0..200)
            .map(|n| (u64::from(article) * 1_000 + n, format!("Block {n}.")))
            .collect();
        let mut blocks: Vec<(u64, &str)> = own.iter().map(|(print, text)| (*print, text.as_str())).collect();
        blocks.push((999_999, "Support us."));
        let now = Timestamp(NOW.0 + i64::from(article));
        store
            .learn_site("a.example", ArticleId(i64::from(article)), &blocks, now)
            .unwrap();
    }
    assert_eq!(store.site_blocks("a.example").unwrap()[0].pages, 6);
    assert_eq!(store.forget_site("a.example").unwrap(), 400);
    store.learn_site("old.example", ArticleId(1), &[(1, "x")], NOW).unwrap();
    store
        .learn_site("a.example", ArticleId(1), &[(1, "x")], Timestamp(NOW.0 + 200 * 86_400))
        .unwrap();
    assert_eq!(
        store.sites().unwrap().len(),
        1,
        "what was not seen for half a year is forgotten"
    );
}
