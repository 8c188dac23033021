//! The closed classes of words the rules ask about: months, titles, verbs of saying and so on.
//!
//! One table from a lower-case word to a set of bits, looked up once a token. What a word means
//! in context is the business of the rules; names of things live in the gazetteer.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// A set of the classes below, one bit each.
pub type Classes = u64;

/// January … December, with their abbreviations.
pub const MONTH: Classes = 1;
/// Monday … Sunday.
pub const WEEKDAY: Classes = 1 << 1;
/// Words that stand before a person's name: "President", "Sen.".
pub const TITLE: Classes = 1 << 2;
/// Past and present forms of verbs of saying.
pub const SAY: Classes = 1 << 3;
/// Verbs of saying that also mean other things and need quotation marks.
pub const SAY_WEAK: Classes = 1 << 4;
/// Prepositions, articles and conjunctions that may stand inside a name.
pub const LINK: Classes = 1 << 5;
/// Particles that may begin a surname: "de", "von".
pub const PARTICLE: Classes = 1 << 6;
/// Words that end the name of an organisation: "Ministry", "University".
pub const ORG_HEAD: Classes = 1 << 7;
/// Number words: "two", "million".
pub const NUMBER: Classes = 1 << 8;
/// Magnitudes: "million", "billion".
pub const MAGNITUDE: Classes = 1 << 9;
/// Currency nouns: "dollars", "euros".
pub const CURRENCY: Classes = 1 << 10;
/// Words that often begin a sentence and are then not part of a name.
pub const OPENER: Classes = 1 << 11;
/// Singular and plural pronouns of the third person that can be a speaker.
pub const PRONOUN: Classes = 1 << 12;
/// Words of time that make a date with "last", "next", "this".
pub const PERIOD: Classes = 1 << 13;
/// Words that end a place name: "River", "County".
pub const PLACE_HEAD: Classes = 1 << 14;
/// Words that begin or end the name of a statute or treaty: "Act", "Convention".
pub const LAW_HEAD: Classes = 1 << 15;
/// Prepositions after which a bare year is a year.
pub const YEAR_CUE: Classes = 1 << 16;
/// Postal and press abbreviations of US states: "Calif.", "D-Texas".
pub const STATE_SHORT: Classes = 1 << 17;
/// Nouns for organisations without a name: "union", "agency".
pub const BODY: Classes = 1 << 18;
/// Abbreviations that end in a full stop and do not end a sentence.
pub const SHORT: Classes = 1 << 19;
/// Ordinal words: "first", "ninth".
pub const ORDINAL: Classes = 1 << 20;
/// Suffixes of companies: "Inc.", "Ltd.".
pub const COMPANY: Classes = 1 << 21;
/// Suffixes of persons: "Jr.", "III".
pub const PERSON_SUFFIX: Classes = 1 << 22;
/// Nouns for people without a name who may speak: "spokesman", "officials".
pub const SPEAKER_NOUN: Classes = 1 << 23;
/// A citation may stand here: "U.S.C.", "§", "Executive".
pub const CITE: Classes = 1 << 24;
/// Spanish, French, German, Portuguese and Italian function words, for telling the language.
pub const LANG_ES: Classes = 1 << 25;
/// French.
pub const LANG_FR: Classes = 1 << 26;
/// German.
pub const LANG_DE: Classes = 1 << 27;
/// English.
pub const LANG_EN: Classes = 1 << 28;
/// Portuguese.
pub const LANG_PT: Classes = 1 << 29;
/// Italian.
pub const LANG_IT: Classes = 1 << 30;
/// Female given names and titles that settle "she".
pub const FEMALE: Classes = 1 << 31;
/// Words that come before or between the parts of a date: "early", "mid".
pub const DATE_MODIFIER: Classes = 1 << 32;
/// Names of bodies that stand bare after "the" ("the Senate").
pub const COMMON_CAP: Classes = 1 << 33;

macro_rules! rows {
    ($($class:expr => $words:expr;)*) => { &[$(($class, $words)),*] };
}

/// Every class with its words, separated by spaces.
const ROWS: &[(Classes, &str)] = rows! {
    MONTH => "january february march april may june july august september october november december jan jan. feb feb. mar. apr apr. aug aug. sept sept. sep sep. oct oct. nov nov. dec dec.";
    WEEKDAY => "monday tuesday wednesday thursday friday saturday sunday";
    TITLE => "mr mr. mrs mrs. ms ms. miss dr dr. sen sen. sens. rep rep. reps. gov gov. govs. gen gen. col col. lt lt. sgt sgt. capt capt. maj maj. adm adm. sir dame lord lady president vice premier prime minister secretary senator senators congressman congresswoman representative governor mayor judge justice chief attorney general chancellor king queen prince princess pope bishop archbishop cardinal rev rev. reverend father sister imam rabbi sheikh ayatollah professor prof prof. former ex-president acting deputy assistant director commissioner ambassador speaker sheriff officer commander admiral captain sergeant lieutenant lawyer spokesman spokeswoman spokesperson foreign defense defence interior finance majority minority leader hon hon. colonel major undersecretary administrator czar coach chairman chairwoman sultan emir mullah comrade detective constable president-elect baroness baron duke duchess mp activist author analyst";
    SAY => "said says say saying added adds adding told tells wrote writes writing argued argues arguing asked asks explained explains stated states stating noted notes noting replied replies insisted insists declared declares announced announces claimed claims acknowledged warned warns testified recalled recalls tweeted responded responds concluded concludes remarked quipped continued continues complained joked stressed emphasized emphasised reiterated asserted contended contends predicted promised posted commented";
    SAY_WEAK => "called calls calling described describes describing according condemned criticized criticised praised denounced dismissed accused urged urges exudes pledged vowed demanded suggested suggests believes believed thinks admitted confirmed ruled held found reads read quoted defended hailed blasted labeled labelled dubbed decried slammed lamented urging denied agreed rejected rejects observed repeated accusing insisting citing expressed confirms";
    LINK => "of the and for de la del du des di da do dos on in to at & - – 's ’s al el y e von van a an against from with as or by against der den ter";
    PARTICLE => "de la del du di da dos van von der den bin ibn al el ben abu le ter ten af zu mac o' al- el- st. ould";
    ORG_HEAD => "ministry university college school institute institution committee commission council court department agency bureau office association society union federation league organization organisation foundation fund bank corporation company group party movement front army navy force forces police parliament congress senate assembly authority administration board center centre club team airlines airways press times post news journal magazine network radio television hospital church service services council coalition alliance campaign trust project initiative network clinic unit command brigade guard corps patrol division consulate embassy house academy laboratory museum observatory secretariat tribunal panel task defenders watch international partnership conference caucus directorate inspectorate";
    NUMBER => "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion trillion dozen dozens hundreds thousands millions billions";
    MAGNITUDE => "hundred thousand million billion trillion hundreds thousands millions billions m bn k";
    CURRENCY => "dollar dollars euro euros pound pounds peso pesos cent cents yen yuan franc francs rupee rupees ruble rubles rouble roubles quetzal quetzales lempira lempiras lira dinar dinars dirham dirhams riyal riyals krona kronor kroner krone zloty zlotys forint forints shekel shekels won rand real reais pence usd eur gbp cad mxn aud";
    OPENER => "the a an in on at by for from with and but or if when while as after before since although though because however he she it they we you i his her its their our your my this that these those there here what who how why where which some many most all both each every no not one two three several few more less such so then now later earlier meanwhile also still yet even just only under over between during among against about to of into through asked is are was were do does did has have had will would can could should may might must be been being thousands hundreds dozens according despite instead nearly another other others once until unless whether rather perhaps maybe yes please let today tomorrow yesterday last next first second third officials authorities police critics experts lawyers advocates supporters migrants immigrants people asylum moreover nevertheless additionally furthermore besides nonetheless indeed thus therefore finally separately elsewhere overall like within without throughout following including border immigration federal state local new";
    PRONOUN => "he she they it we";
    PERIOD => "week month year weekend night summer winter spring fall autumn quarter decade century morning evening afternoon day";
    PLACE_HEAD => "river county city island islands sea ocean lake mountain mountains valley province district region state bay gulf strait desert coast peninsula airport street avenue road bridge square park village town beach hills port canal basin delta border territory territories republic kingdom";
    LAW_HEAD => "act acts convention treaty protocol protocols regulation directive amendment pact accord accords agreement code constitution charter covenant declaration statute decree ordinance bill law rule initiative program programme proclamation order memorandum";
    YEAR_CUE => "in since by of from until till between and to during for before after early late mid year fiscal through around circa than december november october september august july june may april march february january summer spring winter autumn fall the";
    STATE_SHORT => "ala. ariz. ark. calif. colo. conn. del. fla. ga. ill. ind. kan. kans. ky. la. md. mass. mich. minn. miss. mo. mont. neb. nev. n.h. n.j. n.m. n.y. n.c. n.d. okla. ore. pa. r.i. s.c. s.d. tenn. tex. vt. va. wash. w.va. wis. wyo. d.c.";
    BODY => "union agency group department ministry court company organization organisation association coalition committee commission administration government council office panel campaign institute foundation nonprofit university party team firm bureau service coalition watchdog network center centre charity";
    SHORT => "mr. mrs. ms. dr. sen. sens. rep. reps. gov. govs. gen. col. lt. sgt. capt. maj. adm. st. jr. sr. no. nos. v. vs. sec. secs. fed. reg. pub. stat. jan. feb. mar. apr. aug. sept. sep. oct. nov. dec. prof. rev. hon. art. arts. amend. amends. cl. para. para. ch. vol. cir. supp. ct. cal. app. div. civ. crim. p. pp. ed. eds. r. u. s. j. con. res. h. const. dept. dist. ex. rel. al. cf. id. l. so. cong. sess. att'y exec. proc. fig. approx. bros. mt. ft. n.e. n.w. s.e. s.w. dep't gov't inc. corp. co. ltd. ala. ariz. ark. calif. colo. conn. del. fla. ga. ill. ind. kan. ky. la. md. mass. mich. minn. mo. mont. neb. nev. okla. ore. pa. tenn. tex. vt. va. wash. wis. wyo. e.g. i.e. etc. intl. natl. rptr. interp. admin. bankr. ins. rd. ave. blvd. llp. l.l.c. int'l. ass'n.";
    ORDINAL => "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth";
    COMPANY => "inc inc. corp corp. co. ltd ltd. llc llp plc gmbh ag s.a. n.v.";
    PERSON_SUFFIX => "jr. sr. jr sr ii iii iv esq.";
    SPEAKER_NOUN => "spokesman spokeswoman spokesperson official officials lawyer lawyers attorney attorneys judge judges officer officers director president minister secretary mayor governor senator leader leaders advocate advocates activist activists expert experts critic critics professor author authors representative resident residents migrant migrants witness witnesses police prosecutors prosecutor lawmaker lawmakers analyst analysts researcher researchers republicans democrats plaintiffs plaintiff defendants father mother man woman organizers organisers authorities justice justices commissioner chief agents agent statement report study memo letter filing opinion majority dissent";
    CITE => "u.s.c. u.s.c usc u.s.c.a. u.s.c.s. c.f.r. c.f.r cfr fed. f.r. fr stat. stat pub. pub.l. p.l. pl public ina i.n.a. § §§ section sections sec. secs. executive e.o. eo proclamation presidential no. nos. number v. v vs. vs matter in h.r. hr s. h. s.j. h.j. h.j.res. s.j.res. s.con.res. h.con.res. h.res. s.res. house senate title i&n i. regulation directive decision article art. amendment form forms rin docket case fam f.2d f.3d f.4th f. s.ct. s. u.s. l.ed. l.ed.2d u.s.c app. const. operation cfr. uscis executive-order implementing ecli ukhl uksc ukut ewca ewhc ewhc scc fca fc hca fcafc";
    LANG_EN => "the of and to in that is was for with said which would have been were their from this";
    LANG_ES => "el los las una que por con para del se como más pero sus al lo es y fue su está";
    LANG_FR => "le les des une est dans pour qui sur avec pas sont ont aux cette du et il au";
    LANG_DE => "der die das und ist nicht ein eine den von mit für auf dem sich auch werden im";
    LANG_PT => "o os um uma não com para que da do das dos em ao mais foi pelo é são";
    LANG_IT => "il gli che di non una per con sono della del è nel alla anche più si dei";
    DATE_MODIFIER => "early late mid mid- earlier later";
    COMMON_CAP => "senate house congress parliament pentagon kremlin council commission state treasury";
    FEMALE => "mrs mrs. ms ms. miss dame lady queen princess congresswoman spokeswoman chairwoman baroness duchess sister councilwoman businesswoman";
};

static TABLE: LazyLock<FxHashMap<&'static str, Classes>> = LazyLock::new(|| {
    let mut table = FxHashMap::default();
    for (class, words) in ROWS {
        for word in words.split(' ') {
            *table.entry(word).or_insert(0) |= *class;
        }
    }
    table
});

/// The classes of a lower-case word; none for a word in no class.
pub fn classes(lower: &str) -> Classes {
    if lower.len() > 16 {
        return 0;
    }
    TABLE.get(lower).copied().unwrap_or(0)
}

/// The month a word names, 1 to 12.
pub fn month(lower: &str) -> Option<u32> {
    const STEMS: [&str; 12] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let stem = lower.get(..3)?;
    STEMS.iter().position(|s| *s == stem).map(|at| at as u32 + 1)
}

/// The weekday a word names, Monday 0 to Sunday 6.
pub fn weekday(lower: &str) -> Option<u32> {
    const STEMS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let stem = lower.get(..3)?;
    STEMS.iter().position(|s| *s == stem).map(|at| at as u32)
}

/// The number an ordinal or cardinal word means, up to twenty.
pub fn small_number(lower: &str) -> Option<u32> {
    const CARDINALS: [&str; 21] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
    ];
    const ORDINALS: [&str; 21] = [
        "zeroth",
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "eleventh",
        "twelfth",
        "thirteenth",
        "fourteenth",
        "fifteenth",
        "sixteenth",
        "seventeenth",
        "eighteenth",
        "nineteenth",
        "twentieth",
    ];
    CARDINALS
        .iter()
        .position(|word| *word == lower)
        .or_else(|| ORDINALS.iter().position(|word| *word == lower))
        .map(|at| at as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_their_classes() {
        assert_ne!(classes("june") & MONTH, 0);
        assert_ne!(classes("said") & SAY, 0);
        assert_ne!(classes("union") & (BODY | ORG_HEAD), 0);
        assert_eq!(classes("aardvark"), 0);
        assert_eq!((month("sept."), weekday("wednesday")), (Some(9), Some(2)));
        assert_eq!(small_number("ninth"), Some(9));
    }
}
