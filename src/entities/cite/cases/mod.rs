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
