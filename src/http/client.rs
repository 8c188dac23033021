//! The client: follows redirects one by one, with every check made anew at each.

use std::sync::Arc;

use tokio::sync::Semaphore;
use tokio::time::Instant;
use url::Url;

use super::gate::Gate;
use super::hop::{Answer, Question, late, question_headers, room};
use super::lines::Lines;
use super::packed::{Packed, Packing};
use super::trust::{Trusted, place};
use super::way::{Way, address};
use super::{HttpError, Limits, ProxyEnvironment, Request, Response, Trust, Wait, headers};
use crate::model::{SafeText, Timestamp};

/// The one client; cheap to clone, all clones share connections and manners.
#[derive(Clone)]
pub struct Client {
    inner: Arc<Inner>,
}

struct Inner {
    limits: Limits,
    lines: Lines,
    gate: Gate,
    room: Arc<Semaphore>,
}

impl Client {
    /// Makes a client. Nothing is connected to, and the environment is not read: what it says
    /// comes in as a value.
    ///
    /// # Errors
    /// When the file of certificates named in `limits` or a proxy's address cannot be used.
    pub fn new(limits: Limits, environment: &ProxyEnvironment) -> Result<Client, HttpError> {
        let (lines, gate) = (Lines::new(&limits, environment)?, Gate::new(&limits));
        Ok(Client {
            inner: Arc::new(Inner {
                limits,
                lines,
                gate,
                room: room(),
            }),
        })
    }

    /// Fetches one thing. `now` is what dates in the answer's headers are counted from.
    ///
    /// # Errors
    /// When there is no good answer within the limits; the error says which limit or what else,
    /// and a body that is not whole is never given.
    pub async fn get(&self, request: Request, now: Timestamp) -> Result<Response, HttpError> {
        self.get_packed(request, now).await?.open()
    }

    /// The same, leaving the body packed: for many at once that are read elsewhere.
    ///
    /// # Errors
    /// As [`Client::get`], but for what unpacking brings to light.
    pub async fn get_packed(&self, request: Request, now: Timestamp) -> Result<Packed, HttpError> {
        let limits = &self.inner.limits;
        let first = address(&request.url)?;
        let credentials = match (&request.credentials, &request.trust) {
            (Some(credentials), _) => Some(credentials.clone()),
            (None, Trust::Typed) => credentials_of(&first),
            (None, Trust::Supplied { .. }) => None,
        };
        let credentials = credentials
            .as_deref()
            .map(|both| both.split_once(':').unwrap_or((both, "")));
        let trusted = Trusted::of(&request.trust, &first, limits.allow_private);
        let headers = question_headers(
            request
                .user_agent
                .as_deref()
                .filter(|name| !name.trim().is_empty())
                .unwrap_or(&limits.user_agent),
            request.purpose.accept(),
            request.validators.etag.as_deref(),
            request.validators.last_modified.as_deref(),
        );
        let mut way = Way::begin(first.clone(), limits);
        loop {
            let own = way.here.origin() == way.first.origin();
            let question = Question {
                url: &way.here,
                headers: headers.clone(),
                credentials: credentials.filter(|_| own),
                limit: request.purpose.limit(limits),
                room: &self.inner.room,
            };
            let trusted = self.trusts(&trusted, &way.here)?;
            let place = place(&way.here);
            let pass = self.inner.gate.enter(&place).await?;
            let line = self.inner.lines.line(!trusted)?;
            let started = Instant::now();
            let answer = tokio::time::timeout(way.left, question.ask(&line, limits, now))
                .await
                .unwrap_or_else(|_| Err(late(Wait::Total, limits.total_timeout)))
                .inspect_err(|error| {
                    if error.is_unreachable() {
                        pass.unreachable(error);
                    }
                });
            drop(pass);
            way.pass_time(started.elapsed());
            match answer? {
                Answer::Elsewhere { status, location } => way.go(status, &location, request.purpose, limits)?,
                Answer::Whole {
                    status,
                    headers,
                    body,
                    packing,
                    room,
                } => {
                    return Ok(Packed {
                        host: way.here.host_str().unwrap_or_default().to_owned(),
                        response: Response {
                            status,
                            body,
                            content_type: headers::content_type(&headers),
                            language: headers::language(&headers),
                            validators: headers::validators(&headers),
                            cache: headers::cache_hints(&headers),
                            ..way.end(&first)
                        },
                        packing,
                        limit: request.purpose.limit(limits),
                        room,
                    });
                }
                Answer::NotModified { headers } => {
                    let response = Response {
                        status: 304,
                        not_modified: true,
                        validators: request.validators,
                        content_type: headers::content_type(&headers),
                        cache: headers::cache_hints(&headers),
                        ..way.end(&first)
                    };
                    return Ok(Packed {
                        host: String::new(),
                        response,
                        packing: Packing::Plain,
                        limit: 0,
                        room: None,
                    });
                }
            }
        }
    }

    /// Whether the addresses of `url`'s host need no check.
    fn trusts(&self, trusted: &Trusted, url: &Url) -> Result<bool, HttpError> {
        let trusts = trusted.allows(url)?;
        let host = url.host_str().unwrap_or_default();
        // A proxy's name is not checked when it is looked up, so nothing else may use it.
        if !trusts && self.inner.lines.is_proxy(host) {
            return Err(HttpError::PrivateAddress {
                host: SafeText::line(host),
            });
        }
        Ok(trusts)
    }
}

/// `name:password` as written in an address.
fn credentials_of(url: &Url) -> Option<String> {
    let (name, password) = (url.username(), url.password().unwrap_or_default());
    (!name.is_empty() || !password.is_empty()).then(|| format!("{}:{}", decoded(name), decoded(password)))
}

/// Percent-encoding undone.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [byte, after @ ..] = rest {
        let digit = |byte: u8| char::from(byte).to_digit(16);
        match rest {
            [b'%', high, low, after @ ..] if digit(*high).is_some() && digit(*low).is_some() => {
                let value = digit(*high).unwrap_or(0) * 16 + digit(*low).unwrap_or(0);
                bytes.push(u8::try_from(value).unwrap_or(b'?'));
                rest = after;
            }
            _ => {
                bytes.push(*byte);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_are_decoded() {
        assert_eq!(decoded("p%40s%zz%4"), "p@s%zz%4");
        let url = Url::parse("http://user@host.example/").unwrap();
        assert_eq!(credentials_of(&url).as_deref(), Some("user:"));
        assert_eq!(credentials_of(&Url::parse("http://host.example/").unwrap()), None);
    }
}
