//! What the targets for policies share.

#[path = "../../tests/hostile/invariants.rs"]
pub mod invariants;

use lacuna::{document::Document, scan::scan, source::Source};

/// A policy as bytes: parsed, searched, all places checked, and the same again.
#[allow(dead_code, reason = "not every target needs it")]
pub fn read(name: &str, bytes: &[u8]) {
    let source = Source::from_bytes(name, bytes);
    let document = Document::parse(&source);
    invariants::document_holds(&source, &document, bytes.len());
    let again = Document::parse(&source);
    assert_eq!(document.text, again.text);
    assert_eq!(document.statements, again.statements);
    assert_eq!(document.observations, again.observations);
    invariants::hits_hold(&document, &scan(&invariants::RULEBOOK, &document));
}
