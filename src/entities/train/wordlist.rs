//! The lexicon's words from the gazetteer folder: clusters, names, places, committees.

use super::super::sheet::{Sheet, hash};
use super::super::tagger::lexicon::{Info, list, phrase};
use super::corpus::unpacked;
use rustc_hash::FxHashMap;
use std::io;
use std::path::Path;

/// Surnames kept, the commonest first.
const SURNAMES: usize = 30_000;

/// Words and phrases by hash, the most useful first.
pub fn gather(folder: &Path) -> io::Result<Vec<(u64, Info)>> {
    let mut order: Vec<u64> = Vec::new();
    let mut table: FxHashMap<u64, Info> = FxHashMap::default();
    let mut add = |hash: u64, set: &dyn Fn(&mut Info)| {
        let info = table.entry(hash).or_insert_with(|| {
            order.push(hash);
            Info::default()
        });
        set(info);
    };
    let name = |text: &str, bits: u8, add: &mut dyn FnMut(u64, &dyn Fn(&mut Info))| {
        let sheet = Sheet::new(text);
        let hash = match sheet.tokens.as_slice() {
            [] => return,
            [one] => one.lower,
            more if more.len() <= 4 => phrase(more.iter().map(|token| token.lower)),
            _ => return,
        };
        add(hash, &move |info: &mut Info| info.lists |= bits);
    };
    let open = |file: &str| unpacked(&folder.join(file));
    for line in open("countries.tsv.gz")?.lines() {
        let columns: Vec<&str> = line.split('\t').collect();
        name(columns[0], list::COUNTRY, &mut add);
        if let Some(capital) = columns.get(2).filter(|c| !c.is_empty()) {
            name(capital, list::CITY | list::BIG_CITY, &mut add);
        }
    }
    for extra in [
        "US",
        "U.S.",
        "UK",
        "U.K.",
        "USA",
        "UAE",
        "Britain",
        "England",
        "Scotland",
        "Wales",
        "Russia",
        "Burma",
        "Palestine",
        "Gaza",
        "Kosovo",
        "Chechnya",
        "Darfur",
    ] {
        name(extra, list::COUNTRY, &mut add);
    }
    for line in open("us-states-counties.tsv.gz")?.lines() {
        let columns: Vec<&str> = line.split('\t').collect();
        if let Some(text) = columns.get(1) {
            name(text, list::STATE, &mut add);
        }
    }
    for (file, bit, most) in [
        ("us-census-1990-first-male.tsv.gz", list::MALE, 1219),
        ("us-census-1990-first-female.tsv.gz", list::FEMALE, 4275),
        ("us-census-1990-surnames.tsv.gz", list::SURNAME, SURNAMES),
    ] {
        for line in open(file)?.lines().take(most) {
            name(line.split('\t').next().unwrap_or(""), bit, &mut add);
        }
    }
    for line in open("us-congress-current.tsv.gz")?.lines() {
        let columns: Vec<&str> = line.split('\t').collect();
        if let (Some(first), Some(last)) = (columns.first(), columns.get(2)) {
            name(first, list::MALE | list::FEMALE, &mut add);
            name(last, list::SURNAME, &mut add);
        }
    }
    for line in open("us-congress-committees.tsv.gz")?.lines() {
        name(line.split('\t').next().unwrap_or(""), list::BODY, &mut add);
    }
    let clusters = ["word-clusters.tsv.gz", "word-clusters.tsv.xz"]
        .iter()
        .map(|file| folder.join(file))
        .find(|path| path.exists())
        .ok_or_else(|| io::Error::other("no word-clusters.tsv.gz"))?;
    for line in unpacked(&clusters)?.lines() {
        let mut columns = line.split('\t');
        let (Some(word), Some(fine), Some(coarse)) = (columns.next(), columns.next(), columns.next()) else {
            continue;
        };
        let (Ok(fine), Ok(coarse)) = (fine.parse::<u16>(), coarse.parse::<u8>()) else {
            continue;
        };
        add(hash(word.as_bytes()), &move |info: &mut Info| {
            info.fine = fine + 1;
            info.coarse = coarse + 1;
        });
    }
    for line in open("cities15000.tsv.gz")?.lines() {
        let columns: Vec<&str> = line.split('\t').collect();
        let people: u64 = columns.get(3).and_then(|p| p.parse().ok()).unwrap_or(0);
        let bits = if people >= 400_000 {
            list::CITY | list::BIG_CITY
        } else {
            list::CITY
        };
        name(columns[0], bits, &mut add);
    }
    Ok(order
        .into_iter()
        .filter_map(|hash| table.get(&hash).map(|info| (hash, *info)))
        .collect())
}
