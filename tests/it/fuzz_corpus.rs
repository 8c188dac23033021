//! Replays what the fuzz targets have been fed: seeds of our own, and every input that once broke
//! something.

use std::cell::Cell;
use std::fs;
use std::panic;
use std::path::{Path, PathBuf};
use std::sync::Once;
use std::time::{Duration, Instant};

use crate::any_bytes;

thread_local! {
    static PANICKED: Cell<bool> = const { Cell::new(false) };
}

/// Notes a panic of the thread it happens on, contained or not.
fn watch_panics() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let report = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            PANICKED.set(true);
            report(info);
        }));
    });
}

/// A target's corpus, in the order of its names.
fn corpus(name: &str) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz-corpus");
    let mut inputs: Vec<_> = fs::read_dir(root.join(name))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    inputs.sort();
    inputs
}

/// Whether a target holds for these bytes: no panic, contained or not.
fn holds(check: fn(&[u8]), bytes: &[u8]) -> bool {
    PANICKED.set(false);
    panic::catch_unwind(|| check(bytes)).is_ok() && !PANICKED.get()
}

#[test]
fn every_kept_input_holds() {
    watch_panics();
    for (name, check) in any_bytes::ALL {
        let inputs = corpus(name);
        assert!(inputs.len() >= 3, "{name} has a corpus");
        for input in inputs {
            let bytes = fs::read(&input).unwrap();
            assert!(holds(check, &bytes), "{name} breaks on {}", input.display());
        }
    }
}

/// Changes the corpus at random, without knowing what the program makes of it: what can be had
/// where cargo-fuzz cannot. `DATELINE_FUZZ_SECONDS` for each target, `DATELINE_FUZZ_TARGET` for one
/// of them, `DATELINE_FUZZ_SEED` for other changes. What breaks is left in the folder for temporary
/// files, to be kept in the corpus.
#[test]
#[ignore = "as long as one likes"]
fn changed_inputs_hold() {
    watch_panics();
    let set = |name: &str| std::env::var(name).ok();
    let number = |name: &str, usual: u64| set(name).and_then(|value| value.parse().ok()).unwrap_or(usual);
    let (seconds, mut seed) = (number("DATELINE_FUZZ_SECONDS", 1), number("DATELINE_FUZZ_SEED", 1));
    for (name, check) in any_bytes::ALL {
        if set("DATELINE_FUZZ_TARGET").is_some_and(|wanted| wanted != name) {
            continue;
        }
        let seeds: Vec<Vec<u8>> = corpus(name).iter().map(|path| fs::read(path).unwrap()).collect();
        let end = Instant::now() + Duration::from_secs(seconds);
        let (mut tried, mut broken) = (0_u64, 0);
        while Instant::now() < end && broken < 5 {
            let bytes = changed(&seeds, &mut seed);
            tried += 1;
            if !holds(check, &bytes) {
                broken += 1;
                let kept = std::env::temp_dir().join(format!("{name}-{tried}"));
                fs::write(&kept, &bytes).unwrap();
                println!("{name} breaks on {}", kept.display());
            }
        }
        println!("{name}: {tried} inputs in {seconds} s, {broken} broke it");
        assert_eq!(broken, 0, "{name}");
    }
}

/// A number below `end`, from a generator (SplitMix64).
fn below(seed: &mut u64, end: usize) -> usize {
    *seed = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mixed = (*seed ^ (*seed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    usize::try_from(mixed >> 33).unwrap() % end.max(1)
}

/// An input of the corpus with some changes: bytes, pieces of itself or of another, odd words.
fn changed(seeds: &[Vec<u8>], seed: &mut u64) -> Vec<u8> {
    const WORDS: [&str; 32] = [
        "<",
        ">",
        "&",
        "\"",
        "'",
        "]]>",
        "<![CDATA[",
        "<!--",
        "-->",
        "&#x1b;",
        "&#0;",
        "&amp;",
        "\u{1b}]0;",
        "\u{9b}",
        "\u{202e}",
        "\u{301}",
        "\u{200d}",
        "\u{feff}",
        "\u{fffd}",
        "İ",
        "ß",
        "ﬁ",
        "移",
        "👨\u{200d}👩",
        "\0",
        "\r\n",
        "99999999999999999999",
        "-1",
        "{",
        "[",
        "\\ud800",
        "§",
    ];
    let mut bytes = seeds[below(seed, seeds.len())].clone();
    for _ in 0..=below(seed, 8) {
        let at = below(seed, bytes.len() + 1);
        let to = (at + below(seed, 40)).min(bytes.len());
        match below(seed, 7) {
            0 if at < bytes.len() => bytes[at] = u8::try_from(below(seed, 256)).unwrap(),
            1 => drop(bytes.drain(at..to)),
            2 => {
                let piece = bytes[at..to].repeat(1 + below(seed, 30));
                bytes.splice(at..at, piece);
            }
            3 => {
                let other = &seeds[below(seed, seeds.len())];
                let from = below(seed, other.len() + 1);
                let piece = &other[from..(from + below(seed, 200)).min(other.len())];
                bytes.splice(at..to, piece.iter().copied());
            }
            4 => bytes.truncate(at),
            _ => drop(
                bytes
                    .splice(at..to, WORDS[below(seed, WORDS.len())].bytes())
                    .collect::<Vec<_>>(),
            ),
        }
    }
    bytes.truncate(1 << 16);
    bytes
}
