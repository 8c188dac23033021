//! Bodies: late, too large, packed, broken off.

use super::*;

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
