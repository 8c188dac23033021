//! What is known of single sites: the rules a person wrote beside the settings, and the blocks
//! that a site's pages were seen to repeat.

use std::io::ErrorKind;

use super::{Library, Result};
use crate::config::Place;
use crate::extract::SiteRules;
use crate::model::SafeText;
pub use crate::store::SiteBlock;

/// Bytes of a file of rules.
const MAX_FILE: u64 = 1 << 20;

/// The person's rules for sites (`sites.toml` beside the settings) over those that come with the
/// program, and what was wrong in the file, each with file and line. Without a file there are
/// those of the program.
pub fn rules(place: &Place) -> (SiteRules, Vec<String>) {
    let path = place.config.join("sites.toml");
    let shipped = SiteRules::shipped();
    let read = std::fs::metadata(&path).and_then(|file| {
        if file.len() > MAX_FILE {
            return Err(std::io::Error::other("the file is longer than 1 MB and was not read"));
        }
        std::fs::read_to_string(&path)
    });
    match read {
        Ok(text) => {
            let (own, mistakes) = SiteRules::parse(&text);
            let said = mistakes.iter().map(|mistake| format!("{}, {mistake}", path.display()));
            (own.over(shipped), said.collect())
        }
        Err(error) if error.kind() == ErrorKind::NotFound => (shipped.clone(), Vec::new()),
        Err(error) => (shipped.clone(), vec![format!("{}: {error}", path.display())]),
    }
}

impl Library {
    /// The rules for sites, read at the first asking.
    pub(super) fn site_rules(&self) -> &SiteRules {
        self.inner.sites.get_or_init(|| rules(self.place()).0)
    }

    /// The sites whose pages were looked at, with how many repeated blocks are known of each.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn sites(&self) -> Result<Vec<(SafeText, u32)>> {
        Ok(self.store().sites()?)
    }

    /// The blocks that a site's pages repeat, and that are therefore left out of its articles.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn site_blocks(&self, host: &str) -> Result<Vec<SiteBlock>> {
        Ok(self.store().site_blocks(&bare_host(host))?)
    }

    /// Forgets what was learnt about a site; says how many blocks that were.
    ///
    /// # Errors
    /// When the library cannot be written.
    pub fn forget_site(&self, host: &str) -> Result<usize> {
        Ok(self.store().forget_site(&bare_host(host))?)
    }
}

/// A site's name: the host of an address, or a host as written, without `www.`.
pub(super) fn bare_host(address: &str) -> String {
    let host = url::Url::parse(address)
        .ok()
        .and_then(|url| url.host_str().map(str::to_owned));
    let host = host.unwrap_or_else(|| address.trim().to_lowercase());
    host.strip_prefix("www.").unwrap_or(&host).to_owned()
}
