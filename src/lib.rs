//! Dateline: a terminal news reader for people who follow immigration policy.
pub mod model;
