//! What the tagger looks at: each property of a word and its surroundings as one hash.
//!
//! Training and tagging share this file, so a change here wants the model trained again.

use super::super::sheet::{Sheet, flag};
use super::super::words;
use super::lexicon::Info;
use super::spelling::{affixes, pieces, shape};
use std::ops::Range;

/// A run of a text with what is known around it.
pub struct View<'a> {
    /// The text.
    pub sheet: &'a Sheet<'a>,
    /// What the lexicon knows of each token.
    pub info: &'a [Info],
    /// List bits of the longest known phrase over each token; in the high bits its place in it.
    pub phrases: &'a [u16],
    /// What the rest of the text says of each token's word.
    pub evidence: &'a [u16],
    /// The sentence.
    pub sentence: Range<usize>,
    /// The run.
    pub run: Range<usize>,
    /// The sort of writing, 0 where it is not known.
    pub genre: u64,
    /// The runs before and after it in the sentence; empty where there is none.
    pub sides: [Range<usize>; 2],
}

/// Flags that make a token's rough shape.
const ROUGH: u16 = flag::CAP
    | flag::ALL_CAPS
    | flag::LOWER
    | flag::NUMBER
    | flag::DIGIT
    | flag::PUNCT
    | flag::DOTTED
    | flag::INITIAL
    | flag::INNER_CAP;

/// Classes that matter to the tagger.
const CLASSES: words::Classes = words::MONTH
    | words::WEEKDAY
    | words::TITLE
    | words::SAY
    | words::LINK
    | words::PARTICLE
    | words::ORG_HEAD
    | words::PLACE_HEAD
    | words::LAW_HEAD
    | words::COMPANY
    | words::PERSON_SUFFIX
    | words::OPENER
    | words::STATE_SHORT
    | words::BODY
    | words::SPEAKER_NOUN
    | words::COMMON_CAP;

/// Mixes a template's number with its value. Bits 16 to 23 are the template's number: where a row
/// lies is told by the others.
#[inline]
pub fn mix(template: u64, value: u64) -> u64 {
    let mixed = (value ^ template.wrapping_mul(0xA24B_AED4_963E_E407)).wrapping_mul(0x9FB2_1C65_1E98_DF25);
    (mixed ^ (mixed >> 31)) & !0xff_0000 | template << 16
}

/// The template of a property.
pub fn template(hash: u64) -> u8 {
    (hash >> 16) as u8
}

/// Whether a template looks at which word stands here, not at what is like it.
pub fn by_word(template: u8) -> bool {
    matches!(template, 1 | 2 | 7 | 8 | 13 | 14 | 16 | 34 | 53 | 101)
}

#[inline]
fn pair(a: u64, b: u64) -> u64 {
    a.rotate_left(23).wrapping_mul(0xD6E8_FEB8_6659_FD93) ^ b
}

/// What stands between a run and the one beside it, and the other run's last token.
fn listed(view: &View, side: usize) -> (u64, Option<usize>) {
    let Some(other) = view.sides.get(side).filter(|other| !other.is_empty()) else {
        return (0, None);
    };
    let between = if side == 0 {
        other.end..view.run.start
    } else {
        view.run.end..other.start
    };
    match gap(view.sheet, between) {
        5 => (5, None),
        gap => (gap, Some(other.end - 1)),
    }
}

/// What stands between two names: 1 a comma, 2 "and" or the like, 3 a bracket, 4 nothing, 5
/// anything else.
pub fn gap(sheet: &Sheet, between: Range<usize>) -> u64 {
    if between.len() > 3 {
        return 5;
    }
    let mut gap = 4;
    for at in between {
        match sheet.word(at) {
            "," | ";" => gap = gap.min(1),
            "and" | "or" | "&" | "/" => gap = gap.min(2),
            "(" | ")" => gap = gap.min(3),
            "the" => {}
            _ => return 5,
        }
    }
    gap
}

/// The hashes of everything that holds of a token of a run.
pub fn of(view: &View, at: usize, out: &mut Vec<u64>) {
    out.clear();
    let sheet = view.sheet;
    let inside = |i: Option<usize>| i.filter(|i| view.sentence.contains(i));
    let near = |offset: isize| inside(at.checked_add_signed(offset));
    let token = |offset: isize| near(offset).map(|i| sheet.token(i));
    let lower = |offset: isize| token(offset).map_or(3, |t| t.lower);
    let rough = |offset: isize| token(offset).map_or(1 << 15, |t| u64::from(t.flags & ROUGH));
    let class = |offset: isize| token(offset).map_or(1 << 40, |t| t.classes & CLASSES);
    let info = |offset: isize| {
        near(offset).and_then(|i| view.info.get(i)).copied().unwrap_or(Info {
            fine: 2000,
            coarse: 200,
            lists: 0,
        })
    };
    let here = sheet.token(at);
    let word = sheet.word(at);
    let (l0, l1, l2, m1, m2) = (here.lower, lower(1), lower(2), lower(-1), lower(-2));
    let (r0, r1, m_r1) = (rough(0), rough(1), rough(-1));
    let (i0, i1, i2, im1, im2) = (info(0), info(1), info(2), info(-1), info(-2));
    let opens = u64::from(
        at == view.sentence.start
            || (at == view.sentence.start + 1 && sheet.token(view.sentence.start).is(flag::PUNCT)),
    );
    let mut put = |template: u64, value: u64| out.push(mix(template, value));
    put(0, 0);
    put(1, here.exact);
    put(2, l0);
    put(3, m1);
    put(4, l1);
    put(5, m2);
    put(6, l2);
    put(7, pair(m1, l0));
    put(8, pair(l0, l1));
    put(9, pair(m1, l1));
    let form = shape(word);
    put(10, form);
    put(11, pair(pair(m_r1, form), r1));
    let (head, tail) = affixes(word);
    let size = word.len().min(4) as u32;
    put(12, u64::from(tail & 0xffff));
    put(13, u64::from(tail & 0xff_ffff));
    put(14, u64::from(tail) | u64::from(size) << 40);
    put(15, u64::from(if size == 4 { head >> 8 } else { head }));
    put(16, u64::from(head) | 1 << 40);
    put(17, pair(u64::from(i0.fine), r0));
    put(18, pair(u64::from(im1.fine), u64::from(i0.coarse)));
    put(19, pair(u64::from(i0.coarse), u64::from(i1.fine)));
    put(20, u64::from(im1.fine));
    put(21, u64::from(i1.fine));
    put(22, u64::from(im2.fine));
    put(23, u64::from(i2.fine));
    put(
        24,
        pair(u64::from(im1.coarse), pair(u64::from(i0.coarse), u64::from(i1.coarse))),
    );
    put(25, pair(u64::from(im1.coarse), u64::from(i1.coarse)));
    put(26, pair(u64::from(i0.lists), r0));
    put(27, pair(u64::from(i0.lists), pair(u64::from(im1.lists), m_r1)));
    put(28, pair(u64::from(i0.lists), pair(u64::from(i1.lists), r1)));
    let phrase = u64::from(view.phrases.get(at).copied().unwrap_or(0));
    put(29, pair(phrase, r0));
    put(30, pair(class(0), r0));
    put(31, pair(class(-1), m_r1));
    put(32, pair(class(1), r1));
    put(33, pair(class(-1), pair(class(1), r0)));
    put(34, pair(opens, l0));
    put(35, pair(opens, form));
    let evidence = u64::from(view.evidence.get(at).copied().unwrap_or(0));
    put(36, pair(evidence, opens));
    for bit in 0..11 {
        if evidence >> bit & 1 != 0 {
            put(37, pair(bit, pair(opens, u64::from(i0.lists != 0))));
        }
    }
    // Where in the run, what the run begins and ends with, what stands around it.
    let first = view.run.start;
    let last = view.run.end.saturating_sub(1);
    let position = u64::from(at == first) | u64::from(at == last) << 1 | (view.run.len().min(5) as u64) << 2;
    put(38, pair(position, form));
    let last_token = sheet.token(last);
    put(39, pair(last_token.lower, u64::from(at == last)));
    put(40, pair(sheet.token(first).lower, u64::from(at == first)));
    let before = inside(first.checked_sub(1));
    let after = inside(Some(view.run.end));
    let before_word = before.map_or(3, |i| sheet.token(i).lower);
    let after_word = after.map_or(3, |i| sheet.token(i).lower);
    put(41, pair(before_word, position & 3));
    put(42, pair(after_word, position & 3));
    put(43, pair(before_word, after_word));
    put(44, pair(last_token.classes & CLASSES, position));
    let fine_at = |i: Option<usize>| i.and_then(|i| view.info.get(i)).map_or(2000, |i| u64::from(i.fine));
    put(45, pair(fine_at(before), position));
    put(46, pair(fine_at(after), position));
    put(47, pair(fine_at(Some(last)), position));
    // The next capitalised word of the run, and the one before, over small words.
    let next_name = (at + 1..view.run.end).find(|i| sheet.token(*i).is(flag::CAP));
    let past_name = (first..at).rev().find(|i| sheet.token(*i).is(flag::CAP));
    put(48, next_name.map_or(3, |i| sheet.token(i).lower));
    put(49, past_name.map_or(3, |i| sheet.token(i).lower));
    let run_heads = view.run.clone().filter(|i| *i >= at).fold(0, |bits, i| {
        bits | sheet.token(i).classes & (words::ORG_HEAD | words::PLACE_HEAD | words::LAW_HEAD | words::COMPANY)
    });
    put(50, pair(run_heads, pair(r0, u64::from(i0.lists))));
    put(51, pair(u64::from(i0.fine), pair(u64::from(im1.fine), 1)));
    put(52, pair(u64::from(i0.fine), u64::from(i1.fine)));
    put(53, pair(l0, evidence & 0x1f));
    put(54, pair(m2, m1));
    put(55, pair(l1, l2));
    // Small words in a name or between two: what the run stands behind and before.
    if !here.is(flag::CAP) {
        put(57, pair(before_word, l0));
        put(58, pair(after_word, l0));
    }
    // The names it is listed with: what is between, and how the other ends.
    for (side, template) in [(0, 59), (1, 61)] {
        let (gap, end) = listed(view, side);
        put(template, pair(gap, fine_at(end)));
        let heads = end.map_or(0, |i| {
            sheet.token(i).classes & CLASSES | u64::from(sheet.token(i).flags & ROUGH) << 44
        });
        put(template + 1, pair(gap, pair(heads, r0)));
    }
    if view.run.len() > 1 {
        put(63, pair(u64::from(i0.fine), fine_at(Some(last))));
        put(64, pair(l0, last_token.lower));
        put(65, pair(u64::from(i0.fine), fine_at(Some(first))));
    }
    put(66, lower(3));
    put(67, lower(-3));
    put(68, pair(u64::from(i1.fine), u64::from(i2.fine)));
    put(69, pair(u64::from(im2.fine), u64::from(im1.fine)));
    put(71, pair(m1, u64::from(i0.fine)));
    put(72, pair(u64::from(i0.fine), l1));
    if here.is(flag::CAP) {
        pieces(word, |piece| put(70, piece));
    }
    // What the sort of writing makes of it.
    let genre = view.genre;
    if genre > 0 {
        put(90, genre);
        put(91, pair(genre, form));
        put(92, pair(genre, pair(u64::from(i0.fine), r0)));
        put(93, pair(genre, pair(u64::from(i0.lists), r0)));
        put(94, pair(genre, pair(phrase, r0)));
        put(95, pair(genre, pair(class(0), r0)));
        put(96, pair(genre, pair(class(-1), m_r1)));
        put(97, pair(genre, pair(class(1), r1)));
        put(98, pair(genre, pair(evidence, opens)));
        put(99, pair(genre, pair(position, form)));
        put(100, pair(genre, pair(last_token.classes & CLASSES, position)));
        put(101, pair(genre, l0));
        put(102, pair(genre, m1));
        put(103, pair(genre, l1));
    }
    put(56, pair(m_r1, pair(rough(-2), pair(r0, pair(r1, rough(2))))));
}
