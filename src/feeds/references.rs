//! Character and entity references: `&amp;`, `&#8217;`, `&nbsp;`.
//!
//! Feeds use HTML's names in XML, bare ampersands, and references into C1 that mean windows-1252;
//! all are read as their authors meant them. A document's own entities are replaced by their plain
//! text, which is short and never expanded again, so that no document can grow by them.

use std::borrow::Cow;
use std::sync::LazyLock;

use memchr::memchr;
use rustc_hash::FxHashMap;

/// Own entities of a document that are remembered at most.
const MOST_OWN: usize = 64;
/// Bytes of an own entity's text at most; longer ones are left as they are written.
const LONGEST_OWN: usize = 64;
/// Bytes of the longest name that is looked up.
const LONGEST_NAME: usize = 32;

/// HTML 4's names, and those of HTML 5 that publishers use:
/// <https://html.spec.whatwg.org/multipage/named-characters.html>
const NAMES: &str = "\
Tab=\u{9} NewLine=\u{a} excl=! quot=\u{22} num=# dollar=$ percnt=% amp=& apos=' lpar=( rpar=) ast=* \
plus=+ comma=, period=. sol=/ colon=: semi=; lt=< equals== gt=> quest=? commat=@ lbrack=[ lsqb=[ \
bsol=\u{5c} rbrack=] rsqb=] lowbar=_ grave=` lbrace={ lcub={ verbar=| vert=| rbrace=} rcub=} \
nbsp=\u{a0} iexcl=¡ cent=¢ pound=£ curren=¤ yen=¥ brvbar=¦ sect=§ uml=¨ copy=© ordf=ª laquo=« not=¬ \
shy=\u{ad} reg=® macr=¯ deg=° plusmn=± sup2=² sup3=³ acute=´ micro=µ para=¶ middot=· cedil=¸ sup1=¹ \
ordm=º raquo=» frac14=¼ frac12=½ half=½ frac34=¾ iquest=¿ Agrave=À Aacute=Á Acirc=Â Atilde=Ã Auml=Ä \
Aring=Å AElig=Æ Ccedil=Ç Egrave=È Eacute=É Ecirc=Ê Euml=Ë Igrave=Ì Iacute=Í Icirc=Î Iuml=Ï ETH=Ð \
Ntilde=Ñ Ograve=Ò Oacute=Ó Ocirc=Ô Otilde=Õ Ouml=Ö times=× Oslash=Ø Ugrave=Ù Uacute=Ú Ucirc=Û Uuml=Ü \
Yacute=Ý THORN=Þ szlig=ß agrave=à aacute=á acirc=â atilde=ã auml=ä aring=å aelig=æ ccedil=ç egrave=è \
eacute=é ecirc=ê euml=ë igrave=ì iacute=í icirc=î iuml=ï eth=ð ntilde=ñ ograve=ò oacute=ó ocirc=ô \
otilde=õ ouml=ö divide=÷ oslash=ø ugrave=ù uacute=ú ucirc=û uuml=ü yacute=ý thorn=þ yuml=ÿ Amacr=Ā \
amacr=ā Abreve=Ă abreve=ă Aogon=Ą aogon=ą Cacute=Ć cacute=ć Ccaron=Č ccaron=č Dstrok=Đ dstrok=đ Emacr=Ē \
emacr=ē Eogon=Ę eogon=ę Ecaron=Ě ecaron=ě Gbreve=Ğ gbreve=ğ Imacr=Ī imacr=ī Idot=İ inodot=ı Lstrok=Ł \
lstrok=ł Nacute=Ń nacute=ń Omacr=Ō omacr=ō Odblac=Ő odblac=ő OElig=Œ oelig=œ Rcaron=Ř rcaron=ř Sacute=Ś \
sacute=ś Scedil=Ş scedil=ş Scaron=Š scaron=š Tcedil=Ţ tcedil=ţ Umacr=Ū umacr=ū Uring=Ů uring=ů Udblac=Ű \
udblac=ű Yuml=Ÿ Zacute=Ź zacute=ź Zdot=Ż zdot=ż Zcaron=Ž zcaron=ž fnof=ƒ circ=ˆ caron=ˇ breve=˘ dot=˙ \
ring=˚ ogon=˛ tilde=˜ Alpha=Α Beta=Β Gamma=Γ Delta=Δ Epsilon=Ε Zeta=Ζ Eta=Η Theta=Θ Iota=Ι Kappa=Κ \
Lambda=Λ Mu=Μ Nu=Ν Xi=Ξ Omicron=Ο Pi=Π Rho=Ρ Sigma=Σ Tau=Τ Upsilon=Υ Phi=Φ Chi=Χ Psi=Ψ Omega=Ω alpha=α \
beta=β gamma=γ delta=δ epsilon=ε zeta=ζ eta=η theta=θ iota=ι kappa=κ lambda=λ mu=μ nu=ν xi=ξ omicron=ο \
pi=π rho=ρ sigmaf=ς sigma=σ tau=τ upsilon=υ phi=φ chi=χ psi=ψ omega=ω thetasym=ϑ upsih=ϒ piv=ϖ \
ensp=\u{2002} emsp=\u{2003} numsp=\u{2007} puncsp=\u{2008} thinsp=\u{2009} hairsp=\u{200a} \
zwnj=\u{200c} zwj=\u{200d} lrm=\u{200e} rlm=\u{200f} dash=‐ hyphen=‐ ndash=– mdash=— horbar=― lsquo=‘ \
rsquo=’ rsquor=’ lsquor=‚ sbquo=‚ ldquo=“ rdquo=” rdquor=” bdquo=„ ldquor=„ dagger=† Dagger=‡ bull=• \
nldr=‥ hellip=… mldr=… permil=‰ prime=′ Prime=″ lsaquo=‹ rsaquo=› oline=‾ frasl=⁄ euro=€ incare=℅ \
image=ℑ copysr=℗ weierp=℘ real=ℜ trade=™ alefsym=ℵ frac13=⅓ frac23=⅔ frac15=⅕ frac18=⅛ frac38=⅜ \
frac58=⅝ frac78=⅞ larr=← uarr=↑ rarr=→ darr=↓ harr=↔ crarr=↵ lArr=⇐ uArr=⇑ rArr=⇒ dArr=⇓ hArr=⇔ \
forall=∀ part=∂ exist=∃ empty=∅ nabla=∇ isin=∈ notin=∉ ni=∋ prod=∏ sum=∑ minus=− lowast=∗ radic=√ \
prop=∝ infin=∞ ang=∠ and=∧ or=∨ cap=∩ cup=∪ int=∫ there4=∴ sim=∼ cong=≅ asymp=≈ ne=≠ equiv=≡ le=≤ ge=≥ \
sub=⊂ sup=⊃ nsub=⊄ sube=⊆ supe=⊇ oplus=⊕ otimes=⊗ perp=⊥ sdot=⋅ lceil=⌈ rceil=⌉ lfloor=⌊ rfloor=⌋ \
lang=〈 rang=〉 loz=◊ starf=★ star=☆ phone=☎ spades=♠ clubs=♣ hearts=♥ diams=♦ check=✓";

static BY_NAME: LazyLock<FxHashMap<&'static str, char>> = LazyLock::new(|| {
    NAMES
        .split(' ')
        .filter_map(|pair| pair.split_once('='))
        .filter_map(|(name, value)| Some((name, value.chars().next()?)))
        .collect()
});

/// The entities a document declares for itself, internal and short ones only.
#[derive(Debug, Default)]
pub(super) struct OwnEntities(Vec<(String, String)>);

impl OwnEntities {
    /// Reads the internal subset of a `<!DOCTYPE …>`. External entities and parameter entities
    /// are not looked at.
    pub(super) fn declare(&mut self, doctype: &str) {
        for declaration in doctype.split("<!ENTITY").skip(1).take(MOST_OWN) {
            let mut words = declaration.trim_start().splitn(2, char::is_whitespace);
            let (Some(name), Some(rest)) = (words.next(), words.next()) else {
                continue;
            };
            let rest = rest.trim_start();
            let Some(quote) = rest.chars().next().filter(|first| matches!(first, '"' | '\'')) else {
                continue;
            };
            let Some((value, _)) = rest.get(1..).and_then(|rest| rest.split_once(quote)) else {
                continue;
            };
            if value.len() <= LONGEST_OWN && !value.contains('<') && self.0.len() < MOST_OWN {
                self.0
                    .push((name.to_owned(), decode(value, &OwnEntities::default()).into_owned()));
            }
        }
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(own, _)| own == name)
            .map(|(_, value)| value.as_str())
    }
}

/// `raw` with every reference replaced that is one; everything else stays as written.
pub(super) fn decode<'a>(raw: &'a str, own: &OwnEntities) -> Cow<'a, str> {
    let Some(first) = memchr(b'&', raw.as_bytes()) else {
        return Cow::Borrowed(raw);
    };
    let mut text = String::with_capacity(raw.len());
    decode_from(raw, first, own, &mut text);
    Cow::Owned(text)
}

/// Adds `raw`, its references replaced, to `out`.
pub(super) fn decode_into(raw: &str, own: &OwnEntities, out: &mut String) {
    match memchr(b'&', raw.as_bytes()) {
        None => out.push_str(raw),
        Some(first) => decode_from(raw, first, own, out),
    }
}

fn decode_from(raw: &str, first: usize, own: &OwnEntities, out: &mut String) {
    let mut rest = raw;
    let mut at = first;
    loop {
        let (before, reference) = rest.split_at(at);
        out.push_str(before);
        rest = match push_reference(reference, own, out) {
            Some(length) => reference.get(length..).unwrap_or_default(),
            None => {
                out.push('&');
                reference.get(1..).unwrap_or_default()
            }
        };
        match memchr(b'&', rest.as_bytes()) {
            Some(next) => at = next,
            None => return out.push_str(rest),
        }
    }
}

/// Adds what the reference at the start of `text` (an `&`) stands for; gives its length in bytes,
/// or nothing where it is no reference.
#[inline]
fn push_reference(text: &str, own: &OwnEntities, out: &mut String) -> Option<usize> {
    let bytes = text.as_bytes();
    // The five that make up nearly all of an escaped page.
    match bytes {
        [b'&', b'l', b't', b';', ..] => return push(out, '<', 4),
        [b'&', b'g', b't', b';', ..] => return push(out, '>', 4),
        [b'&', b'a', b'm', b'p', b';', ..] => return push(out, '&', 5),
        [b'&', b'q', b'u', b'o', b't', b';', ..] => return push(out, '"', 6),
        [b'&', b'a', b'p', b'o', b's', b';', ..] => return push(out, '\'', 6),
        [b'&', b'#', ..] => return push_number(text, out),
        _ => {}
    }
    let name_end = memchr(b';', bytes.get(..LONGEST_NAME).unwrap_or(bytes))?;
    let name = text.get(1..name_end)?;
    if let Some(value) = own.get(name) {
        out.push_str(value);
        return Some(name_end + 1);
    }
    BY_NAME.get(name).and_then(|value| push(out, *value, name_end + 1))
}

fn push(out: &mut String, value: char, length: usize) -> Option<usize> {
    out.push(value);
    Some(length)
}

/// `&#8217;` or `&#x2019;`, the semicolon missing or not.
fn push_number(text: &str, out: &mut String) -> Option<usize> {
    let digits = text.get(2..)?;
    let (digits, radix, skipped) = match digits.strip_prefix(['x', 'X']) {
        Some(hex) => (hex, 16, 3),
        None => (digits, 10, 2),
    };
    let length = digits
        .bytes()
        .take(8)
        .take_while(|byte| (*byte as char).is_digit(radix))
        .count();
    let code = u32::from_str_radix(digits.get(..length)?, radix).ok()?;
    let end = skipped + length + usize::from(digits.as_bytes().get(length) == Some(&b';'));
    out.push(character(code));
    Some(end)
}

/// The character of a number, C1 read as windows-1252 (as HTML requires), impossible ones as the
/// replacement character. <https://html.spec.whatwg.org/#numeric-character-reference-end-state>
fn character(code: u32) -> char {
    match u8::try_from(code) {
        Ok(byte @ 0x80..=0x9F) => {
            let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(std::slice::from_ref(&byte));
            text.chars().next().unwrap_or(char::REPLACEMENT_CHARACTER)
        }
        Ok(0) => char::REPLACEMENT_CHARACTER,
        _ => char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER),
    }
}

/// Adds `text` to `out` as HTML that shows it.
pub(super) fn escape_into(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = memchr::memchr3(b'&', b'<', b'>', rest.as_bytes()) {
        let (before, special) = rest.split_at(at);
        out.push_str(before);
        out.push_str(match special.as_bytes().first() {
            Some(b'&') => "&amp;",
            Some(b'<') => "&lt;",
            _ => "&gt;",
        });
        rest = special.get(1..).unwrap_or_default();
    }
    out.push_str(rest);
}

/// `text` as HTML that shows it.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    escape_into(text, &mut out);
    out
}

/// Whether HTML knows `name` as an entity.
pub(super) fn is_html_name(name: &str) -> bool {
    BY_NAME.contains_key(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn plain(raw: &str) -> String {
        decode(raw, &OwnEntities::default()).into_owned()
    }

    #[test]
    fn references_are_read_as_meant() {
        assert_eq!(plain("Q&A &amp; T&C &lt;b&gt; &nbsp;&hellip;"), "Q&A & T&C <b> \u{a0}…");
        assert_eq!(plain("&#146;&#x92;&#8217;&#X2019;"), "’’’’");
        assert_eq!(plain("&#0;&#xD800;&#x110000;"), "\u{fffd}\u{fffd}\u{fffd}");
        assert_eq!(plain("&unknown; &; &#; &#x; & &"), "&unknown; &; &#; &#x; & &");
        assert_eq!(plain("a&ecirc;b&rlm;&Tab;|&NewLine;"), "aêb\u{200f}\t|\n");
        assert_eq!(plain("é&"), "é&");
    }

    #[test]
    fn own_entities_do_not_grow() {
        let mut own = OwnEntities::default();
        own.declare(
            "<!DOCTYPE rss [<!ENTITY wall \"Wall\"><!ENTITY b '&wall;&wall;'><!ENTITY e SYSTEM 'file:///etc/passwd'>]>",
        );
        assert_eq!(decode("x &wall; &b; &e;", &own), "x Wall &wall;&wall; &e;");
        own.declare(&format!("<!DOCTYPE r [<!ENTITY long \"{}\">]>", "x".repeat(65)));
        assert_eq!(decode("&long;", &own), "&long;");
    }

    proptest! {
        #[test]
        fn escaping_and_decoding_are_inverse(text in "\\PC*") {
            prop_assert_eq!(plain(&escape(&text)), text);
        }

        #[test]
        fn decoding_never_fails(text in "[&#x;0-9a-z<é]*") {
            let _ = plain(&text);
        }
    }
}
