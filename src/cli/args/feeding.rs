//! The words of commands about subscriptions: adding them, fetching them, setting what is theirs.

use clap::{Args, Subcommand};

/// `refresh`
#[derive(Debug, Args)]
pub struct Refresh {
    /// Ask every feed, also those not due yet
    #[arg(long)]
    pub force: bool,
    /// Only these feeds: parts of their names or addresses
    pub feeds: Vec<String>,
    /// Seconds for one address in all
    #[arg(long, value_name = "SECONDS")]
    pub total_timeout: Option<f64>,
    /// Seconds until a host must have accepted the connection
    #[arg(long, value_name = "SECONDS")]
    pub connect_timeout: Option<f64>,
    /// Largest feed: 512K, 1.5M, 20MB; a number alone is MB
    #[arg(long, value_name = "SIZE", value_parser = megabytes)]
    pub max_body: Option<f64>,
    /// Seconds until a host must have begun to answer
    #[arg(long, value_name = "SECONDS")]
    pub header_timeout: Option<f64>,
    /// Seconds between two questions to a host that is asked all it may be at once
    #[arg(long, value_name = "SECONDS")]
    pub host_spacing: Option<f64>,
    /// Redirects followed
    #[arg(long, value_name = "N")]
    pub max_redirects: Option<u8>,
    /// Feeds asked at once
    #[arg(long, value_name = "N")]
    pub concurrent: Option<usize>,
    /// Of the feeds named, also fetch up to so many pages of older articles, where they offer them
    #[arg(long, value_name = "PAGES", requires = "feeds")]
    pub history: Option<usize>,
    /// Say nothing but errors
    #[arg(long, short)]
    pub quiet: bool,
}

/// `add`
#[derive(Debug, Args)]
pub struct Add {
    /// The address of a feed, or of a page that names one
    #[arg(required = true)]
    pub urls: Vec<String>,
    /// The folder to put it in
    #[arg(long, default_value = "")]
    pub folder: String,
    /// The User-Agent to send for it
    #[arg(long)]
    pub user_agent: Option<String>,
    /// name:password, for a site that asks for one
    #[arg(long)]
    pub credentials: Option<String>,
}

/// `feeds`
#[derive(Debug, Args)]
pub struct Feeds {
    /// Ask every feed now and say which fail
    #[command(subcommand)]
    pub action: Option<FeedsAction>,
}

/// Actions on feeds.
#[derive(Debug, Subcommand)]
pub enum FeedsAction {
    /// Ask every feed now, and list those that fail with the reason and the remedy
    Check,
    /// Give a feed its new address; it is fetched first, and articles and their states stay
    Move(FeedMove),
    /// Set a feed's User-Agent, name, folder or interval
    Set(FeedSet),
}

/// `feeds move`
#[derive(Debug, Args)]
pub struct FeedMove {
    /// The feed: its address, or a part of its name that only it has
    pub feed: String,
    /// The new address, or that of a page that names it; nothing takes over the one that the last
    /// answer or the feed's site names
    pub url: Option<String>,
}

/// `feeds set`
#[derive(Debug, Args)]
pub struct FeedSet {
    /// The feed: its address, or a part of its name that only it has
    pub feed: String,
    /// A name of your own ("" for the publisher's)
    #[arg(long)]
    pub title: Option<String>,
    /// The folder to put it in
    #[arg(long)]
    pub folder: Option<String>,
    /// The User-Agent to send ("" for the program's)
    #[arg(long)]
    pub user_agent: Option<String>,
    /// name:password for sites that ask for one ("" for none)
    #[arg(long)]
    pub credentials: Option<String>,
    /// Minutes between fetches at least (0 for the publisher's wish)
    #[arg(long)]
    pub interval: Option<u32>,
}

/// `remove`
#[derive(Debug, Args)]
pub struct Remove {
    /// The feed: its address, or a part of its name that only it has
    pub feed: String,
}

/// A size as a person writes it, in MB.
fn megabytes(text: &str) -> Result<f64, String> {
    let text = text.trim().to_ascii_uppercase();
    let end = text.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(text.len());
    let (number, unit) = text.split_at(end);
    let unit = match unit {
        "B" => 0.000_001,
        "K" | "KB" => 0.001,
        "" | "M" | "MB" => 1.0,
        "G" | "GB" => 1_000.0,
        _ => return Err(format!("{unit} is no unit: write 900B, 512K, 10M or 1G")),
    };
    match number.trim().parse::<f64>() {
        Ok(number) if number.is_finite() && number > 0.0 => Ok(number * unit),
        _ => Err("write a size above 0, such as 512K or 10M".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_have_units() {
        for (text, wanted) in [
            ("10", 10.0),
            ("512K", 0.512),
            ("1.5 mb", 1.5),
            ("2M", 2.0),
            ("1g", 1_000.0),
            ("2000B", 0.002),
        ] {
            assert!(megabytes(text).is_ok_and(|size| (size - wanted).abs() < 1e-9), "{text}");
        }
        for text in ["", "M", "-1M", "0", "10 pounds", "1e", "NaN", "inf"] {
            assert!(megabytes(text).is_err(), "{text}");
        }
    }
}
