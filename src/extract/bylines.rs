//! Who wrote the article, as the page's data and meta elements say: one name each, without whom
//! they write for.

use super::json_ld::JsonLd;
use super::metas::Metas;
use crate::model::{SafeText, agency_name};

/// Authors taken.
const MAX_AUTHORS: usize = 12;

/// The authors' names; `site` is the site's, which often stands behind theirs.
pub(super) fn authors(data: &JsonLd, metas: &Metas<'_>, site: &str) -> Vec<SafeText> {
    let mut given = data.authors.clone();
    if given.is_empty() {
        given = metas.all(&[
            "author",
            "article:author",
            "parsely-author",
            "sailthru.author",
            "dc.creator",
            "byl",
            "citation_author",
        ]);
    }
    let mut names: Vec<SafeText> = Vec::new();
    for given in given {
        let given = super::plain_line(&given);
        let bare = given
            .strip_prefix("By ")
            .or_else(|| given.strip_prefix("by "))
            .or_else(|| given.strip_prefix("BY "))
            .unwrap_or(&given);
        if bare.starts_with("http") || bare.contains("://") || bare.len() > 300 {
            continue;
        }
        for name in split_names(without_outlet(bare, site)) {
            let name = SafeText::line(name);
            if !name.is_empty() && !names.contains(&name) && names.len() < MAX_AUTHORS {
                names.push(name);
            }
        }
    }
    names
}

/// "Ada Sample, AP" and "Ada Sample | The Site" without whom they write for.
fn without_outlet<'a>(names: &'a str, site: &str) -> &'a str {
    let parted = [", ", " | ", " / ", " - "]
        .iter()
        .find_map(|mark| names.rsplit_once(mark))
        .filter(|(head, _)| head.contains(' '));
    match parted {
        Some((head, tail)) if tail.eq_ignore_ascii_case(site) || agency_name(tail).is_some() => head.trim(),
        _ => names,
    }
}

/// "A, B and C" as three; a comma before a title ("A, Esq.") or a single name parts nothing.
fn split_names(text: &str) -> Vec<&str> {
    let parts: Vec<&str> = text
        .split(" and ")
        .flat_map(|part| part.split(", "))
        .flat_map(|part| part.split("; "))
        .flat_map(|part| part.split(" & "))
        .map(str::trim)
        .collect();
    if parts.len() > 1
        && parts
            .iter()
            .all(|part| (2..=4).contains(&part.split_whitespace().count()))
    {
        parts
    } else {
        vec![text]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lose_the_outlet() {
        assert_eq!(without_outlet("Ada Sample, CNN", ""), "Ada Sample");
        assert_eq!(
            without_outlet("Ada Sample, The Sample Post", "the sample post"),
            "Ada Sample"
        );
        assert_eq!(
            without_outlet("Ada Sample and Ben Sample | Associated Press", ""),
            "Ada Sample and Ben Sample"
        );
        assert_eq!(
            without_outlet("Ada Sample, Ben Sample", "Sample"),
            "Ada Sample, Ben Sample"
        );
        assert_eq!(without_outlet("Reuters", "Reuters"), "Reuters");
    }

    #[test]
    fn names_are_parted() {
        assert_eq!(
            split_names("Ada Sample, Ben Sample and Cy Sample"),
            ["Ada Sample", "Ben Sample", "Cy Sample"]
        );
        assert_eq!(split_names("Reuters"), ["Reuters"]);
        assert_eq!(split_names("Ada Sample, Esq."), ["Ada Sample, Esq."]);
    }
}
