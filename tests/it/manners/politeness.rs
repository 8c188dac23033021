//! How a question is put: once, plainly, honestly, two at a time, and without telling secrets.

use std::ffi::OsString;
use std::io::Write;
use std::sync::Barrier;

use dateline::config::Environment;
use dateline::model::FeedOptions;

use super::scene::{SETTINGS, Scene, good, rss, subscribe};
use super::socks::Socks;
use crate::server::{Answer, Server};

#[test]
fn one_question_a_feed_and_it_is_a_get() {
    let scene = Scene::turns([good()]);
    scene.force();
    assert_eq!(scene.server.asked().len(), 1);
    assert_eq!(scene.asked(0).method, "GET");
}

#[test]
fn the_name_is_honest_with_version_and_address() {
    let scene = Scene::turns([good()]);
    scene.force();
    let name = scene.asked(0).header("user-agent").unwrap().to_owned();
    assert!(
        name.starts_with(concat!("dateline/", env!("CARGO_PKG_VERSION"))) && name.contains("(+https://"),
        "{name}"
    );
}

#[test]
fn a_feed_may_have_a_name_of_its_own_and_others_keep_theirs() {
    let scene = Scene::new(|_| good());
    scene.set(FeedOptions {
        user_agent: Some("Own/1".into()),
        ..FeedOptions::default()
    });
    subscribe(&scene.library, &[scene.server.url("/g")]);
    scene.force();
    for asked in scene.server.asked() {
        assert_eq!(asked.header("user-agent") == Some("Own/1"), asked.path == "/f");
    }
}

#[test]
fn feeds_are_asked_for_as_feeds() {
    let scene = Scene::turns([good()]);
    scene.force();
    let accept = scene.asked(0).header("accept").unwrap().to_owned();
    for kind in ["application/rss+xml", "application/atom+xml", "application/feed+json"] {
        assert!(accept.contains(kind), "{accept}");
    }
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    out.write_all(bytes).unwrap();
    out.finish().unwrap()
}

/// Bytes as one uncompressed meta-block and an empty last one (RFC 7932, section 9).
fn brotli(bytes: &[u8]) -> Vec<u8> {
    let head = (u32::try_from(bytes.len()).unwrap() - 1) << 4 | 1 << 20;
    [&head.to_le_bytes()[..3], bytes, &[3]].concat()
}

#[track_caller]
fn unpacks(encoding: &str, packed: Vec<u8>) {
    let scene = Scene::turns([Answer::ok(packed).header("content-encoding", encoding)]);
    assert_eq!(scene.force().failed, 0, "{}", scene.error());
    assert!(scene.asked(0).header("accept-encoding").unwrap().contains(encoding));
    assert_eq!(scene.titles(), ["Asylum rule"]);
}

#[test]
fn gzip_is_understood() {
    unpacks("gzip", gzip(rss(&[("a", "Asylum rule")]).as_bytes()));
}

#[test]
fn brotli_is_understood() {
    unpacks("br", brotli(rss(&[("a", "Asylum rule")]).as_bytes()));
}

#[test]
fn zstandard_is_understood() {
    unpacks(
        "zstd",
        zstd::encode_all(rss(&[("a", "Asylum rule")]).as_bytes(), 3).unwrap(),
    );
}

#[test]
fn no_cookies_are_kept() {
    let scene = Scene::turns([good().header("set-cookie", "id=1; Path=/")]);
    scene.force();
    scene.force();
    assert!(
        scene
            .server
            .asked()
            .iter()
            .all(|asked| asked.header("cookie").is_none())
    );
}

#[test]
fn nobody_is_told_where_we_come_from() {
    let scene = Scene::paths([("/f", Answer::to(302, "/g")), ("/g", good())]);
    scene.force();
    assert_eq!(scene.server.asked().len(), 2);
    assert!(
        scene
            .server
            .asked()
            .iter()
            .all(|asked| asked.header("referer").is_none())
    );
}

#[test]
fn pictures_enclosures_and_pages_are_not_fetched() {
    let scene = Scene::new(|asked| {
        let at = |path: &str| format!("http://{}{path}", asked.header("host").unwrap_or_default());
        let item = format!(
            "<item><guid>a</guid><title>A</title><link>{0}</link><description>&lt;img src=\"{1}\"&gt;</description><enclosure url=\"{1}\" type=\"image/png\" length=\"9\"/></item>",
            at("/page"),
            at("/picture.png")
        );
        Answer::ok(format!(
            "<rss version=\"2.0\"><channel><title>T</title><image><url>{}</url></image>{item}</channel></rss>",
            at("/logo.png")
        ))
    });
    scene.force();
    assert_eq!(scene.server.asked().len(), 1);
}

#[test]
fn one_host_is_asked_two_at_a_time() {
    let pair = Barrier::new(2);
    let scene = Scene::new(move |_| {
        // Answers only when two are here: one at a time would not do either.
        pair.wait();
        good()
    });
    subscribe(
        &scene.library,
        &(0..7).map(|n| scene.server.url(&format!("/{n}"))).collect::<Vec<_>>(),
    );
    assert_eq!(scene.force().failed, 0);
    assert_eq!(scene.server.peak(), 2);
}

#[test]
fn many_hosts_are_asked_at_once() {
    // Each answers only when all are asked.
    let all = std::sync::Arc::new(Barrier::new(20));
    let servers: Vec<Server> = (0..20)
        .map(|_| {
            let all = all.clone();
            Server::new(move |_| {
                all.wait();
                good()
            })
        })
        .collect();
    let scene = Scene::with_environment(Server::new(|_| good()), Environment::default(), "");
    subscribe(
        &scene.library,
        &servers.iter().map(|server| server.url("/f")).collect::<Vec<_>>(),
    );
    assert_eq!(scene.force().failed, 0);
}

#[test]
fn a_subscription_written_in_two_ways_is_one() {
    let scene = Scene::new(|_| good());
    let url = scene.server.url("/f");
    subscribe(
        &scene.library,
        &[format!("{url}#top"), url.replace("http://", "HTTP://")],
    );
    assert_eq!((scene.feeds().len(), scene.force().total), (1, 1));
    assert_eq!(scene.server.times("/f"), 1);
}

#[test]
fn a_name_and_password_are_sent_to_the_feeds_own_host() {
    let scene = Scene::turns([good()]);
    scene.set(FeedOptions {
        credentials: Some("reader:secret".into()),
        ..FeedOptions::default()
    });
    scene.force();
    assert_eq!(
        scene.asked(0).header("authorization"),
        Some("Basic cmVhZGVyOnNlY3JldA==")
    );
}

#[test]
fn a_name_and_password_do_not_follow_a_redirect_to_another_host() {
    let other = Server::new(|_| good());
    let to = other.url("/f");
    let scene = Scene::with_environment(
        Server::new(move |_| Answer::to(302, &to)),
        Environment::default(),
        &format!("{SETTINGS}allow_private = true\n"),
    );
    scene.set(FeedOptions {
        credentials: Some("reader:secret".into()),
        ..FeedOptions::default()
    });
    assert_eq!(scene.force().failed, 0, "{}", scene.error());
    assert!(scene.asked(0).header("authorization").is_some());
    assert!(other.asked()[0].header("authorization").is_none());
}

#[test]
fn a_password_is_in_nothing_that_is_shown() {
    let scene = Scene::turns([Answer::new(500, "")]);
    scene.set(FeedOptions {
        credentials: Some("reader:secret".into()),
        ..FeedOptions::default()
    });
    scene.force();
    let health = format!("{:?}", scene.feed().health);
    assert!(!health.contains("secret"));
}

fn environment(name: &str, value: &str) -> Environment {
    Environment::of([(OsString::from(name), OsString::from(value))].into_iter())
}

#[test]
fn an_http_proxy_of_the_environment_is_used() {
    let proxy = Server::new(|_| good());
    let scene = Scene::with_environment(
        Server::new(|_| good()),
        environment("http_proxy", &proxy.url("")),
        SETTINGS,
    );
    scene.force();
    assert_eq!((proxy.asked().len(), scene.server.asked().len()), (1, 0));
    assert_eq!(proxy.asked()[0].path, scene.server.url("/f"));
}

#[test]
fn an_http_proxy_of_the_settings_is_used() {
    let proxy = Server::new(|_| good());
    let settings = format!("{SETTINGS}proxy = \"{}\"\n", proxy.url(""));
    let scene = Scene::with_environment(Server::new(|_| good()), Environment::default(), &settings);
    scene.force();
    assert_eq!((proxy.asked().len(), scene.server.asked().len()), (1, 0));
}

#[test]
fn a_socks_proxy_is_used() {
    let server = Server::new(|_| good());
    let socks = Socks::before(server.port());
    let scene = Scene::with_environment(
        server,
        environment("all_proxy", &format!("socks5://{}", socks.address)),
        SETTINGS,
    );
    assert_eq!(scene.force().failed, 0, "{}", scene.error());
    assert_eq!(*socks.hosts.lock().unwrap(), ["127.0.0.1"]);
}

#[test]
fn a_socks_proxy_may_look_names_up() {
    let server = Server::new(|_| good());
    let socks = Socks::before(server.port());
    let scene = Scene::with_environment(
        server,
        environment("all_proxy", &format!("socks5h://{}", socks.address)),
        SETTINGS,
    );
    subscribe(&scene.library, &["http://feeds.example/f".to_owned()]);
    assert_eq!(scene.force().failed, 0);
    assert!(socks.hosts.lock().unwrap().contains(&"feeds.example".to_owned()));
}
