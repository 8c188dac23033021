//! The environment, read once at the start and handed down as a value.

use std::collections::BTreeMap;
use std::path::PathBuf;

/// The environment variables the program looks at.
#[derive(Debug, Clone, Default)]
pub struct Environment {
    variables: BTreeMap<String, String>,
}

/// Every variable the program looks at; nothing else is kept.
const NAMES: [&str; 30] = [
    "HOME",
    "XDG_DATA_HOME",
    "XDG_CONFIG_HOME",
    "XDG_STATE_HOME",
    "XDG_CACHE_HOME",
    "NO_COLOR",
    "COLORTERM",
    "TERM",
    "BROWSER",
    "EDITOR",
    "LANG",
    "LC_ALL",
    "http_proxy",
    "https_proxy",
    "all_proxy",
    "no_proxy",
    "HTTPS_PROXY",
    "ALL_PROXY",
    "NO_PROXY",
    "HTTP_PROXY",
    "SSL_CERT_FILE",
    "DATELINE_CONFIG",
    "DATELINE_DATA_DIR",
    "SSH_CONNECTION",
    "TMUX",
    "TERM_PROGRAM",
    "LC_TERMINAL",
    "KONSOLE_VERSION",
    "WEZTERM_EXECUTABLE",
    "CLICOLOR_FORCE",
];

impl Environment {
    /// Takes what is known from any list of variables (`std::env::vars_os()`); values that are
    /// not UTF-8 are left out.
    pub fn of(variables: impl Iterator<Item = (std::ffi::OsString, std::ffi::OsString)>) -> Self {
        let known = variables.filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)));
        Environment {
            variables: known.filter(|(name, _)| NAMES.contains(&name.as_str())).collect(),
        }
    }

    /// The value of a variable; an empty one counts as not set.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.variables
            .get(name)
            .map(String::as_str)
            .filter(|value| !value.is_empty())
    }

    /// The value of a variable as a path, if it is absolute (as the XDG rules ask).
    pub fn folder(&self, name: &str) -> Option<PathBuf> {
        self.get(name).map(PathBuf::from).filter(|path| path.is_absolute())
    }
}
