//! The names that picture agencies go by, and the one each is shown under.
//!
//! Facts that both the reading of credits and the search for photographs need: who asks for
//! `Associated Press` means what is credited to `AP`.

use unicode_normalization::UnicodeNormalization;

/// The name to show, and the names as written for it: lower case, dots left out.
#[rustfmt::skip]
const AGENCIES: &[(&str, &[&str])] = &[
    ("AP", &[
        "ap", "ap photo", "ap photos", "ap images", "ap file", "ap file photo", "associated press",
        "the associated press", "ap foto",
    ]),
    ("AFP", &["afp", "afp photo", "afp forum", "agence france-presse", "agence france presse"]),
    ("Reuters", &[
        "reuters", "thomson reuters", "reuters photo", "reuters file photo", "reuters pool", "ロイター",
        "reuters news agency",
    ]),
    ("Getty Images", &[
        "getty", "getty images", "gettyimages", "getty image", "getty images europe", "getty images north america",
        "getty images entertainment", "getty images news", "getty images sport", "getty images via afp",
    ]),
    ("PA", &["pa", "pa wire", "pa media", "pa images", "press association"]),
    ("UPI", &["upi", "united press international"]),
    ("EPA", &["epa", "european pressphoto agency"]),
    ("EPA-EFE", &["epa-efe", "epa/efe"]),
    ("EFE", &["efe", "agencia efe"]),
    ("ANSA", &["ansa", "agenzia ansa"]),
    ("dpa", &["dpa", "deutsche presse-agentur", "deutsche presse agentur"]),
    ("dpa-Zentralbild", &["dpa-zentralbild"]),
    ("picture alliance", &["picture alliance", "picture-alliance"]),
    ("IMAGO", &["imago", "imago images", "imago-images", "imago-images-bilder", "imago-images-bild"]),
    ("Keystone", &["keystone"]),
    ("Keystone-SDA", &["keystone-sda"]),
    ("APA", &["apa", "austria presse agentur"]),
    ("AP/dpa", &["ap/dpa"]),
    ("AFP/Getty Images", &["afp/getty"]),
    ("TASS", &["tass", "itar-tass"]),
    ("Sputnik", &["sputnik"]),
    ("RIA Novosti", &["ria novosti"]),
    ("Xinhua", &["xinhua", "xinhua news agency"]),
    ("Kyodo", &["kyodo", "kyodo news", "kyodo news agency"]),
    ("Jiji", &["jiji"]),
    ("Jiji Press", &["jiji press"]),
    ("Yonhap", &["yonhap", "yonhap news agency"]),
    ("ANP", &["anp", "algemeen nederlands persbureau"]),
    ("Belga", &["belga"]),
    ("Ritzau", &["ritzau"]),
    ("NTB", &["ntb"]),
    ("TT", &["tt"]),
    ("Lehtikuva", &["lehtikuva", "stt-lehtikuva"]),
    ("MTI", &["mti"]),
    ("CTK", &["ctk"]),
    ("ČTK", &["čtk"]),
    ("PAP", &["pap", "polska agencja prasowa"]),
    ("Lusa", &["lusa"]),
    ("AAP", &["aap", "aap image", "australian associated press"]),
    ("The Canadian Press", &["the canadian press", "canadian press", "cp"]),
    ("Postmedia", &["postmedia"]),
    ("Postmedia News", &["postmedia news"]),
    ("Bloomberg", &["bloomberg", "bloomberg news"]),
    ("ZUMA", &["zuma"]),
    ("ZUMA Press", &["zuma press", "zumapress", "zumapresscom"]),
    ("ZUMA Wire", &["zuma wire"]),
    ("SIPA", &["sipa"]),
    ("SIPA USA", &["sipa usa"]),
    ("SIPA Press", &["sipa press"]),
    ("NurPhoto", &["nurphoto"]),
    ("Anadolu", &["anadolu"]),
    ("Anadolu Agency", &["anadolu agency"]),
    ("Cuartoscuro", &["cuartoscuro"]),
    ("Europa Press", &["europa press"]),
    ("Shutterstock", &["shutterstock"]),
    ("iStock", &["istock"]),
    ("iStockphoto", &["istockphoto"]),
    ("Adobe Stock", &["adobe stock", "stock adobe com", "stockadobecom", "adobestock"]),
    ("Alamy", &["alamy", "alamy stock photo"]),
    ("Unsplash", &["unsplash"]),
    ("Pexels", &["pexels"]),
    ("Pixabay", &["pixabay"]),
    ("Flickr", &["flickr"]),
    ("Wikimedia Commons", &["wikimedia commons"]),
    ("Wikimedia", &["wikimedia"]),
    ("Wikipedia", &["wikipedia"]),
    ("Depositphotos", &["depositphotos"]),
    ("Dreamstime", &["dreamstime"]),
    ("Corbis", &["corbis"]),
    ("Contour", &["contour"]),
    ("Rex", &["rex"]),
    ("Rex Features", &["rex features"]),
    ("Splash", &["splash"]),
    ("Splash News", &["splash news"]),
    ("Backgrid", &["backgrid"]),
    ("WireImage", &["wireimage"]),
    ("FilmMagic", &["filmmagic"]),
    ("GC Images", &["gc images"]),
    ("Invision", &["invision"]),
    ("Magnum", &["magnum"]),
    ("Magnum Photos", &["magnum photos"]),
    ("Redux", &["redux"]),
    ("VII", &["vii"]),
    ("Polaris", &["polaris"]),
    ("Pool", &["pool"]),
    ("ddp", &["ddp"]),
    ("Action Images", &["action images"]),
    ("action press", &["action press"]),
    ("PTI", &["pti", "press trust of india"]),
    ("ANI", &["ani", "asian news international"]),
    ("Scanpix", &["scanpix"]),
    ("Ritzau Scanpix", &["ritzau scanpix"]),
    ("NTB Scanpix", &["ntb scanpix"]),
    ("TNS", &["tns", "tribune news service"]),
    ("ZUMA Press Wire", &["zuma press wire"]),
    ("CQ Roll Call", &["cq roll call"]),
    ("CQ-Roll Call", &["cq-roll call"]),
    ("The Washington Times", &["the washington times"]),
    ("USA TODAY Network", &["usa today network"]),
    ("LightRocket", &["lightrocket"]),
    ("Middle East Images", &["middle east images"]),
    ("Abaca", &["abaca"]),
    ("Hans Lucas", &["hans lucas"]),
    ("SOPA Images", &["sopa images"]),
    ("Pacific Press", &["pacific press"]),
    ("Le Pictorium", &["le pictorium"]),
    ("Cordon Press", &["cordon press"]),
    ("LaPresse", &["lapresse"]),
    ("Télam", &["telam", "télam"]),
    ("Agência Brasil", &["agência brasil"]),
    ("新华社", &["新华社"]),
    ("中新社", &["中新社"]),
    ("视觉中国", &["视觉中国"]),
    ("中央社", &["中央社"]),
    ("연합뉴스", &["연합뉴스"]),
    ("뉴시스", &["뉴시스"]),
    ("뉴스1", &["뉴스1"]),
    ("AP/연합뉴스", &["ap연합뉴스"]),
    ("毎日新聞", &["毎日新聞"]),
    ("読売新聞", &["読売新聞"]),
    ("朝日新聞", &["朝日新聞"]),
    ("Hindustan Times", &["hindustan times"]),
    ("Le Monde", &["le monde"]),
    ("The New York Times", &["the new york times"]),
    ("The Washington Post", &["the washington post"]),
    ("Los Angeles Times", &["los angeles times"]),
    ("BBC", &["bbc"]),
    ("CNN", &["cnn"]),
    ("NPR", &["npr"]),
    ("NBC", &["nbc"]),
    ("ABC", &["abc"]),
    ("CBS", &["cbs"]),
    ("ITV", &["itv"]),
    ("Sky", &["sky"]),
    ("Nine", &["nine"]),
    ("YouTube", &["youtube"]),
    ("Twitter", &["twitter"]),
    ("Facebook", &["facebook"]),
    ("Instagram", &["instagram"]),
    ("Google", &["google"]),
    ("Apple", &["apple"]),
    ("NASA", &["nasa"]),
    ("ICE", &["ice"]),
    ("CBP", &["cbp"]),
    ("USCIS", &["uscis"]),
    ("DHS", &["dhs"]),
    ("時事", &["時事"]),
    ("時事通信", &["時事通信"]),
    ("共同", &["共同"]),
    ("共同通信", &["共同通信"]),
    ("AFP/時事", &["afp時事", "afp=時事"]),
];

/// The name a known agency is shown under; none for one that is not known.
pub fn agency_name(name: &str) -> Option<&'static str> {
    let key = agency_key(name);
    let known = AGENCIES.iter().find(|(_, forms)| forms.contains(&key.as_str()));
    known.map(|(shown, _)| *shown)
}

/// Every name that a known agency goes by, the one it is shown under first; none for one that is
/// not known.
pub fn agency_names(name: &str) -> impl Iterator<Item = &'static str> + use<> {
    let key = agency_key(name);
    let known = AGENCIES
        .iter()
        .find(|(shown, forms)| forms.contains(&key.as_str()) || agency_key(shown) == key);
    known
        .into_iter()
        .flat_map(|(shown, forms)| std::iter::once(*shown).chain(forms.iter().copied()))
}

/// A name as it is compared: lower case, dots left out, single spaces, full-width letters as
/// plain ones.
pub fn agency_key(name: &str) -> String {
    let plain: String = if name.is_ascii() {
        name.to_owned()
    } else {
        name.nfkc().collect()
    };
    let mut key = String::with_capacity(plain.len());
    for word in plain.split_whitespace() {
        if !key.is_empty() {
            key.push(' ');
        }
        key.extend(
            word.chars()
                .filter(|c| !matches!(c, '.' | ',' | ';' | '(' | ')' | '©'))
                .flat_map(char::to_lowercase),
        );
    }
    key.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agencies_go_by_one_name() {
        assert_eq!(agency_name("AP Photo"), Some("AP"));
        assert_eq!(agency_name("ASSOCIATED PRESS"), Some("AP"));
        assert_eq!(agency_name("REUTERS"), Some("Reuters"));
        assert_eq!(agency_name("A.P."), Some("AP"));
        assert_eq!(agency_name("Ada Sample"), None);
    }

    #[test]
    fn all_its_names_are_known_by_any_of_them() {
        for (one, other) in [
            ("ap", "associated press"),
            ("The Associated Press", "AP"),
            ("Agence France-Presse", "AFP"),
            ("afp", "agence france-presse"),
            ("European Pressphoto Agency", "EPA"),
            ("Deutsche Presse-Agentur", "dpa"),
            ("getty", "Getty Images"),
            ("Thomson Reuters", "Reuters"),
        ] {
            assert!(agency_names(one).any(|name| name == other), "{one}: {other}");
        }
        assert_eq!(agency_names("Ada Sample").count(), 0);
    }

    #[test]
    fn no_name_is_of_two() {
        let mut all: Vec<&str> = AGENCIES.iter().flat_map(|(_, forms)| forms.iter().copied()).collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
        assert!(all.iter().all(|form| agency_key(form) == *form), "as they are compared");
    }
}
