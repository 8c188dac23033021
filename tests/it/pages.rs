//! Pages of articles: taken whole, joined, learnt from, and honest where there is nothing to take.

use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use crate::cli::dateline;
use crate::server::{Answer, Asked, Server};

const BOX: &str =
    "<p>The Lantern is paid for by 31,000 readers, and by nobody else. Give what you can to keep it lit.</p>";

/// A library with one feed, whose items lead to the pages of `story`.
fn library(items: &'static str, story: impl Fn(&Asked) -> Option<String> + Send + Sync + 'static) -> (TempDir, Server) {
    let server = Server::new(move |asked| {
        if asked.path == "/feed" {
            return Answer::ok(format!(
                "<rss version=\"2.0\"><channel><title>The Lantern</title>{items}</channel></rss>"
            ));
        }
        match story(asked) {
            Some(page) => Answer::ok(page).header("content-type", "text/html; charset=utf-8"),
            None => Answer::new(403, "no"),
        }
    });
    let home = tempfile::tempdir().unwrap();
    let opml = home.path().join("mine.opml");
    let url = server.url("/feed");
    std::fs::write(
        &opml,
        format!("<opml version=\"2.0\"><body><outline text=\"L\" xmlUrl=\"{url}\"/></body></opml>"),
    )
    .unwrap();
    run(home.path(), &["import", opml.to_str().unwrap()]);
    run(home.path(), &["refresh"]);
    (home, server)
}

/// What a command printed, without its remarks.
fn printed(home: &Path, arguments: &[&str]) -> String {
    String::from_utf8_lossy(&dateline(home, arguments).stdout).into_owned()
}

fn run(home: &Path, arguments: &[&str]) -> String {
    let output = dateline(home, arguments);
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

/// The article whose title holds `part`.
fn article(home: &Path, part: &str) -> Value {
    let list = printed(home, &["list", "--json"]);
    let id = list
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .find(|row| row["title"].as_str().is_some_and(|title| title.contains(part)))
        .and_then(|row| row["id"].as_i64())
        .unwrap_or_else(|| panic!("no {part} in {list}"));
    serde_json::from_str(&printed(home, &["show", "--json", &id.to_string()])).unwrap()
}

fn page(title: &str, body: &str) -> String {
    format!(
        "<!doctype html><html lang=en><head><title>{title}</title></head><body><header><nav><a href=/>Home</a> <a href=/w>World</a></nav></header>\
         <main><article><h1>{title}</h1>{body}</article></main><footer><p>© The Lantern</p></footer></body></html>"
    )
}

fn prose(about: &str) -> String {
    ["first", "second", "third"]
        .map(|number| {
            format!(
                "<p>The {number} paragraph on {about} says what the office did, why it did so, and who, of those it \
                 concerns, had been told before the day on which the rule came into force.</p>"
            )
        })
        .concat()
}

const THREE: &str = "<item><guid>1</guid><title>One river</title><link>/s/river</link></item>\
    <item><guid>2</guid><title>Two bridges</title><link>/s/bridges</link></item>\
    <item><guid>3</guid><title>Three ports</title><link>/s/ports</link></item>";

#[test]
fn a_block_that_a_sites_pages_repeat_is_left_out_from_the_third_on() {
    let (home, _server) = library(THREE, |asked| {
        let about = asked.path.strip_prefix("/s/")?;
        Some(page(about, &format!("{}{BOX}", prose(about))))
    });
    let home = home.path();
    for title in ["river", "bridges", "ports"] {
        run(home, &["fetch", "--query", title]);
    }
    let text = |part: &str| article(home, part)["text"].as_str().unwrap().to_owned();
    assert!(text("river").contains("paid for by") && text("bridges").contains("paid for by"));
    assert!(!text("ports").contains("paid for by"), "{}", text("ports"));
    assert!(text("ports").contains("third paragraph on ports"));

    let known = run(home, &["sites", "127.0.0.1"]);
    assert!(known.contains("3 pages  The Lantern is paid for"), "{known}");
    assert!(run(home, &["sites", "127.0.0.1", "--forget"]).contains("are forgotten"));
    run(home, &["fetch", "--query", "ports", "--force"]);
    assert!(text("ports").contains("paid for by"));
}

#[test]
fn a_persons_rules_for_a_site_are_followed_and_mistakes_told() {
    let (home, _server) = library(THREE, |asked| {
        let about = asked.path.strip_prefix("/s/")?;
        Some(page(
            about,
            &format!(
                "<div class=zz9><p>Not this, says the reader, who has read it on every day of the year so far.</p></div>{}",
                prose(about)
            ),
        ))
    });
    let home = home.path();
    let rules = home.join("config/sites.toml");
    std::fs::create_dir_all(rules.parent().unwrap()).unwrap();
    std::fs::write(
        &rules,
        "[[site]]\nhost = ['127.0.0.1']\ndrop = ['zz9']\nlines = ['The second paragraph']\nbdoy = ['x']\n",
    )
    .unwrap();
    let said = run(home, &["fetch", "--query", "river"]);
    assert!(said.contains("sites.toml, line 5: bdoy"), "{said}");
    let text = article(home, "river")["text"].as_str().unwrap().to_owned();
    assert!(
        !text.contains("Not this") && !text.contains("second paragraph"),
        "{text}"
    );
    assert!(text.contains("third paragraph on river"));
}

#[test]
fn further_pages_are_joined_and_a_missing_one_is_named() {
    let (home, server) = library(THREE, |asked| {
        let (about, number) = match asked.path.strip_prefix("/s/")?.split_once("?page=") {
            Some((about, number)) => (about.to_owned(), number.parse::<u32>().ok()?),
            None => (asked.path.strip_prefix("/s/")?.to_owned(), 1),
        };
        if about == "bridges" && number == 2 {
            return None;
        }
        let next = match (about.as_str(), number) {
            ("ports", _) => "<link rel=next href='https://elsewhere.example/s/ports?page=2'>".to_owned(),
            (_, 1 | 2) => format!("<link rel=next href='/s/{about}?page={}'>", number + 1),
            _ => String::new(),
        };
        Some(page(
            &about,
            &format!("{next}{}", prose(&format!("{about} on page {number}"))),
        ))
    });
    let home = home.path();
    run(home, &["fetch", "--query", "feed:lantern"]);
    let river = article(home, "river");
    let text = river["text"].as_str().unwrap();
    for number in 1..=3 {
        assert!(
            text.contains(&format!("third paragraph on river on page {number}")),
            "{text}"
        );
    }
    assert_eq!(text.matches("first paragraph").count(), 3);
    let bridges = article(home, "bridges");
    assert!(bridges["text"].as_str().unwrap().contains("bridges on page 1"));
    let facts = bridges["facts"].to_string();
    assert!(facts.contains("page 2 could not be had"), "{facts}");
    assert!(
        article(home, "ports")["text"]
            .as_str()
            .unwrap()
            .contains("ports on page 1")
    );
    assert_eq!(server.times("/s/ports?page=2"), 0, "another site's page is not fetched");
}

#[test]
fn a_page_made_by_scripts_gives_its_amp_version_or_its_reason() {
    let (home, _server) = library(THREE, |asked| {
        let shell = |head: &str| {
            format!(
                "<!doctype html><html><head><title>x</title>{head}</head><body><div id=root></div><script>{}</script></body></html>",
                "render();".repeat(90)
            )
        };
        match asked.path.as_str() {
            "/s/river" => Some(shell("<link rel=amphtml href=/amp/river>")),
            "/amp/river" => Some(page("river", &prose("the river, told again"))),
            "/s/bridges" => Some(shell("")),
            _ => None,
        }
    });
    let home = home.path();
    let said = run(home, &["fetch", "--query", "feed:lantern"]);
    assert!(said.contains("JavaScript"), "{said}");
    assert!(said.contains("403"), "{said}");
    assert!(article(home, "river")["text"].as_str().unwrap().contains("told again"));
    let bridges = article(home, "bridges");
    assert_eq!(bridges["shown"], "feed");
    assert!(bridges["page_error"].as_str().unwrap().contains("JavaScript"));
}

#[test]
fn pages_are_fetched_ahead_as_the_settings_say() {
    let (home, server) = library(THREE, |asked| Some(page("x", &prose(asked.path.strip_prefix("/s/")?))));
    let home = home.path();
    let id = article(home, "bridges")["id"].as_i64().unwrap().to_string();
    run(home, &["mark", "--star", &id]);
    let settings = home.join("config/settings.toml");
    std::fs::create_dir_all(settings.parent().unwrap()).unwrap();
    assert!(
        run(home, &["fetch", "--ahead"]).contains("0 of 0"),
        "nothing before it is asked for"
    );
    std::fs::write(&settings, "[pages]\nahead_starred = 20\n").unwrap();
    let said = run(home, &["fetch", "--ahead"]);
    assert!(said.contains("1 of 1"), "starred articles only: {said}");
    assert_eq!((server.times("/s/bridges"), server.times("/s/river")), (1, 0));
    std::fs::write(&settings, "[pages]\nahead = 10\n").unwrap();
    assert!(run(home, &["fetch", "--ahead"]).contains("2 of 2"));
    assert!(
        run(home, &["fetch", "--ahead"]).contains("0 of 0"),
        "nothing is asked for twice"
    );
}

/// A page in the manner of a television station's: a caption with a doubled, shouted credit
/// above a dateline that stands alone, quotations of bodies and of a person.
#[test]
fn a_pasted_caption_and_a_lone_dateline_come_out_apart() {
    const CAPTION: &str = "Families wait on a ferry to cross the Río Ejemplo, from Santa Prueba, in Honduras to Puerto Muestra, Cortés department, Honduras on March 3, 2026. - Honduras&#39; minister said the crossing would stay open, if the number of those who come -- most of them from the coast -- does not grow. (Photo by XIOMARA PRUEBA / AFP)        (Photo credit should read XIOMARA PRUEBA/AFP/Getty Images)";
    const STORY: &str = "<p>The union representing US immigration judges asked a federal court to end the practice of deciding cases without a hearing.</p>\
        <p>“Judges are duty bound to hear both sides before they decide. Under the (Early Decision Programme), they are asked to rule on paper alone,” they wrote in a court filing.</p>\
        <p>Dana Whitfield, the acting director of US Citizenship and Immigration Services, defended the practice in a statement: “This lawsuit is about working hours, and nothing else. EDP lets officers see three times as many people.”</p>\
        <p>A lower court blocked the practice in May. The 9th Circuit, however, allowed it to go on pending appeal.</p>";
    let (home, _server) = library(THREE, |asked| match asked.path.as_str() {
        "/s/river" => Some(page(
            "river",
            &format!("<p>{CAPTION}</p><p>CNX &nbsp;&mdash;&nbsp;</p>{STORY}"),
        )),
        "/s/bridges" => Some(page(
            "bridges",
            &format!("<div><div>{CAPTION}<br>CNX — <br></div>{STORY}</div>"),
        )),
        "/s/ports" => Some(page(
            "ports",
            &format!(
                "<div class=image><img src=/a.jpg width=900 height=600><div class=image__caption>{CAPTION}</div></div><div class=source><cite>CNX — </cite></div>{STORY}"
            ),
        )),
        _ => None,
    });
    let home = home.path();
    run(home, &["fetch", "--query", "feed:lantern"]);
    for title in ["river", "bridges", "ports"] {
        let article = article(home, title);
        let text = article["text"].as_str().unwrap();
        assert!(text.starts_with("CNX — The union representing"), "{title}: {text}");
        assert!(!text.contains("Photo"), "{title}: {text}");
        let photos = article["photos"].as_array().unwrap();
        assert_eq!(photos.len(), 1, "{title}: {photos:?}");
        let photo = &photos[0];
        assert!(
            photo["caption"].as_str().unwrap().ends_with("does not grow."),
            "{title}: {photo}"
        );
        assert_eq!(photo["credit"], "XIOMARA PRUEBA/AFP/Getty Images");
        assert_eq!(photo["photographers"], serde_json::json!(["Xiomara Prueba"]));
        assert_eq!(photo["agencies"], serde_json::json!(["AFP", "Getty Images"]));
        assert_eq!(photo["date"], "2026-03-03");
        let named = |name: &str| {
            article["entities"]
                .as_array()
                .unwrap()
                .iter()
                .any(|entity| entity["name"] == name)
        };
        assert!(
            named("Dana Whitfield") && named("US Citizenship and Immigration Services"),
            "{title}"
        );
        let said = |start: &str| {
            let quotes = article["quotes"].as_array().unwrap();
            let quote = quotes.iter().find(|quote| {
                let from = usize::try_from(quote["range"]["start"].as_u64().unwrap()).unwrap();
                text[from..].trim_start_matches('“').starts_with(start)
            });
            quote.map_or(String::new(), |quote| {
                quote["speaker"].as_str().unwrap_or("").to_owned()
            })
        };
        assert_eq!(said("This lawsuit"), "Dana Whitfield", "{title}");
        assert!(said("Judges are").contains("union"), "{title}: {}", said("Judges are"));
    }
}
