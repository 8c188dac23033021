//! What an element of a feed means, whichever of the dialects it is written in.
//!
//! RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0 and their modules share most of their words, and feeds
//! mix them freely, so there is one vocabulary for all. Namespaces are in [`super::namespace`]; what is
//! done with an element is decided in [`super::walk`].

use super::namespace::Space;

/// What an element means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    /// The outermost element of a feed that is not itself the feed: `rss`, `RDF`.
    Envelope,
    /// `channel`, `feed`.
    Feed,
    /// `item`, `entry`.
    Item,
    /// A title, with its rank among titles.
    Title(u8),
    /// A link.
    Link,
    /// The address before FeedBurner's.
    OriginalLink,
    /// An identity, with its rank.
    Id(u8),
    /// A summary or a feed's description, with its rank.
    Summary(u8),
    /// The content, with its rank.
    Content(u8),
    /// When it was published, with its rank.
    Published(u8),
    /// When it was changed, with its rank.
    Updated(u8),
    /// An author, with the rank of the element among those that name authors.
    Author(u8),
    /// Part of a person.
    Name,
    /// Part of a person.
    Email,
    /// A category.
    Category,
    /// Several categories, separated by commas.
    Keywords,
    /// A language.
    Language,
    /// An enclosure.
    Enclosure,
    /// The page with comments.
    Comments,
    /// A picture of the feed or item.
    Image,
    /// The address of a picture, inside one.
    ImageUrl,
    /// Where an item was taken from.
    Source,
    /// `media:group`.
    MediaGroup,
    /// `media:content`.
    MediaContent,
    /// `media:thumbnail`.
    Thumbnail,
    /// `media:title`.
    MediaTitle,
    /// `media:description`, `media:text`.
    MediaDescription,
    /// `media:credit`.
    MediaCredit,
    /// Minutes between fetches.
    Ttl,
    /// `sy:updatePeriod`.
    Period,
    /// `sy:updateFrequency`.
    Frequency,
    /// `skipHours`, `skipDays`: containers.
    Skip,
    /// An hour not to ask in.
    SkipHour,
    /// A day not to ask on.
    SkipDay,
    /// What holds a place: `georss:where`, `gml:Point`, `geo:Point`.
    Where,
    /// Both coordinates of a place, with their rank.
    Coordinates(u8),
    /// `geo:lat`.
    Latitude,
    /// `geo:long`.
    Longitude,
    /// Something with parts of its own that would be mistaken for the feed's: `textInput`, …
    Foreign,
    /// Nothing that matters here.
    Unknown,
}

/// The meaning of an element in a namespace. `local` is in lower case.
pub(super) fn word(space: Space, local: &str) -> Word {
    match space {
        Space::Core => core(local),
        Space::Rdf => match local {
            "rdf" => Word::Envelope,
            "seq" | "li" | "bag" => Word::Foreign,
            _ => Word::Unknown,
        },
        Space::Dublin => match local {
            "title" => Word::Title(2),
            "creator" | "author" => Word::Author(2),
            "date" => Word::Published(2),
            "subject" => Word::Category,
            "description" => Word::Summary(2),
            "language" => Word::Language,
            "identifier" => Word::Id(1),
            _ => Word::Unknown,
        },
        Space::Terms => match local {
            "title" => Word::Title(2),
            "creator" => Word::Author(2),
            "created" => Word::Published(1),
            "issued" | "available" | "date" => Word::Published(2),
            "modified" => Word::Updated(2),
            "abstract" | "description" => Word::Summary(2),
            "subject" => Word::Category,
            "language" => Word::Language,
            "identifier" => Word::Id(1),
            _ => Word::Unknown,
        },
        Space::Content => match local {
            "encoded" => Word::Content(5),
            _ => Word::Unknown,
        },
        Space::Media => match local {
            "group" => Word::MediaGroup,
            "content" => Word::MediaContent,
            "thumbnail" => Word::Thumbnail,
            "title" => Word::MediaTitle,
            "description" | "text" => Word::MediaDescription,
            "credit" => Word::MediaCredit,
            "category" => Word::Category,
            "keywords" => Word::Keywords,
            _ => Word::Unknown,
        },
        Space::Itunes => match local {
            "title" => Word::Title(1),
            "author" => Word::Author(1),
            "owner" => Word::Author(0),
            "name" => Word::Name,
            "email" => Word::Email,
            "subtitle" => Word::Summary(0),
            "summary" => Word::Summary(1),
            "category" => Word::Category,
            "keywords" => Word::Keywords,
            "image" => Word::Image,
            _ => Word::Unknown,
        },
        Space::Syndication => match local {
            "updateperiod" => Word::Period,
            "updatefrequency" => Word::Frequency,
            _ => Word::Unknown,
        },
        Space::Xhtml => match local {
            "body" | "div" => Word::Content(4),
            _ => Word::Unknown,
        },
        Space::FeedBurner => match local {
            "origlink" => Word::OriginalLink,
            _ => Word::Unknown,
        },
        Space::GeoRss => match local {
            "where" => Word::Where,
            "point" => Word::Coordinates(2),
            _ => Word::Unknown,
        },
        Space::Geo => match local {
            "point" => Word::Where,
            "pos" => Word::Coordinates(1),
            "lat" => Word::Latitude,
            "long" | "lon" => Word::Longitude,
            _ => Word::Unknown,
        },
        Space::Other => Word::Unknown,
    }
}

fn core(local: &str) -> Word {
    match local {
        "rss" | "rdf" => Word::Envelope,
        "channel" | "feed" => Word::Feed,
        "item" | "entry" => Word::Item,
        "title" => Word::Title(3),
        "link" => Word::Link,
        "guid" | "id" => Word::Id(3),
        "description" | "tagline" | "abstract" => Word::Summary(4),
        "summary" => Word::Summary(3),
        "subtitle" => Word::Summary(4),
        "info" => Word::Summary(1),
        "content" => Word::Content(4),
        "fullitem" | "body" => Word::Content(3),
        "pubdate" | "published" | "issued" => Word::Published(3),
        "created" => Word::Published(1),
        "updated" | "modified" | "lastbuilddate" => Word::Updated(3),
        "date" => Word::Published(0),
        "author" | "managingeditor" => Word::Author(3),
        "creator" => Word::Author(2),
        "name" => Word::Name,
        "email" => Word::Email,
        "category" => Word::Category,
        "keywords" | "tags" => Word::Keywords,
        "language" => Word::Language,
        "enclosure" => Word::Enclosure,
        "comments" => Word::Comments,
        "image" => Word::Image,
        "url" => Word::ImageUrl,
        "source" => Word::Source,
        "ttl" => Word::Ttl,
        "skiphours" | "skipdays" => Word::Skip,
        "hour" => Word::SkipHour,
        "day" => Word::SkipDay,
        "textinput" | "contributor" | "cloud" | "items" => Word::Foreign,
        _ => Word::Unknown,
    }
}

/// Whether a document that opens with this element (any case) is a feed. CDF's outermost element is
/// its `channel`; a lone `entry` is a feed of one.
pub(super) fn opens_a_feed(local: &str) -> bool {
    ["rss", "rdf", "feed", "channel", "entry"]
        .iter()
        .any(|root| local.eq_ignore_ascii_case(root))
}

/// Whether HTML gives this element no closing tag.
pub(super) fn is_void(local: &str) -> bool {
    const VOID: [&str; 13] = [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
    ];
    VOID.iter().any(|name| local.eq_ignore_ascii_case(name))
}
