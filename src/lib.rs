//! Lacuna reads a privacy policy and says which disclosures a law requires that the policy makes, makes badly,
//! or leaves out, and shows the words that decide it.

pub mod span;

pub mod quantity;

pub mod source;

pub mod document;

pub mod rulebook;

pub mod rules;

pub mod scan;

pub mod judge;

pub mod examples;

pub mod eval;

pub mod report;

pub mod render;
