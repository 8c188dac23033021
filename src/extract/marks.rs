//! What an element says about itself in class, id, role and the like: furniture, body, caption …
//!
//! Names are split into words (`relatedArticles`, `c-related__list` → related, articles, list) and
//! looked up word by word and pair by pair, so that "shared" is not "share" and "header" not "ad".

use super::sites::Site;
use super::tree::{Name, Tag, Tree};

/// A set of marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Marks(u32);

impl Marks {
    /// Furniture, whatever it contains.
    pub(super) const JUNK: Marks = Marks(1);
    /// Furniture if it is short: bylines, dates, author notes, tags.
    pub(super) const MINOR: Marks = Marks(2);
    /// The article's body by name.
    pub(super) const BODY: Marks = Marks(4);
    /// A caption.
    pub(super) const CAPTION: Marks = Marks(8);
    /// A credit line.
    pub(super) const CREDIT: Marks = Marks(16);
    /// A picture's container.
    pub(super) const PICTURE: Marks = Marks(32);
    /// Not shown.
    pub(super) const HIDDEN: Marks = Marks(64);
    /// A person's portrait, an icon, a logo.
    pub(super) const PORTRAIT: Marks = Marks(128);
    /// A teaser: another article's headline, picture and lead.
    pub(super) const TEASER: Marks = Marks(256);
    /// A post or video of another site.
    pub(super) const EMBED: Marks = Marks(512);
    /// Text for screen readers only ("Image caption").
    pub(super) const SPOKEN: Marks = Marks(1024);
    /// Readers' comments.
    pub(super) const COMMENTS: Marks = Marks(2048);
    /// A name that speaks for content ("article", "story", "entry", "main").
    pub(super) const CONTENT: Marks = Marks(4096);
    /// The headline, the standfirst or their box.
    pub(super) const HEAD: Marks = Marks(8192);
    /// A quotation pulled out of the text, said twice.
    pub(super) const PULLQUOTE: Marks = Marks(16384);
    /// A paywall's or log-in's box.
    pub(super) const WALL: Marks = Marks(32768);
    /// A slide show or gallery.
    pub(super) const GALLERY: Marks = Marks(65536);

    /// A picture's rights or origin, where it stands in a picture's box.
    pub(super) const SOURCE: Marks = Marks(131_072);

    /// To be left out by a site's own rule, whatever it holds.
    pub(super) const DROP: Marks = Marks(262_144);

    /// A table of contents, or what one points at.
    pub(super) const CONTENTS: Marks = Marks(524_288);

    /// Ways to other pages; furniture too, unless it turns out to hold text.
    pub(super) const NAV: Marks = Marks(1_048_576);

    /// Whether any of `other`'s marks is set.
    pub(super) fn has(self, other: Marks) -> bool {
        self.0 & other.0 != 0
    }

    fn add(&mut self, other: Marks) {
        self.0 |= other.0;
    }
}

impl std::ops::BitOr for Marks {
    type Output = Marks;
    fn bitor(self, other: Marks) -> Marks {
        Marks(self.0 | other.0)
    }
}

/// The marks of every node of a page.
pub(super) fn all(tree: &Tree, site: Option<&Site>) -> Vec<Marks> {
    let mut word = String::new();
    let mut pair = String::new();
    (0..tree.len())
        .map(|at| of(tree, at, site, &mut word, &mut pair))
        .collect()
}

fn of(tree: &Tree, at: usize, site: Option<&Site>, word: &mut String, pair: &mut String) -> Marks {
    let mut marks = Marks::default();
    let Some(tag) = tree.tag(at) else { return marks };
    for name in [
        Name::Class,
        Name::Id,
        Name::DataComponent,
        Name::DataTest,
        Name::Role,
        Name::AriaLabel,
        Name::Rel,
    ] {
        // A heading's id is its own words, for links to it.
        let anchor = name == Name::Id && matches!(tag, Tag::H1 | Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6);
        for value in tree.attrs(at, name).filter(|_| !anchor) {
            if name == Name::AriaLabel && (value.len() > 40 || matches!(tag, Tag::Img | Tag::Figure | Tag::A)) {
                continue;
            }
            for token in value.split_ascii_whitespace().take(40) {
                if token.len() <= 120 && !is_style(token) {
                    token_marks(token, &mut marks, word, pair);
                }
                if let (Some(site), Name::Class | Name::Id) = (site, name) {
                    marks.add(site.marks(token));
                }
            }
        }
    }
    for value in tree.attrs(at, Name::Itemprop) {
        match value.trim() {
            "articleBody" | "reviewBody" | "text articleBody" => marks.add(Marks::BODY),
            "caption" | "description caption" => marks.add(Marks::CAPTION),
            "copyrightHolder" | "creditText" | "copyrightNotice" => marks.add(Marks::CREDIT),
            "author" | "datePublished" | "dateModified" | "publisher" | "keywords" => marks.add(Marks::MINOR),
            "comment" | "commentCount" | "interactionStatistic" => marks.add(Marks::JUNK),
            "headline" | "alternativeHeadline" | "description" => marks.add(Marks::HEAD),
            _ => {}
        }
    }
    let hidden = tree.attr(at, Name::Hidden).is_some_and(|until| until != "until-found")
        || tree.attr(at, Name::Style).is_some_and(hides);
    // A page that hides itself waits for its script; what unfolds at a press is text all the same.
    if hidden && !matches!(tag, Tag::Body | Tag::Html | Tag::Main | Tag::Article) && !unfolds(tree, at) {
        marks.add(Marks::HIDDEN);
    }
    // What the whole page is called ("single-post sidebar-show") says nothing of it.
    if matches!(tag, Tag::Body | Tag::Html) {
        return Marks::default();
    }
    marks
}

/// Whether a class says how a part looks, in the manner of utility style sheets
/// ("hover:text-red", "w-[144px]", "font-utility-2"), and nothing of what it is.
fn is_style(token: &str) -> bool {
    token.contains([':', '[']) || token.starts_with("font-")
}

/// Whether a hidden part is one that opens at a press: a tab's panel, an answer under its question.
fn unfolds(tree: &Tree, at: usize) -> bool {
    let role = tree.attr(at, Name::Role).unwrap_or("");
    matches!(role, "region" | "tabpanel")
        || [Name::Class, Name::Id].into_iter().any(|name| {
            tree.attr(at, name).is_some_and(|value| {
                let lower = value.to_ascii_lowercase();
                [
                    "accordion",
                    "collapse",
                    "collapsible",
                    "tab-pane",
                    "tabpanel",
                    "tab-content",
                    "faq",
                    "expand",
                    "toggle",
                ]
                .iter()
                .any(|word| lower.contains(word))
                    && !lower.contains("nav")
                    && !lower.contains("menu")
            })
        })
}

fn hides(style: &str) -> bool {
    let mut plain = String::with_capacity(style.len());
    plain.extend(
        style
            .chars()
            .filter(|c| !c.is_whitespace())
            .map(|c| c.to_ascii_lowercase()),
    );
    plain.contains("display:none") || plain.contains("visibility:hidden")
}

fn token_marks(token: &str, marks: &mut Marks, word: &mut String, pair: &mut String) {
    if matches!(
        token,
        "hidden" | "hide" | "invisible" | "is-hidden" | "u-hidden" | "js-hidden"
    ) {
        marks.add(Marks::SPOKEN);
    }
    pair.clear();
    word.clear();
    let mut lower_before = false;
    for c in token.chars().chain(['-']) {
        let ends = !c.is_ascii_alphabetic() || (c.is_ascii_uppercase() && lower_before);
        if ends && !word.is_empty() {
            marks.add(word_marks(word));
            let split = pair.len();
            pair.push_str(word);
            if split > 0 {
                marks.add(pair_marks(pair));
                pair.drain(..split);
            }
            word.clear();
        }
        if c.is_ascii_alphabetic() {
            word.push(c.to_ascii_lowercase());
        }
        lower_before = c.is_ascii_lowercase();
    }
}

fn word_marks(word: &str) -> Marks {
    match word {
        "related" | "relateds" | "recirc" | "recirculation" | "recommended" | "recommendation" | "recommendations"
        | "newsletter" | "newsletters" | "signup" | "subscribe" | "subscription" | "promo" | "promos" | "promotion"
        | "promoted" | "advert" | "adverts" | "advertisement" | "advertising" | "advertorial" | "ads" | "ad"
        | "adslot" | "adunit" | "adbox" | "adsense" | "adsbygoogle" | "adwrap" | "adwrapper" | "dfp" | "sponsor"
        | "sponsored" | "sponsors" | "outbrain" | "taboola" | "zergnet" | "revcontent" | "share" | "sharing"
        | "shares" | "sharebar" | "sharedaddy" | "sharethis" | "addthis" | "addtoany" | "social" | "socials"
        | "socialmedia" | "breadcrumb" | "breadcrumbs" | "cookie" | "cookies" | "consent" | "gdpr" | "sidebar"
        | "siderail" | "rail" | "toolbar" | "popup" | "modal" | "popular" | "trending" | "mostread" | "mostpopular"
        | "morefrom" | "moreon" | "readmore" | "readnext" | "upnext" | "seealso" | "taglist" | "tagcloud"
        | "donate" | "donation" | "pagination" | "pager" | "prevnext" | "trackback" | "trackbacks" | "pingback"
        | "jp" | "jetpack" | "wpcnt" | "crp" | "yarpp" | "nrelate" | "onesignal" | "mailchimp" | "inread"
        | "skyscraper" | "leaderboard" | "interstitial" | "toast" | "snackbar" | "outro" | "followus" | "noprint"
        | "marketing" | "cta" | "crosspromo" | "teaserlist" | "masthead" | "optin" | "ugc" | "livefyre"
        | "viafoura" | "coral" | "spotim" | "vuukle" | "audioplayer" | "alsoread" | "readalso" | "lireaussi"
        | "complementary" | "contentinfo" => Marks::JUNK,
        "toc" => Marks::CONTENTS,
        "nav" | "navigation" | "navbar" | "menu" | "submenu" => Marks(Marks::JUNK.0 | Marks::NAV.0),
        "comment" | "comments" | "commenting" | "commentlist" | "disqus" | "respond" | "discussion" => Marks::COMMENTS,
        "byline" | "bylines" | "author" | "authors" | "copyright" => Marks(Marks::MINOR.0 | Marks::SOURCE.0),
        "source" | "sources" | "agency" | "rights" | "provider" | "quelle" | "copyrights" | "owner" => Marks::SOURCE,
        "timestamp" | "pubdate" | "dateline" | "datetime" | "tags" | "hashtags" | "keywords" | "metadata"
        | "disclaimer" | "bio" | "biography" | "date" | "eyebrow" | "kicker" | "readingtime" | "rating" | "ratings"
        | "poll" | "quiz" | "feedback" | "print" | "printfriendly" | "follow" | "badge" | "actions" | "tools"
        | "utility" | "topics" | "license" | "licensing" | "syndication" | "contributors" | "footer" | "postmeta"
        | "updated" => Marks::MINOR,
        "articlebody" | "storybody" | "articletext" | "storytext" | "storycontent" | "bodytext" | "bodycopy"
        | "articlecontent" | "entrycontent" | "postcontent" | "postbody" | "maincontent" | "fulltext" => Marks::BODY,
        "caption" | "captions" | "figcaption" | "cutline" | "imagecaption" | "legend" | "bildunterschrift"
        | "bildtext" | "legende" => Marks::CAPTION,
        "credit" | "credits" | "photocredit" | "imagecredit" | "photographer" | "attribution" | "copyrightholder"
        | "bildquelle" | "fotograf" | "crediti" => Marks::CREDIT,
        "photo" | "image" | "picture" | "img" | "figure" | "foto" | "bild" | "media" | "gallery" | "slideshow"
        | "slide" | "carousel" | "hero" | "thumb" | "thumbnail" | "lightbox" => picture_marks(word),
        "avatar" | "headshot" | "portrait" | "icon" | "logo" | "emoji" | "gravatar" | "mugshot" | "profile" => {
            Marks::PORTRAIT
        }
        "teaser" | "teasers" | "card" | "cards" | "promobox" | "tease" => Marks::TEASER,
        "tweet" | "twitter" | "instagram" | "tiktok" | "facebook" | "embed" | "youtube" | "vimeo" | "oembed" => {
            Marks::EMBED
        }
        "article" | "story" | "entry" | "post" | "main" | "content" | "body" | "text" => Marks::CONTENT,
        "headline" | "standfirst" | "subhead" | "subheadline" | "subtitle" | "dek" | "strapline" | "deck"
        | "articleheader" | "headlines" => Marks::HEAD,
        "pullquote" | "blockquotepull" => Marks::PULLQUOTE,
        "paywall" | "regwall" | "piano" | "login" | "signin" | "register" | "registration" | "metered" => Marks::WALL,
        _ => Marks::default(),
    }
}

fn picture_marks(word: &str) -> Marks {
    match word {
        "gallery" | "slideshow" | "slide" | "carousel" => Marks(Marks::PICTURE.0 | Marks::GALLERY.0),
        _ => Marks::PICTURE,
    }
}

fn pair_marks(pair: &str) -> Marks {
    match pair {
        "readmore" | "readnext" | "readalso" | "alsoread" | "seealso" | "upnext" | "nextup" | "morefrom" | "moreon"
        | "morestories" | "morearticles" | "morenews" | "mostread" | "mostpopular" | "mostviewed" | "topstories"
        | "latestnews" | "youmay" | "maylike" | "mightlike" | "alsolike" | "signup" | "optin" | "followus"
        | "postnav" | "backtotop" | "totop" | "skiplink" | "skipto" | "linklist" | "linkbox" | "taglist"
        | "tagcloud" | "aboutauthor" | "authorbio" | "authorbox" | "authorinfo" | "jumplink" | "relatedposts"
        | "sidebarcontent" | "alsoin" | "moretopic" | "storyfooter" | "articlefooter" | "postfooter"
        | "entryfooter" | "calltoaction" | "contentfooter" => Marks::JUNK,
        "authorname" | "postdate" | "publishdate" | "publisheddate" | "publishedat" | "lastupdated" | "postedon"
        | "entrymeta" | "postmeta" | "articlemeta" | "storymeta" | "articleinfo" | "posttags" | "articletags"
        | "tagslinks" | "readtime" | "readingtime" | "entryutility" | "articletools" | "keypoints" => Marks::MINOR,
        "articlebody" | "storybody" | "articletext" | "storytext" | "storycontent" | "bodytext" | "bodycopy"
        | "articlecontent" | "entrycontent" | "postcontent" | "postbody" | "bodycontent" | "contentbody"
        | "textbody" | "fulltext" | "articlemain" | "richtext" | "articlecopy" | "storycopy" | "singlecontent"
        | "newscontent" | "newstext" | "newsbody" | "blogcontent" | "pagecontent" | "entrybody"
        | "paragraphcontent" | "contenttext" | "textcontent" | "articletextcontent" | "contentarticle"
        | "entrytext" | "detailcontent" | "articledetail" | "postentry" | "bodymain" => Marks::BODY,
        "imagecaption" | "photocaption" | "mediacaption" | "captiontext" | "wpcaption" | "imgcaption"
        | "imagedescription" | "phototext" | "imagetext" | "imageinfo" => Marks::CAPTION,
        "photocredit" | "imagecredit" | "imagesource" | "photosource" | "imagecopyright" | "mediacredit"
        | "creditline" | "imageattribution" | "photoby" | "captioncredit" | "captionsource" => Marks::CREDIT,
        "sronly" | "visuallyhidden" | "screenreader" | "offscreen" | "readertext" | "accessiblyhidden" | "srlabel"
        | "hiddenaccessible" | "assistivetext" => Marks::SPOKEN,
        "displaynone" | "dnone" => Marks::HIDDEN,
        "pullquote" | "quotepull" => Marks::PULLQUOTE,
        "loginbox" | "loginform" | "subscriberonly" | "registerwall" => Marks::WALL,
        _ => Marks::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(html: &str) -> Marks {
        let tree = Tree::parse(html);
        let at = (0..tree.len())
            .find(|at| tree.attr(*at, Name::Title) == Some("x"))
            .unwrap();
        all(&tree, None)[at]
    }

    #[test]
    fn names_are_read_by_word_and_pair() {
        assert!(marks("<div title=x class='c-related__list'>").has(Marks::JUNK));
        assert!(marks("<div title=x class='RelatedArticles'>").has(Marks::JUNK));
        assert!(marks("<div title=x id=read-more-box>").has(Marks::JUNK));
        assert!(marks("<div title=x class='article-body'>").has(Marks::BODY));
        assert!(marks("<div title=x class='StoryBody'>").has(Marks::BODY));
        assert!(marks("<span title=x class='wp-caption-text'>").has(Marks::CAPTION));
        assert!(!marks("<div title=x class='shared-header readers'>").has(Marks::JUNK));
        assert!(!marks("<h2 title=x id='how-to-share-a-menu'>").has(Marks::JUNK));
        assert!(!marks("<div title=x class='font-utility-2 hover:ad'>").has(Marks::JUNK | Marks::MINOR));
    }

    #[test]
    fn hidden_is_seen_in_attribute_and_style() {
        assert!(marks("<div title=x hidden>").has(Marks::HIDDEN));
        assert!(marks("<div title=x style='color:red; display : none'>").has(Marks::HIDDEN));
        assert!(!marks("<div title=x style='display:block'>").has(Marks::HIDDEN));
    }
}
