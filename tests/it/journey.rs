//! A person's way through the real program in a real terminal: first run, a feed that lands, an
//! article opened, its page fetched, its names and photos read, a filter, a saved file, the end.

use std::path::Path;

use crate::cli::dateline;
use crate::server::{Answer, Server};
use crate::terminal::Terminal;

/// An article in the manner of an agency page: a caption with a doubled, shouted credit pasted
/// above the dateline, bodies with acronyms, a quotation with and one without a named speaker.
const STORY: &str = "<p>People wait beside a bridge over the Rio Azul, in Puerto Claro, Honduras on March 3, 2026. - Honduras's minister said the crossing would stay open. (Photo by MARIANA SOLIS / AFP)        (Photo credit should read MARIANA SOLIS/AFP/Getty Images)</p>
<p>PUERTO CLARO — The union representing US immigration judges asked a federal court on Tuesday to end the practice of deciding asylum cases without a hearing.</p>
<p>“Judges took an oath to hear both sides before they decide. Under the (Early Decision Programme), they are asked to rule on paper alone, and to do so before the people concerned have seen a lawyer,” they wrote in a court filing.</p>
<p>Dana Whitfield, the acting director of US Citizenship and Immigration Services, defended the practice in a statement: “This lawsuit is about working hours. EDP lets officers see three times as many people, and it turns nobody away who has a claim under 8 U.S.C. 1158.”</p>
<p>A lower court blocked the practice in May. The 9th Circuit, however, allowed it to go on pending appeal.</p>";

fn serve() -> Server {
    Server::new(|asked| {
        match asked.path.as_str() {
        "/feed" => {
            let item = |n: usize, title: &str| {
                format!(
                    "<item><guid isPermaLink=\"false\">{n}</guid><title>{title}</title><link>/story/{n}</link><description>The first lines of number {n}.</description><pubDate>Tue, 24 Nov 2026 1{n}:00:00 GMT</pubDate></item>"
                )
            };
            let items = [item(1, "Visa bulletin moves ahead"), item(2, "Judges’ union asks court to end early decisions"), item(3, "Border bridge stays open")];
            Answer::ok(format!("<rss version=\"2.0\"><channel><title>The Wire</title>{}</channel></rss>", items.concat()))
        }
        "/story/2" => Answer::ok(format!(
            "<!doctype html><html lang=\"en\"><head><title>Judges’ union asks court to end early decisions</title></head><body><header><nav><ul><li><a href=\"/\">Home</a></li><li><a href=\"/w\">World</a></li></ul></nav></header><main><article><h1>Judges’ union asks court to end early decisions</h1>{STORY}</article></main><footer>Subscribe to our newsletter</footer></body></html>"
        ))
        .header("content-type", "text/html; charset=utf-8"),
        _ => Answer::new(404, "not here"),
    }
    })
}

fn subscribed(home: &Path, server: &Server) {
    let opml = home.join("mine.opml");
    let url = server.url("/feed");
    std::fs::write(
        &opml,
        format!("<opml version=\"2.0\"><body><outline text=\"The Wire\" xmlUrl=\"{url}\"/></body></opml>"),
    )
    .unwrap();
    assert!(dateline(home, &["import", opml.to_str().unwrap()]).status.success());
}

#[test]
fn from_a_landing_headline_to_a_saved_file() {
    let server = serve();
    let home = tempfile::tempdir().unwrap();
    subscribed(home.path(), &server);
    let folder = home.path().to_str().unwrap();
    let mut desk = Terminal::start(home.path(), 160, 45, &["--data-dir", folder, "--now", "1795572000"]);

    // The headlines land by themselves, newest first.
    let screen = desk.wait_for("Judges’ union asks court");
    let (bridge, union) = (
        screen.find("Border bridge").unwrap(),
        screen.find("Judges’ union").unwrap(),
    );
    assert!(bridge < union, "{screen}");

    // The second one is opened; its page arrives in place of the feed's lines.
    desk.keys("j\r");
    let screen = desk.wait_for("before they decide");
    assert!(!screen.contains("Subscribe to our newsletter"), "{screen}");
    assert!(
        !screen.contains("Photo credit should read"),
        "the pasted caption has left the text:\n{screen}"
    );

    // Beside it stand the names in it …
    desk.wait_until("the names", |screen| {
        screen.contains("Dana Whitfield") && screen.contains("US Citizenship and Immigration")
    });
    // … and the photo with its caption and credit apart, the shouted name spoken.
    desk.keys("4]");
    desk.wait_until("the photo", |screen| {
        screen.contains("Mariana Solis") && screen.contains("Getty Images") && screen.contains("Honduras")
    });

    // A keyword narrows the list as it is typed; Esc brings all back.
    desk.keys("2/visa bull");
    desk.wait_until("the one headline", |screen| {
        screen.contains("Visa bulletin moves ahead") && !screen.contains("Border bridge")
    });
    desk.keys("\x1b");
    desk.wait_for("Border bridge");

    // The article is saved as a file that says all that is known.
    desk.keys("s");
    desk.wait_for(".md");
    let archive = home.path().join("archive");
    let file = std::fs::read_dir(&archive).unwrap().next().unwrap().unwrap().path();
    let saved = std::fs::read_to_string(&file).unwrap();
    assert!(
        saved.contains("title: ") && saved.contains("source: \"The Wire\""),
        "{saved}"
    );

    desk.keys(":quit\r");
    assert_eq!(desk.wait_for_end(), 0);
    assert_eq!(server.times("/story/2"), 1);
}

#[test]
fn leaving_gives_the_terminal_back() {
    let home = tempfile::tempdir().unwrap();
    let mut desk = Terminal::start(
        home.path(),
        100,
        30,
        &["--data-dir", home.path().to_str().unwrap(), "--now", "1795572000"],
    );
    desk.wait_for("Sample edition");
    desk.resize(60, 20);
    desk.resize(100, 30);
    desk.wait_for("Sample edition");
    desk.keys(":quit\r");
    assert_eq!(desk.wait_for_end(), 0);
    let bytes = String::from_utf8_lossy(&desk.bytes()).into_owned();
    assert!(
        bytes.contains("\u{1b}[?1049l") && bytes.contains("\u{1b}[?25h"),
        "the screen and the cursor come back"
    );
}
