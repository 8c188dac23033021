//! `dateline extract`, `parse-feed` and `credit`: what the program makes of a page, a feed or a
//! caption, without keeping it.

use std::io::Read;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::args::{Credit, Extract, ParseFeed, ShowFormat};
use super::{CliError, Desk, Result, Status, print, read_input, show};
use crate::library::{inspect, sites};

/// Bytes a compressed page of a batch may unpack to.
const UNPACKED: u64 = 50_000_000;

/// `dateline extract`.
pub fn extract(args: &Extract, desk: &mut Desk<'_>) -> Result<Status> {
    // What is wrong in the file was told already, with the settings.
    let (rules, _) = sites::rules(&desk.place);
    if let Some(batch) = &args.batch {
        return each_line(batch, desk, |folder, line| {
            let html = unpacked(&folder.join(field(line, "html")))?;
            Ok(inspect::page_line(&line["id"], &html, field(line, "url"), &rules).to_string())
        });
    }
    let now = desk.clock.now();
    let (bytes, content_type, url) = input(args.input.as_deref().unwrap_or("-"), true, desk)?;
    let url = if url.is_empty() { args.url.clone() } else { url };
    let (article, _) = inspect::page(&bytes, content_type.as_deref(), &url, &rules, now)?;
    let format = if desk.json { ShowFormat::Json } else { args.format };
    if format == ShowFormat::Json {
        print::json_line(desk.out, &crate::library::form::json(&article))?;
    } else {
        show::article_as(&article, format, args.width, now, desk)?;
    }
    Ok(Status::Done)
}

/// `dateline parse-feed`.
pub fn parse_feed(args: &ParseFeed, desk: &mut Desk<'_>) -> Result<Status> {
    if let Some(batch) = &args.batch {
        return each_line(batch, desk, |folder, line| {
            let file = field(line, "file");
            let bytes = read_input(&folder.join("files").join(file))?;
            Ok(inspect::feed_line(
                file,
                &bytes,
                line["content_type"].as_str(),
                line["url"].as_str(),
            ))
        });
    }
    let name = args.input.as_deref().unwrap_or("-");
    let (bytes, content_type, url) = input(name, false, desk)?;
    let url = Some(url.as_str()).filter(|url| !url.is_empty());
    print::json_text(
        desk.out,
        &inspect::feed_line(name, &bytes, content_type.as_deref(), url),
    )?;
    Ok(Status::Done)
}

/// `dateline credit`.
pub fn credit(args: &Credit, desk: &mut Desk<'_>) -> Result<Status> {
    if let Some(batch) = &args.batch {
        return each_line(batch, desk, |_, line| {
            Ok(inspect::caption_line(&line["id"], field(line, "raw")).to_string())
        });
    }
    let line = inspect::caption_line(&Value::Null, args.caption.as_deref().unwrap_or(""));
    if desk.json {
        print::json_line(desk.out, &line)?;
        return Ok(Status::Done);
    }
    for (what, value) in line.as_object().into_iter().flatten() {
        if let Some(value) = value.as_str() {
            writeln!(desk.out, "{what:<13} {value}")?;
        }
    }
    Ok(Status::Done)
}

/// Reads a file of JSON lines and prints what `make` makes of each; the folder is the file's.
pub(super) fn each_line(
    batch: &Path,
    desk: &mut Desk<'_>,
    make: impl Fn(&Path, &Value) -> Result<String>,
) -> Result<Status> {
    let bytes = read_input(batch)?;
    let folder = batch.parent().map(PathBuf::from).unwrap_or_default();
    let mut status = Status::Done;
    for (number, text) in String::from_utf8_lossy(&bytes)
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
    {
        let line: Value = match serde_json::from_str(text) {
            Ok(line) => line,
            Err(error) => {
                let error = print::safe(&error.to_string());
                writeln!(desk.err, "{}, line {}: {error}", batch.display(), number + 1)?;
                status = Status::Partly;
                continue;
            }
        };
        match make(&folder, &line) {
            Ok(made) => print::json_text(desk.out, &made)?,
            Err(error) => {
                writeln!(
                    desk.err,
                    "{}, line {}: {}",
                    batch.display(),
                    number + 1,
                    print::safe(&error.to_string())
                )?;
                status = Status::Partly;
            }
        }
    }
    Ok(status)
}

pub(super) fn field<'v>(line: &'v Value, name: &str) -> &'v str {
    line[name].as_str().unwrap_or("")
}

/// A file's bytes, unpacked where it is gzip.
fn unpacked(path: &Path) -> Result<Vec<u8>> {
    let bytes = read_input(path)?;
    if !bytes.starts_with(&[0x1f, 0x8b]) {
        return Ok(bytes);
    }
    let mut unpacked = Vec::new();
    let mut reader = flate2::read::MultiGzDecoder::new(bytes.as_slice()).take(UNPACKED);
    reader.read_to_end(&mut unpacked).map_err(|error| CliError::Input {
        path: path.display().to_string(),
        error,
    })?;
    Ok(unpacked)
}

/// What an address or a file holds: bytes, content type, final address.
fn input(name: &str, page: bool, desk: &mut Desk<'_>) -> Result<(Vec<u8>, Option<String>, String)> {
    if name.starts_with("http://") || name.starts_with("https://") {
        let library = desk.bare_library()?;
        let fetched = desk.wait(library.look(name, page, desk.clock.now()))??;
        return Ok((fetched.body, fetched.content_type, fetched.url));
    }
    Ok((unpacked(Path::new(name))?, None, String::new()))
}
