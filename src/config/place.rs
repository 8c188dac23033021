//! Where things are kept: the XDG base folders, or one folder given on the command line.

use std::path::{Path, PathBuf};

use super::Environment;

/// The program's folders and files. None of them is made here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The library: articles and subscriptions.
    pub data: PathBuf,
    /// The user's files: settings, keymap, themes.
    pub config: PathBuf,
    /// The log.
    pub state: PathBuf,
    /// Pictures, which may be deleted at any time.
    pub cache: PathBuf,
}

/// Neither a home folder nor XDG folders are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("HOME is not set, so there is nowhere to keep the library; set it, or give a folder with --data-dir")]
pub struct NoHome;

impl Place {
    /// The folders by the XDG rules. <https://specifications.freedesktop.org/basedir-spec/latest/>
    ///
    /// # Errors
    /// [`NoHome`] when the environment names no folder for one of them.
    pub fn standard(environment: &Environment) -> Result<Self, NoHome> {
        let home = environment.folder("HOME");
        let folder = |variable: &str, below_home: &str| {
            let base = environment
                .folder(variable)
                .or_else(|| home.as_ref().map(|home| home.join(below_home)));
            base.map(|base| base.join("dateline")).ok_or(NoHome)
        };
        Ok(Place {
            data: folder("XDG_DATA_HOME", ".local/share")?,
            config: folder("XDG_CONFIG_HOME", ".config")?,
            state: folder("XDG_STATE_HOME", ".local/state")?,
            cache: folder("XDG_CACHE_HOME", ".cache")?,
        })
    }

    /// Everything below one folder: the library itself, and `config`, `state` and `cache` in it.
    pub fn below(folder: &Path) -> Self {
        Place {
            data: folder.to_owned(),
            config: folder.join("config"),
            state: folder.join("state"),
            cache: folder.join("cache"),
        }
    }

    /// The library's file.
    pub fn database(&self) -> PathBuf {
        self.data.join("dateline.db")
    }

    /// The user's settings file.
    pub fn settings(&self) -> PathBuf {
        self.config.join("settings.toml")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn environment(variables: &[(&str, &str)]) -> Environment {
        Environment::of(variables.iter().map(|(name, value)| (name.into(), value.into())))
    }

    #[test]
    fn follows_xdg_then_home() {
        let place = Place::standard(&environment(&[
            ("HOME", "/h"),
            ("XDG_DATA_HOME", "/d"),
            ("XDG_CACHE_HOME", "relative"),
        ]))
        .unwrap();
        assert_eq!(place.database(), Path::new("/d/dateline/dateline.db"));
        assert_eq!(place.settings(), Path::new("/h/.config/dateline/settings.toml"));
        assert_eq!(place.cache, Path::new("/h/.cache/dateline"));
    }

    #[test]
    fn without_a_home_it_says_what_to_do() {
        assert!(
            Place::standard(&environment(&[]))
                .unwrap_err()
                .to_string()
                .contains("--data-dir")
        );
    }
}
