//! Every setting, typed. The words and the defaults are in `config/settings.toml`.

use serde::Deserialize;

/// All settings.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// When and how feeds are fetched.
    pub refresh: Refresh,
    /// When whole articles are fetched.
    pub pages: Pages,
    /// Limits of the network client.
    pub http: Http,
    /// How articles are shown.
    pub reader: Reader,
    /// How the screen looks and is worked.
    pub screen: Screen,
    /// Where saved articles go.
    pub archive: Archive,
    /// What opens links and pictures.
    pub open: Open,
    /// Which pictures are shown, and how.
    pub pictures: Pictures,
    /// How far ahead articles are looked through for names.
    pub analysis: Analysis,
}

/// When and how feeds are fetched.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Refresh {
    /// Fetch what is due when the screen opens.
    pub on_start: bool,
    /// Minutes between fetches while the screen is open; 0 for only by key.
    pub interval_minutes: u32,
    /// Feeds asked at once.
    pub concurrent: usize,
    /// Of them, at one host.
    pub per_host: usize,
}

/// When whole articles are fetched.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pages {
    /// When a headline is opened.
    pub on_open: bool,
    /// For this many newest unread articles after a refresh.
    pub ahead: usize,
    /// For this many newest starred articles.
    pub ahead_starred: usize,
    /// For this many newest unread articles of each view.
    pub ahead_views: usize,
}

/// Limits of the network client.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Http {
    /// Seconds until a host must have accepted the connection.
    pub connect_timeout: f64,
    /// Seconds until it must have begun to answer.
    pub header_timeout: f64,
    /// Seconds for one address in all.
    pub total_timeout: f64,
    /// Seconds between two questions to a host at which as many are under way as may be.
    pub host_spacing: f64,
    /// Largest feed in MB, decoded.
    pub max_feed_mb: f64,
    /// Largest page in MB, decoded.
    pub max_page_mb: f64,
    /// Largest picture in MB.
    pub max_picture_mb: f64,
    /// Redirects followed for one address.
    pub max_redirects: u8,
    /// The User-Agent; empty for the program's own.
    pub user_agent: String,
    /// A proxy's address; empty for the environment's.
    pub proxy: String,
    /// A PEM file with further certificates to trust; empty for none.
    pub ca_file: String,
    /// Whether feeds and pages may point at private addresses.
    pub allow_private: bool,
}

/// How articles are shown.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reader {
    /// Widest line in cells.
    pub measure: u16,
    /// When an article counts as read.
    pub mark_read: MarkRead,
    /// Whether names are coloured in the text.
    pub entities: bool,
    /// Whether links carry their number.
    pub link_numbers: bool,
}

/// When an article counts as read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MarkRead {
    /// As soon as it is opened.
    Open,
    /// Only by key.
    Key,
}

/// How the screen looks and is worked.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Screen {
    /// The theme's name.
    pub theme: String,
    /// The keymap preset's name.
    pub keymap: String,
    /// Whether the mouse is used.
    pub mouse: bool,
    /// How many colours are used.
    pub colours: Colours,
    /// Whether the side pane is shown where there is room.
    pub side_pane: bool,
}

/// How many colours are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum Colours {
    /// As many as the terminal says it has.
    #[serde(rename = "auto")]
    Auto,
    /// 24-bit colour.
    #[serde(rename = "true")]
    True,
    /// The 256-colour palette.
    #[serde(rename = "256")]
    Indexed,
    /// The 16 colours of the terminal's own palette.
    #[serde(rename = "16")]
    Basic,
    /// None: bold, underline and reverse only.
    #[serde(rename = "none")]
    None,
}

/// Where saved articles go.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Archive {
    /// The folder; empty for `archive` beside the library.
    pub folder: String,
    /// Daily copies of the library that are kept; 0 for none.
    pub daily_backups: u8,
}

/// What opens links and pictures, and reads texts: a program and its arguments, empty for the
/// system's own.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Open {
    /// For links.
    pub browser: Vec<String>,
    /// For pictures.
    pub pictures: Vec<String>,
    /// What a text is piped to; empty for nothing.
    pub pipe: Vec<String>,
}

/// Which pictures are shown, and how.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pictures {
    /// Where they are shown.
    pub images: Images,
    /// With what the terminal draws them.
    pub protocol: PictureProtocol,
    /// MB of pictures kept in the cache folder.
    pub cache_mb: u64,
}

/// Where pictures are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Images {
    /// In the text, but nowhere over ssh.
    Auto,
    /// Nowhere.
    #[default]
    Off,
    /// In the Photos tab.
    Side,
    /// In the text as well.
    Inline,
}

/// With what the terminal draws pictures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PictureProtocol {
    /// With the best it says it can.
    Auto,
    /// Kitty's graphics.
    Kitty,
    /// Sixels.
    Sixel,
    /// ITerm2's inline images.
    Iterm2,
    /// Coloured half-blocks.
    Halfblocks,
}

/// How far ahead articles are looked through for names.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Analysis {
    /// How many newest articles after a refresh.
    pub ahead: usize,
}
