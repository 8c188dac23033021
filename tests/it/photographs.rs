//! Photographs from the server to the library: fetched when somebody looks, what their files say,
//! the same one in two outlets, and files that are not what they say.

use std::io::Cursor;
use std::path::Path;

use dateline::config::{Environment, load};
use dateline::library::{Library, Stop};
use dateline::model::{Article, Photo, PhotoPart, Timestamp};
use dateline::query::Query;
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};

use crate::library::{runtime, subscribe};
use crate::server::{Answer, Server};

const NOW: Timestamp = Timestamp(1_795_572_000);

fn library(folder: &Path) -> Library {
    let (settings, _) = load("[http]\nallow_private = true\ntotal_timeout = 2.0\n").unwrap();
    crate::library::open(folder, Environment::default(), settings)
}

fn refresh(library: &Library, urls: &[String]) {
    subscribe(library, urls);
    crate::library::refresh(library, true, NOW);
}

fn scene(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
    let picture = RgbImage::from_fn(width, height, |x, y| {
        let (u, v) = (f64::from(x) / f64::from(width), f64::from(y) / f64::from(height));
        let light = (127.0 + 120.0 * (u * 9.0).sin() * (v * 6.0 + u * 4.0).cos()) as u8;
        Rgb([light, light, (200.0 * v) as u8])
    });
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::from(picture).write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// A JPEG whose file says who took it, in IPTC.
fn with_iptc(jpeg: &[u8]) -> Vec<u8> {
    let mut iptc = Vec::new();
    for (number, value) in [
        (120u8, "People wait at the bridge."),
        (80, "Ana Ejemplo"),
        (110, "AP"),
        (90, "El Paso"),
    ] {
        iptc.extend([0x1C, 2, number]);
        iptc.extend(u16::try_from(value.len()).unwrap().to_be_bytes());
        iptc.extend(value.as_bytes());
    }
    let mut data = b"Photoshop 3.0\x008BIM\x04\x04\0\0".to_vec();
    data.extend(u32::try_from(iptc.len()).unwrap().to_be_bytes());
    data.extend(iptc);
    let mut out = jpeg[..2].to_vec();
    out.extend([0xFF, 0xED]);
    out.extend(u16::try_from(data.len() + 2).unwrap().to_be_bytes());
    out.extend(data);
    out.extend(&jpeg[2..]);
    out
}

fn rss(title: &str, picture: &str) -> String {
    format!(
        "<rss version=\"2.0\"><channel><title>{title}</title><item><guid>{title}</guid><title>{title} has it</title>\
        <description>&lt;p&gt;Text of it.&lt;/p&gt;&lt;figure&gt;&lt;img src=\"{picture}\" width=\"600\" height=\"400\"&gt;&lt;/figure&gt;</description></item></channel></rss>"
    )
}

fn article(library: &Library, query: &str) -> Article {
    let query: Query = query.parse().unwrap();
    let id = library.headlines(&query, NOW, None, 1).unwrap()[0].id;
    library.article(id, None).unwrap().unwrap()
}

#[test]
fn a_file_tells_who_took_it_and_two_outlets_have_the_same_photograph() {
    let pictures = Server::with([
        ("/large.jpg", Answer::ok(with_iptc(&scene(600, 400, ImageFormat::Jpeg)))),
        ("/copy.png", Answer::ok(scene(300, 200, ImageFormat::Png))),
    ]);
    let one = {
        let url = pictures.url("/large.jpg");
        Server::new(move |_| Answer::ok(rss("Ledger", &url)))
    };
    let two = {
        let url = pictures.url("/copy.png");
        Server::new(move |_| Answer::ok(rss("Courier", &url)))
    };
    let home = tempfile::tempdir().unwrap();
    let library = library(home.path());
    refresh(&library, &[one.url("/f"), two.url("/f")]);
    assert_eq!(pictures.asked().len(), 0, "nothing is fetched before somebody looks");

    library.gather_photos(&Stop::new()).unwrap();
    assert_eq!(library.count(&"has:photo".parse().unwrap(), NOW).unwrap(), 2);
    assert_eq!(library.count(&"photographer:ejemplo".parse().unwrap(), NOW).unwrap(), 0);

    for feed in ["ledger", "courier"] {
        let photo = article(&library, &format!("{feed} has")).photos.remove(0);
        let looked = runtime().block_on(library.look_at(&photo, 200, NOW)).unwrap();
        assert!(looked.fresh && looked.pixels.width <= 200);
        let again = runtime().block_on(library.look_at(&photo, 200, NOW)).unwrap();
        assert!(!again.fresh);
    }
    assert_eq!(pictures.asked().len(), 2, "the cache is used");

    let photo = article(&library, "ledger has").photos.remove(0);
    assert_eq!(photo.caption.as_str(), "People wait at the bridge.");
    assert_eq!(photo.photographers[0].as_str(), "Ana Ejemplo");
    assert!(photo.from_file.contains(&PhotoPart::Photographer) && photo.from_file.contains(&PhotoPart::Place));
    assert_eq!(
        photo.also_in.iter().map(|name| name.as_str()).collect::<Vec<_>>(),
        ["Courier"]
    );

    assert_eq!(library.gather_photos(&Stop::new()).unwrap(), 1);
    assert_eq!(
        library
            .count(&"photographer:ejemplo agency:ap".parse().unwrap(), NOW)
            .unwrap(),
        1
    );
    let page = library.photographer_page("ana ejemplo", NOW).unwrap();
    assert_eq!(
        (page.name.as_str(), page.photos.len(), page.articles),
        ("Ana Ejemplo", 1, 1)
    );
    assert_eq!(page.outlets[0].0.as_str(), "Ledger");
    assert_eq!(library.gather_photos(&Stop::new()).unwrap(), 0);
}

#[test]
fn files_that_are_not_what_they_say_end_in_a_sentence() {
    let mut gif = scene(8, 8, ImageFormat::Gif);
    gif.truncate(469);
    gif[6..10].copy_from_slice(&[0xFF; 4]);
    let cut = scene(400, 300, ImageFormat::Png);
    let server = Server::with([
        ("/bomb.gif", Answer::ok(gif)),
        (
            "/page.jpg",
            Answer::ok("<!doctype html><title>no</title>").header("content-type", "image/jpeg"),
        ),
        ("/cut.png", Answer::ok(&cut[..cut.len() / 3])),
        (
            "/drawing.svg",
            Answer::ok("<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
        ),
        ("/gone.jpg", Answer::new(404, "gone")),
    ]);
    let home = tempfile::tempdir().unwrap();
    let library = library(home.path());
    for (path, sentence) in [
        ("/bomb.gif", "too large"),
        ("/page.jpg", "a page"),
        ("/cut.png", "damaged"),
        ("/drawing.svg", "SVG"),
        ("/gone.jpg", "404"),
    ] {
        let photo = Photo {
            url: server.url(path),
            ..Photo::default()
        };
        let said = runtime()
            .block_on(library.look_at(&photo, 200, NOW))
            .unwrap_err()
            .to_string();
        assert!(said.contains(sentence), "{path}: {said}");
    }
    let bare = Photo::default();
    let said = runtime()
        .block_on(library.look_at(&bare, 200, NOW))
        .unwrap_err()
        .to_string();
    assert!(said.contains("no picture"), "{said}");
}

#[test]
fn the_sample_edition_has_its_pictures_and_credits_without_a_network() {
    let home = tempfile::tempdir().unwrap();
    let library = library(home.path());
    library.add_sample(NOW).unwrap();
    library.gather_photos(&Stop::new()).unwrap();
    let all = library.photos(&"has:photo".parse().unwrap(), NOW, 1_000).unwrap();
    assert!(all.len() >= 20);
    for found in all.iter().take(3) {
        assert!(runtime().block_on(library.look_at(&found.photo, 400, NOW)).is_ok());
    }
    for name in all.iter().flat_map(|found| &found.photo.agencies) {
        assert!(!name.contains(':'), "{name}");
    }
}

#[test]
fn photographs_are_listed_on_the_command_line() {
    let home = tempfile::tempdir().unwrap();
    let said = |arguments: &[&str]| {
        let output = crate::cli::dateline(home.path(), arguments);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    // Nothing has been idle yet: the command gathers what it is asked for.
    let list = said(&["list", "--format", "titles", "caption:standards"]);
    assert!(list.contains("credible-fear"), "{list}");
    assert!(said(&["photos"]).lines().count() >= 20);
    let found = said(&["photos", "--json", "--query", "agency:dateline caption:standards"]);
    let found: Vec<serde_json::Value> = found.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0]["agencies"][0], "Dateline sample edition");
    let nobody: serde_json::Value =
        serde_json::from_str(&said(&["photos", "--photographer", "Nobody", "--json"])).unwrap();
    assert_eq!(nobody["photos"].as_array().map(Vec::len), Some(0));
    let wrong = crate::cli::dateline(home.path(), &["photos", "--query", "has:video"]);
    assert!(!wrong.status.success());
}
