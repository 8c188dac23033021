//! One question to one host, and its answer.

use std::sync::Arc;
use std::time::Duration;

use reqwest::header::{
    ACCEPT, ACCEPT_ENCODING, HeaderMap, HeaderValue, IF_MODIFIED_SINCE, IF_NONE_MATCH, LOCATION, USER_AGENT,
};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use url::Url;

use super::packed::{self, Packing};
use super::{HttpError, Limits, Wait, fault, guard, headers};
use crate::model::Timestamp;

/// Most of a redirect's body that is read so that its connection can be used again.
const COURTESY: u64 = 8 * 1024;

/// Bytes of a unit of room for bodies.
const UNIT: u64 = 64 * 1024;

/// Units of room in all: eight megabytes.
const ROOM: usize = 128;

/// Units for a body that does not say how long it is.
const UNKNOWN: u64 = 4;

/// Units for one body at most.
const MOST: u64 = 32;

/// Room for the bodies of one client that wait to be read.
pub(super) fn room() -> Arc<Semaphore> {
    Arc::new(Semaphore::new(ROOM))
}

/// What came back.
pub(super) enum Answer {
    /// The thing itself, as it is packed.
    Whole {
        status: u16,
        headers: HeaderMap,
        body: Vec<u8>,
        packing: Packing,
        room: Option<OwnedSemaphorePermit>,
    },
    /// Nothing has changed.
    NotModified { headers: HeaderMap },
    /// It is elsewhere: the `Location` as given.
    Elsewhere { status: u16, location: String },
}

/// What is asked with.
pub(super) struct Question<'a> {
    pub(super) url: &'a Url,
    pub(super) headers: HeaderMap,
    /// Name and password.
    pub(super) credentials: Option<(&'a str, &'a str)>,
    /// Largest body in bytes, packed and unpacked.
    pub(super) limit: u64,
    /// Room for bodies that wait to be read, in units of [`UNIT`] bytes.
    pub(super) room: &'a Arc<Semaphore>,
}

impl Question<'_> {
    /// Asks over `line` and reads the answer to its end; asks once more if the connection was cut
    /// before the answer began.
    pub(super) async fn ask(
        &self,
        line: &reqwest::Client,
        limits: &Limits,
        now: Timestamp,
    ) -> Result<Answer, HttpError> {
        let begun = async {
            match self.send(line).await {
                Err(error) if fault::was_cut(&error) => self.send(line).await,
                other => other,
            }
        };
        // Whoever gives connecting more time than answering means it.
        let patience = limits.header_timeout.max(limits.connect_timeout);
        let response = tokio::time::timeout(patience, begun)
            .await
            .map_err(|_| late(Wait::Headers, patience))?
            .map_err(|error| self.failure(&error, limits))?;
        self.judge(response, limits, now).await
    }

    async fn send(&self, line: &reqwest::Client) -> reqwest::Result<reqwest::Response> {
        let request = line.get(self.url.clone()).headers(self.headers.clone());
        match self.credentials {
            Some((name, password)) => request.basic_auth(name, Some(password)).send().await,
            None => request.send().await,
        }
    }

    fn failure(&self, error: &reqwest::Error, limits: &Limits) -> HttpError {
        fault::failure(error, self.url.host_str().unwrap_or_default(), limits.connect_timeout)
    }

    /// Decides by status and headers what the answer is.
    async fn judge(&self, response: reqwest::Response, limits: &Limits, now: Timestamp) -> Result<Answer, HttpError> {
        let given = response.headers();
        if headers::size(given) > headers::MOST {
            return Err(HttpError::HeadersTooLarge { limit: headers::MOST });
        }
        let status = response.status().as_u16();
        match status {
            200 | 203..=205 | 226 => {}
            304 if self.headers.contains_key(IF_NONE_MATCH) || self.headers.contains_key(IF_MODIFIED_SINCE) => {
                return Ok(Answer::NotModified { headers: given.clone() });
            }
            301 | 302 | 303 | 307 | 308 if given.contains_key(LOCATION) => {
                let location = given.get(LOCATION).map(HeaderValue::as_bytes).unwrap_or_default();
                let location = String::from_utf8_lossy(location).into_owned();
                finish(response).await;
                return Ok(Answer::Elsewhere { status, location });
            }
            _ => {
                let come_back = headers::come_back(given, now);
                let guard = match guard::by_headers(status, given) {
                    None if guard::may_be_a_check(status, given) => guard::by_page(&beginning(response).await),
                    told => told,
                };
                return Err(HttpError::of_status(status, come_back, guard));
            }
        }
        let packing = Packing::of(given)?;
        let headers = given.clone();
        let (body, room) = self.body(response, limits).await?;
        Ok(Answer::Whole {
            status,
            headers,
            body,
            packing,
            room,
        })
    }

    /// The body as it comes, once there is room for it.
    async fn body(
        &self,
        mut response: reqwest::Response,
        limits: &Limits,
    ) -> Result<(Vec<u8>, Option<OwnedSemaphorePermit>), HttpError> {
        let too_large = HttpError::TooLarge { limit: self.limit };
        let announced = response.content_length();
        if announced.is_some_and(|length| length > self.limit) {
            return Err(too_large);
        }
        // All of it is asked for at once: bodies that each wait for a little more would wait for
        // each other for ever. One that does not say its length may take more than its share.
        let units = announced.map_or(UNKNOWN, |length| length.div_ceil(UNIT).min(MOST));
        let units = u32::try_from(units).unwrap_or(1).max(1);
        let room = self.room.clone().acquire_many_owned(units).await.ok();
        // What is announced need not come, so little is set aside before it does.
        let length = announced.unwrap_or(0).min(256 * 1024);
        let mut body = Vec::with_capacity(usize::try_from(length).unwrap_or(0));
        while let Some(chunk) = response.chunk().await.map_err(|error| self.failure(&error, limits))? {
            if (body.len() as u64).saturating_add(chunk.len() as u64) > self.limit {
                return Err(too_large);
            }
            body.extend_from_slice(&chunk);
        }
        Ok((body, room))
    }
}

/// The headers of a question; what cannot be a header is left out.
pub(super) fn question_headers(
    user_agent: &str,
    accept: &'static str,
    etag: Option<&str>,
    since: Option<&str>,
) -> HeaderMap {
    let mut map = HeaderMap::with_capacity(8);
    map.insert(ACCEPT, HeaderValue::from_static(accept));
    map.insert(ACCEPT_ENCODING, HeaderValue::from_static(packed::ACCEPTED));
    if let Ok(user_agent) = HeaderValue::from_str(user_agent) {
        map.insert(USER_AGENT, user_agent);
    }
    map.extend(headers::validator(etag).map(|value| (IF_NONE_MATCH, value)));
    map.extend(headers::validator(since).map(|value| (IF_MODIFIED_SINCE, value)));
    map
}

/// That the time was up.
pub(super) fn late(which: Wait, limit: Duration) -> HttpError {
    HttpError::Timeout {
        which,
        milliseconds: u64::try_from(limit.as_millis()).unwrap_or(u64::MAX),
    }
}

/// The beginning of a page that came in place of an answer, unpacked as far as it goes; nothing
/// where it does not come at once.
async fn beginning(mut response: reqwest::Response) -> Vec<u8> {
    let packing = Packing::of(response.headers()).unwrap_or_default();
    let mut packed = Vec::new();
    let read = async {
        while let Ok(Some(chunk)) = response.chunk().await {
            packed.extend_from_slice(&chunk);
            if packed.len() as u64 >= guard::LOOKED_INTO {
                return;
            }
        }
    };
    let _ = tokio::time::timeout(Duration::from_secs(2), read).await;
    packed::beginning(&packed, packing, guard::LOOKED_INTO)
}

/// Reads a small body that nobody wants, if it comes at once, so that the connection is free for
/// the next question.
async fn finish(mut response: reqwest::Response) {
    if response
        .content_length()
        .is_none_or(|length| length == 0 || length > COURTESY)
    {
        return;
    }
    let rest = async { while let Ok(Some(_)) = response.chunk().await {} };
    // Otherwise the connection is simply closed.
    let _ = tokio::time::timeout(Duration::from_millis(50), rest).await;
}
