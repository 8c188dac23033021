//! Encodings that no browser knows but that old systems declare: the code pages of DOS.

use oem_cp::code_table::DECODING_TABLE_CP_MAP;
use oem_cp::code_table_type::TableType;

/// The table of a label, where it names such a code page: `cp850`, `IBM852`, `csPC8CodePage437`.
pub(super) fn table(label: &[u8]) -> Option<&'static TableType> {
    let label = std::str::from_utf8(label).ok()?.trim().to_ascii_lowercase();
    let known = ["cp", "ibm", "csibm", "cspc", "dos", "oem", "pc", "x-"];
    if !known.iter().any(|start| label.starts_with(start)) && !label.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let number = match label.as_str() {
        "cp-is" | "cp_is" => 861,
        "cp-gr" | "cp_gr" => 869,
        label => label
            .split(|c: char| !c.is_ascii_digit())
            .find(|digits| digits.len() == 3)?
            .parse()
            .ok()?,
    };
    DECODING_TABLE_CP_MAP.get(&number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_code_pages() {
        let reads = |label: &str, byte: u8| table(label.as_bytes()).map(|table| table.decode_string_lossy(&[byte]));
        for label in ["cp437", "IBM437", "437", "csPC8CodePage437", " ibm-437 "] {
            assert_eq!(reads(label, 0x80).as_deref(), Some("Ç"), "{label}");
        }
        assert_eq!(reads("csPC775Baltic", 0x80).as_deref(), Some("Ć"));
        assert_eq!(reads("cp_is", 0x8B).as_deref(), Some("Ð"));
        for label in ["utf-8", "iso-8859-437", "cp1252", "ibm037", "x", ""] {
            assert!(table(label.as_bytes()).is_none(), "{label}");
        }
    }
}
