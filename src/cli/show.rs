//! `dateline show`: one article on paper.

use super::args::{Show, ShowFormat};
use super::{CliError, Desk, Result, Status, print};
use crate::library::Library;
use crate::model::{Article, ArticleId, ShownText, Timestamp};
use crate::query::Query;

/// Does it.
pub fn run(args: &Show, desk: &mut Desk<'_>) -> Result<Status> {
    let library = desk.library()?;
    let now = desk.clock.now();
    let id = article_id(&library, &args.id, now)?;
    library.analyse(id)?;
    let text = args.feed_text.then_some(ShownText::Feed);
    let article = library
        .article(id, text)?
        .ok_or(CliError::Said(format!("there is no article {id}")))?;
    let format = args
        .format
        .unwrap_or(if desk.json { ShowFormat::Json } else { ShowFormat::Text });
    article_as(&article, format, args.width, now, desk)?;
    Ok(Status::Done)
}

/// Prints an article in a form.
pub fn article_as(
    article: &Article,
    format: ShowFormat,
    width: u16,
    now: Timestamp,
    desk: &mut Desk<'_>,
) -> Result<()> {
    use crate::library::form;
    match format {
        ShowFormat::Text => desk.out.write_all(form::text(article, width.max(20)).as_bytes())?,
        ShowFormat::Markdown => desk.out.write_all(form::markdown(article, now).as_bytes())?,
        ShowFormat::Html => desk.out.write_all(form::html(article).as_bytes())?,
        ShowFormat::Json => print::json_line(desk.out, &form::json(article))?,
    }
    Ok(())
}

fn article_id(library: &Library, text: &str, now: Timestamp) -> Result<ArticleId> {
    if text == "newest" {
        let newest = library.headlines(&Query::all(), now, None, 1)?;
        return newest
            .first()
            .map(|headline| headline.id)
            .ok_or(CliError::Said("the library has no articles yet".into()));
    }
    text.parse()
        .map_err(|_| CliError::Said(format!("{text} is not an article's id; `dateline list` shows them")))
}
