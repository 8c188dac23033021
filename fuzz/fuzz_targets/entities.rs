#![no_main]

#[path = "../../tests/it/any_bytes.rs"]
#[allow(dead_code)]
mod any_bytes;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| any_bytes::entities(bytes));
