//! Feeds built to eat memory and time: each is refused or cut, says which limit it met, costs at
//! most 200 MB, and the feed beside it has not noticed.

use std::io::Write;
use std::time::Duration;

use super::measured::{self, MEMORY};
use super::{json, said, subscribe};
use crate::server::{Answer, Body, Server};

/// What is to come of a feed.
enum Outcome {
    /// It fails with a sentence that has this in it.
    Fails(&'static str),
    /// It is read, with at least this many items.
    Gives(usize),
    /// Either is right, as long as nothing breaks.
    Any,
}
use Outcome::{Any, Fails, Gives};

type Case = (&'static str, fn() -> Answer, Outcome);

const CASES: [Case; 32] = [
    (
        "gzip bomb",
        || packed("gzip", gzip(&vec![b' '; 200 << 20])),
        Fails("20 MB"),
    ),
    (
        "brotli bomb",
        || packed("br", brotli(&vec![b' '; 200 << 20])),
        Fails("20 MB"),
    ),
    (
        "zstd bomb",
        || packed("zstd", zstd(&vec![b' '; 200 << 20])),
        Fails("20 MB"),
    ),
    (
        "gzip in gzip",
        || packed("gzip, gzip", gzip(&gzip(&vec![b' '; 1 << 20]))),
        Fails(""),
    ),
    (
        "gzip twice over",
        || packed("gzip", gzip(&gzip(small().as_bytes()))),
        Fails(""),
    ),
    (
        "a hundred layers",
        || packed(&["gzip"; 100].join(","), gzip(small().as_bytes())),
        Fails(""),
    ),
    (
        "not gzip at all",
        || packed("gzip", b"not gzip at all".to_vec()),
        Fails(""),
    ),
    (
        "gzip cut off",
        || packed("gzip", gzip(small().as_bytes())[..20].to_vec()),
        Fails(""),
    ),
    (
        "without end",
        || Answer::body(Body::Endless(vec![b'x'; 64 << 10])),
        Fails("20 MB"),
    ),
    (
        "items without end",
        || {
            Answer::body(Body::Endless(
                "<item><title>x</title></item>".repeat(1_000).into_bytes(),
            ))
        },
        Fails("20 MB"),
    ),
    (
        "larger than announced",
        || Answer::body(Body::Cut(usize::MAX >> 1, small().into_bytes())),
        Fails(""),
    ),
    (
        "cut off",
        || Answer::body(Body::Cut(1_000_000, small().into_bytes())),
        Fails(""),
    ),
    (
        "headers of 1 MB",
        || {
            (0..1_000).fold(Answer::ok(small()), |answer, _| {
                answer.header("X-Filler", &"x".repeat(1_000))
            })
        },
        Fails(""),
    ),
    (
        "one header of 200 KB",
        || Answer::ok(small()).header("X-Filler", &"x".repeat(200_000)),
        Fails(""),
    ),
    (
        "ETag of 60 KB",
        || Answer::ok(small()).header("ETag", &"e".repeat(60_000)),
        Gives(1),
    ),
    (
        "title of 50 MB",
        || feed(&format!("<title>{}</title>", "x".repeat(50 << 20))),
        Fails("20 MB"),
    ),
    (
        "title of 19 MB",
        || feed(&format!("<title>{}</title>", "word ".repeat(3_800_000))),
        Gives(1),
    ),
    (
        "text of 19 MB",
        || {
            feed(&format!(
                "<title>t</title><description>{}</description>",
                "word ".repeat(3_800_000)
            ))
        },
        Any,
    ),
    (
        "a key of 10 MB",
        || feed(&format!("<title>t</title><guid>{}</guid>", "k".repeat(10 << 20))),
        Gives(1),
    ),
    (
        "a link of 10 MB",
        || {
            feed(&format!(
                "<title>t</title><link>https://e.example/{}</link>",
                "k".repeat(10 << 20)
            ))
        },
        Gives(1),
    ),
    (
        "100,000 items",
        || {
            items(100_000, |number| {
                format!("<title>t{number}</title><guid>{number}</guid>")
            })
        },
        Gives(5_000),
    ),
    (
        "100,000 items of one key",
        || items(100_000, |number| format!("<title>t{number}</title><guid>same</guid>")),
        Gives(1),
    ),
    ("a billion laughs", laughs, Gives(1)),
    ("quadratic blow-up", || quadratic(100_000), Any),
    (
        "100,000 deep",
        || Answer::ok(format!("<rss><channel><title>t</title>{}", "<a>".repeat(100_000))),
        Any,
    ),
    (
        "items in items",
        || {
            Answer::ok(format!(
                "<rss><channel><title>t</title>{}",
                "<item><title>x</title>".repeat(100_000)
            ))
        },
        Any,
    ),
    (
        "100,000 attributes",
        || {
            feed(&format!(
                "<title {}>t</title>",
                (0..100_000).map(|n| format!("a{n}='x'")).collect::<Vec<_>>().join(" ")
            ))
        },
        Any,
    ),
    (
        "an attribute of 10 MB",
        || feed(&format!("<title a=\"{}\">t</title>", "x".repeat(10 << 20))),
        Any,
    ),
    (
        "100,000 namespaces",
        || {
            feed(&format!(
                "<title {}>t</title>",
                (0..100_000)
                    .map(|n| format!("xmlns:n{n}='urn:{n}'"))
                    .collect::<Vec<_>>()
                    .join(" ")
            ))
        },
        Any,
    ),
    (
        "JSON 100,000 deep",
        || {
            Answer::ok(format!(
                "{{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"t\",\"items\":{}",
                "[".repeat(100_000)
            ))
        },
        Fails(""),
    ),
    (
        "JSON of 200,000 keys",
        || {
            Answer::ok(format!(
                "{{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"t\",{}\"items\":[{{\"id\":\"1\",\"title\":\"x\"}}]}}",
                (0..200_000).map(|n| format!("\"k{n}\":0,")).collect::<String>()
            ))
        },
        Gives(1),
    ),
    (
        "100,000 links of one item",
        || {
            feed(&format!(
                "<title>t</title>{}",
                "<enclosure url='https://e.example/x'/><category>c</category><author>a</author>".repeat(100_000)
            ))
        },
        Gives(1),
    ),
];

fn small() -> String {
    "<rss version=\"2.0\"><channel><title>Small</title><item><guid>1</guid><title>one</title></item></channel></rss>"
        .into()
}

fn feed(item: &str) -> Answer {
    Answer::ok(format!(
        "<rss version=\"2.0\"><channel><title>T</title><item>{item}</item></channel></rss>"
    ))
}

fn items(count: usize, item: fn(usize) -> String) -> Answer {
    let items: String = (0..count)
        .map(|number| format!("<item>{}</item>", item(number)))
        .collect();
    Answer::ok(format!(
        "<rss version=\"2.0\"><channel><title>T</title>{items}</channel></rss>"
    ))
}

fn laughs() -> Answer {
    let entities: String = (1..=12)
        .map(|level| format!("<!ENTITY l{level} \"{}\">", format!("&l{};", level - 1).repeat(10)))
        .collect();
    Answer::ok(format!(
        "<!DOCTYPE rss [<!ENTITY l0 \"ha\">{entities}]><rss><channel><title>&l12;</title><item><title>one &l12;</title></item></channel></rss>"
    ))
}

fn quadratic(times: usize) -> Answer {
    Answer::ok(format!(
        "<!DOCTYPE rss [<!ENTITY x \"{}\">]><rss><channel><title>t</title><item><title>{}</title></item></channel></rss>",
        "y".repeat(times),
        "&x;".repeat(times)
    ))
}

fn packed(encoding: &str, bytes: Vec<u8>) -> Answer {
    Answer::ok(bytes).header("Content-Encoding", encoding)
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    out.write_all(bytes).unwrap();
    out.finish().unwrap()
}

fn brotli(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut writer = brotli::CompressorWriter::new(&mut out, 1 << 16, 1, 22);
    writer.write_all(bytes).unwrap();
    drop(writer);
    out
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    zstd::bulk::compress(bytes, 1).unwrap()
}

/// Runs one case beside a healthy feed.
fn check(name: &str, answer: fn() -> Answer, outcome: &Outcome) {
    let answer = answer();
    let server = Server::new(move |asked| match asked.path.as_str() {
        "/case" => answer.clone(),
        _ => Answer::ok(small()),
    });
    let home = tempfile::tempdir().unwrap();
    subscribe(home.path(), [server.url("/case"), server.url("/healthy")]);
    let run = measured::run(home.path(), &["refresh", "--json"]);
    assert!(
        matches!(run.output.status.code(), Some(0 | 3)),
        "{name}: {:?} {}",
        run.output.status,
        said(&run.output)
    );
    assert!(run.memory <= MEMORY, "{name} took {} MB", run.memory >> 20);
    let most = Duration::from_secs(3) * measured::slack();
    assert!(run.processor <= most, "{name} took {:?}", run.processor);
    let feeds = json(home.path(), &["feeds", "--json"]);
    let named = |end: &str| {
        feeds
            .iter()
            .find(|feed| feed["url"].as_str().unwrap().ends_with(end))
            .unwrap()
            .clone()
    };
    assert_eq!(
        (&named("/healthy")["total"], &named("/healthy")["error"]),
        (&1.into(), &serde_json::Value::Null),
        "{name}"
    );
    let (total, error) = (
        named("/case")["total"].as_u64().unwrap(),
        named("/case")["error"].clone(),
    );
    match outcome {
        Fails(said) => assert!(
            error.as_str().is_some_and(|error| error.contains(said)),
            "{name}: {error}"
        ),
        Gives(items) => assert!(
            error.is_null() && total == *items as u64,
            "{name}: {total} items, {error}"
        ),
        Any => assert!(!error.is_null() || total <= 5_000, "{name}"),
    }
    println!(
        "{name}: {} MB, {:?}, {total} items, {error}",
        run.memory >> 20,
        run.processor
    );
}

#[test]
fn no_feed_eats_the_machine() {
    for (name, answer, outcome) in &CASES[..16] {
        check(name, *answer, outcome);
    }
}

#[test]
fn no_feed_eats_the_machine_in_its_structure() {
    for (name, answer, outcome) in &CASES[16..] {
        check(name, *answer, outcome);
    }
}
