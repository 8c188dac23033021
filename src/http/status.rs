//! What statuses that mean failure say to a person.

use super::HttpError;

impl HttpError {
    /// What a status that means failure says to a person. `guard` is who turned us away with a
    /// check for browsers in place of the site.
    pub(super) fn of_status(code: u16, retry_after: Option<u64>, guard: Option<&str>) -> HttpError {
        let guarded = guard.map(|guard| {
            format!("{guard}, which guards this site, first wants to see a browser; another User-Agent does not help: ask the publisher to let feed readers through, or use another address of the feed")
        });
        let hint = match code {
            410 => return HttpError::Gone,
            _ if guarded.is_some() => guarded.as_deref().unwrap_or_default(),
            401 => "401: the site asks for a name and password; set credentials for this feed",
            402 | 451 => "the site does not give this to everybody",
            403 | 406 => "the site refuses this program's name; set a user_agent for this feed",
            404 => "404: there is nothing at this address; it may have moved",
            407 => "407: the proxy asks for a name and password",
            408 | 504 | 524 => "the site took too long to answer; it will be asked again later",
            421 | 425 | 500..=502 | 505..=523 | 525..=599 => "the site is out of order; it will be asked again later",
            429 => "429: the site asks us to come less often; it will be asked again later",
            503 => "503: the site is busy or closed for a while; it will be asked again later",
            300..=399 => "the site sends us on in a way that is not followed",
            400..=499 => "the site does not accept the question",
            _ => "the site answered in a way that is not understood",
        };
        let number = code.to_string();
        let hint = if hint.starts_with(&number) {
            hint.to_owned()
        } else {
            format!("{number}: {hint}")
        };
        HttpError::Status {
            code,
            retry_after,
            guarded: guard.is_some(),
            hint,
        }
    }
}
