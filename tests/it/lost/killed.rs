//! Killed at any moment: what a command has said or the screen has shown is there afterwards.
//!
//! A round starts one of: refresh, mark, save, or the desk with keys; kills it (SIGKILL) after a
//! moment that a seeded generator chooses; then checks that everything announced so far is there
//! and that the file is sound. Ten rounds run with the tests; for more:
//! `DATELINE_KILL_ROUNDS=1000 cargo test --test it killed_at_any_moment -- --nocapture`.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};
use std::time::Duration;

use super::{done, ids};
use crate::server::{Answer, Server};
use crate::terminal::Terminal;

/// Rounds that run with the other tests.
const ROUNDS: usize = 10;

/// Feeds, each with items of its own at every refresh.
const FEEDS: usize = 6;

/// A generator of which the same seed gives the same moments (SplitMix64).
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % end
    }
}

/// What has been announced.
#[derive(Default)]
struct Announced {
    read: BTreeSet<String>,
    starred: BTreeSet<String>,
    saved: Vec<PathBuf>,
    /// Stars given with the keys that the screen showed.
    by_key: usize,
    articles: usize,
    ended: usize,
}

fn start(home: &Path, arguments: &[&str]) -> Child {
    Command::new(crate::program::path())
        .env_clear()
        .env("HOME", home)
        .arg("--data-dir")
        .arg(home)
        .args(["--now", "1795572000"])
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Reads the lines of a command as they come and kills it after `moment`; whether it ended before.
fn lines_until_killed(mut child: Child, moment: Duration) -> (Vec<String>, bool) {
    let output = BufReader::new(child.stdout.take().unwrap());
    let (sender, lines) = mpsc::channel();
    let reader = std::thread::spawn(move || {
        for line in output.lines().map_while(Result::ok) {
            let _ = sender.send(line);
        }
    });
    // The end of the output is the end of the command.
    let end = std::time::Instant::now() + moment;
    let mut said = Vec::new();
    let ended = loop {
        match lines.recv_timeout(end.saturating_duration_since(std::time::Instant::now())) {
            Ok(line) => said.push(line),
            Err(mpsc::RecvTimeoutError::Timeout) => break false,
            Err(mpsc::RecvTimeoutError::Disconnected) => break true,
        }
    };
    let _ = child.kill();
    let status = child.wait().unwrap();
    reader.join().unwrap();
    // What had been said before the kill may still have been in the pipe.
    said.extend(lines.try_iter());
    (said, ended && status.success())
}

#[test]
fn killed_at_any_moment() {
    let rounds = std::env::var("DATELINE_KILL_ROUNDS")
        .ok()
        .and_then(|rounds| rounds.parse().ok())
        .unwrap_or(ROUNDS);
    let edition = Arc::new(AtomicUsize::new(0));
    let served = edition.clone();
    let server = Server::new(move |asked| {
        let feed: usize = asked.path.trim_start_matches('/').parse().unwrap_or(0);
        Answer::ok(super::feed((served.load(Ordering::SeqCst) * FEEDS + feed) * 1_000, 30))
    });
    let home = tempfile::tempdir().unwrap();
    let list = home.path().join("feeds.opml");
    let outlines: String = (0..FEEDS)
        .map(|feed| format!("<outline text='F{feed}' xmlUrl='{}'/>", server.url(&format!("/{feed}"))))
        .collect();
    std::fs::write(&list, format!("<opml><body>{outlines}</body></opml>")).unwrap();
    done(home.path(), &["import", list.to_str().unwrap()]);
    done(home.path(), &["refresh"]);
    let mut chance = Chance(20_261_125);
    let mut announced = Announced {
        articles: ids(home.path(), "").len(),
        ..Announced::default()
    };
    // How long a refresh takes on this machine, so that the moments lie within.
    let begun = std::time::Instant::now();
    edition.fetch_add(1, Ordering::SeqCst);
    done(home.path(), &["refresh", "--force"]);
    let longest = u64::try_from(begun.elapsed().as_micros()).unwrap() * 5 / 4;
    announced.articles = ids(home.path(), "").len();
    for round in 0..rounds {
        let moment = Duration::from_micros(chance.below(longest));
        match round % 4 {
            0 => refresh(home.path(), moment, &edition, &mut announced),
            1 => mark(home.path(), moment, &mut chance, &mut announced),
            2 => save(home.path(), moment, &mut chance, &mut announced),
            _ => desk(home.path(), moment, &mut announced),
        }
        check(home.path(), round, &announced);
        if round % 100 == 99 {
            println!("{} rounds, nothing lost", round + 1);
        }
    }
    println!(
        "{rounds} rounds, {} of them at their end before the kill; announced: {} articles, {} read, {} starred ({} of them by key), {} saved; nothing lost",
        announced.ended,
        announced.articles,
        announced.read.len(),
        announced.starred.len(),
        announced.by_key,
        announced.saved.len()
    );
}

/// Killed while feeds land: every feed whose line was printed has its new articles.
fn refresh(home: &Path, moment: Duration, edition: &AtomicUsize, announced: &mut Announced) {
    edition.fetch_add(1, Ordering::SeqCst);
    let (lines, ended) = lines_until_killed(start(home, &["refresh", "--force", "--json"]), moment);
    announced.ended += usize::from(ended);
    for line in lines {
        let Ok(line) = serde_json::from_str::<serde_json::Value>(&line) else {
            continue;
        };
        if line["url"].is_string() || line["feed"].is_string() {
            announced.articles += line["new"]
                .as_u64()
                .and_then(|new| usize::try_from(new).ok())
                .unwrap_or(0);
        }
    }
}

/// Killed while marking: a mark that was reported is there.
fn mark(home: &Path, moment: Duration, chance: &mut Chance, announced: &mut Announced) {
    let mut unread = ids(home, "is:unread");
    if unread.is_empty() {
        // Many rounds have marked them all.
        unread = ids(home, "");
    }
    let first = usize::try_from(chance.below(unread.len() as u64)).unwrap();
    let some: Vec<&str> = unread.iter().skip(first).take(20).map(String::as_str).collect();
    let (lines, ended) = lines_until_killed(
        start(home, &[&["mark", "--read", "--star"], &some[..]].concat()),
        moment,
    );
    announced.ended += usize::from(ended);
    if lines.iter().any(|line| line.contains("changed")) {
        announced.read.extend(some.iter().map(|id| (*id).to_owned()));
        announced.starred.extend(some.iter().map(|id| (*id).to_owned()));
    }
}

/// Killed while saving: a path that was printed is a whole file.
fn save(home: &Path, moment: Duration, chance: &mut Chance, announced: &mut Announced) {
    let all = ids(home, "");
    let first = usize::try_from(chance.below(all.len() as u64)).unwrap();
    let some: Vec<&str> = all.iter().skip(first).take(5).map(String::as_str).collect();
    let (lines, ended) = lines_until_killed(start(home, &[&["save"], &some[..]].concat()), moment);
    announced.ended += usize::from(ended);
    announced.saved.extend(lines.into_iter().map(PathBuf::from));
}

/// Killed while a person stars with the keys: a star that the screen showed is stored.
fn desk(home: &Path, moment: Duration, announced: &mut Announced) {
    let folder = home.to_str().unwrap();
    let before = starred_titles(home);
    let mut desk = Terminal::start(home, 120, 40, &["--data-dir", folder, "--now", "1795572000"]);
    desk.wait_for("Story");
    desk.keys("fjfjfjfj");
    let end = std::time::Instant::now() + moment;
    while std::time::Instant::now() < end {
        std::thread::park_timeout(Duration::from_millis(1));
    }
    let shown = desk.with_screen(|screen| starred_on(&screen.contents()));
    drop(desk);
    let after = starred_titles(home);
    // A star is shown as given only once that is stored; those there before may have been taken.
    let lost: Vec<_> = shown
        .iter()
        .filter(|title| !before.contains(*title) && !after.contains(*title))
        .collect();
    assert!(lost.is_empty(), "shown as starred and not stored: {lost:?}");
    announced.by_key += shown.iter().filter(|title| !before.contains(*title)).count();
    announced.starred = ids(home, "is:starred").into_iter().collect();
}

/// The titles of all starred articles.
fn starred_titles(home: &Path) -> BTreeSet<String> {
    let text = done(home, &["list", "--format", "titles", "-n", "100000", "is:starred"]);
    text.lines().map(str::to_owned).collect()
}

/// The headlines on a screen that have a star in their second line.
fn starred_on(screen: &str) -> Vec<String> {
    let lines: Vec<Vec<char>> = screen.lines().map(|line| line.chars().collect()).collect();
    let border = |c: &char| matches!(c, '│' | '┃' | '║' | '▐');
    let story: Vec<char> = "Story ".chars().collect();
    let starred = lines.windows(2).filter_map(|pair| {
        let (line, below) = (&pair[0], &pair[1]);
        let at = line.windows(story.len()).position(|part| part == story)?;
        let from = line[..at].iter().rposition(border)?;
        let to = at + line[at..].iter().position(border)?;
        let number: String = line[at + story.len()..]
            .iter()
            .take_while(|c| c.is_ascii_digit())
            .collect();
        let has_star = below.get(from..to.min(below.len()))?.contains(&'★');
        has_star.then(|| format!("Story {number}"))
    });
    starred.collect()
}

/// Everything announced is there, and the file is sound.
fn check(home: &Path, round: usize, announced: &Announced) {
    let report = done(home, &["doctor"]);
    assert!(report.contains("file      sound"), "round {round}: {report}");
    let stored: BTreeSet<String> = ids(home, "").into_iter().collect();
    assert!(
        stored.len() >= announced.articles,
        "round {round}: {} of {}",
        stored.len(),
        announced.articles
    );
    for (query, wanted) in [("is:read", &announced.read), ("is:starred", &announced.starred)] {
        let found: BTreeSet<String> = ids(home, query).into_iter().collect();
        let lost: Vec<_> = wanted.difference(&found).collect();
        assert!(lost.is_empty(), "round {round}: {query} lost {lost:?}");
    }
    for path in &announced.saved {
        let text =
            std::fs::read_to_string(path).unwrap_or_else(|error| panic!("round {round}: {}: {error}", path.display()));
        assert!(
            text.starts_with("---\n") && text.contains("words of"),
            "round {round}: {}",
            path.display()
        );
    }
}
