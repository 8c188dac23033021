//! What would have the program call a private host, leave the web, or read a file.

use std::fs;
use std::sync::Arc;

use super::{dateline, json, safe, said, subscribe};
use crate::server::{Answer, Server};

/// Addresses of the loopback and other private places, as attackers write them; `PORT` becomes the
/// port of a server that nobody may call.
const PRIVATE: [&str; 38] = [
    "http://127.0.0.1:PORT/",
    "http://127.1:PORT/",
    "http://127.0.1:PORT/",
    "http://0:PORT/",
    "http://0.0.0.0:PORT/",
    "http://0x7f.1:PORT/",
    "http://0x7f000001:PORT/",
    "http://2130706433:PORT/",
    "http://017700000001:PORT/",
    "http://0177.0.0.1:PORT/",
    "http://127.0.0.1.:PORT/",
    "http://[::1]:PORT/",
    "http://[::]:PORT/",
    "http://[::ffff:127.0.0.1]:PORT/",
    "http://[::ffff:7f00:1]:PORT/",
    "http://[0:0:0:0:0:ffff:127.0.0.1]:PORT/",
    "http://[::127.0.0.1]:PORT/",
    "http://[64:ff9b::7f00:1]:PORT/",
    "http://localhost:PORT/",
    "http://LOCALHOST.:PORT/",
    "http://x.localhost:PORT/",
    "http://①②⑦.⓪.⓪.①:PORT/",
    "http://127。0。0。1:PORT/",
    "http://example.org@127.0.0.1:PORT/",
    "http://example.org:80@127.0.0.1:PORT/",
    "http://127.0.0.1:PORT#@example.org/",
    "http://127.0.0.1:PORT\\@example.org/",
    "http:\\\\127.0.0.1:PORT\\",
    "http:127.0.0.1:PORT/x",
    "//127.0.0.1:PORT/",
    "\\\\127.0.0.1:PORT/",
    "ht\ttp://127.0.0.1:PORT/",
    " http://127.0.0.1:PORT/ ",
    "http://169.254.169.254/latest/meta-data/",
    "http://[fd00:ec2::254]/latest/meta-data/",
    "http://metadata.google.internal/",
    "http://10.0.0.1:PORT/",
    "http://printer:PORT/",
];

/// Addresses off the web.
const SCHEMES: [&str; 12] = [
    "file:///etc/passwd",
    "file://localhost/etc/passwd",
    "ftp://127.0.0.1:PORT/",
    "gopher://127.0.0.1:PORT/_x",
    "dict://127.0.0.1:PORT/x",
    "data:application/xml,<rss/>",
    "javascript:alert(1)",
    "sample:court",
    "jar:http://127.0.0.1:PORT/!/",
    "ws://127.0.0.1:PORT/",
    "blob:http://127.0.0.1:PORT/x",
    "mailto:a@example.org",
];

/// A server that nobody may call.
fn secret() -> Server {
    Server::new(|_| Answer::ok("<rss><channel><title>secret</title><item><title>secret</title></item></channel></rss>"))
}

fn every(port: u16) -> Vec<String> {
    let port = port.to_string();
    PRIVATE
        .iter()
        .chain(&SCHEMES)
        .map(|address| address.replace("PORT", &port))
        .collect()
}

#[test]
fn no_redirect_leads_to_a_private_host_or_off_the_web() {
    let secret = secret();
    let targets = Arc::new(every(secret.port()));
    let known = targets.clone();
    // At once, and after a hop within the same server.
    let server = Server::new(move |asked| {
        let mut parts = asked.path.trim_start_matches('/').split('/');
        let (kind, number) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        let status = if kind == "permanent" { 301 } else { 302 };
        match number.parse::<usize>().ok().and_then(|number| known.get(number)) {
            Some(_) if kind == "hop" => Answer::to(307, &format!("/temporary/{number}")),
            Some(target) => Answer::to(status, target),
            None => Answer::new(404, ""),
        }
    });
    let home = tempfile::tempdir().unwrap();
    let paths =
        (0..targets.len()).flat_map(|number| ["temporary", "permanent", "hop"].map(|kind| format!("/{kind}/{number}")));
    subscribe(home.path(), paths.map(|path| server.url(&path)));
    let output = dateline(home.path(), &["refresh"]);
    assert_eq!(output.status.code(), Some(3), "{}", said(&output));
    assert_eq!(secret.connections(), 0, "{}", said(&output));
    for feed in json(home.path(), &["feeds", "--json"]) {
        let (url, error) = (feed["url"].as_str().unwrap(), feed["error"].as_str());
        let number: usize = url.rsplit('/').next().unwrap().parse().unwrap();
        assert!(error.is_some(), "{} was followed", targets[number]);
        assert!(url.starts_with(&server.url("/")), "{url}: moved");
    }
    assert_eq!(safe(home.path(), &["list", "--count"]), "0\n");
}

#[test]
fn no_article_or_picture_leads_to_a_private_host() {
    let secret = secret();
    let targets = every(secret.port());
    let items: String = targets
        .iter()
        .enumerate()
        .map(|(number, target)| {
            let target = target.replace('&', "&amp;").replace('<', "&lt;");
            format!("<item><guid isPermaLink=\"false\">{number}</guid><title>P{number}</title><link>{target}</link><description>&lt;img src=\"{target}\"></description><enclosure url=\"{target}\"/></item>")
        })
        .collect();
    let feed = format!(
        "<rss version=\"2.0\"><channel><title>Links</title><link>http://127.0.0.1:{0}/</link>{items}</channel></rss>",
        secret.port()
    );
    let server = Server::new(move |asked| match asked.path.as_str() {
        "/feed" => Answer::ok(feed.clone()),
        _ => Answer::new(404, ""),
    });
    let home = tempfile::tempdir().unwrap();
    subscribe(home.path(), [server.url("/feed")]);
    safe(home.path(), &["refresh"]);
    assert_eq!(json(home.path(), &["list", "--json", "-n", "100"]).len(), targets.len());
    safe(home.path(), &["fetch", "--query", "", "-n", "100"]);
    assert_eq!(secret.connections(), 0);
}

#[test]
fn no_page_leads_the_subscriber_to_a_private_host() {
    let secret = secret();
    let links: String = every(secret.port())
        .iter()
        .map(|target| {
            format!(
                "<link rel=\"alternate\" type=\"application/rss+xml\" href=\"{}\">",
                target.replace('"', "")
            )
        })
        .collect::<Vec<_>>()
        .chunks(4)
        .enumerate()
        .map(|(number, links)| format!("/page/{number} {}\n", links.concat()))
        .collect();
    let pages: Vec<String> = links
        .lines()
        .map(|line| line.split_once(' ').unwrap().1.to_owned())
        .collect();
    let count = pages.len();
    let server = Server::new(move |asked| {
        let number = asked
            .path
            .strip_prefix("/page/")
            .and_then(|number| number.parse::<usize>().ok());
        match number.and_then(|number| pages.get(number)) {
            Some(links) => Answer::ok(format!("<!doctype html><html><head><title>x</title>{links}<meta http-equiv=\"refresh\" content=\"0;url=http://127.0.0.1:1/\"><base href=\"file:///\"></head><body>x</body></html>"))
                .header("Content-Type", "text/html"),
            None => Answer::new(404, ""),
        }
    });
    let home = tempfile::tempdir().unwrap();
    for number in 0..count {
        let output = dateline(home.path(), &["add", &server.url(&format!("/page/{number}"))]);
        assert_ne!(output.status.code(), Some(0), "{}", said(&output));
    }
    assert_eq!(secret.connections(), 0);
}

#[test]
fn nothing_outside_the_feed_is_read_for_it() {
    let secret = secret();
    let port = secret.port();
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("diary.txt");
    fs::write(&file, "my diary").unwrap();
    let file = file.display();
    let heads = [
        format!(
            "<!DOCTYPE rss [<!ENTITY x SYSTEM \"file://{file}\">]><rss><channel><title>T&x;</title><item><title>one &x;</title></item></channel></rss>"
        ),
        format!(
            "<!DOCTYPE rss [<!ENTITY % x SYSTEM \"http://127.0.0.1:{port}/dtd\">%x;]><rss><channel><title>T</title><item><title>one</title></item></channel></rss>"
        ),
        format!(
            "<!DOCTYPE rss PUBLIC \"x\" \"http://127.0.0.1:{port}/dtd\"><rss><channel><title>T</title><item><title>one</title></item></channel></rss>"
        ),
        format!(
            "<?xml-stylesheet href=\"http://127.0.0.1:{port}/x.xsl\" type=\"text/xsl\"?><rss><channel><title>T</title><item><title>one</title></item></channel></rss>"
        ),
        format!(
            "<rss xmlns:xi=\"http://www.w3.org/2001/XInclude\"><channel><title>T</title><item><title>one</title><description><xi:include href=\"file://{file}\" parse=\"text\"/></description></item></channel></rss>"
        ),
        format!(
            "<rss xmlns:xi=\"http://www.w3.org/2001/XInclude\"><channel><title>T</title><item><title>one</title><xi:include href=\"http://127.0.0.1:{port}/x\"/></item></channel></rss>"
        ),
        format!(
            "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>T</title><link rel=\"next\" href=\"http://127.0.0.1:{port}/2\"/><link rel=\"hub\" href=\"http://127.0.0.1:{port}/hub\"/><entry><id>1</id><title>one</title><content src=\"file://{file}\"/></entry></feed>"
        ),
        format!(
            "{{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"T\",\"next_url\":\"http://127.0.0.1:{port}/2\",\"icon\":\"http://127.0.0.1:{port}/i\",\"items\":[{{\"id\":\"1\",\"title\":\"one\"}}]}}"
        ),
        format!(
            "<rss><channel><title>T</title><image><url>http://127.0.0.1:{port}/i</url></image><cloud domain=\"127.0.0.1\" port=\"{port}\"/><item><title>one</title><description>&lt;img src=\"http://127.0.0.1:{port}/i\">&lt;iframe src=\"http://127.0.0.1:{port}/f\">&lt;script src=\"http://127.0.0.1:{port}/s\"></description></item></channel></rss>"
        ),
    ];
    let count = heads.len();
    let server = Server::new(move |asked| {
        let number = asked.path.trim_start_matches('/').parse::<usize>().ok();
        match number.and_then(|number| heads.get(number)) {
            Some(feed) => Answer::ok(feed.clone()),
            None => Answer::new(404, ""),
        }
    });
    subscribe(home.path(), (0..count).map(|number| server.url(&format!("/{number}"))));
    let output = dateline(home.path(), &["refresh"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let rows = json(home.path(), &["list", "--json"]);
    assert_eq!(rows.len(), count, "{rows:?}");
    for row in rows {
        let shown = safe(home.path(), &["show", &row["id"].to_string()]);
        assert!(
            !shown.contains("diary") && !row.to_string().contains("diary"),
            "{shown}"
        );
    }
    assert_eq!(secret.connections(), 0);
}

#[test]
fn passwords_and_cookies_stay_with_their_origin() {
    let other = Server::new(|_| Answer::ok("<rss><channel><title>other</title></channel></rss>"));
    let elsewhere = format!("http://localhost:{}/", other.port());
    let server = Server::new(move |asked| match asked.path.as_str() {
        "/away" => Answer::to(302, &elsewhere).header("Set-Cookie", "a=b"),
        "/home" => Answer::to(302, "/feed").header("Set-Cookie", "a=b"),
        _ => Answer::ok("<rss><channel><title>x</title></channel></rss>").header("Set-Cookie", "c=d"),
    });
    let home = tempfile::tempdir().unwrap();
    let settings = home.path().join("config");
    fs::create_dir_all(&settings).unwrap();
    fs::write(settings.join("settings.toml"), "[http]\nallow_private = true\n").unwrap();
    let with_password = |path: &str| server.url(path).replace("http://", "http://reader:secret@");
    subscribe(home.path(), [with_password("/away"), with_password("/home")]);
    safe(home.path(), &["refresh"]);
    safe(home.path(), &["refresh", "--force"]);
    assert!(
        server
            .asked()
            .iter()
            .all(|asked| asked.header("authorization").is_some())
    );
    assert!(!other.asked().is_empty());
    for asked in server.asked().iter().chain(&other.asked()) {
        assert_eq!((asked.header("cookie"), asked.header("referer")), (None, None));
    }
    assert!(
        other
            .asked()
            .iter()
            .all(|asked| asked.header("authorization").is_none())
    );
}
