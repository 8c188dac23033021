//! A scripted server, a library that has one feed of it, and a clock.

use std::sync::atomic::{AtomicUsize, Ordering};

use dateline::config::{Environment, load};
use dateline::library::{Library, Progress};
use dateline::model::{Feed, FeedOptions, Headline, Timestamp};
use dateline::query::Query;

use crate::library::open;
pub use crate::library::{refresh, runtime, subscribe};
use crate::server::{Answer, Asked, Server};

/// Wednesday, 25 November 2026, 02:00 UTC.
pub const NOW: Timestamp = Timestamp(1_795_572_000);
pub const MINUTE: i64 = 60;
pub const HOUR: i64 = 3_600;
pub const DAY: i64 = 86_400;

/// Limits that nobody reaches, however busy the machine is, but for the size.
pub const SETTINGS: &str =
    "[http]\ntotal_timeout = 60.0\nheader_timeout = 30.0\nconnect_timeout = 30.0\nmax_feed_mb = 1\n";

pub struct Scene {
    pub server: Server,
    pub library: Library,
    pub now: Timestamp,
    _home: tempfile::TempDir,
}

impl Scene {
    /// A server that answers by a function; the library has its `/f`.
    pub fn new(script: impl Fn(&Asked) -> Answer + Send + Sync + 'static) -> Scene {
        Scene::with_environment(Server::new(script), Environment::default(), SETTINGS)
    }

    /// The same with an environment and settings of its own.
    pub fn with_environment(server: Server, environment: Environment, settings: &str) -> Scene {
        let home = tempfile::tempdir().unwrap();
        let library = open(home.path(), environment, load(settings).unwrap().0);
        subscribe(&library, &[server.url("/f")]);
        Scene {
            server,
            library,
            now: NOW,
            _home: home,
        }
    }

    /// A server that answers `/f` with these in turn, and with the last one from then on.
    pub fn turns(answers: impl IntoIterator<Item = Answer>) -> Scene {
        Scene::turns_with(answers, SETTINGS)
    }

    /// The same with settings of its own.
    pub fn turns_with(answers: impl IntoIterator<Item = Answer>, settings: &str) -> Scene {
        let answers: Vec<Answer> = answers.into_iter().collect();
        let turn = AtomicUsize::new(0);
        let server = Server::new(move |asked| {
            if asked.path != "/f" {
                return Answer::new(404, "");
            }
            let turn = turn.fetch_add(1, Ordering::SeqCst).min(answers.len() - 1);
            answers[turn].clone()
        });
        Scene::with_environment(server, Environment::default(), settings)
    }

    /// A server that answers by a table of paths.
    pub fn paths(routes: impl IntoIterator<Item = (&'static str, Answer)>) -> Scene {
        Scene::with_environment(Server::with(routes), Environment::default(), SETTINGS)
    }

    /// Asks every feed.
    pub fn force(&self) -> Progress {
        refresh(&self.library, true, self.now).0
    }

    /// Asks what is due.
    pub fn refresh(&self) -> Progress {
        refresh(&self.library, false, self.now).0
    }

    /// Lets time pass.
    pub fn later(&mut self, seconds: i64) -> &mut Scene {
        self.now = self.now.plus(seconds);
        self
    }

    /// The only feed.
    pub fn feed(&self) -> Feed {
        self.feeds().remove(0)
    }

    pub fn feeds(&self) -> Vec<Feed> {
        self.library.overview(self.now).unwrap().feeds
    }

    /// Sets what a person may set for the feed.
    pub fn set(&self, options: FeedOptions) {
        self.library.set_options(self.feed().id, &options).unwrap();
    }

    /// Seconds until the feed is due.
    pub fn due(&self) -> i64 {
        self.feed().health.due.unwrap().since(self.now)
    }

    pub fn error(&self) -> String {
        self.feed()
            .health
            .error
            .map(|error| error.to_string())
            .unwrap_or_default()
    }

    /// What the server was asked, from the first question on.
    pub fn asked(&self, number: usize) -> Asked {
        self.server.asked()[number].clone()
    }

    pub fn headlines(&self) -> Vec<Headline> {
        self.library.headlines(&Query::all(), self.now, None, 1_000).unwrap()
    }

    pub fn titles(&self) -> Vec<String> {
        let rows = self.headlines().into_iter();
        rows.map(|row| row.title.to_string()).collect()
    }
}

/// An RSS feed of items with these guids and titles, the newest an hour old, with `extra` in its
/// channel.
pub fn rss_with(extra: &str, items: &[(&str, &str)]) -> String {
    let items: String = items
        .iter()
        .enumerate()
        .map(|(number, (guid, title))| {
            format!(
                "<item><guid isPermaLink=\"false\">{guid}</guid><title>{title}</title><link>https://news.example/{guid}</link>\
                 <description>Text of {title}</description><pubDate>Wed, 25 Nov 2026 01:{:02}:00 GMT</pubDate></item>",
                59 - number
            )
        })
        .collect();
    format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>The feed</title>{extra}{items}</channel></rss>"
    )
}

pub fn rss(items: &[(&str, &str)]) -> String {
    rss_with("", items)
}

/// A good feed of one item.
pub fn good() -> Answer {
    Answer::ok(rss(&[("a", "Asylum rule")]))
}
