//! Pictures: fetched when somebody wants to see them, kept in the cache folder, decoded within
//! limits, and what their files say taken into the library.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, UNIX_EPOCH};

use super::{Library, LibraryError, Result, starter};
use crate::http::{Purpose, Request, Trust};
use crate::model::{Photo, Pixels, Timestamp, Validators, fingerprint};
use crate::pictures::{self, Kind, Look, PictureError};
use crate::store::KnownPicture;

/// A picture that was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Looked {
    /// Its pixels.
    pub pixels: Pixels,
    /// Whether it was fetched just now, so that more may be known of its photo.
    pub fresh: bool,
}

impl Library {
    /// The picture of a photo as a file of its own in the cache folder, fetched now if it is not
    /// there yet, for the person's viewer to open.
    ///
    /// # Errors
    /// When it has no address, cannot be fetched, is no picture, or cannot be written.
    pub async fn picture(&self, photo: &Photo, now: Timestamp) -> Result<PathBuf> {
        let folder = self.pictures_folder();
        if let Some(path) = cached(&folder, &photo.url) {
            touch(&path, now);
            return Ok(path);
        }
        if photo.url.is_empty() {
            return Err(LibraryError::Unfit("this photo has a caption but no picture".into()));
        }
        let bytes = match starter::sample_picture(&photo.url) {
            Some(bytes) => bytes.to_vec(),
            None => {
                let request = Request {
                    url: photo.url.clone(),
                    purpose: Purpose::Picture,
                    trust: Trust::Supplied { trusted_host: None },
                    validators: Validators::default(),
                    user_agent: None,
                    credentials: None,
                };
                self.client()?.get(request, now).await?.body
            }
        };
        let library = self.clone();
        let url = photo.url.clone();
        let kept = tokio::task::spawn_blocking(move || library.keep_picture(&url, &bytes, now));
        kept.await.map_err(|error| LibraryError::Broken(error.to_string()))?
    }

    /// Looks at a photo's picture: its pixels, no side longer than `most`; fetched now if it is not
    /// in the cache. What the file says of itself is in the library afterwards.
    ///
    /// # Errors
    /// When it cannot be fetched, or is no picture that can be drawn.
    pub async fn look_at(&self, photo: &Photo, most: u32, now: Timestamp) -> Result<Looked> {
        let fresh = cached(&self.pictures_folder(), &photo.url).is_none();
        let path = self.picture(photo, now).await?;
        let decoded = tokio::task::spawn_blocking(move || {
            let bytes = fs::read(&path).map_err(LibraryError::file(&path))?;
            Ok(Looked {
                pixels: pictures::pixels(&bytes, most)?,
                fresh,
            })
        });
        decoded.await.map_err(|error| LibraryError::Broken(error.to_string()))?
    }

    fn pictures_folder(&self) -> PathBuf {
        self.place().cache.join("pictures")
    }

    fn keep_picture(&self, url: &str, bytes: &[u8], now: Timestamp) -> Result<PathBuf> {
        let kind = Kind::of(bytes).ok_or_else(|| {
            pictures::pixels(bytes, 1)
                .err()
                .map_or_else(|| LibraryError::Unfit("what came is not a picture".into()), Into::into)
        })?;
        let folder = self.pictures_folder();
        fs::create_dir_all(&folder).map_err(LibraryError::file(&folder))?;
        let path = folder.join(format!("{}.{}", name(url), kind.ending()));
        super::save::write_whole(&path, bytes)?;
        touch(&path, now);
        prune(
            &folder,
            self.settings().pictures.cache_mb.saturating_mul(1_000_000),
            &path,
        );
        let address = pictures::address_key(url);
        if address != 0 {
            let look = pictures::pixels(bytes, 512).ok().and_then(|pixels| Look::of(&pixels));
            self.store().store_picture(&KnownPicture {
                address,
                file: number_of(bytes),
                look: look.map(|look| (look.across, look.down)),
                facts: pictures::facts(bytes),
            })?;
        }
        Ok(path)
    }
}

impl From<PictureError> for LibraryError {
    fn from(error: PictureError) -> LibraryError {
        LibraryError::Unfit(error.to_string())
    }
}

/// A picture's name in the cache: a number for its address, never a part of it.
fn name(url: &str) -> String {
    format!("{:016x}", fingerprint(url))
}

fn cached(folder: &Path, url: &str) -> Option<PathBuf> {
    Kind::ALL
        .into_iter()
        .map(|kind| folder.join(format!("{}.{}", name(url), kind.ending())))
        .find(|path| path.exists())
}

/// A number for a file's bytes: FNV-1a over words of eight bytes, enough to tell copies by.
fn number_of(bytes: &[u8]) -> i64 {
    let hash = bytes.chunks(8).fold(0xcbf2_9ce4_8422_2325_u64, |hash, chunk| {
        let mut word = [0; 8];
        word.iter_mut().zip(chunk).for_each(|(to, from)| *to = *from);
        (hash ^ u64::from_le_bytes(word))
            .wrapping_mul(0x0100_0000_01b3)
            .rotate_left(29)
    });
    (hash ^ bytes.len() as u64).cast_signed()
}

/// Notes that a picture was looked at now, so that it is not the first to go. That it cannot be
/// noted does no harm.
fn touch(path: &Path, now: Timestamp) {
    let at = UNIX_EPOCH + Duration::from_secs(u64::try_from(now.0).unwrap_or(0));
    let _ = fs::File::options()
        .write(true)
        .open(path)
        .and_then(|file| file.set_modified(at));
}

/// Takes the pictures that were not looked at for longest out of the cache until the rest is
/// within `budget` bytes; `keep` stays. What cannot be removed is tried again next time.
fn prune(folder: &Path, budget: u64, keep: &Path) {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files: Vec<_> = entries
        .filter_map(|entry| {
            let facts = entry.metadata().ok().filter(fs::Metadata::is_file)?;
            Some((facts.modified().ok()?, facts.len(), entry.path()))
        })
        .collect();
    let mut total: u64 = files.iter().map(|(_, size, _)| size).sum();
    files.sort();
    for (_, size, path) in files {
        if total <= budget {
            return;
        }
        if path != keep && fs::remove_file(&path).is_ok() {
            total -= size;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_pictures_go_when_the_cache_is_full() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        for (number, name) in (1i64..).zip(["a.png", "b.png", "c.png"]) {
            fs::write(at(name), vec![0u8; 400]).unwrap();
            touch(&at(name), Timestamp(number * 1_000));
        }
        touch(&at("a.png"), Timestamp(9_000));
        prune(folder.path(), 1_000, &at("c.png"));
        assert_eq!(
            (at("a.png").exists(), at("b.png").exists(), at("c.png").exists()),
            (true, false, true)
        );
        prune(folder.path(), 0, &at("c.png"));
        assert_eq!((at("a.png").exists(), at("c.png").exists()), (false, true));
    }
}
