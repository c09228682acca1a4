//! Lacuna reads a privacy policy and says which disclosures a law requires that the policy makes, makes badly,
//! or leaves out, and shows the words that decide it.
//!
//! One policy goes one way, and each step only looks back:
//!
//! ```
//! use lacuna::{document::Document, judge::{Facts, judge}, render::{Format, Look, render}, report::Report};
//! use lacuna::{rulebook::Rulebook, rules::Selection, scan::scan, source::Source};
//!
//! let source = Source::from_text("privacy.md", "# Privacy\n\nYou may ask for a copy of your data.");
//! let (rulebook, _) = Rulebook::load(&Selection::default()).expect("the bundled rules are valid");
//! let document = Document::parse(&source);
//! let hits = scan(&rulebook, &document);
//! let facts = Facts::default();
//! let verdicts = judge(&rulebook, &document, &hits, &facts);
//! let report = Report::new(source, &document, &rulebook, &facts, &verdicts);
//! render(&[report], Format::Json, &Look::default(), &mut std::io::stdout())?;
//! # Ok::<(), std::io::Error>(())
//! ```
//!
//! [`span`] < [`source`] < [`document`], [`rulebook`] (from [`rules`]), then [`scan`] < [`judge`] < [`report`] < [`audit`] < [`render`]: modules only
//! use what stands before them. [`eval`] measures decisions against labelled policies.

pub mod span;

pub mod limits;

pub mod safe;

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

pub mod audit;

pub mod config;

pub mod ledger;

pub mod init;

pub mod render;
