//! What would run a command: shell words in feeds and lists, and links that are no web addresses.

use std::fs;
use std::path::Path;

use super::{dateline, json, safe, said, subscribe, vocabulary};
use crate::server::{Answer, Server};
use crate::terminal::Terminal;

/// Shell words; `HERE` becomes a folder in which nothing may appear.
const SHELL: [(&str, &str); 18] = [
    ("substitution", "$(touch HERE/pwned)"),
    ("backticks", "`touch HERE/pwned`"),
    ("semicolon", ";touch HERE/pwned;"),
    ("pipe", "|touch HERE/pwned"),
    ("and", "&&touch HERE/pwned&&"),
    ("background", "&touch HERE/pwned&"),
    ("line end", "\ntouch HERE/pwned\n"),
    ("single quote", "';touch HERE/pwned;'"),
    ("double quote", "\";touch HERE/pwned;\""),
    ("escaped quote", "\\\";touch HERE/pwned;\\\""),
    ("redirection", ">HERE/pwned"),
    ("an option", "-o HERE/pwned"),
    ("a long option", "--output=HERE/pwned"),
    ("variable", "${IFS}touch${IFS}HERE/pwned"),
    ("process", "<(touch HERE/pwned)"),
    ("history", "!touch HERE/pwned"),
    ("file name", "../../../../HERE/pwned"),
    ("percent", "%0atouch%20HERE/pwned%0a"),
];

/// Addresses that other readers run or open; each is one of an OPML list.
const ADDRESSES: [&str; 16] = [
    "|touch HERE/pwned",
    "exec:touch HERE/pwned",
    "filter:touch HERE/pwned:https://example.org/feed",
    "file:///HERE/pwned",
    "javascript:alert(1)",
    "data:text/xml,<rss/>",
    "query:x:title =~ \\\"y\\\"",
    "-o HERE/pwned",
    "--help",
    "$(touch HERE/pwned)",
    "`touch HERE/pwned`",
    "ftp://example.org/feed",
    "gopher://example.org/1",
    "dict://example.org/d:x",
    "http://",
    "https:///x y",
];

fn xml(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('"', "&quot;")
        .replace('\n', "&#10;")
}

/// A program in place of the browser: writes down what it was given, one thing a line.
#[cfg(unix)]
fn browser(home: &Path) -> std::path::PathBuf {
    use std::os::unix::fs::PermissionsExt;
    let program = home.join("browser.sh");
    let script = format!(
        "#!/bin/sh\necho \"$#\" >> '{0}'\nprintf '%s\\n' \"$@\" >> '{0}'\n",
        home.join("opened").display()
    );
    fs::write(&program, script).unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    program
}

/// A library in which every field of every article is a shell word.
fn filled(home: &Path, here: &str) -> Server {
    let items: String = SHELL
        .iter()
        .enumerate()
        .map(|(number, (_, text))| {
            let text = xml(&text.replace("HERE", here));
            format!(
                "<item><guid>{text}{number}</guid><title>C{number}. {text}</title><link>https://example.org/{number}/{text}</link><author>{text}</author>\
                <category>{text}</category><description>{text} &lt;a href='https://example.org/{number}{text}'>x&lt;/a></description><enclosure url=\"https://example.org/{text}\" type=\"{text}\"/></item>\
                <item><guid>n{text}</guid><title>D{number}. {text}</title><link>{text}</link><description>x</description></item>"
            )
        })
        .collect();
    let feed = format!("<rss version=\"2.0\"><channel><title>$(touch {here}/pwned)</title>{items}</channel></rss>");
    let server = Server::new(move |_| Answer::ok(feed.clone()));
    subscribe(home, [server.url("/feed")]);
    server
}

#[cfg(unix)]
#[test]
fn no_shell_word_runs_and_what_is_opened_is_one_web_address() {
    let home = tempfile::tempdir().unwrap();
    let here = home.path().join("here");
    fs::create_dir(&here).unwrap();
    let _server = filled(home.path(), here.to_str().unwrap());
    safe(home.path(), &["refresh"]);
    let rows = json(home.path(), &["list", "--json", "-n", "100"]);
    assert_eq!(rows.len(), 2 * SHELL.len());
    for row in &rows {
        let (title, url) = (
            row["title"].as_str().unwrap(),
            row["url"].as_str().unwrap_or("http://none"),
        );
        assert!(
            url.starts_with("http://") || url.starts_with("https://"),
            "{title}: {url}"
        );
        assert!(!url.contains([' ', '\n', '`', '"', '<', '>']), "{title}: {url}");
    }
    for format in ["text", "markdown", "html", "json"] {
        for row in &rows {
            safe(home.path(), &["show", &row["id"].to_string(), "--format", format]);
        }
    }
    safe(home.path(), &["save", "--query", ""]);
    for entry in fs::read_dir(home.path().join("archive")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(
            !name.starts_with(['-', '.']) && !name.contains(['$', '`', '|', '>', '<', '"', '\'']),
            "{name}"
        );
    }

    // Every one opened from the desk, with a browser that writes down its arguments.
    let program = browser(home.path());
    let settings = home.path().join("config");
    fs::create_dir_all(&settings).unwrap();
    fs::write(
        settings.join("settings.toml"),
        format!(
            "[open]\nbrowser = [\"{}\"]\n[pages]\non_open = false\n",
            program.display()
        ),
    )
    .unwrap();
    let folder = home.path().to_str().unwrap();
    let mut desk = Terminal::start(home.path(), 120, 40, &["--data-dir", folder, "--now", "1795572000"]);
    desk.wait_for("of 36");
    desk.keys("\r");
    let opened = || fs::read_to_string(home.path().join("opened")).unwrap_or_default();
    // From the last article upwards: every one is there before it is opened, as a person would.
    desk.keys("JJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJ");
    desk.wait_until("the last article", |screen| screen.matches("C0. $(touch").count() >= 2);
    for _ in 0..SHELL.len() {
        let before = opened().len();
        desk.keys("o");
        // Those that name no page have nothing to open.
        for _ in 0..50 {
            if opened().len() > before {
                break;
            }
            std::thread::park_timeout(std::time::Duration::from_millis(10));
        }
        desk.keys("K");
    }
    desk.keys("q");
    assert_eq!(desk.wait_for_end(), 0);
    assert_eq!(vocabulary::terminal(&desk.bytes()), Ok(()));
    let opened = opened();
    let lines: Vec<&str> = opened.lines().collect();
    assert!(lines.len() >= 8, "{opened}");
    for pair in lines.chunks(2) {
        // Several may write at once, so that lines may change places.
        for line in pair {
            assert!(
                *line == "1" || line.starts_with("https://") || line.starts_with("http://"),
                "{opened}"
            );
        }
    }
    assert_eq!(fs::read_dir(&here).unwrap().count(), 0, "something ran");
}

#[test]
fn no_list_of_feeds_runs_anything() {
    let home = tempfile::tempdir().unwrap();
    let here = home.path().join("here");
    fs::create_dir(&here).unwrap();
    let place = here.to_str().unwrap();
    let outlines: String = ADDRESSES
        .iter()
        .map(|address| {
            let address = xml(&address.replace("HERE", place));
            format!("<outline type=\"rss\" text=\"{address}\" xmlUrl=\"{address}\" filtercmd=\"touch {place}/pwned\" script=\"{address}\"/>\n")
        })
        .collect();
    let file = home.path().join("evil.opml");
    fs::write(&file, format!("<?xml version=\"1.0\"?>\n<?xml-stylesheet href=\"file:///etc/passwd\"?>\n<!DOCTYPE opml SYSTEM \"file:///etc/passwd\">\n<opml version=\"2.0\"><body>\n{outlines}<outline text=\"good\" xmlUrl=\"https://127.0.0.1:1/feed\"/></body></opml>")).unwrap();
    let output = dateline(home.path(), &["import", file.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(3), "{}", said(&output));
    let told = String::from_utf8(output.stderr.clone()).unwrap();
    for (number, address) in ADDRESSES.iter().enumerate() {
        assert!(
            told.contains(&format!("line {}:", number + 5)),
            "{address} is not told of: {told}"
        );
    }
    let feeds = json(home.path(), &["feeds", "--json"]);
    assert_eq!(feeds.len(), 1, "{feeds:?}");
    safe(home.path(), &["refresh"]);
    assert_eq!(fs::read_dir(&here).unwrap().count(), 0, "something ran");
}

#[test]
fn confusable_hosts_are_shown_as_the_network_knows_them() {
    let home = tempfile::tempdir().unwrap();
    let hosts = [
        "аpple.com",
        "xn--pple-43d.com",
        "ｇoogle.com",
        "gооgle.com",
        "example.com\u{2215}@evil.example",
        "ex\u{ad}ample.com",
        "e\u{200b}vil.example",
    ];
    let items: String = hosts
        .iter()
        .enumerate()
        .map(|(number, host)| format!("<item><guid>{number}</guid><title>H{number}</title><link>https://{host}/login</link><description>x</description></item>"))
        .collect();
    let feed = format!("<rss version=\"2.0\"><channel><title>Hosts</title>{items}</channel></rss>");
    let server = Server::new(move |_| Answer::ok(feed.clone()));
    subscribe(home.path(), [server.url("/feed")]);
    safe(home.path(), &["refresh"]);
    for row in json(home.path(), &["list", "--json"]) {
        let url = row["url"].as_str().unwrap_or_default();
        assert!(url.is_ascii() && !url.contains('@'), "{url}");
    }
}
