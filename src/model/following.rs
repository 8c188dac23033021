//! Which addresses of an article may be followed, and how: the one list for the text's links, the
//! desk and what is written to files.

/// How an address may be followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Following {
    /// A page of the web: opened when a person says so.
    Web,
    /// A mail address: after a question.
    Mail,
    /// Of another scheme, which is given: after a question that names it.
    Asked(&'static str),
    /// Not at all: it is no address, could run or read something here, or nobody knows what it does.
    Never,
}

/// Schemes that lead to a person, a place or a file elsewhere, and run nothing here but the program
/// that a person has for them (the IANA register of URI schemes, and `magnet`, `gemini`, `gopher`).
const ASKED: [&str; 21] = [
    "tel", "sms", "sip", "sips", "xmpp", "irc", "ircs", "matrix", "geo", "ftp", "ftps", "sftp", "news", "nntp",
    "webcal", "magnet", "gemini", "gopher", "doi", "urn", "feed",
];

/// How `url` may be followed.
pub fn following(url: &str) -> Following {
    let Some((scheme, rest)) = url.split_once(':') else {
        return Following::Never;
    };
    if rest.is_empty() || url.contains(char::is_control) {
        return Following::Never;
    }
    let is = |known: &str| scheme.eq_ignore_ascii_case(known);
    if is("http") || is("https") {
        return Following::Web;
    }
    if is("mailto") {
        return Following::Mail;
    }
    // White space would be more than one word to a careless program.
    let asked = ASKED
        .iter()
        .find(|known| is(known) && !rest.contains(char::is_whitespace));
    asked.map_or(Following::Never, |scheme| Following::Asked(scheme))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_scheme_has_its_way() {
        assert_eq!(following("HTTPS://e.org/"), Following::Web);
        assert_eq!(following("mailto:a@e.org"), Following::Mail);
        assert_eq!(following("tel:+1-202-555-0100"), Following::Asked("tel"));
        assert_eq!(following("magnet:?xt=urn:btih:00"), Following::Asked("magnet"));
        for refused in [
            "javascript:alert(1)",
            "data:text/html,x",
            "file:///etc/passwd",
            "vbscript:x",
            "blob:https://e.org/1",
            "view-source:https://e.org/",
            "ms-msdt:/id",
            "steam://run/1",
            "exec:date",
            "-x",
            "--help",
            "/etc/passwd",
            "tel:",
            "tel:1 --option",
            "https://e.org/\u{1b}[2J",
            "",
        ] {
            assert_eq!(following(refused), Following::Never, "{refused}");
        }
    }
}
