//! Rule files of strangers: refused with a place and a word, whatever is in them, and in messages that can be read.

#![allow(clippy::format_collect)] // hostile rules are put together once

use lacuna::{
    rulebook::{Problem, RuleFile, compile},
    safe::acts,
};

fn problems(text: &str) -> Vec<Problem> {
    let file = RuleFile {
        name: "rules.toml".to_owned(),
        text: text.into(),
    };
    match compile(&[file]) {
        Ok((_, warnings)) => warnings,
        Err(problems) => problems,
    }
}

/// Asserts that the rules are refused, in few words that act on nothing, one of which says what is wrong.
fn refused(what: &str, text: &str, words: &str) {
    let problems = problems(text);
    assert!(
        problems.iter().any(Problem::is_error),
        "{what}: not refused"
    );
    let told: Vec<String> = problems.iter().map(Problem::to_plain).collect();
    let told = told.concat();
    assert!(
        told.contains(words),
        "{what}: no {words:?} in {}",
        told.chars().take(2000).collect::<String>()
    );
    assert!(
        told.len() < 3_000_000 && problems.len() <= 202,
        "{what}: {} bytes",
        told.len()
    );
    assert!(
        !told.contains(acts),
        "{what}: the message acts on the terminal"
    );
}

fn signal(pattern: &str) -> String {
    format!(
        "[[signal]]\nid = \"x\"\nsays = \"X.\"\nany = [\"{pattern}\"]\nmatch = [\"data\"]\ndiffer = [\"no\"]\n"
    )
}

fn obligation(needs: &str) -> String {
    format!(
        "[regime]\nid = \"r\"\ntitle = \"R\"\n[[obligation]]\nid = \"o\"\ncite = \"c\"\ntitle = \"T\"\nlevel = \"required\"\nneeds = \"{needs}\"\n"
    )
}

#[test]
fn deep_and_huge_files() {
    refused(
        "arrays",
        &format!("x = {}", "[".repeat(400_000)),
        "is too long",
    );
    refused(
        "arrays of lines",
        &format!("x = {}", "[\n".repeat(200_000)),
        "recurs",
    );
    refused(
        "inline tables",
        &format!("x = {}", "{a=".repeat(3_000)),
        "recurs",
    );
    refused(
        "keys",
        &format!("{} = 1", vec!["a"; 4_000].join(".")),
        "recurs",
    );
    refused("a large file", &"#\n".repeat(600_000), "too large");
    refused(
        "a long line",
        &format!("# {}", "a".repeat(20_000)),
        "line 1 is too long",
    );
}

#[test]
fn many_problems_are_cut_with_a_word() {
    let many =
        |count: usize, part: &dyn Fn(usize) -> String| (0..count).map(part).collect::<String>();
    refused(
        "syntax",
        &"= =\n".repeat(100_000),
        "the others are not listed",
    );
    refused(
        "keys",
        &format!("[[signal]]\n{}", many(50_000, &|n| format!("k{n} = 1\n"))),
        "the others are not listed",
    );
    refused(
        "tables",
        &many(50_000, &|n| format!("[a{n}]\n")),
        "the others are not listed",
    );
    refused(
        "ids",
        &"[[signal]]\nid = \"B C\"\n".repeat(20_000),
        "the others are not listed",
    );
    refused(
        "twice",
        &"[[signal]]\nid = \"b\"\nsays = \"B.\"\nany = [\"(\"]\n".repeat(10_000),
        "the others are not listed",
    );
    refused(
        "terms",
        &many(15_000, &|n| {
            format!("[[term]]\nid = \"t{n}\"\nany = [\"{{t}}\"]\n")
        }),
        "the others are not listed",
    );
}

#[test]
fn many_signals_are_warned_of_in_few_words() {
    let text: String = (0..9_000)
        .map(|n| {
            format!("[[signal]]\nid = \"s{n}\"\nsays = \"S.\"\nany = [\"word{n} (a|b) ... c\"]\n")
        })
        .collect();
    let problems = problems(&text);
    assert!(!problems.iter().any(Problem::is_error));
    assert_eq!(problems.len(), 101);
}

#[test]
fn patterns() {
    refused(
        "deep groups",
        &signal(&format!("{}a{}", "(".repeat(1_000), ")".repeat(1_000))),
        "nest too deep",
    );
    refused(
        "a long pattern",
        &signal(&"(a|b) ".repeat(1_000)),
        "too long",
    );
    refused(
        "repetitions",
        &signal("re:(a{1,1000}){1,1000}"),
        "size limit",
    );
    refused(
        "deep expressions",
        &signal(&format!("re:{}a{}", "(".repeat(1_000), ")".repeat(1_000))),
        "regex parse error",
    );
    let many: Vec<String> = (0..120).map(|n| format!("\"re:a{n}\"")).collect();
    let many = signal("a").replace("\"a\"", &many.join(", "));
    refused("many expressions", &many, "too many regular expressions");
    for fine in [
        &"((a|b|) (c|d|) (e|f|)) x ".repeat(100),
        &"a ... ".repeat(500),
    ] {
        let text = signal(&format!("data {fine} end"));
        assert!(!problems(&text).iter().any(Problem::is_error), "{fine}");
    }
}

#[test]
fn conditions() {
    let parts: Vec<String> = (0..1_000).map(|n| format!("n{n}")).collect();
    refused(
        "many names",
        &obligation(&parts.join(" and ")),
        "the others are not listed",
    );
    refused(
        "deep",
        &obligation(&format!("{}a{}", "(".repeat(2_000), ")".repeat(2_000))),
        "",
    );
    refused(
        "many nots",
        &obligation(&format!("{}a", "not ".repeat(2_000))),
        "",
    );
}

#[test]
fn names_that_would_lead_elsewhere() {
    for id in [
        "../../etc/passwd",
        "a/b",
        "a\\\\b",
        "a b",
        "A",
        "",
        "-",
        "a\\u001b[31mb",
        "\\u202ea",
    ] {
        refused(
            id,
            &signal("data").replace("\"x\"", &format!("\"{id}\"")),
            "",
        );
    }
}

#[test]
fn texts_that_act_on_a_terminal() {
    for sign in [
        "\\u001b]0;x\\u0007",
        "\\u009b31m",
        "\\u202e",
        "\\u2066",
        "\\u0000",
        "\\u000c",
    ] {
        let text = signal("data").replace("X.", sign);
        refused(sign, &text, "a control character");
    }
}

#[test]
fn cycles_between_names() {
    let term =
        |id: &str, other: &str| format!("[[term]]\nid = \"{id}\"\nany = [\"{{{other}}}\"]\n");
    refused(
        "a term of itself",
        &format!("{}{}", term("a", "a"), signal("{a}")),
        "",
    );
    refused(
        "terms in a circle",
        &format!(
            "{}{}{}{}",
            term("a", "b"),
            term("b", "c"),
            term("c", "a"),
            signal("{a}")
        ),
        "",
    );
    let long: String = (0..5_000)
        .map(|n| term(&format!("t{n}"), &format!("t{}", n + 1)))
        .collect();
    refused(
        "a chain without an end",
        &format!("{long}{}", signal("{t0}")),
        "",
    );
    refused(
        "a regime like itself",
        "[regime]\nid = \"r\"\ntitle = \"R\"\nlike = \"r\"\n",
        "",
    );
}
