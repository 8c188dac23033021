//! The elements and attributes of HTML that matter here; the rest is `Other`.

macro_rules! names {
    ($(#[$doc:meta])* $type:ident { $($variant:ident = $($text:literal)|+),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub(super) enum $type { $($variant,)+ Other }

        impl $type {
            pub(super) fn of(name: &str) -> Self {
                match name { $($($text)|+ => $type::$variant,)+ _ => $type::Other }
            }
        }
    };
}

names! {
    /// An element's name, as far as it matters here.
    Tag {
        A = "a", Abbr = "abbr", Amp = "amp-img", Article = "article", Aside = "aside", Audio = "audio",
        B = "b" | "strong", Blockquote = "blockquote", Body = "body", Br = "br", Button = "button",
        Canvas = "canvas", Caption = "caption", Center = "center", Cite = "cite",
        Code = "code" | "kbd" | "samp" | "tt" | "var", Dd = "dd", Del = "del" | "s" | "strike", Details = "details",
        Dialog = "dialog", Div = "div", Dl = "dl", Dt = "dt", Em = "em" | "i" | "dfn", Embed = "embed",
        Fieldset = "fieldset", Figcaption = "figcaption", Figure = "figure", Footer = "footer", Form = "form",
        H1 = "h1", H2 = "h2", H3 = "h3", H4 = "h4", H5 = "h5", H6 = "h6", Head = "head", Header = "header",
        Hr = "hr", Html = "html", Iframe = "iframe", Img = "img", Input = "input" | "select" | "textarea" | "option",
        Label = "label", Li = "li", Link = "link", Main = "main", Meta = "meta", Nav = "nav", Noscript = "noscript",
        Object = "object", Ol = "ol", P = "p", Picture = "picture", Pre = "pre" | "listing" | "xmp", Q = "q",
        Rp = "rp", Rt = "rt", Script = "script", Section = "section", Small = "small", Source = "source",
        Span = "span", Style = "style", Sub = "sub", Summary = "summary", Sup = "sup", Svg = "svg" | "math",
        Table = "table", Tbody = "tbody" | "thead" | "tfoot", Td = "td", Template = "template", Th = "th",
        Time = "time", Title = "title", Tr = "tr", Ul = "ul" | "menu" | "dir", Video = "video", Wbr = "wbr",
        Address = "address",
    }
}

names! {
    /// An attribute, as far as it matters here.
    Name {
        Alt = "alt", AriaHidden = "aria-hidden", AriaLabel = "aria-label", Charset = "charset", Cite = "cite",
        Class = "class", Colspan = "colspan", Content = "content", DataCaption = "data-caption",
        DataComponent = "data-component" | "data-component-name" | "data-module" | "data-type" | "data-block",
        DataCredit = "data-credit" | "data-copyright" | "data-photographer", DataSrc = "data-src" | "data-original"
            | "data-lazy-src" | "data-hi-res-src" | "data-full-src" | "data-image" | "data-url" | "data-normal",
        DataSrcset = "data-srcset" | "data-lazy-srcset", DataTest = "data-testid" | "data-test" | "data-test-id" | "data-qa",
        Datetime = "datetime", Height = "height", Hidden = "hidden", Href = "href", Id = "id", Itemprop = "itemprop",
        Itemtype = "itemtype", Lang = "lang", Called = "name", Property = "property", Rel = "rel", Role = "role",
        Rowspan = "rowspan", Src = "src", Srcset = "srcset", Start = "start", Style = "style", Title = "title",
        Type = "type", Value = "value", Width = "width",
    }
}

/// Whether an element starts on a line of its own.
pub(super) fn is_block(tag: Tag) -> bool {
    matches!(
        tag,
        Tag::Address
            | Tag::Article
            | Tag::Aside
            | Tag::Blockquote
            | Tag::Body
            | Tag::Caption
            | Tag::Center
            | Tag::Dd
            | Tag::Details
            | Tag::Dialog
            | Tag::Div
            | Tag::Dl
            | Tag::Dt
            | Tag::Fieldset
            | Tag::Figcaption
            | Tag::Figure
            | Tag::Footer
            | Tag::Form
            | Tag::H1
            | Tag::H2
            | Tag::H3
            | Tag::H4
            | Tag::H5
            | Tag::H6
            | Tag::Header
            | Tag::Hr
            | Tag::Li
            | Tag::Main
            | Tag::Nav
            | Tag::Ol
            | Tag::P
            | Tag::Pre
            | Tag::Section
            | Tag::Summary
            | Tag::Table
            | Tag::Tbody
            | Tag::Td
            | Tag::Th
            | Tag::Tr
            | Tag::Ul
    )
}
