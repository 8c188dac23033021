//! The client against a scripted server on the loopback address.

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
async fn redirects_move_a_feed_only_when_all_are_permanent() {
    let server = Server::with([
        ("/a", Answer::to(301, "/b")),
        ("/b", Answer::to(308, "c?x=1")),
        ("/c", Answer::ok("here")),
        ("/d", Answer::to(302, "/a")),
        ("/e", Answer::to(301, "/f")),
        ("/f", Answer::to(307, "/c")),
        ("/g", Answer::to(303, "/c").header("Content-Type", "text/html")),
    ]);
    let response = get(typed(server.url("/a"))).await.unwrap();
    assert_eq!(response.moved_to, Some(server.url("/c?x=1")));
    assert_eq!((response.url, response.hops), (server.url("/c?x=1"), 2));
    for path in ["/d", "/e", "/g"] {
        let response = get(typed(server.url(path))).await.unwrap();
        assert_eq!(response.moved_to, None, "{path}");
        assert_eq!(response.body, b"here");
    }
}

#[tokio::test]
async fn redirects_end() {
    let server = Server::new(|asked| match asked.path.as_str() {
        "/self" => Answer::to(302, "/self"),
        "/one" => Answer::to(302, "/two"),
        "/two" => Answer::to(301, "/one"),
        "/empty" => Answer::to(302, " "),
        "/odd" => Answer::to(302, "http://[:::"),
        "/bare" => Answer::new(302, "no location"),
        path => Answer::to(302, &format!("{path}x")),
    });
    let fails = async |path| get(typed(server.url(path))).await.unwrap_err();
    assert_eq!(
        fails("/self").await,
        HttpError::Redirects {
            limit: 10,
            circle: true
        }
    );
    assert_eq!(
        fails("/one").await,
        HttpError::Redirects {
            limit: 10,
            circle: true
        }
    );
    let before = server.asked().len();
    assert_eq!(
        fails("/on").await,
        HttpError::Redirects {
            limit: 10,
            circle: false
        }
    );
    assert_eq!(server.asked().len() - before, 11);
    assert_eq!(fails("/empty").await, HttpError::RedirectWhere { code: 302 });
    assert_eq!(fails("/odd").await, HttpError::RedirectWhere { code: 302 });
    assert_eq!(fails("/bare").await.status(), 302);
}

#[tokio::test]
async fn other_schemes_are_refused() {
    for target in [
        "ftp://example.org/",
        "file:///etc/passwd",
        "gopher://example.org/",
        "dict://x/",
        "javascript:alert(1)",
        "data:,x",
    ] {
        let server = Server::with([("/", Answer::to(301, target))]);
        let error = get(typed(server.url("/"))).await.unwrap_err();
        assert!(matches!(error, HttpError::Scheme { .. }), "{target}: {error:?}");
        let error = get(typed(target)).await.unwrap_err();
        assert!(matches!(error, HttpError::Scheme { .. }), "{target}: {error:?}");
    }
    assert!(matches!(get(typed("no address")).await, Err(HttpError::Address { .. })));
}

#[tokio::test]
async fn private_addresses_are_refused_unless_the_person_chose_them() {
    let server = Server::with([("/", Answer::ok("secret"))]);
    let refused = |answer: Result<Response, HttpError>| matches!(answer, Err(HttpError::PrivateAddress { .. }));
    assert!(refused(get(supplied(server.url("/"))).await));
    assert!(refused(
        get(supplied(format!("http://localhost:{}/", server.port()))).await
    ));
    assert!(refused(
        get(supplied(format!("http://[::ffff:127.0.0.1]:{}/", server.port()))).await
    ));
    assert!(refused(
        get(supplied(format!("http://2130706433:{}/", server.port()))).await
    ));
    assert!(refused(get(supplied("http://169.254.169.254/latest/meta-data/")).await));
    assert_eq!(server.asked().len(), 0);

    let trust = Trust::Supplied {
        trusted_host: Some(server.place()),
    };
    assert!(
        get(Request {
            trust,
            ..supplied(server.url("/"))
        })
        .await
        .is_ok()
    );
    let open = client(Limits {
        allow_private: true,
        ..Limits::default()
    });
    assert!(open.get(supplied(server.url("/")), NOW).await.is_ok());
}

#[tokio::test]
async fn a_redirect_does_not_lead_to_a_private_address() {
    let secret = Server::with([("/", Answer::ok("secret"))]);
    for target in [
        secret.url("/"),
        format!("//127.0.0.1:{}/", secret.port()),
        "http://[::1]/".to_owned(),
        "http://10.0.0.1/".to_owned(),
    ] {
        let feed = Server::with([("/", Answer::to(302, &target))]);
        let error = get(typed(feed.url("/"))).await.unwrap_err();
        assert!(matches!(error, HttpError::PrivateAddress { .. }), "{target}: {error:?}");
    }
    assert_eq!(secret.asked().len(), 0);
}

#[tokio::test]
async fn a_name_that_leads_to_a_private_address_is_refused_when_it_is_connected_to() {
    let server = Server::with([("/", Answer::ok("secret"))]);
    let url = format!("http://localhost:{}/", server.port());
    let lines = Lines::new(&Limits::default(), &ProxyEnvironment::default()).unwrap();
    let error = lines.line(true).unwrap().get(&url).send().await.unwrap_err();
    let error = fault::failure(&error, "localhost", Duration::ZERO);
    assert!(matches!(error, HttpError::PrivateAddress { .. }), "{error:?}");
    assert_eq!(server.connections(), 0);
    assert!(lines.line(false).unwrap().get(&url).send().await.is_ok());
}

#[tokio::test]
async fn a_name_without_an_address() {
    // A label longer than the name system allows, so that no server is asked.
    let error = get(typed(format!("http://{}.example/", "x".repeat(70))))
        .await
        .unwrap_err();
    assert!(matches!(error, HttpError::Dns { .. }), "{error:?}");
    assert!(error.is_temporary());
}

#[tokio::test]
async fn passwords_stay_at_their_origin() {
    let other = Server::with([("/", Answer::ok("other"))]);
    let target = other.url("/");
    let feed = Server::with([
        ("/away", Answer::to(301, &target)),
        ("/near", Answer::to(301, "/feed")),
        ("/feed", Answer::ok("mine")),
    ]);
    let open = client(Limits {
        allow_private: true,
        ..Limits::default()
    });
    let with = |path: &str| Request {
        credentials: Some("me:sec:ret".to_owned()),
        ..typed(feed.url(path))
    };
    open.get(with("/near"), NOW).await.unwrap();
    open.get(with("/away"), NOW).await.unwrap();
    let expected = "Basic bWU6c2VjOnJldA==";
    assert!(
        feed.asked()
            .iter()
            .all(|asked| asked.header("authorization") == Some(expected))
    );
    assert_eq!(other.asked()[0].header("authorization"), None);
    assert_eq!(other.asked()[0].header("referer"), None);
}

#[tokio::test]
async fn passwords_in_addresses() {
    let other = Server::with([("/", Answer::ok("other"))]);
    let trap = format!("http://a:b@{}/", other.place());
    let feed = Server::with([
        ("/feed", Answer::ok("mine")),
        ("/old", Answer::to(301, "/feed")),
        ("/trap", Answer::to(302, &trap)),
    ]);
    let open = client(Limits {
        allow_private: true,
        ..Limits::default()
    });
    let response = open
        .get(typed(format!("http://m%65:p%40ss@{}/old", feed.place())), NOW)
        .await
        .unwrap();
    assert_eq!(feed.asked()[0].header("authorization"), Some("Basic bWU6cEBzcw=="));
    assert_eq!(response.url, feed.url("/feed"));
    assert_eq!(
        response.moved_to,
        Some(format!("http://m%65:p%40ss@{}/feed", feed.place()))
    );
    // Nobody but the person makes us log in anywhere.
    open.get(typed(feed.url("/trap")), NOW).await.unwrap();
    open.get(supplied(trap), NOW).await.unwrap();
    assert!(
        other
            .asked()
            .iter()
            .all(|asked| asked.header("authorization").is_none())
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
async fn a_host_that_does_not_answer() {
    let server = Server::with([("/", Answer::silent())]);
    let brief = Duration::from_millis(100);
    let limits = Limits {
        header_timeout: brief,
        connect_timeout: brief,
        ..Limits::default()
    };
    let error = client(limits).get(typed(server.url("/")), NOW).await.unwrap_err();
    assert_eq!(
        error,
        HttpError::Timeout {
            which: Wait::Headers,
            milliseconds: 100
        }
    );
    assert_eq!(server.asked().len(), 1, "no retry");
}

#[tokio::test]
async fn stalls_and_drips_are_cut_off_and_others_do_not_notice() {
    let (drip, drops) = mpsc::channel();
    for _ in 0..20 {
        drip.send(b'x').unwrap();
    }
    let server = Server::with([
        ("/stall", Answer::body(Body::Stalled(b"<rss>".to_vec()))),
        ("/drip", Answer::body(Body::Dripped(Arc::new(Mutex::new(drops))))),
    ]);
    let good = Server::with([("/", Answer::ok("good"))]);
    let client = client(short());
    let (stall, drip_answer, fine) = tokio::join!(
        client.get(typed(server.url("/stall")), NOW),
        client.get(typed(server.url("/drip")), NOW),
        client.get(typed(good.url("/")), NOW),
    );
    let late = HttpError::Timeout {
        which: Wait::Total,
        milliseconds: 150,
    };
    assert_eq!(stall.unwrap_err(), late);
    assert_eq!(drip_answer.unwrap_err(), late);
    assert_eq!(fine.unwrap().body, b"good");
    drop(drip);
}

#[tokio::test]
async fn bodies_that_are_too_large_are_cut_off() {
    let server = Server::with([
        ("/whole", Answer::ok(vec![b'x'; 1001])),
        ("/fits", Answer::ok(vec![b'x'; 1000])),
        ("/chunked", Answer::body(Body::Chunked(vec![vec![b'x'; 400]; 3]))),
        ("/endless", Answer::body(Body::Endless(vec![b'x'; 100]))),
        ("/lie", Answer::body(Body::Cut(usize::MAX / 4, b"x".to_vec()))),
        (
            "/packed",
            Answer::ok(gzip(&[0; 1001])).header("Content-Encoding", "gzip"),
        ),
    ]);
    let client = client(Limits {
        max_feed: 1000,
        max_picture: 1001,
        ..Limits::default()
    });
    for path in ["/whole", "/chunked", "/endless", "/lie", "/packed"] {
        let error = client.get(typed(server.url(path)), NOW).await.unwrap_err();
        assert_eq!(error, HttpError::TooLarge { limit: 1000 }, "{path}");
    }
    assert_eq!(
        client.get(typed(server.url("/fits")), NOW).await.unwrap().body.len(),
        1000
    );
    let picture = Request {
        purpose: Purpose::Picture,
        ..typed(server.url("/whole"))
    };
    assert_eq!(client.get(picture, NOW).await.unwrap().body.len(), 1001);
}

#[tokio::test]
async fn bombs_stop_at_the_limit() {
    let zeros = vec![0; 50_000_000];
    let twice = gzip(&gzip(&zeros));
    let server = Server::with([
        ("/gzip", Answer::ok(gzip(&zeros)).header("Content-Encoding", "gzip")),
        (
            "/zstd",
            Answer::ok(zstd::encode_all(zeros.as_slice(), 3).unwrap()).header("Content-Encoding", "zstd"),
        ),
        (
            "/layers",
            Answer::ok(twice.clone()).header("Content-Encoding", "gzip, gzip"),
        ),
        (
            "/hidden",
            Answer::ok(twice)
                .header("Content-Encoding", "gzip")
                .header("Content-Encoding", "gzip"),
        ),
    ]);
    for path in ["/gzip", "/zstd"] {
        let error = get(typed(server.url(path))).await.unwrap_err();
        assert_eq!(error, HttpError::TooLarge { limit: 20_000_000 }, "{path}");
    }
    let error = get(typed(server.url("/layers"))).await.unwrap_err();
    assert!(matches!(error, HttpError::Encoding { .. }), "{error:?}");
    // One layer is taken off, and no more.
    assert!(get(typed(server.url("/hidden"))).await.unwrap().body.len() < 200_000);
}

#[tokio::test]
async fn packed_bodies() {
    let server = Server::with([
        ("/gzip", Answer::ok(gzip(b"text")).header("Content-Encoding", "gzip")),
        (
            "/zstd",
            Answer::ok(zstd::encode_all(&b"text"[..], 3).unwrap()).header("Content-Encoding", "zstd"),
        ),
        ("/plain", Answer::ok("text").header("Content-Encoding", "identity")),
        (
            "/lie",
            Answer::ok("text, not packed at all").header("Content-Encoding", "gzip"),
        ),
        (
            "/half",
            Answer::ok(&gzip(&[7; 5000])[..20]).header("Content-Encoding", "gzip"),
        ),
        ("/odd", Answer::ok("text").header("Content-Encoding", "rot13\u{202e}")),
    ]);
    for path in ["/gzip", "/zstd", "/plain"] {
        assert_eq!(get(typed(server.url(path))).await.unwrap().body, b"text", "{path}");
    }
    for path in ["/lie", "/half"] {
        let error = get(typed(server.url(path))).await.unwrap_err();
        assert!(matches!(error, HttpError::Body { .. }), "{path}: {error:?}");
    }
    assert!(
        get(typed(server.url("/odd")))
            .await
            .unwrap_err()
            .to_string()
            .chars()
            .all(|c| !c.is_control())
    );
}

#[tokio::test]
async fn answers_that_break_off_or_are_none() {
    let server = Server::with([
        ("/cut", Answer::body(Body::Cut(100, b"<rss>".to_vec()))),
        (
            "/chunk",
            Answer::raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<rss>\r\n5\r\n<c"),
        ),
        ("/noise", Answer::raw("\u{1b}[31m no HTTP here \r\n\r\n")),
        ("/ssh", Answer::raw("SSH-2.0-x\r\n")),
        ("/heads", Answer::ok("").header("X-Long", &"x".repeat(70_000))),
        (
            "/many",
            Answer::raw(format!("HTTP/1.1 200 OK\r\n{}\r\n", "X: y\r\n".repeat(200_000))),
        ),
        ("/rude", Answer::raw("HTTP/1.1 200 OK\r\n\r\nto the end")),
        (
            "/bent",
            Answer::raw("HTTP/1.1 200 OK\r\nBad Header: x\r\n: y\r\nContent-Length: 2\r\n\r\nok"),
        ),
    ]);
    for path in ["/cut", "/chunk", "/noise", "/ssh", "/many"] {
        let error = get(typed(server.url(path))).await.unwrap_err();
        assert!(matches!(error, HttpError::Body { .. }), "{path}: {error:?}");
        assert!(error.to_string().chars().all(|c| !c.is_control()), "{error}");
    }
    assert_eq!(
        get(typed(server.url("/heads"))).await,
        Err(HttpError::HeadersTooLarge { limit: 65_536 })
    );
    assert_eq!(get(typed(server.url("/rude"))).await.unwrap().body, b"to the end");
    assert_eq!(get(typed(server.url("/bent"))).await.unwrap().body, b"ok");
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

#[tokio::test]
async fn cookies_and_passwords_of_answers_are_not_kept() {
    let server = Server::with([
        ("/", Answer::to(302, "/next").header("Set-Cookie", "a=b")),
        ("/next", Answer::ok("")),
    ]);
    get(typed(server.url("/"))).await.unwrap();
    assert!(server.asked().iter().all(|asked| asked.header("cookie").is_none()));
}
