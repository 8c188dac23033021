//! Rank 3, the verbs: everything a person can do, called alike by the screen and the command line.
//!
//! One verb family a file: [`browse`] reads, [`refresh`] fetches feeds, [`open`] fetches an
//! article's page, [`analyse`] looks for names in articles, [`mark`] keeps read states and stars,
//! [`subscribe`] the feeds, [`relocate`] their addresses, [`history`] their older pages, [`views`]
//! the kept queries, [`picture`] fetches pictures, [`photographs`] knows who took what, [`save`]
//! writes files, [`care`] looks after the library
//! itself, [`backup`] keeps copies of it. [`event`] is the news the library gives. Time comes in with each call; what is said to
//! be done is stored.

mod address;
mod ahead;
pub mod analyse;
mod answer;
pub mod background;
mod backup;
pub mod browse;
pub mod care;
pub mod condition;
pub mod entity;
pub mod error;
pub mod event;
mod file_facts;
mod find;
pub mod form;
pub mod history;
mod host_name;
pub mod inspect;
mod intake;
pub mod mark;
pub mod open;
pub mod photographs;
pub mod picture;
mod readers;
pub mod refresh;
pub mod relocate;
mod sample_pictures;
pub mod save;
pub mod sites;
pub mod starter;
pub mod stop;
pub mod subscribe;
mod text;
pub mod views;
mod whole_page;

use std::sync::{Arc, OnceLock};

use crate::config::{Environment, Place, Settings};
use crate::extract::SiteRules;
use crate::http::{Client, Limits, ProxyEnvironment};
use crate::store::{Naming, Store};

pub use browse::{Overview, Totals, ViewRow};
pub use condition::{COMPATIBLE_AGENT, Condition};
pub use error::{LibraryError, Result};
pub use event::{FeedDone, LibraryEvent, Progress};
pub use history::History;
pub use host_name::disguised;
pub use mark::Watermark;
pub use photographs::{Photographer, PhotographerPage, StoredPhoto};
pub use picture::Looked;
pub use refresh::Selection;
pub use relocate::Relocated;
pub use stop::Stop;
pub use subscribe::{Added, Imported};

/// A person's library: their feeds and articles, and the means to get more. Cheap to clone; all
/// clones are one library.
#[derive(Clone)]
pub struct Library {
    inner: Arc<Inner>,
}

struct Inner {
    store: Store,
    place: Place,
    settings: Settings,
    environment: Environment,
    /// Read at the first page, so that starting the screen does not wait for the file.
    sites: OnceLock<SiteRules>,
    /// Made at the first fetch, so that starting the screen does not wait for certificates.
    client: OnceLock<Client>,
}

impl Library {
    /// Opens the library in its place, making it (and the folder, for this user only) where there
    /// is none. Starts nothing and fetches nothing.
    ///
    /// # Errors
    /// When the file cannot be opened, is not a library, is damaged, or is of a newer program.
    pub fn open(place: Place, settings: Settings, environment: Environment) -> Result<Library> {
        let naming = Naming {
            key: crate::entities::key_of,
            citation: crate::entities::canonical,
        };
        let store = Store::open(&place.database())?
            .reading_html_with(crate::extract::plain_text)
            .naming_with(naming);
        Ok(Library {
            inner: Arc::new(Inner {
                store,
                place,
                settings,
                environment,
                sites: OnceLock::new(),
                client: OnceLock::new(),
            }),
        })
    }

    /// Where things are kept.
    pub fn place(&self) -> &Place {
        &self.inner.place
    }

    /// The settings the library was opened with.
    pub fn settings(&self) -> &Settings {
        &self.inner.settings
    }

    fn store(&self) -> &Store {
        &self.inner.store
    }

    fn client(&self) -> Result<Client> {
        if let Some(client) = self.inner.client.get() {
            return Ok(client.clone());
        }
        let client = Client::new(limits(&self.inner.settings), &proxies(&self.inner.environment))?;
        Ok(self.inner.client.get_or_init(|| client).clone())
    }
}

/// Seconds as a person gave them; what is no time (negative, not a number) is none at all.
fn seconds(given: f64) -> std::time::Duration {
    let given = if given.is_nan() { 0.0 } else { given };
    std::time::Duration::from_secs_f64(given.clamp(0.0, 3_600.0))
}

/// Bytes of so many megabytes; what is no size (negative, not a number) is none at all.
fn bytes(megabytes: f64) -> u64 {
    (megabytes * 1_000_000.0).round() as u64
}

fn limits(settings: &Settings) -> Limits {
    let http = &settings.http;
    let mut limits = Limits {
        connect_timeout: seconds(http.connect_timeout),
        header_timeout: seconds(http.header_timeout),
        total_timeout: seconds(http.total_timeout),
        max_feed: bytes(http.max_feed_mb),
        max_page: bytes(http.max_page_mb),
        max_picture: bytes(http.max_picture_mb),
        max_redirects: http.max_redirects,
        concurrent: settings.refresh.concurrent.max(1),
        per_host: settings.refresh.per_host.max(1),
        spacing: seconds(http.host_spacing),
        allow_private: http.allow_private,
        ..Limits::default()
    };
    if !http.user_agent.is_empty() {
        limits.user_agent.clone_from(&http.user_agent);
    }
    limits.proxy = Some(http.proxy.clone()).filter(|proxy| !proxy.is_empty());
    limits.ca_file = Some(http.ca_file.clone())
        .filter(|file| !file.is_empty())
        .map(Into::into);
    limits
}

fn proxies(environment: &Environment) -> ProxyEnvironment {
    let get = |lower: &str, upper: &str| {
        environment
            .get(lower)
            .or_else(|| environment.get(upper))
            .map(str::to_owned)
    };
    ProxyEnvironment {
        http_proxy: environment.get("http_proxy").map(str::to_owned),
        https_proxy: get("https_proxy", "HTTPS_PROXY"),
        all_proxy: get("all_proxy", "ALL_PROXY"),
        no_proxy: get("no_proxy", "NO_PROXY"),
        ssl_cert_file: environment.get("SSL_CERT_FILE").map(Into::into),
    }
}
