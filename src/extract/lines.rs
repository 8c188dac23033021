//! The words of furniture lines: adverts, sign-up boxes, "read more", rights and other reporters.
//!
//! Only wording that many sites share; what one site says is for `config/sites.toml`.

/// A line without the marks round it.
pub(super) fn bare(lower: &str) -> &str {
    lower.trim_matches(|c: char| !c.is_alphanumeric())
}

/// Whether a line is furniture wherever it stands; `linked` is the share of it that is links.
pub(super) fn is_line_of_furniture(text: &str, linked: f32) -> bool {
    let chars = text.chars().count();
    if chars > 400 {
        return false;
    }
    let lower = text.to_lowercase();
    let lower = lower.trim();
    if EXACT.contains(&bare(lower)) || is_counter(lower) {
        return true;
    }
    if linked > 0.3 && LINKED_STARTS.iter().any(|start| lower.starts_with(start)) {
        return true;
    }
    STARTS.iter().any(|start| lower.starts_with(start)) || ANYWHERE.iter().any(|words| lower.contains(words))
}

/// "1 of 6", "3/12".
fn is_counter(lower: &str) -> bool {
    let mut numbers = 0;
    lower.len() < 12
        && lower.split([' ', '/']).filter(|part| !part.is_empty()).all(|part| {
            let number = part.bytes().all(|byte| byte.is_ascii_digit());
            numbers += usize::from(number);
            number || matches!(part, "of" | "image" | "photo" | "slide")
        })
        && numbers == 2
}

/// Lines that are furniture if they say just this.
const EXACT: &[&str] = &[
    "advertisement",
    "advert",
    "ad",
    "ads",
    "sponsored",
    "sponsored content",
    "share",
    "share this",
    "share this article",
    "share this story",
    "share on facebook",
    "share on twitter",
    "tweet",
    "read more",
    "more",
    "comments",
    "comment",
    "related",
    "also in the news",
    "related articles",
    "related article",
    "related stories",
    "related story",
    "related content",
    "related topics",
    "related posts",
    "see also",
    "also read",
    "read also",
    "recommended",
    "most read",
    "trending",
    "story continues below",
    "story continues below advertisement",
    "article continues below",
    "continue reading",
    "continue reading the main story",
    "skip to content",
    "skip to main content",
    "loading",
    "print",
    "email",
    "facebook",
    "twitter",
    "whatsapp",
    "linkedin",
    "pinterest",
    "subscribe",
    "sign up",
    "newsletter",
    "watch",
    "watch now",
    "follow us",
    "tags",
    "advertisement - scroll to continue",
    "image",
    "video",
    "photo",
    "photos",
    "gallery",
    "listen",
    "copy link",
    "published",
    "updated",
    "anzeige",
    "werbung",
    "publicité",
    "publicidad",
    "publicidade",
    "реклама",
    "scroll to continue",
    "article continues after advertisement",
    "story continues after advertisement",
    "more on this story",
    "more from",
    "you may also like",
    "you might also like",
    "more stories",
    "top stories",
    "latest news",
    "editor's picks",
    "show more",
    "view comments",
    "leave a comment",
    "add a comment",
    "post a comment",
    "join the conversation",
    "back to top",
    "our standards",
    "close",
    "caption",
    "caption close",
    "text size",
    "save",
    "copy",
    "copied",
    "learn more",
    "skip advertisement",
    "story continues",
    "get the app",
    "view gallery",
    "view more",
    "see more",
    "load more",
    "next",
    "previous",
    "next article",
    "previous article",
    "buy now",
    "buy on amazon",
    "hide caption",
    "toggle caption",
    "enlarge this image",
    "voltar",
    "minute read",
    "min read",
];

/// Lines after which the article is over, where they stand in the page's last part.
pub(super) const ENDS: &[&str] = &[
    "also in the news",
    "related articles",
    "related article",
    "related stories",
    "related posts",
    "related content",
    "related news",
    "related topics",
    "you may also like",
    "you might also like",
    "you may like",
    "more stories",
    "more from",
    "recommended",
    "recommended for you",
    "recommended articles",
    "recommended reading",
    "comments",
    "leave a comment",
    "leave a reply",
    "leave a response",
    "post a comment",
    "add a comment",
    "join the conversation",
    "read next",
    "up next",
    "most read",
    "most popular",
    "trending",
    "trending now",
    "latest news",
    "recent posts",
    "recent blogs",
    "popular posts",
    "more news",
    "top stories",
    "about the author",
    "share this",
    "share this post",
    "share this article",
    "about the authors",
    "subscribe to our newsletter",
    "keep reading",
    "more articles",
    "mehr zum thema",
    "das könnte sie auch interessieren",
    "lire aussi",
    "te puede interesar",
    "veja também",
    "leia também",
    "leia mais",
    "você pode gostar",
    "добавить отзыв",
    "комментарии",
    "читайте также",
    "关联阅读",
    "相关新闻",
    "関連記事",
    "関連ニュース",
];

/// Lines that are furniture if they begin so and hold a link.
const LINKED_STARTS: &[&str] = &[
    "read more",
    "read:",
    "more:",
    "related:",
    "related |",
    "see also",
    "also read",
    "read also",
    "see:",
    "watch:",
    "listen:",
    "story:",
    "[read",
    "(read",
    "read next",
    "more from",
    "more on",
    "click here",
    "follow ",
    "sign up",
    "subscribe",
    "lesen sie auch",
    "mehr zum thema",
    "lire aussi",
    "à lire",
    "lea también",
    "te puede interesar",
    "leggi anche",
    "lees ook",
    "video:",
    "photos:",
    "gallery:",
    "must read",
    "don't miss",
    "don’t miss",
    "explore more",
    "recommended:",
    "check out",
    "like us on",
    "join us on",
    "reach the reporter",
    "listen to ",
    "find out more about our",
    "for more ",
    "try ",
    "leia mais",
    "leia também",
];

/// Lines that are furniture if they begin so.
const STARTS: &[&str] = &[
    "sign up for our",
    "sign up to our",
    "sign up for the daily",
    "sign up here",
    "subscribe to our",
    "follow us on",
    "follow me on",
    "like us on facebook",
    "download our app",
    "get the latest news",
    "get our free",
    "click here to subscribe",
    "click here to get",
    "click here for more",
    "this story continues below",
    "story continues below",
    "share this article",
    "have a news tip",
    "send us a tip",
    "join our whatsapp",
    "read the original article",
    "this article was originally published on",
    "advertisement ",
    "copyright ©",
    "© 20",
    "(c) 20",
    "all rights reserved",
    "newsletter: ",
    "this website uses cookies",
    "we use cookies",
    "tell us what you think",
    "click here to",
    "more: ",
];

/// Lines that are furniture if they hold this anywhere.
const ANYWHERE: &[&str] = &[
    "uses cookies",
    "무단전재",
    "재배포 금지",
    "delivered to your inbox",
    "straight to your inbox",
];

/// Lines that come after an article's end: who else wrote it, whose rights they are.
pub(super) fn is_end_matter(text: &str) -> bool {
    if text.chars().count() > 500 {
        return false;
    }
    let lower = text.to_lowercase();
    let lower = lower.trim_start_matches(['(', '[', '*', '_', '-', '—', ' ']);
    let starts = [
        "copyright",
        "©",
        "(c) 20",
        "for more information, visit",
        "contact the author",
        "contact us at",
        "email the author",
        "reach the reporter",
        "source: ",
        "sources: ",
        "source ",
        "via ",
        "written by ",
        "reporting by ",
        "editing by ",
        "additional reporting",
        "with reporting by",
        "with files from",
        "associated press writers",
        "associated press writer ",
        "associated press reporter",
        "note: we are temporarily moderating",
        "photo by ",
        "photos by ",
        "photo credit",
        "image credit",
        "image: ",
        "photo: ",
        "photograph: ",
        "this story was originally",
    ];
    let words = text.split_whitespace().count();
    let started = starts.iter().any(|start| lower.starts_with(start));
    let short = words <= 12;
    let credits_others = [
        "contributed to this report",
        "contributed to this story",
        "contributed to this article",
        "contributed reporting",
        "editing by ",
        "contributed research",
    ]
    .iter()
    .any(|words| lower.contains(words));
    credits_others && words <= 60
        || started
            && (short
                || lower.starts_with("reporting by")
                || lower.starts_with("reach the")
                || lower.starts_with("associated press w")
                || lower.starts_with("note: we"))
}
