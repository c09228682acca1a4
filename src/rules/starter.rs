//! A rule file to begin with.

/// The text of a new regime's file: it passes `rules check` as it stands.
pub fn starter(name: &str) -> String {
    let id = id_from(name);
    let example = "We keep a register of all requests and show it to you.";
    format!(
        r#"# A new regime. `lacuna rules check --rules THIS_FILE` says what is wrong with it, `rules test` runs its examples.

[regime]
id = "{id}"
title = "{title}"                     # the law's full name
jurisdiction = "…"                     # EU, US-CA, …
citation = "…"                         # where it is found
in_force = {{ from = 2026-01-01 }}
applies_to = "…"                       # whom it binds
# claims = ["the name by which a policy says it follows this law"]

# A signal is a way of saying something. Look first whether there is one already: `lacuna explain SIGNAL`.
[[signal]]
id = "{id}-register"
says = "The organisation keeps a register of requests."
any = ["keep* .. (register|list) of .. requests"]
match = ["{example}"]
differ = ["We keep your data safe."]

[[obligation]]
id = "register"
cite = "Section 1"
title = "The policy says that a register of requests is kept"
level = "required"                     # required | conditional (then add `when`) | recommended
needs = "{id}-register"
help = "Say that you keep a register of requests."
met = ["{example}"]
unmet = ["We keep your data safe."]
"#,
        title = escaped(name.trim()),
    )
}

/// Small letters and digits of the name, joined by hyphens.
fn id_from(name: &str) -> String {
    let lower = name.to_lowercase();
    let parts = lower
        .split(|letter: char| !letter.is_ascii_alphanumeric())
        .filter(|part| !part.is_empty());
    let mut id = parts.collect::<Vec<_>>().join("-");
    // Room for what is appended.
    id.truncate(60);
    match id.trim_end_matches('-') {
        "" => "new-regime".to_owned(),
        id => id.to_owned(),
    }
}

/// As part of a TOML string in double quotes.
fn escaped(text: &str) -> String {
    let plain = text.chars().filter(|letter| !letter.is_control());
    plain
        .collect::<String>()
        .replace('\\', "\\\\")
        .replace('"', "\\\"")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rulebook::{RuleFile, compile};

    #[test]
    fn it_passes_the_check_at_once() {
        for name in ["My Law", "", "…\"\\\n", "ÄÖ 12", &"x".repeat(500)] {
            let file = RuleFile {
                name: "new.toml".to_owned(),
                text: starter(name).into(),
            };
            let (book, warnings) =
                compile(&[file]).unwrap_or_else(|problems| panic!("{name}: {problems:?}"));
            assert!(warnings.is_empty(), "{warnings:?}");
            assert_eq!(book.regimes.len(), 1);
        }
    }
}
