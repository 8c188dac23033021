//! What the tagger sees in the spelling of one word: ends, pieces, shape.

/// The last and first bytes of a word in small letters, four at most.
pub fn affixes(word: &str) -> (u32, u32) {
    let bytes = word.as_bytes();
    let fold = |iter: &mut dyn Iterator<Item = &u8>| {
        iter.take(4)
            .fold(0u32, |acc, b| (acc << 8) | u32::from(b.to_ascii_lowercase()))
    };
    let head = fold(&mut bytes.iter());
    let tail = {
        let from = bytes.len().saturating_sub(4);
        bytes[from..]
            .iter()
            .fold(0u32, |acc, b| (acc << 8) | u32::from(b.to_ascii_lowercase()))
    };
    (head, tail)
}

/// Every three letters of a word and its ends, in small letters, a dozen at most.
pub fn pieces(word: &str, mut each: impl FnMut(u64)) {
    let mut window = 0xffu64;
    let letters = word.chars().take(13).map(|c| u64::from(c.to_ascii_lowercase()));
    for (at, letter) in letters.chain([0xff]).enumerate() {
        window = (window << 21 | letter) & 0x7fff_ffff_ffff_ffff;
        if at > 0 {
            each(window);
        }
    }
}

/// A word's shape with repeats folded: `Xx`, `X.X.`, `d-X`.
pub fn shape(word: &str) -> u64 {
    let mut out = 0u64;
    let mut last = 0u64;
    let mut repeated = false;
    for c in word.chars().take(16) {
        let class = if c.is_uppercase() {
            1
        } else if c.is_lowercase() {
            2
        } else if c.is_ascii_digit() {
            3
        } else if c == '.' {
            4
        } else if c == '-' {
            5
        } else if c == '\'' || c == '’' {
            6
        } else {
            7
        };
        if class == last {
            if !repeated {
                out = out << 3 | class;
                repeated = true;
            }
            continue;
        }
        repeated = false;
        last = class;
        out = out << 3 | class;
    }
    out
}
