//! Long lists of numbers as plain bytes (four each, the lowest first): read in one go instead of number by number.

use serde::{
    Deserializer, Serializer,
    de::{Error, Visitor},
};
use std::fmt;

/// Writes the numbers.
pub(super) fn serialize<S: Serializer>(items: &[u32], to: S) -> Result<S::Ok, S::Error> {
    let bytes: Vec<u8> = items.iter().flat_map(|item| item.to_le_bytes()).collect();
    to.serialize_bytes(&bytes)
}

/// Reads what [`serialize`] wrote.
pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<u32>, D::Error> {
    from.deserialize_bytes(Packed)
}

struct Packed;

impl Visitor<'_> for Packed {
    type Value = Vec<u32>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("numbers of four bytes each")
    }

    fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Vec<u32>, E> {
        let (items, rest) = bytes.as_chunks();
        if rest.is_empty() {
            Ok(items.iter().map(|item| u32::from_le_bytes(*item)).collect())
        } else {
            Err(E::invalid_length(bytes.len(), &self))
        }
    }
}
