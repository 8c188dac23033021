//! Where addresses, redirects and names may lead, and what of a password goes there.

use super::*;

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
async fn cookies_and_passwords_of_answers_are_not_kept() {
    let server = Server::with([
        ("/", Answer::to(302, "/next").header("Set-Cookie", "a=b")),
        ("/next", Answer::ok("")),
    ]);
    get(typed(server.url("/"))).await.unwrap();
    assert!(server.asked().iter().all(|asked| asked.header("cookie").is_none()));
}
