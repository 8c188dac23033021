//! Redirects: which are stored, which are not, and how they end.

use super::scene::{Scene, good, rss, runtime, subscribe};
use crate::server::{Answer, Server};

macro_rules! moves {
    ($($name:ident: [$($route:expr),*] => $stored:expr;)*) => { $(
        #[test]
        fn $name() {
            let scene = Scene::paths([$($route),*]);
            assert_eq!(scene.force().failed, 0, "{}", scene.error());
            assert_eq!(scene.feed().url, scene.server.url($stored));
        }
    )* };
}

moves! {
    a_301_is_stored: [("/f", Answer::to(301, "/new")), ("/new", good())] => "/new";
    a_308_is_stored: [("/f", Answer::to(308, "/new")), ("/new", good())] => "/new";
    a_302_is_not: [("/f", Answer::to(302, "/new")), ("/new", good())] => "/f";
    a_303_is_not: [("/f", Answer::to(303, "/new")), ("/new", good())] => "/f";
    a_307_is_not: [("/f", Answer::to(307, "/new")), ("/new", good())] => "/f";
    a_chain_of_permanent_ones_is_stored:
        [("/f", Answer::to(301, "/a")), ("/a", Answer::to(308, "/b")), ("/b", Answer::to(301, "/new")), ("/new", good())] => "/new";
    a_chain_with_one_that_is_not_is_not_stored:
        [("/f", Answer::to(301, "/a")), ("/a", Answer::to(302, "/new")), ("/new", good())] => "/f";
    nor_one_that_begins_so: [("/f", Answer::to(307, "/a")), ("/a", Answer::to(301, "/new")), ("/new", good())] => "/f";
}

#[test]
fn a_stored_address_is_asked_from_then_on() {
    let scene = Scene::paths([("/f", Answer::to(301, "/new")), ("/new", good())]);
    scene.force();
    scene.force();
    assert_eq!((scene.server.times("/f"), scene.server.times("/new")), (1, 2));
    assert_eq!(scene.feed().health.moved_from, Some(scene.server.url("/f")));
}

#[test]
fn a_move_is_stored_where_the_new_address_says_unchanged() {
    let scene = Scene::new({
        let asked = std::sync::atomic::AtomicUsize::new(0);
        move |question| match question.path.as_str() {
            "/f" if asked.fetch_add(1, std::sync::atomic::Ordering::SeqCst) == 0 => good().header("etag", "\"a\""),
            "/f" => Answer::to(301, "/new"),
            _ if question.header("if-none-match") == Some("\"a\"") => Answer::new(304, ""),
            _ => good(),
        }
    });
    scene.force();
    scene.force();
    assert_eq!(scene.feed().url, scene.server.url("/new"));
    assert_eq!(scene.feed().health.moved_from, Some(scene.server.url("/f")));
    scene.force();
    assert_eq!((scene.feed().health.status, scene.server.times("/f")), (304, 2));
}

#[test]
fn a_feed_that_moves_keeps_its_articles_and_states() {
    let scene = Scene::new({
        let asked = std::sync::atomic::AtomicUsize::new(0);
        move |question| match question.path.as_str() {
            "/f" if asked.fetch_add(1, std::sync::atomic::Ordering::SeqCst) == 0 => good(),
            "/f" => Answer::to(301, "/new"),
            _ => good(),
        }
    });
    scene.force();
    let id = scene.headlines()[0].id;
    scene.library.set_read(&[id], true).unwrap();
    assert_eq!(scene.force().new, 0);
    assert_eq!(scene.feed().url, scene.server.url("/new"));
    assert!(scene.headlines()[0].flags.read && scene.headlines().len() == 1);
}

#[test]
fn a_permanent_redirect_to_a_page_is_not_stored() {
    let page = Answer::ok("<!doctype html><html><body>Our new site</body></html>");
    let scene = Scene::paths([("/f", Answer::to(301, "/page")), ("/page", page)]);
    assert_eq!(scene.force().failed, 1);
    assert_eq!(scene.feed().url, scene.server.url("/f"));
}

#[test]
fn a_permanent_redirect_to_an_error_is_not_stored() {
    let scene = Scene::paths([("/f", Answer::to(301, "/nowhere"))]);
    assert_eq!(scene.force().failed, 1);
    assert_eq!(scene.feed().url, scene.server.url("/f"));
}

#[test]
fn a_permanent_redirect_to_another_host_is_stored() {
    let other = Server::new(|_| good());
    let to = other.url("/f").replace("127.0.0.1", "localhost");
    let scene = Scene::with_environment(
        Server::new({
            let to = to.clone();
            move |_| Answer::to(301, &to)
        }),
        dateline::config::Environment::default(),
        &format!("{}allow_private = true\n", super::scene::SETTINGS),
    );
    assert_eq!(scene.force().failed, 0, "{}", scene.error());
    assert_eq!(scene.feed().url, to);
}

#[test]
fn a_move_to_another_subscription_is_told_and_not_stored() {
    let scene = Scene::paths([("/f", Answer::to(301, "/new")), ("/new", good())]);
    subscribe(&scene.library, &[scene.server.url("/new")]);
    scene.force();
    let feed = scene.feeds().into_iter().find(|feed| feed.url.ends_with("/f")).unwrap();
    assert!(feed.health.twin && feed.health.suggested == Some(scene.server.url("/new")));
}

#[test]
fn a_circle_ends() {
    let scene = Scene::paths([("/f", Answer::to(302, "/a")), ("/a", Answer::to(302, "/f"))]);
    assert_eq!(scene.force().failed, 1);
    assert!(scene.error().contains("circle"), "{}", scene.error());
    assert!(scene.server.asked().len() <= 3);
}

#[test]
fn a_redirect_to_itself_ends() {
    let scene = Scene::paths([("/f", Answer::to(301, "/f"))]);
    assert_eq!(scene.force().failed, 1);
    assert_eq!(scene.server.times("/f"), 1);
}

#[test]
fn a_way_without_end_ends() {
    let scene = Scene::new(|asked| Answer::to(301, &format!("{}x", asked.path)));
    assert_eq!(scene.force().failed, 1);
    assert_eq!(scene.server.asked().len(), 11, "ten redirects are followed");
    assert_eq!(scene.feed().url, scene.server.url("/f"));
}

#[test]
fn a_redirect_without_an_address_is_a_failure() {
    let scene = Scene::paths([("/f", Answer::new(301, ""))]);
    assert_eq!(scene.force().failed, 1);
}

#[test]
fn another_scheme_is_not_followed() {
    for to in ["file:///etc/passwd", "gopher://news.example/", "javascript:alert(1)"] {
        let scene = Scene::paths([("/f", Answer::to(301, to))]);
        assert_eq!(scene.force().failed, 1, "{to}");
    }
}

#[test]
fn an_address_that_answers_in_place_of_another_can_be_taken_over() {
    let scene = Scene::paths([("/f", Answer::to(302, "/new")), ("/new", good())]);
    scene.force();
    let health = scene.feed().health;
    assert_eq!(
        (health.hops, health.answered_by.as_deref()),
        (1, Some(&*scene.server.url("/new")))
    );
    let moved = runtime()
        .block_on(scene.library.relocate(scene.feed().id, None, scene.now))
        .unwrap();
    assert_eq!(
        (moved.to, scene.feed().url),
        (scene.server.url("/new"), scene.server.url("/new"))
    );
    assert_eq!(scene.titles(), ["Asylum rule"]);
}

#[test]
fn a_page_in_the_feeds_place_that_names_it_can_be_followed() {
    let page = "<!doctype html><html><head><link rel=\"alternate\" type=\"application/rss+xml\" href=\"/new.xml\"></head></html>";
    let scene = Scene::paths([("/f", Answer::ok(page)), ("/new.xml", Answer::ok(rss(&[("a", "A")])))]);
    assert_eq!(scene.force().failed, 1);
    assert_eq!(scene.feed().health.suggested, Some(scene.server.url("/new.xml")));
    runtime()
        .block_on(scene.library.relocate(scene.feed().id, None, scene.now))
        .unwrap();
    assert_eq!(
        (scene.force().failed, scene.feed().url),
        (0, scene.server.url("/new.xml"))
    );
}

#[test]
fn an_address_that_is_no_feed_is_not_taken_over() {
    let scene = Scene::paths([("/f", good()), ("/x", Answer::new(404, ""))]);
    let to = scene.server.url("/x");
    assert!(
        runtime()
            .block_on(scene.library.relocate(scene.feed().id, Some(&to), scene.now))
            .is_err()
    );
    assert_eq!(scene.feed().url, scene.server.url("/f"));
}
