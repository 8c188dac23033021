//! The program that is tested.

/// Its path: the one built with the tests, or another that `DATELINE_TEST_PROGRAM` names, such as an
/// optimised one.
pub fn path() -> String {
    std::env::var("DATELINE_TEST_PROGRAM").unwrap_or_else(|_| env!("CARGO_BIN_EXE_dateline").to_owned())
}
