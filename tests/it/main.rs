//! The tests that need more than one module: one binary, one folder a subject.

mod architecture;
