//! Whole feeds through [`parse`]: each dialect, each defect, each bound.

use super::feed_draft::MOST_ITEMS;
use super::*;
use crate::model::{ParsedItem, Timestamp};
use proptest::prelude::*;

const AT: Option<&str> = Some("https://news.example/feeds/all.xml");

fn feed(text: &str) -> ParsedFeed {
    parse(text.as_bytes(), None, AT).unwrap()
}

fn rss(items: &str) -> ParsedFeed {
    feed(&format!(
        "<rss version='2.0'><channel><title>Desk</title><link>https://news.example/</link>{items}</channel></rss>"
    ))
}

fn one(item: &str) -> ParsedItem {
    let mut feed = rss(&format!("<item>{item}</item>"));
    assert_eq!(feed.items.len(), 1, "{item}");
    feed.items.remove(0)
}

fn names(list: &[crate::model::SafeText]) -> Vec<&str> {
    list.iter().map(|text| text.as_str()).collect()
}

const RSS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:media="http://search.yahoo.com/mrss/" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">
<channel>
  <title>Border &amp; Desk</title>
  <atom:link rel="self" href="https://news.example/feeds/all.xml"/>
  <atom:link rel="next" href="?page=2"/>
  <link>https://news.example/</link>
  <description>News of &lt;b&gt;moving&lt;/b&gt;</description>
  <language>en-GB</language>
  <sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>
  <skipHours><hour>0</hour><hour>23</hour></skipHours><skipDays><day>Sunday</day></skipDays>
  <image><title>Logo</title><url>/logo.png</url><link>https://other.example/</link></image>
  <textInput><title>Search</title><name>q</name><link>https://other.example/</link></textInput>
  <item>
    <title><![CDATA[Visa fees rise &#8212; <em>again</em>]]></title>
    <link> https://news.example/a?x=1&amp;y=2 </link>
    <guid isPermaLink="false"> tag:1 </guid>
    <pubDate>Mon, 02 Nov 2026 14:30:00 +0100</pubDate>
    <dc:creator>Ana Pérez</dc:creator>
    <category>Asylum</category><category domain="x">Courts</category><category>Asylum</category>
    <description>Short.</description>
    <content:encoded><![CDATA[<p>Long, with <a href="/b">a link</a> and <img src="pic.png"></p>]]></content:encoded>
    <comments>https://news.example/a#comments</comments>
    <enclosure url="/a.mp3" length="12" type="audio/mpeg"/>
    <media:group>
      <media:content url="https://cdn.example/1.jpg" medium="image"><media:credit role="photographer">Bo Li</media:credit><media:credit>Agency</media:credit></media:content>
      <media:content url="https://cdn.example/2.jpg" type="image/jpeg"/>
      <media:description>Two people at a <![CDATA[<i>gate</i>]]></media:description>
    </media:group>
    <media:thumbnail url="https://cdn.example/t.jpg"/>
  </item>
  <item><guid>https://news.example/c</guid></item>
</channel></rss>"#;

#[test]
fn rss_2_is_read_whole() {
    let feed = feed(RSS);
    assert_eq!(
        (feed.title.as_str(), feed.site.as_deref()),
        ("Border & Desk", Some("https://news.example/"))
    );
    assert_eq!(
        (feed.description.as_str(), feed.language.as_deref()),
        ("News of moving", Some("en-GB"))
    );
    assert_eq!(
        feed.next_page.as_deref(),
        Some("https://news.example/feeds/all.xml?page=2")
    );
    assert_eq!(
        (feed.hints.every_minutes, feed.hints.skip_hours, feed.hints.skip_days),
        (Some(360), 1 | 1 << 23, 1 << 6)
    );
    assert!(feed.remarks.is_empty(), "{:?}", feed.remarks);
    let item = &feed.items[0];
    assert_eq!(
        (item.key.as_str(), item.title.as_str()),
        ("tag:1", "Visa fees rise — again")
    );
    assert_eq!(item.link.as_deref(), Some("https://news.example/a?x=1&y=2"));
    assert_eq!(
        item.published.map(Timestamp::iso).as_deref(),
        Some("2026-11-02T13:30:00Z")
    );
    assert_eq!(
        (names(&item.authors), names(&item.categories)),
        (vec!["Ana Pérez"], vec!["Asylum", "Courts"])
    );
    assert_eq!(item.summary_html.as_deref(), Some("Short."));
    let content = r#"<p>Long, with <a href="https://news.example/b">a link</a> and <img src="https://news.example/feeds/pic.png"></p>"#;
    assert_eq!(item.content_html.as_deref(), Some(content));
    assert_eq!(item.comments.as_deref(), Some("https://news.example/a#comments"));
    let media: Vec<_> = item
        .media
        .iter()
        .map(|media| (media.url.as_str(), media.enclosure, media.thumbnail))
        .collect();
    let expected = [
        ("https://news.example/a.mp3", true, false),
        ("https://cdn.example/1.jpg", false, false),
        ("https://cdn.example/2.jpg", false, false),
        ("https://cdn.example/t.jpg", false, true),
    ];
    assert_eq!(media, expected);
    assert_eq!(
        (item.media[0].length, item.media[0].mime.as_deref()),
        (Some(12), Some("audio/mpeg"))
    );
    assert_eq!(item.media[1].credit.as_deref(), Some("Bo Li/Agency"));
    assert_eq!(item.media[2].description.as_deref(), Some("Two people at a gate"));
    assert_eq!(item.media[2].credit, None);
    let bare = &feed.items[1];
    assert_eq!(
        (bare.key.as_str(), bare.link.as_deref()),
        ("https://news.example/c", Some("https://news.example/c"))
    );
}

#[test]
fn atom_is_read_whole() {
    let feed = feed(
        r#"<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://news.example/x/" xml:lang="es">
        <title type="html">Border &amp;amp; Desk</title><subtitle>Sub</subtitle><author><name>Desk</name><email>d@news.example</email></author>
        <link rel="self" href="all.atom"/><link href="./"/><updated>2026-01-01T00:00:00Z</updated>
        <entry xml:base="2026/"><id>urn:1</id><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">A <b>bold</b> &amp; move</div></title>
          <link rel="edit" href="/edit"/><link rel="replies" href="r.html" type="text/html"/><link rel="alternate" href="one.html"/>
          <link rel="enclosure" href="one.mp3" type="audio/mpeg" length="x"/>
          <published>2026-11-01T00:00:00Z</published><updated>2026-11-02T13:30:00Z</updated>
          <category term="courts" label="Courts"/><summary>5 &lt; 6</summary>
          <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One <a href="two.html">two</a><i/></p></div></content></entry>
        <entry><id>urn:2</id><source><id>urn:x</id><title>Other</title><author><name>Guest</name></author></source><title>B</title></entry></feed>"#,
    );
    assert_eq!(
        (feed.title.as_str(), feed.description.as_str(), feed.language.as_deref()),
        ("Border & Desk", "Sub", Some("es"))
    );
    assert_eq!(
        (feed.site.as_deref(), names(&feed.authors)),
        (Some("https://news.example/x/"), vec!["Desk"])
    );
    let item = &feed.items[0];
    assert_eq!(
        (item.title.as_str(), item.link.as_deref()),
        ("A bold & move", Some("https://news.example/x/2026/one.html"))
    );
    assert_eq!(item.summary_html.as_deref(), Some("5 &lt; 6"));
    let content = r#"<div xmlns="http://www.w3.org/1999/xhtml"><p>One <a href="https://news.example/x/2026/two.html">two</a><i></i></p></div>"#;
    assert_eq!(item.content_html.as_deref(), Some(content));
    assert_eq!(item.comments.as_deref(), Some("https://news.example/x/2026/r.html"));
    assert_eq!(item.media[0].url, "https://news.example/x/2026/one.mp3");
    assert_eq!(item.published.zip(item.updated).map(|(a, b)| b.since(a)), Some(135_000));
    let other = &feed.items[1];
    assert_eq!(
        (other.title.as_str(), names(&other.authors), other.key.as_str()),
        ("B", vec!["Guest"], "urn:2")
    );
}

#[test]
fn rdf_atom_03_cdf_and_a_lone_entry_are_read() {
    let rdf = feed(
        r#"<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:s="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
        <s:channel r:about="https://news.example/rdf"><s:title>Desk</s:title><s:link>https://news.example/</s:link>
        <s:items><r:Seq><r:li resource="https://news.example/a"/></r:Seq></s:items></s:channel>
        <s:item r:about="https://news.example/a"><s:title>A</s:title><dc:date>2026-11-02</dc:date></s:item></r:RDF>"#,
    );
    assert_eq!((rdf.title.as_str(), rdf.items.len()), ("Desk", 1));
    assert_eq!(
        (rdf.items[0].key.as_str(), rdf.items[0].link.as_deref()),
        ("https://news.example/a", Some("https://news.example/a"))
    );
    let old = feed(
        "<feed version='0.3' xmlns='http://purl.org/atom/ns#'><title>Desk</title><tagline>T</tagline><entry><title>A</title>
        <issued>2026-11-01</issued><content type='text/html' mode='base64'>PGI+YjwvYj4=</content></entry></feed>",
    );
    assert_eq!(
        (old.description.as_str(), old.items[0].content_html.as_deref()),
        ("T", Some("<b>b</b>"))
    );
    let cdf = feed(
        "<CHANNEL HREF='https://news.example/'><TITLE>Desk</TITLE><ITEM HREF='https://news.example/a'><TITLE>A</TITLE></ITEM></CHANNEL>",
    );
    assert_eq!(
        (cdf.site.as_deref(), cdf.items[0].link.as_deref()),
        (Some("https://news.example/"), Some("https://news.example/a"))
    );
    let entry = feed("<entry xmlns='http://www.w3.org/2005/Atom'><id>urn:1</id><title>A</title></entry>");
    assert_eq!((entry.items.len(), entry.items[0].title.as_str()), (1, "A"));
}

#[test]
fn a_defect_costs_its_item_and_no_more() {
    let unclosed = rss(
        "<item><title>A</title><guid>1</guid><item><title>B</title><guid>2</guid></item><item><title>C<guid>3</guid></item>",
    );
    assert_eq!(
        unclosed
            .items
            .iter()
            .map(|item| item.key.as_str())
            .filter(|key| key.len() == 1)
            .collect::<Vec<_>>(),
        ["1", "2"]
    );
    assert_eq!(unclosed.items.len(), 3);
    let stray = rss(
        "<item></p><title>A</title></b></item></item><item><description>x <b>y <br> z</description><guid>2</guid></item>",
    );
    assert_eq!((stray.items.len(), stray.items[1].key.as_str()), (2, "2"));
    assert_eq!(stray.items[1].summary_html.as_deref(), Some("x <b>y <br> z"));
    let cut = feed("<rss><channel><title>D</title><item><guid>1</guid></item><item><guid>2</guid><description>half");
    assert_eq!((cut.items.len(), cut.remarks.len()), (2, 1));
    let cut = feed("<rss><channel><title>D</title><item><guid>1</guid></item><item><title>Hal");
    assert_eq!((cut.items.len(), cut.remarks.len()), (1, 1));
}

#[test]
fn what_stands_before_the_feed_is_skipped() {
    let feed = feed(
        "\u{feff}\n<br />\n<b>Warning</b>: in <b>/x.php</b><br />\n<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY who 'Desk'>]><rss><channel><title>&who;</title></channel></rss>",
    );
    assert_eq!((feed.title.as_str(), feed.remarks.len()), ("Desk", 1));
}

#[test]
fn items_without_an_id_keep_the_one_they_are_given() {
    let (first, again) = (
        one("<title>A</title><description>x</description>"),
        one("<title>A</title><description>y</description>"),
    );
    assert_eq!(first.key, again.key);
    assert_ne!(first.key, one("<title>B</title>").key);
    assert_eq!(one("<title>A</title><link>/a</link>").key, "https://news.example/a");
    assert!(one(&format!("<guid>{}</guid>", "x".repeat(5000))).key.len() < 100);
}

#[test]
fn one_id_for_all_items_is_no_id() {
    let shared = |links: [&str; 3]| {
        let items: String = links
            .iter()
            .map(|link| format!("<item><guid>x</guid><link>https://news.example/{link}</link></item>"))
            .collect();
        rss(&items).items.into_iter().map(|item| item.key).collect::<Vec<_>>()
    };
    assert_eq!(shared(["a", "b", "c"])[2], "x https://news.example/c");
    assert_eq!(shared(["a", "b", "b"]), ["x", "x", "x"]);
}

#[test]
fn titles_are_text() {
    for (xml, text) in [
        ("Q&A: T&C", "Q&A: T&C"),
        ("A &lt;b&gt;bold&lt;/b&gt; move", "A bold move"),
        ("The &lt;blink&gt; tag", "The <blink> tag"),
        ("AT&amp;amp;T", "AT&T"),
        ("<![CDATA[5 < 6]]>", "5 < 6"),
        ("two\n  lines &#146;quoted&#146;", "two lines ’quoted’"),
        ("a<b>c</b>", "ac"),
        ("x &#27;]0;evil&#7; y", "x y"),
    ] {
        assert_eq!(one(&format!("<title>{xml}</title>")).title.as_str(), text, "{xml}");
    }
    let beside =
        one("<media:title>no</media:title><title>yes</title><itunes:title>no</itunes:title><dc:title>no</dc:title>");
    assert_eq!(beside.title.as_str(), "yes");
}

#[test]
fn only_web_addresses_become_links() {
    for link in [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "data:text/html,x",
        "mailto:a@b.example",
        "",
    ] {
        assert_eq!(one(&format!("<link>{link}</link>")).link, None, "{link}");
    }
    assert!(one("<enclosure url='file:///etc/passwd'/>").media.is_empty());
}

#[test]
fn dates_that_cannot_be_read_are_missing_and_remarked() {
    let feed = rss("<item><pubDate>yesterday</pubDate></item>");
    assert_eq!((feed.items[0].published, feed.remarks.len()), (None, 1));
}

#[test]
fn what_is_no_feed_says_what_it_is() {
    let error = |text: &str| parse(text.as_bytes(), None, AT).unwrap_err();
    assert_eq!(error(" \n\0"), ParseError::Empty);
    let page =
        error("<!doctype html><html><head><link rel=alternate type='application/rss+xml' href='/feed'></head></html>");
    let ParseError::Html(candidates) = &page else {
        panic!("{page:?}")
    };
    assert_eq!(candidates[0].url, "https://news.example/feed");
    assert!(page.to_string().contains("https://news.example/feed"));
    for (text, word) in [
        ("hello", "no XML"),
        ("<opml/>", "import"),
        ("<urlset/>", "site map"),
        ("<svg/>", "“svg”"),
        ("{}", "JSON"),
    ] {
        assert!(error(text).to_string().contains(word), "{}", error(text));
    }
}

#[test]
fn depth_and_number_are_bounded() {
    let deep = format!("<rss><channel><item>{}", "<x>".repeat(300));
    assert_eq!(parse(deep.as_bytes(), None, None), Err(ParseError::TooDeep));
    let inside = rss(&format!(
        "<item><guid>1</guid><description>{}</description></item>",
        "<div>".repeat(100_000)
    ));
    assert_eq!(inside.items[0].key, "1");
    let items: String = (0..12_000)
        .map(|n| format!("<item><guid>{n}</guid><pubDate>{}</pubDate></item>", Timestamp(n).iso()))
        .collect();
    let many = rss(&items);
    assert_eq!((many.items.len(), many.items[0].key.as_str()), (MOST_ITEMS, "7000"));
    assert!(many.remarks[0].contains("7000 older"), "{:?}", many.remarks);
}

#[test]
fn bombs_stay_small() {
    let own: String = (1..60)
        .map(|n| format!("<!ENTITY e{n} '&e{0};&e{0};&e{0};'>", n - 1))
        .collect();
    let bomb = feed(&format!(
        "<!DOCTYPE r [<!ENTITY e0 'ha'>{own}]><rss><channel><title>{}</title></channel></rss>",
        "&e59;".repeat(50)
    ));
    assert!(bomb.title.len() < 2000);
    let spaces: String = (0..20_000).map(|n| format!(" xmlns:a{n}='x' b{n}='y'")).collect();
    assert_eq!(
        feed(&format!("<rss{spaces}><channel><title>D</title></channel></rss>"))
            .title
            .as_str(),
        "D"
    );
    let links = rss(&format!(
        "<item><description>{}</description></item>",
        "x href='a' ".repeat(100_000)
    ));
    assert_eq!(links.items.len(), 1);
}

/// feed-rs and the walk agree about a clean feed, in what feed-rs knows.
#[test]
fn the_second_reader_agrees() {
    let (ours, theirs) = (feed(RSS), second::read(RSS.as_bytes(), AT).unwrap());
    assert_eq!((&ours.title, &ours.site), (&theirs.title, &theirs.site));
    assert_eq!(ours.items.len(), theirs.items.len());
    let (ours, theirs) = (&ours.items[0], &theirs.items[0]);
    assert_eq!(
        (&ours.key, &ours.link, ours.published),
        (&theirs.key, &theirs.link, theirs.published)
    );
    assert_eq!(
        (&ours.authors, &ours.content_html),
        (&theirs.authors, &theirs.content_html)
    );
}

#[test]
fn the_second_reader_is_not_asked_what_it_cannot_bear() {
    assert_eq!(
        second::opinion(
            "<?xml version='1.0'?><rss><?xml version='1.0' encoding='koi8-r'?></rss>",
            None
        ),
        None
    );
    let latin = second::opinion(
        "<?xml version='1.0' encoding='iso-8859-1'?><rss version='2.0'><channel><title>é</title></channel></rss>",
        None,
    );
    assert_eq!(latin.unwrap().title.as_str(), "é");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_bytes_are_answered(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = parse(&bytes, Some("text/xml; charset=utf-16"), None);
    }

    #[test]
    fn a_damaged_feed_is_answered(at in 0..RSS.len(), length in 0usize..40, junk in "[<>/&;a-z\"'!\\[\\]-]{0,12}") {
        let mut bytes = RSS.as_bytes().to_vec();
        let end = (at + length).min(bytes.len());
        bytes.splice(at..end, junk.bytes());
        if let Ok(feed) = parse(&bytes, None, AT) {
            for item in feed.items {
                prop_assert!(!item.key.is_empty());
                prop_assert!(item.link.is_none_or(|link| link.starts_with("http")));
            }
        }
    }

    #[test]
    fn any_elements_are_answered(text in "(</?(rss|channel|item|entry|title|link|author|name|media:group|media:content|category|description)( (href|url|type|xml:base)=['a-z:/]*)?/?>?|[a-z&;])*") {
        let _ = parse(format!("<rss>{text}").as_bytes(), None, AT);
    }
}

#[test]
fn the_outlet_an_item_was_taken_from_stands_in_for_its_author() {
    let feed = rss(
        "<item><guid>a</guid><title>T</title><source url=\"https://wire.example/rss\">The Wire</source></item>\
         <item><guid>b</guid><title>U</title><author>A. Writer</author><source url=\"https://wire.example/rss\">The Wire</source></item>",
    );
    let authors: Vec<&str> = feed.items.iter().map(|item| item.authors[0].as_str()).collect();
    assert_eq!(authors, ["The Wire", "A. Writer"]);
}

#[test]
fn places_are_kept_however_they_are_written() {
    let item = |inside: &str| format!("<item><link>/a</link>{inside}</item>");
    let items = [
        item("<georss:point>31.76 -106.49</georss:point>"),
        item("<georss:where><gml:Point><gml:pos> 31.76 -106.49 </gml:pos></gml:Point></georss:where>"),
        item("<geo:lat>31.76</geo:lat><geo:long>-106.49</geo:long>"),
        item("<geo:Point><geo:lat>31.76</geo:lat><geo:long>-106.49</geo:long></geo:Point><title>T</title>"),
        item("<x:point>31.76,-106.49</x:point><geo:lat>1</geo:lat><geo:long>1</geo:long>"),
        item("<georss:point>131.76 -106.49</georss:point>"),
        item("<georss:point>31.76</georss:point><geo:lat>31.76</geo:lat>"),
        item("<georss:where><title>no title</title></georss:where>"),
    ];
    let text = format!(
        "<rss xmlns:x=\"http://www.georss.org/georss\"><channel><title>T</title><geo:lat>1</geo:lat><geo:long>1</geo:long>{}</channel></rss>",
        items.concat()
    );
    let feed = parse(text.as_bytes(), None, Some("https://e.org/f")).unwrap();
    let found: Vec<_> = feed
        .items
        .iter()
        .map(|item| item.coordinates.map(|place| place.degrees()))
        .collect();
    let place = Some([31.76, -106.49]);
    assert_eq!(found, [place, place, place, place, place, None, None, None]);
    assert_eq!((feed.items[3].title.as_str(), feed.items[7].title.as_str()), ("T", ""));
}
