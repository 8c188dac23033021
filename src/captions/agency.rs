//! Picture agencies and other bodies: the names they go by, and what a body's name looks like.

use unicode_normalization::UnicodeNormalization;

/// Names as written (lower case, dots left out) and the name to show.
const KNOWN: &[(&str, &str)] = &[
    ("ap", "AP"),
    ("ap photo", "AP"),
    ("ap photos", "AP"),
    ("ap images", "AP"),
    ("ap file", "AP"),
    ("ap file photo", "AP"),
    ("associated press", "AP"),
    ("the associated press", "AP"),
    ("ap foto", "AP"),
    ("afp", "AFP"),
    ("afp photo", "AFP"),
    ("afp forum", "AFP"),
    ("agence france-presse", "AFP"),
    ("agence france presse", "AFP"),
    ("reuters", "Reuters"),
    ("thomson reuters", "Reuters"),
    ("reuters photo", "Reuters"),
    ("reuters file photo", "Reuters"),
    ("getty", "Getty Images"),
    ("getty images", "Getty Images"),
    ("gettyimages", "Getty Images"),
    ("getty image", "Getty Images"),
    ("getty images europe", "Getty Images"),
    ("getty images north america", "Getty Images"),
    ("getty images entertainment", "Getty Images"),
    ("getty images news", "Getty Images"),
    ("getty images sport", "Getty Images"),
    ("getty images via afp", "Getty Images"),
    ("pa", "PA"),
    ("pa wire", "PA"),
    ("pa media", "PA"),
    ("pa images", "PA"),
    ("press association", "PA"),
    ("upi", "UPI"),
    ("united press international", "UPI"),
    ("epa", "EPA"),
    ("epa-efe", "EPA-EFE"),
    ("epa/efe", "EPA-EFE"),
    ("efe", "EFE"),
    ("ansa", "ANSA"),
    ("dpa", "dpa"),
    ("dpa-zentralbild", "dpa-Zentralbild"),
    ("picture alliance", "picture alliance"),
    ("picture-alliance", "picture alliance"),
    ("imago", "IMAGO"),
    ("imago images", "IMAGO"),
    ("imago-images", "IMAGO"),
    ("imago-images-bilder", "IMAGO"),
    ("imago-images-bild", "IMAGO"),
    ("keystone", "Keystone"),
    ("keystone-sda", "Keystone-SDA"),
    ("apa", "APA"),
    ("ap/dpa", "AP/dpa"),
    ("afp/getty", "AFP/Getty Images"),
    ("tass", "TASS"),
    ("itar-tass", "TASS"),
    ("sputnik", "Sputnik"),
    ("ria novosti", "RIA Novosti"),
    ("xinhua", "Xinhua"),
    ("kyodo", "Kyodo"),
    ("kyodo news", "Kyodo"),
    ("jiji", "Jiji"),
    ("jiji press", "Jiji Press"),
    ("yonhap", "Yonhap"),
    ("anp", "ANP"),
    ("belga", "Belga"),
    ("ritzau", "Ritzau"),
    ("ntb", "NTB"),
    ("tt", "TT"),
    ("lehtikuva", "Lehtikuva"),
    ("mti", "MTI"),
    ("ctk", "CTK"),
    ("čtk", "ČTK"),
    ("pap", "PAP"),
    ("lusa", "Lusa"),
    ("aap", "AAP"),
    ("aap image", "AAP"),
    ("the canadian press", "The Canadian Press"),
    ("canadian press", "The Canadian Press"),
    ("cp", "The Canadian Press"),
    ("postmedia", "Postmedia"),
    ("postmedia news", "Postmedia News"),
    ("bloomberg", "Bloomberg"),
    ("bloomberg news", "Bloomberg"),
    ("zuma", "ZUMA"),
    ("zuma press", "ZUMA Press"),
    ("zuma wire", "ZUMA Wire"),
    ("sipa", "SIPA"),
    ("sipa usa", "SIPA USA"),
    ("sipa press", "SIPA Press"),
    ("nurphoto", "NurPhoto"),
    ("anadolu", "Anadolu"),
    ("anadolu agency", "Anadolu Agency"),
    ("cuartoscuro", "Cuartoscuro"),
    ("europa press", "Europa Press"),
    ("shutterstock", "Shutterstock"),
    ("istock", "iStock"),
    ("istockphoto", "iStockphoto"),
    ("adobe stock", "Adobe Stock"),
    ("stock adobe com", "Adobe Stock"),
    ("stockadobecom", "Adobe Stock"),
    ("adobestock", "Adobe Stock"),
    ("alamy", "Alamy"),
    ("alamy stock photo", "Alamy"),
    ("unsplash", "Unsplash"),
    ("pexels", "Pexels"),
    ("pixabay", "Pixabay"),
    ("flickr", "Flickr"),
    ("wikimedia commons", "Wikimedia Commons"),
    ("wikimedia", "Wikimedia"),
    ("wikipedia", "Wikipedia"),
    ("depositphotos", "Depositphotos"),
    ("dreamstime", "Dreamstime"),
    ("corbis", "Corbis"),
    ("contour", "Contour"),
    ("rex", "Rex"),
    ("rex features", "Rex Features"),
    ("splash", "Splash"),
    ("splash news", "Splash News"),
    ("backgrid", "Backgrid"),
    ("wireimage", "WireImage"),
    ("filmmagic", "FilmMagic"),
    ("gc images", "GC Images"),
    ("invision", "Invision"),
    ("magnum", "Magnum"),
    ("magnum photos", "Magnum Photos"),
    ("redux", "Redux"),
    ("vii", "VII"),
    ("polaris", "Polaris"),
    ("pool", "Pool"),
    ("reuters pool", "Reuters"),
    ("ddp", "ddp"),
    ("action images", "Action Images"),
    ("action press", "action press"),
    ("pti", "PTI"),
    ("ani", "ANI"),
    ("hindustan times", "Hindustan Times"),
    ("le monde", "Le Monde"),
    ("the new york times", "The New York Times"),
    ("the washington post", "The Washington Post"),
    ("los angeles times", "Los Angeles Times"),
    ("bbc", "BBC"),
    ("cnn", "CNN"),
    ("npr", "NPR"),
    ("nbc", "NBC"),
    ("abc", "ABC"),
    ("cbs", "CBS"),
    ("itv", "ITV"),
    ("sky", "Sky"),
    ("nine", "Nine"),
    ("youtube", "YouTube"),
    ("twitter", "Twitter"),
    ("facebook", "Facebook"),
    ("instagram", "Instagram"),
    ("google", "Google"),
    ("apple", "Apple"),
    ("nasa", "NASA"),
    ("ice", "ICE"),
    ("cbp", "CBP"),
    ("uscis", "USCIS"),
    ("dhs", "DHS"),
    ("時事", "時事"),
    ("時事通信", "時事通信"),
    ("共同", "共同"),
    ("共同通信", "共同通信"),
    ("ロイター", "Reuters"),
    ("afp時事", "AFP/時事"),
    ("afp＝時事", "AFP/時事"),
    ("afp=時事", "AFP/時事"),
];

/// Words that only the names of bodies have.
const BODY_WORDS: &[&str] = &[
    "images", "image", "news", "press", "photo", "photos", "photography", "agency", "media", "group", "studio", "studios",
    "pictures", "productions", "production", "entertainment", "museum", "gallery", "archive", "archives", "library",
    "university", "college", "school", "academy", "institute", "department", "dept", "ministry", "office", "bureau",
    "commission", "committee", "council", "government", "govt", "court", "county", "city", "state", "police", "sheriff",
    "sheriffs", "force", "army", "navy", "coast", "guard", "border", "patrol", "customs", "embassy", "house", "senate",
    "congress", "parliament", "party", "campaign", "foundation", "association", "society", "union", "league", "club",
    "company", "corp", "corporation", "inc", "llc", "ltd", "gmbh", "co", "plc", "partners", "capital", "bank", "estate",
    "times", "post", "tribune", "herald", "journal", "gazette", "magazine", "observer", "guardian", "telegraph", "mirror",
    "chronicle", "examiner", "register", "star", "sun", "globe", "today", "daily", "weekly", "newspapers", "newspaper",
    "television", "tv", "radio", "network", "channel", "films", "film", "records", "music", "stock", "worldview", "earth",
    "economics", "research", "center", "centre", "project", "initiative", "program", "service", "services", "system",
    "hospital", "health", "church", "district", "registry", "board", "authority", "administration", "nations", "unicef",
    "kommission", "command", "plataforma", "shimbun", "zeitung", "verlag", "stiftung", "bundeswehr", "polizei", "wire",
    "collection", "team", "staff", "international", "national", "federal", "public", "european", "american", "royal",
    "wikimedia", "commons", "creative", "handout", "screenshot", "screengrab", "app", "games", "pixels", "labs", "tech",
    "technologies", "airlines", "motors", "energy", "security", "justice", "homeland", "immigration", "prison", "jail",
    "nursing", "farm", "theatre", "theater", "opera", "festival", "sports", "football", "basketball", "baseball",
];

/// Words of a credit that name nobody.
const NOBODY: &[&str] = &[
    "file", "file photo", "files", "file image", "handout", "hand-out", "stringer", "stf", "str", "staff", "staff photo",
    "archive", "archiv", "archivbild", "archivfoto", "via", "contributor", "contributed", "contributed photo", "provided",
    "provided photo", "supplied", "submitted", "submitted photo", "symbolbild", "symbolfoto", "screenshot", "screengrab",
    "courtesy", "courtesy photo", "composite", "all rights reserved", "photo", "photos", "image", "images", "picture",
    "left", "right", "undated", "used with permission", "document", "dr", "d r", "n/a", "none", "unknown", "photographer",
    "freelance", "special", "ho",
];

/// The name to show for a known agency.
pub(super) fn known(name: &str) -> Option<&'static str> {
    let key = key(name);
    KNOWN.iter().find(|(known, _)| *known == key).map(|(_, shown)| *shown)
}

/// Whether a piece of a credit names nobody ("File", "Handout").
pub(super) fn is_nobody(name: &str) -> bool {
    NOBODY.contains(&key(name).as_str())
}

/// Whether a name has a word that only bodies have, or is an abbreviation.
pub(super) fn looks_like_body(name: &str) -> bool {
    let mut words = name.split_whitespace().peekable();
    if words.peek().is_none() {
        return false;
    }
    let abbreviation = !name.contains(' ')
        && name.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase)
        && name.chars().filter(|c| c.is_alphabetic()).count() <= 6;
    abbreviation
        || name.contains(['&', '.']) && name.contains(".com")
        || words.any(|word| {
            let bare: String = word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
            BODY_WORDS.contains(&bare.as_str()) || word.contains('&')
        })
}

/// Lower case, dots left out, single spaces.
fn key(name: &str) -> String {
    // Full-width letters (ＡＰ) are the same letters.
    let plain: String = if name.is_ascii() { name.to_owned() } else { name.nfkc().collect() };
    let mut key = String::with_capacity(plain.len());
    for word in plain.split_whitespace() {
        if !key.is_empty() {
            key.push(' ');
        }
        key.extend(word.chars().filter(|c| !matches!(c, '.' | ',' | ';' | '(' | ')' | '©')).flat_map(char::to_lowercase));
    }
    key.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agencies_go_by_one_name() {
        assert_eq!(known("AP Photo"), Some("AP"));
        assert_eq!(known("ASSOCIATED PRESS"), Some("AP"));
        assert_eq!(known("REUTERS"), Some("Reuters"));
        assert_eq!(known("A.P."), Some("AP"));
        assert_eq!(known("Ada Sample"), None);
        assert!(is_nobody("File") && is_nobody("HANDOUT"));
        assert!(looks_like_body("Sample County Sheriff's Office") && looks_like_body("XYZ"));
        assert!(!looks_like_body("Ada Sample"));
    }
}
