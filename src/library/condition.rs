//! How a feed is doing, in one word and one sentence, and what a person can do about it.
//!
//! Both faces say the same: `dateline doctor` adds the command, the desk the key.

use crate::model::Feed;

/// A User-Agent that names the program and looks like a browser's, for sites that turn away
/// whatever does not begin like one.
pub const COMPATIBLE_AGENT: &str = concat!(
    "Mozilla/5.0 (compatible; dateline/",
    env!("CARGO_PKG_VERSION"),
    "; +https://github.com/dateline-reader/dateline)"
);

/// How a feed is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Condition {
    /// The server says it is gone for good (410).
    Gone,
    /// It moved to the address of another subscription.
    Twin,
    /// A page stands in its place and names a feed.
    Elsewhere,
    /// There is nothing at its address.
    Missing,
    /// The site refuses the program by its name.
    Refused,
    /// A guard before the site wants to see a browser first.
    Guarded,
    /// The site asks for a name and password.
    Locked,
    /// The site asks to be left alone for a while.
    Busy,
    /// It went wrong in another way.
    Failing,
    /// It answers, by a redirect that is not for good.
    Redirected,
    /// It was mended to be read.
    Mended,
    /// It was never asked.
    New,
    /// It is well.
    Well,
}

impl Condition {
    /// How this feed is doing.
    pub fn of(feed: &Feed) -> Condition {
        let health = &feed.health;
        match health.status {
            _ if health.gone => Condition::Gone,
            _ if health.twin => Condition::Twin,
            _ if health.error.is_none() && health.checked.is_none() => Condition::New,
            _ if health.error.is_none() && health.answered_by.is_some() => Condition::Redirected,
            _ if health.error.is_none() && !health.remark.is_empty() => Condition::Mended,
            _ if health.error.is_none() => Condition::Well,
            _ if health.guarded => Condition::Guarded,
            403 | 406 => Condition::Refused,
            401 => Condition::Locked,
            404 => Condition::Missing,
            429 | 503 => Condition::Busy,
            _ if health.suggested.is_some() => Condition::Elsewhere,
            _ => Condition::Failing,
        }
    }

    /// Whether it should be looked at by a person.
    pub fn is_ill(self) -> bool {
        self < Condition::Redirected
    }

    /// It in a word or two.
    pub const fn word(self) -> &'static str {
        match self {
            Condition::Gone => "gone",
            Condition::Twin => "double",
            Condition::Elsewhere => "a page",
            Condition::Missing => "missing",
            Condition::Refused => "refused",
            Condition::Guarded => "guarded",
            Condition::Locked => "locked",
            Condition::Busy => "busy",
            Condition::Failing => "failing",
            Condition::Redirected => "redirected",
            Condition::Mended => "mended",
            Condition::New => "new",
            Condition::Well => "well",
        }
    }

    /// What it means and what can be done; nothing where nothing is to be done.
    pub const fn advice(self) -> &'static str {
        match self {
            Condition::Gone => "The site has taken it down for good: leave it, or give it another address.",
            Condition::Twin => {
                "It has moved to the address of another subscription of yours, so its articles come twice: leave this one."
            }
            Condition::Elsewhere => "A web page stands in its place and names a feed: give it that address.",
            Condition::Missing => "It may have moved: give it another address, or leave it.",
            Condition::Refused => {
                "Many official sites turn away programs whose name they do not know: send another name (User-Agent) for this feed."
            }
            Condition::Guarded => {
                "Another User-Agent does not help, since only a browser passes the check: ask the publisher to let feed readers through, or give the feed another address."
            }
            Condition::Locked => "Set a name and password for this feed.",
            Condition::Busy => "Nothing needs to be done: it is asked again when the site wants it.",
            Condition::Failing => "If this goes on, look at its address in a browser.",
            Condition::Redirected => {
                "The site sends us on, but not for good: give it the address it leads to if you think it will stay there."
            }
            Condition::Mended => "It is not written as feeds should be, but could be read.",
            Condition::New => "It will be asked at the next refresh.",
            Condition::Well => "",
        }
    }
}
