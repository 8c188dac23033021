//! The client against a scripted server on the loopback address.

mod bodies;
mod trust;

use std::io::Write;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Barrier, Mutex, mpsc};
use std::time::Duration;

use super::lines::Lines;
use super::server::{Answer, Body, Server};
use super::*;
use crate::model::{Timestamp, Validators};

const NOW: Timestamp = Timestamp(784_111_777);

fn typed(url: impl Into<String>) -> Request {
    Request {
        url: url.into(),
        purpose: Purpose::Feed,
        trust: Trust::Typed,
        validators: Validators::default(),
        user_agent: None,
        credentials: None,
    }
}

fn supplied(url: impl Into<String>) -> Request {
    Request {
        purpose: Purpose::Page,
        trust: Trust::Supplied { trusted_host: None },
        ..typed(url)
    }
}

fn client(limits: Limits) -> Client {
    Client::new(limits, &ProxyEnvironment::default()).unwrap()
}

async fn get(request: Request) -> Result<Response, HttpError> {
    client(Limits::default()).get(request, NOW).await
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    out.write_all(bytes).unwrap();
    out.finish().unwrap()
}

fn short() -> Limits {
    Limits {
        total_timeout: Duration::from_millis(150),
        ..Limits::default()
    }
}

#[tokio::test]
async fn a_whole_answer() {
    let answer = Answer::ok("<rss/>")
        .header("Content-Type", "application/rss+xml; charset=utf-8")
        .header("ETag", "W/\"odd one")
        .header("Last-Modified", "whenever")
        .header("Cache-Control", "max-age=600")
        .header("Set-Cookie", "id=1");
    let server = Server::with([("/feed", answer)]);
    let client = client(Limits::default());
    let response = client.get(typed(server.url("/feed#top")), NOW).await.unwrap();
    assert_eq!((response.status, response.body.as_slice()), (200, &b"<rss/>"[..]));
    assert_eq!(response.url, server.url("/feed"));
    assert_eq!(response.moved_to, None);
    assert_eq!(
        response.content_type.as_deref(),
        Some("application/rss+xml; charset=utf-8")
    );
    assert_eq!(response.validators.etag.as_deref(), Some("W/\"odd one"));
    assert_eq!(response.validators.last_modified.as_deref(), Some("whenever"));
    assert_eq!(response.cache.max_age, Some(600));
    client.get(typed(server.url("/feed")), NOW).await.unwrap();
    let asked = server.asked();
    assert_eq!(server.connections(), 1, "the connection is used again");
    assert_eq!(asked[0].method, "GET");
    for asked in &asked {
        let agent = asked.header("user-agent").unwrap();
        assert!(
            agent.starts_with("dateline/") && agent.contains("(+https://"),
            "{agent}"
        );
        assert!(asked.header("accept").unwrap().contains("application/rss+xml"));
        assert!(asked.header("accept-encoding").unwrap().contains("gzip"));
        for absent in [
            "cookie",
            "referer",
            "authorization",
            "if-none-match",
            "if-modified-since",
        ] {
            assert_eq!(asked.header(absent), None);
        }
    }
}

#[tokio::test]
async fn asks_whether_it_has_changed() {
    let server = Server::new(|asked| match asked.header("if-none-match") {
        Some("W/\"1\"") => Answer::new(304, "")
            .header("Cache-Control", "max-age=60")
            .header("ETag", "\"2\""),
        _ => Answer::ok("new"),
    });
    let validators = Validators {
        etag: Some("W/\"1\"".to_owned()),
        last_modified: Some("Tue, odd date".to_owned()),
    };
    let request = Request {
        validators: validators.clone(),
        ..typed(server.url("/"))
    };
    let response = get(request).await.unwrap();
    assert!(response.not_modified && response.body.is_empty());
    assert_eq!(response.status, 304);
    assert_eq!(response.validators, validators);
    assert_eq!(response.cache.max_age, Some(60));
    assert_eq!(server.asked()[0].header("if-modified-since"), Some("Tue, odd date"));
}

#[tokio::test]
async fn unsafe_validators_are_not_sent_and_an_unasked_304_is_a_failure() {
    let server = Server::with([("/", Answer::new(304, ""))]);
    let validators = Validators {
        etag: Some("x\r\nEvil: yes".to_owned()),
        last_modified: Some("y".repeat(2000)),
    };
    let error = get(Request {
        validators,
        ..typed(server.url("/"))
    })
    .await
    .unwrap_err();
    assert_eq!(error.status(), 304);
    assert!(
        server.asked()[0]
            .headers
            .iter()
            .all(|(name, _)| !name.starts_with("if-") && name != "evil")
    );
}

#[tokio::test]
async fn statuses_that_mean_failure() {
    let server = Server::new(|asked| {
        let code = asked.path.trim_start_matches('/').parse().unwrap_or(500);
        let answer = Answer::new(code, "an error page").header("ETag", "\"not this\"");
        match code {
            429 => answer.header("Retry-After", "120"),
            503 => answer.header("Retry-After", "Sun, 06 Nov 1994 08:59:37 GMT"),
            502 => answer.header("Retry-After", "99999999999999999999"),
            _ => answer,
        }
    });
    for (code, temporary, retry_after) in [
        (400, false, None),
        (401, false, None),
        (403, false, None),
        (404, false, None),
        (410, false, None),
        (429, true, Some(120)),
        (500, true, None),
        (502, true, Some(86_400)),
        (503, true, Some(600)),
        (206, false, None),
    ] {
        let error = get(typed(server.url(&format!("/{code}")))).await.unwrap_err();
        assert_eq!(error.status(), code);
        assert_eq!(error.is_temporary(), temporary, "{code}");
        assert_eq!(error.retry_after(), retry_after, "{code}");
        assert!(error.to_string().starts_with(&code.to_string()), "{error}");
        assert_eq!(server.times(&format!("/{code}")), 1, "no retry");
    }
}

#[tokio::test]
async fn guards_before_a_site_are_told_from_the_site() {
    let page = "<!DOCTYPE html><title>Just a moment...</title><script>window._cf_chl_opt = {}</script>";
    let server = Server::with([
        ("/header", Answer::new(403, "").header("cf-mitigated", "challenge")),
        ("/words", Answer::new(503, page).header("Server", "cloudflare")),
        (
            "/packed",
            Answer::new(403, gzip(page.as_bytes()))
                .header("Server", "cloudflare")
                .header("Content-Encoding", "gzip"),
        ),
        ("/aws", Answer::new(405, "").header("x-amzn-waf-action", "captcha")),
        (
            "/refused",
            Answer::new(403, "Access denied").header("Server", "cloudflare"),
        ),
        ("/quoted", Answer::new(403, page)),
    ]);
    for (path, guard) in [
        ("/header", "Cloudflare"),
        ("/words", "Cloudflare"),
        ("/packed", "Cloudflare"),
        ("/aws", "AWS WAF"),
        ("/refused", ""),
        ("/quoted", ""),
    ] {
        let error = get(typed(server.url(path))).await.unwrap_err();
        assert_eq!(error.is_guarded(), !guard.is_empty(), "{path}");
        let wanted = if guard.is_empty() {
            "set a user_agent"
        } else {
            "another User-Agent does not help"
        };
        assert!(
            error.to_string().contains(wanted) && error.to_string().contains(guard),
            "{error}"
        );
    }
}

#[tokio::test]
async fn the_feeds_own_user_agent() {
    let server = Server::with([("/", Answer::ok(""))]);
    get(Request {
        user_agent: Some("Special/1".to_owned()),
        ..typed(server.url("/"))
    })
    .await
    .unwrap();
    get(Request {
        user_agent: Some("  ".to_owned()),
        ..typed(server.url("/"))
    })
    .await
    .unwrap();
    assert_eq!(server.asked()[0].header("user-agent"), Some("Special/1"));
    assert!(server.asked()[1].header("user-agent").unwrap().starts_with("dateline/"));
}

#[tokio::test]
async fn a_cut_connection_is_tried_once_more() {
    let count = AtomicUsize::new(0);
    let server = Server::new(
        move |asked| match (asked.path.as_str(), count.fetch_add(1, Ordering::SeqCst)) {
            ("/once", 0) | ("/always", _) => Answer::closed(),
            _ => Answer::ok("good"),
        },
    );
    assert_eq!(get(typed(server.url("/once"))).await.unwrap().body, b"good");
    assert_eq!(server.times("/once"), 2);
    let error = get(typed(server.url("/always"))).await.unwrap_err();
    assert!(matches!(error, HttpError::Body { .. }), "{error:?}");
    assert_eq!(server.times("/always"), 2);
}

#[tokio::test]
async fn nobody_at_the_port() {
    let port = {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        listener.local_addr().unwrap().port()
    };
    let error = get(typed(format!("http://127.0.0.1:{port}/"))).await.unwrap_err();
    assert!(matches!(error, HttpError::Connect { .. }), "{error:?}");
    assert!(error.to_string().contains("nobody answers"), "{error}");
}

#[tokio::test]
async fn a_port_that_does_not_speak_tls() {
    let server = Server::with([("/", Answer::ok(""))]);
    let error = get(typed(format!("https://{}/", server.place()))).await.unwrap_err();
    assert!(
        matches!(error, HttpError::Tls { .. } | HttpError::Connect { .. }),
        "{error:?}"
    );
}

#[tokio::test]
async fn two_at_once_at_one_host() {
    let pair = Barrier::new(2);
    let server = Server::new(move |_| {
        // Answers only when two are here, so that one at a time would not do either.
        pair.wait();
        Answer::ok("")
    });
    let client = client(Limits {
        spacing: Duration::ZERO,
        ..Limits::default()
    });
    let all = (0..8).map(|i| client.get(typed(server.url(&format!("/{i}"))), NOW));
    for answer in futures_util::future::join_all(all).await {
        answer.unwrap();
    }
    assert_eq!(server.peak(), 2);
    assert!(server.connections() <= 4, "{}", server.connections());
}

#[tokio::test]
async fn through_a_proxy() {
    let proxy = Server::new(|_| Answer::ok("by proxy"));
    let environment = ProxyEnvironment {
        http_proxy: Some(proxy.url("")),
        no_proxy: Some("127.0.0.1".to_owned()),
        ..ProxyEnvironment::default()
    };
    let client = Client::new(Limits::default(), &environment).unwrap();
    let response = client.get(supplied("http://feeds.example/x?y"), NOW).await.unwrap();
    assert_eq!(response.body, b"by proxy");
    assert_eq!(proxy.asked()[0].path, "http://feeds.example/x?y");
    // What no_proxy names is asked directly.
    client.get(typed(proxy.url("/direct")), NOW).await.unwrap();
    assert_eq!(proxy.asked()[1].path, "/direct");
    // The proxy does not lead to private hosts either.
    for url in ["http://localhost/", "http://10.0.0.1/", "http://router.lan/"] {
        assert!(
            matches!(
                client.get(supplied(url), NOW).await,
                Err(HttpError::PrivateAddress { .. })
            ),
            "{url}"
        );
    }
}

#[tokio::test]
async fn a_proxy_that_refuses() {
    let proxy = Server::new(|_| Answer::new(403, "no"));
    let client = client(Limits {
        proxy: Some(proxy.url("")),
        ..Limits::default()
    });
    let error = client.get(supplied("https://feeds.example/"), NOW).await.unwrap_err();
    assert!(matches!(error, HttpError::Proxy { .. }), "{error:?}");
}
