//! `dateline list`: articles, newest first.

use std::collections::HashMap;

use super::args::{List, ListFormat};
use super::{Desk, Result, Status, pick, print};
use crate::model::{FeedId, SafeText};
use crate::query::Query;

/// Does it.
pub fn run(args: &List, desk: &mut Desk<'_>) -> Result<Status> {
    let library = desk.library()?;
    let now = desk.clock.now();
    let query: Query = args.query.join(" ").parse()?;
    if args.count {
        pick::complete(&library, &query)?;
        writeln!(desk.out, "{}", library.count(&query, now)?)?;
        return Ok(Status::Done);
    }
    let format = args
        .format
        .unwrap_or(if desk.json { ListFormat::Json } else { ListFormat::Lines });
    let titles: HashMap<FeedId, SafeText> = match format {
        ListFormat::Titles => HashMap::new(),
        _ => library
            .overview(now)?
            .feeds
            .into_iter()
            .map(|feed| (feed.id, feed.title))
            .collect(),
    };
    let with_url = matches!(format, ListFormat::Tsv | ListFormat::Json);
    let mut out = std::io::BufWriter::new(&mut *desk.out);
    pick::each(&library, &query, now, args.limit.unwrap_or(usize::MAX), |headline| {
        use std::io::Write;
        let feed = titles.get(&headline.feed).map_or("", |title| title.as_str());
        let url = if with_url {
            library.url(headline.id)?.map(|url| print::safe(&url).into_string())
        } else {
            None
        };
        let (id, date) = (headline.id.to_string(), headline.published.iso());
        match format {
            ListFormat::Titles => writeln!(out, "{}", headline.title)?,
            ListFormat::Lines => {
                let mark = if headline.flags.read { ' ' } else { '●' };
                let star = if headline.flags.starred { '★' } else { ' ' };
                writeln!(
                    out,
                    "{mark}{star} {id}  {}  {feed}  {}",
                    headline.published.iso_date(),
                    headline.title
                )?;
            }
            ListFormat::Tsv => {
                let flag = |set: bool, word: &'static str| if set { word } else { "" };
                let flags = headline.flags;
                let fields = [
                    &*id,
                    &date,
                    flag(flags.read, "read"),
                    flag(flags.starred, "starred"),
                    flag(flags.saved, "saved"),
                    feed,
                    &headline.title,
                    url.as_deref().unwrap_or(""),
                ];
                print::tsv(&mut out, &fields)?;
            }
            ListFormat::Json => print::json_line(&mut out, &print::headline(&headline, feed, url.as_deref()))?,
        }
        Ok(())
    })?;
    std::io::Write::flush(&mut out)?;
    Ok(Status::Done)
}
