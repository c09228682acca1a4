use crate::render::{Format, sample};

#[test]
fn looks_so() {
    insta::assert_snapshot!("html", sample::render(Format::Html));
}
