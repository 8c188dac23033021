//! A body that stalls, drips, outgrows its limit, or unpacks without end is dropped with a reason,
//! and the others do not notice.

use std::io::Write;
use std::sync::{Arc, Mutex, mpsc};

use super::scene::{Scene, good, rss, subscribe};
use crate::server::{Answer, Body, Server};

/// Short, so that a server that never answers costs a test little.
const SHORT: &str = "[http]\ntotal_timeout = 1.5\nheader_timeout = 0.75\nconnect_timeout = 0.75\nmax_feed_mb = 1\n";

/// The bad one is dropped for this reason, once; a good one on another host is stored.
#[track_caller]
fn dropped(bad: Answer, why: &str) {
    dropped_then(bad, why, || {});
}

/// The same, with something to do before the servers end.
#[track_caller]
fn dropped_then(bad: Answer, why: &str, end: impl FnOnce()) {
    let scene = Scene::turns_with([bad], SHORT);
    let other = Server::new(|_| Answer::ok(rss(&[("g", "Good news")])));
    subscribe(&scene.library, &[other.url("/good")]);
    let progress = scene.force();
    assert_eq!((progress.done, progress.failed, progress.new), (2, 1, 1));
    assert!(scene.error().contains(why), "{}", scene.error());
    assert_eq!(scene.titles(), ["Good news"]);
    assert_eq!(scene.server.times("/f"), 1);
    end();
}

#[test]
fn a_server_that_says_nothing() {
    dropped(Answer::silent(), "did not begin to answer within 750 ms");
}

#[test]
fn a_body_that_stalls() {
    dropped(
        Answer::body(Body::Stalled(b"<rss version=\"2.0\">".to_vec())),
        "not complete within 1500 ms",
    );
}

#[test]
fn a_body_that_drips() {
    // The next drop is always still to come.
    let (drip, drops) = mpsc::channel();
    b"<rss version".iter().for_each(|drop| drip.send(*drop).unwrap());
    let dripping = Answer::body(Body::Dripped(Arc::new(Mutex::new(drops))));
    dropped_then(dripping, "not complete within 1500 ms", || drop(drip));
}

#[test]
fn a_body_without_end() {
    dropped(
        Answer::body(Body::Endless(vec![b'x'; 60_000])),
        "larger than the limit of 1 MB",
    );
}

#[test]
fn a_body_that_announces_too_much() {
    dropped(Answer::ok(vec![b'x'; 1_000_001]), "larger than the limit of 1 MB");
}

#[test]
fn a_body_of_the_limit_is_taken() {
    let feed = rss(&[("a", "A")]);
    let scene = Scene::turns([Answer::ok(feed.clone() + &" ".repeat(1_000_000 - feed.len()))]);
    assert_eq!(scene.force().failed, 0, "{}", scene.error());
}

#[test]
fn a_gzip_bomb() {
    let mut bomb = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    bomb.write_all(&vec![b' '; 20_000_000]).unwrap();
    let bomb = Answer::ok(bomb.finish().unwrap()).header("content-encoding", "gzip");
    dropped(bomb, "larger than the limit of 1 MB");
}

#[test]
fn a_zstandard_bomb() {
    let bomb = zstd::encode_all(vec![b' '; 20_000_000].as_slice(), 3).unwrap();
    dropped(
        Answer::ok(bomb).header("content-encoding", "zstd"),
        "larger than the limit of 1 MB",
    );
}

#[test]
fn packed_twice() {
    let packed = Answer::ok("x").header("content-encoding", "gzip, gzip");
    dropped(packed, "not unpacked");
}

#[test]
fn packed_in_name_only() {
    dropped(
        Answer::ok(rss(&[("a", "A")])).header("content-encoding", "gzip"),
        "broke off",
    );
}

#[test]
fn headers_without_end() {
    let many = (0..300).fold(good(), |answer, n| answer.header(&format!("x-{n}"), &"y".repeat(300)));
    dropped(many, "");
}

#[test]
fn a_body_cut_short() {
    let whole = rss(&[("a", "A")]);
    dropped(
        Answer::body(Body::Cut(whole.len() + 1, whole.into_bytes())),
        "broke off",
    );
}

/// The connection fails at one byte after the other.
#[test]
fn a_body_cut_at_any_byte_costs_nothing_that_was_there() {
    let whole = rss(&[("a", "A"), ("b", "B")]).into_bytes();
    let cuts: Vec<Answer> = (0..whole.len())
        .step_by(7)
        .map(|end| Answer::body(Body::Cut(whole.len(), whole[..end].to_vec())))
        .collect();
    let count = cuts.len();
    let first = std::iter::once(Answer::ok(rss(&[("a", "A")])).header("etag", "\"1\""));
    let scene = Scene::turns(first.chain(cuts).chain([Answer::ok(whole)]));
    assert_eq!(scene.force().new, 1);
    for cut in 0..count {
        let ended = scene.force();
        assert_eq!((ended.failed, ended.new), (1, 0), "cut {cut}");
    }
    assert_eq!(scene.titles(), ["A"]);
    assert_eq!(scene.force().new, 1, "and the whole one is taken when it comes");
}

#[test]
fn a_connection_closed_at_once() {
    let scene = Scene::turns([Answer::closed()]);
    assert_eq!(scene.force().failed, 1);
    assert!(scene.server.times("/f") <= 2, "asked once more at most");
}

#[test]
fn an_answer_that_is_not_http() {
    let scene = Scene::turns([Answer::raw("SSH-2.0-OpenSSH_9.9\r\n")]);
    assert_eq!(scene.force().failed, 1);
    assert!(!scene.error().is_empty());
}

#[test]
fn an_empty_body() {
    dropped(Answer::ok(""), "empty");
}

#[test]
fn a_204_is_no_feed() {
    let scene = Scene::turns([Answer::new(204, "")]);
    assert_eq!(scene.force().failed, 1);
}
