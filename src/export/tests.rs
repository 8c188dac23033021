use proptest::prelude::*;

use super::*;
use crate::model::{
    Analysis, ArticleId, Block, Cell, DocumentBuilder, Entity, EntityKind, FeedId, Flags, Headline, ListPlace, Marker,
    PageFacts, PageState, PartialDate, PhotoSource, SafeText, ShownText, Style, Timestamp,
};

const SAVED: Timestamp = Timestamp(1_795_572_000);

fn article(title: &str, photos: Vec<Photo>, make: impl FnOnce(&mut DocumentBuilder)) -> Article {
    let mut build = DocumentBuilder::new();
    make(&mut build);
    Article {
        headline: Headline {
            id: ArticleId::new(SAVED, 1),
            feed: FeedId(1),
            title: SafeText::line(title),
            author: SafeText::line("Ana \"Paz\""),
            published: Timestamp(1_795_560_000),
            words: 0,
            flags: Flags::default(),
        },
        feed_title: SafeText::line("Border: Wire"),
        url: Some("https://example.org/a?b=1&c=2".into()),
        comments: None,
        coordinates: None,
        retrieved: Timestamp(1_795_570_000),
        updated: None,
        categories: vec![SafeText::line("law")],
        tags: vec![SafeText::line("#brief"), SafeText::line("a, b")],
        shown: ShownText::Page,
        page: PageState::Stored,
        document: build.finish(),
        photos,
        analysis: None,
        facts: PageFacts::default(),
        saved_as: None,
    }
}

/// The Markdown below front matter and title.
fn body(article: &Article) -> String {
    let all = markdown(article, SAVED);
    let below = all.split_once("\n---\n\n").map_or("", |(_, below)| below);
    below
        .split_once('\n')
        .map_or("", |(_, body)| body.trim_start_matches('\n'))
        .to_owned()
}

fn inline_body(parts: &[(&str, &[Style])]) -> String {
    body(&article("T", Vec::new(), |b| {
        b.link("https://example.org/x_(y)");
        for (text, styles) in parts {
            styles.iter().for_each(|style| b.style_start(*style));
            b.push(text);
            styles.iter().for_each(|_| b.style_end());
        }
    }))
}

fn item(b: &mut DocumentBuilder, quotes: u8, depth: u8, number: Option<u32>, opens: bool, text: &str) {
    let marker = number.map_or(Marker::Bullet, Marker::Number);
    b.open(BlockKind::Paragraph, quotes, Some(ListPlace { depth, marker, opens }));
    b.push(text);
}

fn photo() -> Photo {
    Photo {
        url: "https://example.org/a (1).jpg".into(),
        caption: SafeText::line("A family [left] wades across."),
        credit: Some(SafeText::line("Ana Paz/AFP")),
        photographers: vec![SafeText::line("Ana Paz")],
        agencies: vec![SafeText::line("AFP")],
        place: Some(SafeText::line("Eagle Pass, Texas")),
        date: Some(PartialDate {
            year: 2026,
            month: Some(11),
            day: None,
        }),
        alt: Some(SafeText::line("People in a river")),
        ..Photo::default()
    }
}

#[test]
fn marks_stand_where_words_begin_and_end() {
    use Style::{Code, Deleted, Emphasis, Link, Strong, Superscript};
    let cases: [(&[(&str, &[Style])], &str); 11] = [
        (&[("a ", &[]), ("strong", &[Strong]), (" b", &[])], "a **strong** b\n"),
        (
            &[("a ", &[]), ("both", &[Strong, Emphasis]), (".", &[])],
            "a **_both_**.\n",
        ),
        (&[("a", &[]), (" spaced ", &[Emphasis]), ("b", &[])], "a _spaced_ b\n"),
        (
            &[("un", &[]), ("break", &[Emphasis]), ("able", &[])],
            "un<em>break</em>able\n",
        ),
        (
            &[("x ", &[Strong]), ("y", &[Strong, Emphasis]), (" z", &[Emphasis])],
            "**x _y_** _z_\n",
        ),
        (
            &[("see ", &[]), ("the *ruling*", &[Link(0)])],
            "see [the \\*ruling\\*](https://example.org/x\\_%28y%29)\n",
        ),
        (&[("f(`x`)", &[Code])], "``f(`x`)``\n"),
        (&[("old", &[Deleted]), (" new", &[])], "~~old~~ new\n"),
        (&[("m", &[]), ("2", &[Superscript])], "m<sup>2</sup>\n"),
        (
            &[("Look!", &[]), ("here", &[Link(0)])],
            "Look\\![here](https://example.org/x\\_%28y%29)\n",
        ),
        (&[("“", &[]), ("quoted", &[Strong]), ("”", &[])], "“**quoted**”\n"),
    ];
    for (parts, wanted) in cases {
        assert_eq!(inline_body(parts), wanted, "{parts:?}");
    }
}

#[test]
fn text_is_never_markup() {
    for (text, wanted) in [
        ("# not a heading", "\\# not a heading\n"),
        ("1. not a list", "1\\. not a list\n"),
        ("<script>alert(1)</script>", "\\<script>alert(1)\\</script>\n"),
        ("one\n---\ntwo", "one\\\n\\---\\\ntwo\n"),
        ("![x](y) [z]: w", "!\\[x\\](y) \\[z\\]: w\n"),
    ] {
        assert_eq!(inline_body(&[(text, &[])]), wanted);
    }
}

#[test]
fn lists_nest_by_the_width_of_their_markers() {
    let made = article("T", Vec::new(), |b| {
        item(b, 0, 1, Some(9), true, "nine");
        item(b, 0, 1, Some(10), true, "ten");
        item(b, 0, 2, None, true, "inner");
        item(b, 0, 1, Some(10), false, "goes on\nhere");
        item(b, 0, 1, None, true, "bullet");
        item(b, 0, 2, Some(3), true, "three");
        b.open(BlockKind::Paragraph, 0, None);
        b.push("after");
    });
    let wanted = "9. nine\n10. ten\n    - inner\n\n    goes on\\\n    here\n- bullet\n\n  3. three\n\nafter\n";
    assert_eq!(body(&made), wanted);
    let page = html(&made);
    let start = page.find("<ol>").unwrap_or(0);
    let wanted = "<ol>\n<li value=\"9\"><p>nine</p>\n</li>\n<li value=\"10\"><p>ten</p>\n<ul>\n<li><p>inner</p>\n</li>\n</ul>\n<p>goes on<br>\nhere</p>\n</li>\n</ol>\n<ul>\n<li><p>bullet</p>\n<ol>\n<li value=\"3\"><p>three</p>\n</li>\n</ol>\n</li>\n</ul>\n<p>after</p>";
    assert!(page[start..].starts_with(wanted), "{}", &page[start..]);
}

#[test]
fn quotations_and_code_and_rules() {
    let made = article("T", Vec::new(), |b| {
        b.open(BlockKind::Paragraph, 1, None);
        b.push("one");
        b.open(BlockKind::Paragraph, 2, None);
        b.push("two");
        item(b, 1, 1, None, true, "x");
        b.mark(BlockKind::Rule, 0);
        b.open(BlockKind::Code, 0, None);
        b.push("a\n\n```b");
    });
    assert_eq!(
        body(&made),
        "> one\n>\n> > two\n>\n> - x\n\n---\n\n````\na\n\n```b\n````\n"
    );
    assert!(html(&made).contains("<blockquote>\n<p>one</p>\n<blockquote>\n<p>two</p>\n</blockquote>\n<ul>\n<li><p>x</p>\n</li>\n</ul>\n</blockquote>\n<hr>\n"));
}

#[test]
fn tables_have_one_heading_row() {
    let made = article("T", Vec::new(), |b| {
        b.table(
            1,
            &[
                vec![("Court | circuit".into(), 2)],
                vec![("9th".into(), 1), ("1,204".into(), 1)],
            ],
            0,
        );
        b.table(0, &[vec![("a".into(), 1), ("b".into(), 1)]], 1);
    });
    let wanted =
        "| Court \\| circuit |  |\n| --- | --- |\n| 9th | 1,204 |\n\n> |  |  |\n> | --- | --- |\n> | a | b |\n";
    assert_eq!(body(&made), wanted);
    assert!(
        html(&made).contains("<tr><th colspan=\"2\">Court | circuit</th></tr>\n<tr><td>9th</td><td>1,204</td></tr>")
    );
}

#[test]
fn photos_keep_caption_and_credit_wherever_they_stand() {
    let made = article(
        "T",
        vec![
            photo(),
            Photo {
                caption: SafeText::line("Second"),
                source: PhotoSource::Figure,
                ..Photo::default()
            },
        ],
        |b| {
            b.mark(BlockKind::Figure(0), 0);
            b.push("text");
        },
    );
    let wanted = "![People in a river](https://example.org/a%20%281%29.jpg)\\\nA family \\[left\\] wades across. *Ana Paz/AFP*\n\ntext\n\nSecond\n";
    assert_eq!(body(&made), wanted);
    let page = html(&made);
    assert!(
        page.contains("alt=\"People in a river\"><figcaption>A family [left] wades across. <small>Ana Paz/AFP</small>")
    );
    assert!(page.contains("<figcaption>Second</figcaption>"));
    let shown = text(&made, 60);
    assert!(
        shown.contains("photo 1 of 2: A family") && shown.contains("photo 2 of 2: Second"),
        "{shown}"
    );
}

#[test]
fn front_matter_says_all_that_is_known() {
    let mut made = article("Court: \"no\" to\tone", vec![photo()], |b| b.push("x"));
    made.analysis = Some(Analysis {
        entities: [
            ("USCIS", EntityKind::Agency),
            ("Ana: Paz", EntityKind::Person),
            ("June 14", EntityKind::Date),
        ]
        .map(|(name, kind)| Entity {
            kind,
            key: name.to_lowercase(),
            name: SafeText::line(name),
            value: None,
            url: None,
            mentions: Vec::new(),
            prominence: 0.5,
        })
        .into(),
        ..Analysis::default()
    });
    let all = markdown(&made, SAVED);
    let wanted = concat!(
        "---\n",
        "title: \"Court: \\\"no\\\" to one\"\n",
        "source: \"Border: Wire\"\n",
        "url: \"https://example.org/a?b=1&c=2\"\n",
        "author: \"Ana \\\"Paz\\\"\"\n",
        "published: 2026-11-24T22:40:00Z\n",
        "retrieved: 2026-11-25T01:26:40Z\n",
        "saved: 2026-11-25T02:00:00Z\n",
        "tags: [\"#brief\", \"a, b\"]\n",
        "categories: [\"law\"]\n",
        "entities:\n",
        "  person: [\"Ana: Paz\"]\n",
        "  agency: [\"USCIS\"]\n",
        "citations: []\n",
        "photos:\n",
        "  - caption: \"A family [left] wades across.\"\n",
        "    credit: \"Ana Paz/AFP\"\n",
        "    photographer: \"Ana Paz\"\n",
        "    agency: \"AFP\"\n",
        "    place: \"Eagle Pass, Texas\"\n",
        "    date: \"2026-11\"\n",
        "    url: \"https://example.org/a (1).jpg\"\n",
        "---\n\n",
        "# Court: \"no\" to one\n",
    );
    assert!(all.starts_with(wanted), "{all}");
}

#[test]
fn html_holds_no_markup_of_the_text_and_no_odd_link() {
    let mut made = article("<b>&\"'", Vec::new(), |b| {
        for url in ["javascript:alert(1)", "https://example.org/\"><script>"] {
            let link = b.link(url);
            b.style_start(Style::Link(link));
            b.push("<img src=x onerror=1>");
            b.style_end();
        }
    });
    made.url = Some("javascript:alert(2)".into());
    let page = html(&made);
    assert!(page.contains("<title>&lt;b&gt;&amp;&quot;&#39;</title>"));
    assert!(
        !page.contains("<img") && !page.contains("<script") && !page.contains("javascript:"),
        "{page}"
    );
    assert_eq!(page.matches("<a ").count(), 1);
    assert!(page.contains("Content-Security-Policy"));
}

#[test]
fn text_lists_links_below() {
    let made = article("A headline", Vec::new(), |b| {
        let link = b.link("https://example.org/a-long-address-that-is-not-broken");
        b.push("See ");
        b.style_start(Style::Link(link));
        b.push("this");
        b.style_end();
    });
    let wanted = "A headline\nBorder: Wire · Ana \"Paz\"\n· 2026-11-24\nhttps://example.org/a?b=1&c=2\n\nSee this[1]\n\n[1] https://example.org/a-long-address-that-is-not-broken\n";
    assert_eq!(text(&made, 25), wanted);
}

#[test]
fn json_names_are_stable() {
    let made = article("T", vec![photo()], |b| {
        b.open(BlockKind::Heading(2), 0, None);
        b.push("H");
        item(b, 1, 1, Some(2), true, "x");
        b.table(1, &[vec![("A".into(), 1)]], 0);
        b.mark(BlockKind::Figure(0), 0);
    });
    let whole = json(&made);
    let names: Vec<&str> = whole
        .as_object()
        .map(|map| map.keys().map(String::as_str).collect())
        .unwrap_or_default();
    let mut wanted = [
        "id",
        "title",
        "feed",
        "author",
        "url",
        "comments",
        "coordinates",
        "published",
        "updated",
        "retrieved",
        "words",
        "flags",
        "categories",
        "tags",
        "shown",
        "page_error",
        "saved_as",
        "language",
        "text",
        "blocks",
        "links",
        "photos",
        "entities",
        "facts",
        "quotes",
        "citations",
        "captions",
    ];
    wanted.sort_unstable();
    let mut names = names;
    names.sort_unstable();
    assert_eq!(names, wanted);
    let kinds: Vec<&str> = whole["blocks"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|block| block["kind"].as_str())
        .collect();
    assert_eq!(kinds, ["heading", "paragraph", "table", "figure"]);
    assert_eq!(whole["blocks"][1]["list"]["number"], 2);
    assert_eq!(whole["blocks"][2]["rows"][0][0], "A");
    assert_eq!(whole["photos"][0]["date"], "2026-11");
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof!["[a-z *_`#<>&|~\\[\\]()!.\\-+=:0-9\n\"']{0,40}", any::<String>()]
}

fn articles() -> impl Strategy<Value = Article> {
    let style = prop_oneof![Just(None), (0usize..7).prop_map(Some)];
    let part = (any_text(), style);
    let place = proptest::option::of((0u8..5, proptest::option::of(0u32..200), any::<bool>()));
    let block = (0u8..5, 0u8..4, place, proptest::collection::vec(part, 1..5));
    (any_text(), any_text(), proptest::collection::vec(block, 0..6)).prop_map(|(title, said, blocks)| {
        let mut photo = photo();
        photo.caption = SafeText::line(&said);
        photo.credit = Some(SafeText::line(&title));
        article(&title, vec![photo], |b| {
            let link = b.link(&format!(
                "https://example.org/{}",
                said.replace(char::is_whitespace, "+")
            ));
            for (kind, quotes, place, parts) in blocks {
                let kind = match kind {
                    0 => BlockKind::Heading(2),
                    1 => BlockKind::Code,
                    _ => BlockKind::Paragraph,
                };
                if kind == BlockKind::Paragraph && parts.len() == 4 {
                    b.table(1, &[parts.iter().map(|(text, _)| (text.clone(), 1)).collect()], quotes);
                    continue;
                }
                let list = place.map(|(depth, number, opens)| ListPlace {
                    depth,
                    marker: number.map_or(Marker::Bullet, Marker::Number),
                    opens,
                });
                b.open(kind, quotes, list);
                // Styles may lie over one another: each ends one part later than it began.
                let mut open = 0;
                for (text, style) in parts {
                    let styles = [
                        Style::Emphasis,
                        Style::Strong,
                        Style::Code,
                        Style::Deleted,
                        Style::Subscript,
                        Style::Superscript,
                    ];
                    if let Some(style) = style {
                        b.style_start(styles.get(style).copied().unwrap_or(Style::Link(link)));
                        open += 1;
                    }
                    b.push(&text);
                    if open > 1 {
                        b.style_end();
                        open -= 1;
                    }
                }
                (0..open).for_each(|_| b.style_end());
            }
        })
    })
}

/// The value of a scalar of the front matter.
fn scalar(line: &str) -> Option<String> {
    serde_json::from_str(line.split_once(": ")?.1).ok()
}

proptest! {
    #[test]
    fn front_matter_reads_back(title in any_text(), caption in any_text(), tag in any_text()) {
        let mut photo = photo();
        photo.caption = SafeText::line(&caption);
        let mut made = article(&title, vec![photo.clone()], |b| b.push("---\ntitle: x"));
        made.tags = vec![SafeText::line(&tag)];
        let all = markdown(&made, SAVED);
        let lines: Vec<&str> = all.lines().collect();
        prop_assert_eq!(lines.first(), Some(&"---"));
        let end = lines.iter().skip(1).position(|line| *line == "---").unwrap_or(0) + 1;
        // The front matter ends where it should: its fields are those we wrote, each on one line.
        prop_assert_eq!(end, 20);
        let odd = |c: char| c.is_control() || ['\u{2028}', '\u{2029}', '\u{feff}'].contains(&c);
        prop_assert!(!lines[..end].iter().any(|line| line.contains(odd)));
        let found = |name: &str| lines.iter().find(|line| line.trim_start_matches([' ', '-']).starts_with(name));
        prop_assert_eq!(found("title: ").and_then(|line| scalar(line)), Some(made.headline.title.to_string()));
        prop_assert_eq!(found("caption: ").and_then(|line| scalar(line)), Some(photo.caption.to_string()));
        let tags: Option<Vec<String>> = found("tags: ").and_then(|line| serde_json::from_str(&line[6..]).ok());
        prop_assert_eq!(tags, Some(vec![made.tags[0].to_string()]));
    }

    #[test]
    fn html_is_balanced_and_holds_all_text(made in articles()) {
        let page = html(&made);
        let mut open: Vec<String> = Vec::new();
        let mut said = String::new();
        let mut rest = page.as_str();
        while let Some(at) = rest.find('<') {
            said.push_str(&rest[..at]);
            let end = rest[at..].find('>').map_or(rest.len(), |end| at + end);
            let tag = &rest[at + 1..end];
            rest = rest.get(end + 1..).unwrap_or("");
            let name = tag.split_whitespace().next().unwrap_or("");
            match name.strip_prefix('/') {
                Some(name) => {
                    let last = open.pop();
                    prop_assert_eq!(last.as_deref(), Some(name));
                }
                None if matches!(name, "!DOCTYPE" | "meta" | "br" | "hr" | "img") => {}
                None => open.push(name.to_owned()),
            }
        }
        prop_assert!(open.is_empty());
        let plain = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        let said = said.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&");
        let said = plain(&said);
        for block in made.document.blocks().iter().skip(1) {
            let cells = |block: &Block| match &block.kind {
                BlockKind::Table(table) => table.rows.iter().flatten().map(|cell: &Cell| cell.range.clone()).collect(),
                _ => vec![block.range.clone()],
            };
            for range in cells(block) {
                prop_assert!(said.contains(&plain(made.document.slice(&range))));
            }
        }
    }

    #[test]
    fn every_form_takes_every_article(made in articles(), width in 1u16..100) {
        let all = markdown(&made, SAVED);
        prop_assert!(all.ends_with('\n'));
        prop_assert!(!text(&made, width).contains('\t'));
        prop_assert!(json(&made).is_object());
    }
}
