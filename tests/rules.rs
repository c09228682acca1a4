//! Every example in the bundled rules does what it says.

use jiff::civil::date;
use lacuna::{
    examples,
    rulebook::Rulebook,
    rules::{Docs, Selection},
};

#[test]
fn examples_hold() {
    let selection = Selection::default();
    let (rulebook, _) = Rulebook::load(&selection).expect("valid rules");
    let docs = Docs::load(&selection).expect("readable rules");
    let failures = examples::run(&rulebook, &docs, date(2026, 11, 24));
    let told: Vec<String> = failures
        .iter()
        .map(|failure| {
            let (rule, key) = (&failure.rule, failure.list.key());
            format!("{rule} {key}: {:?} → {}", failure.text, failure.got)
        })
        .collect();
    assert!(told.is_empty(), "{}", told.join("\n"));
}
