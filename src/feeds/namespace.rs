//! The namespaces of RSS, Atom and their modules, by the addresses and prefixes they are known by.

/// A namespace, as far as it matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Space {
    /// RSS and Atom of every version, and no namespace at all.
    Core,
    /// RDF.
    Rdf,
    /// Dublin Core elements.
    Dublin,
    /// Dublin Core terms.
    Terms,
    /// The RSS content module.
    Content,
    /// Media RSS.
    Media,
    /// Apple's podcast elements.
    Itunes,
    /// The RSS syndication module.
    Syndication,
    /// XHTML.
    Xhtml,
    /// FeedBurner.
    FeedBurner,
    /// GeoRSS.
    GeoRss,
    /// GML, as GeoRSS uses it, and W3C Basic Geo.
    Geo,
    /// Anything else.
    Other,
}

impl Space {
    /// The namespace bound to `prefix` by `xmlns:prefix="uri"`.
    pub(super) fn of(prefix: &str, uri: &str) -> Space {
        let uri = uri.trim().to_ascii_lowercase();
        let is = |part: &str| uri.contains(part);
        if is("rss/1.0/modules/content") {
            Space::Content
        } else if is("rss/1.0/modules/syndication") {
            Space::Syndication
        } else if is("/modules/") {
            Space::by_prefix(prefix)
        } else if is("search.yahoo.com/") || is("media-rss") || is("mrss") {
            Space::Media
        } else if is("itunes.com/") || is("podcast-1.0.dtd") {
            Space::Itunes
        } else if is("purl.org/dc/elements") || is("purl.org/dc/1") {
            Space::Dublin
        } else if is("purl.org/dc/terms") {
            Space::Terms
        } else if is("22-rdf-syntax-ns") {
            Space::Rdf
        } else if is("1999/xhtml") {
            Space::Xhtml
        } else if is("feedburner") {
            Space::FeedBurner
        } else if is("georss.org/georss") {
            Space::GeoRss
        } else if is("opengis.net/gml") || is("geo/wgs84_pos") {
            Space::Geo
        } else if CORE.iter().any(|part| is(part)) {
            Space::Core
        } else {
            Space::by_prefix(prefix)
        }
    }

    /// The namespace that a prefix usually means, for those that are never declared.
    pub(super) fn by_prefix(prefix: &str) -> Space {
        match prefix {
            "" | "rss" | "atom" | "atom03" | "a10" => Space::Core,
            "rdf" => Space::Rdf,
            "dc" => Space::Dublin,
            "dcterms" => Space::Terms,
            "content" => Space::Content,
            "media" | "mrss" => Space::Media,
            "itunes" => Space::Itunes,
            "sy" => Space::Syndication,
            "xhtml" | "body" => Space::Xhtml,
            "feedburner" => Space::FeedBurner,
            "georss" => Space::GeoRss,
            "gml" | "geo" => Space::Geo,
            _ => Space::Other,
        }
    }
}

/// Parts of the namespaces that RSS and Atom have had.
const CORE: [&str; 11] = [
    "w3.org/2005/atom",
    "purl.org/atom",
    "purl.org/rss",
    "purl.org/net/rss",
    "purl.org/echo",
    "purl.org/pie",
    "harvard.edu/",
    "userland.com/rss",
    "netscape.com/rdf",
    "netscape.com/publish/formats/rss",
    "rssboard.org/rss",
];
