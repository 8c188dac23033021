//! Cases: `reported` reads decisions by reporter and neutral citation, `versus` names of the form
//! "X v. Y", `matter` "Matter of M-S-" and "In re", `dockets` docket and registration numbers.

mod dockets;
mod matter;
mod reported;
mod versus;

pub use dockets::{docket, numbered};
pub use matter::matter;
pub use reported::reported;
pub use versus::versus;

use super::{Cite, encode};
use crate::entities::sheet::Sheet;
use reported::citations_after;

/// Adds the case with this name, with the report that follows it, or else found by its name.
fn named(sheet: &Sheet, start: usize, end: usize, name: String, out: &mut Vec<Cite>) {
    let (report, after) = citations_after(sheet, end);
    let mut cite = match report {
        Some((canonical, url)) => Cite::case(start..after, format!("{name}, {canonical}"), Some(url)),
        None => {
            let url = format!("https://www.courtlistener.com/?q={}", encode(&format!("\"{name}\"")));
            Cite::case(start..end, name.clone(), Some(url))
        }
    };
    cite.name = Some(name);
    out.push(cite);
}
