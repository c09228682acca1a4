use super::*;

fn phrase(text: &str) -> Vec<Node> {
    match parse(text).expect("parses").form {
        Form::Clauses(mut clauses, _) => clauses.remove(0).phrase,
        Form::Raw(_) => panic!("raw"),
    }
}

fn word(text: &str) -> Node {
    Node::Word(text.to_owned())
}

#[test]
fn written_words_become_the_words_of_the_text() {
    assert_eq!(phrase("e-mail"), [word("e"), word("mail")]);
    assert_eq!(
        phrase("don't sell"),
        [word("do"), word("not"), word("sell")]
    );
    assert_eq!(phrase("EURO"), [Node::Cased("euro".into(), Case::Capitals)]);
    assert_eq!(phrase("retain*"), [Node::Stem("retain".into())]);
    assert_eq!(phrase("export.gov"), [Node::Address("export.gov".into())]);
    assert_eq!(phrase("1798.100"), [word("1798.100")]);
    assert_eq!(phrase("u.s. law"), [word("u"), word("s"), word("law")]);
}

#[test]
fn gaps_groups_terms_and_captures() {
    assert_eq!(
        phrase("{you} ... (right|may be|) .. <duration>"),
        [
            Node::Term("you".into()),
            Node::Gap(12),
            Node::Group(vec![
                vec![word("right")],
                vec![word("may"), word("be")],
                vec![]
            ]),
            Node::Gap(3),
            Node::Capture(Capture::Duration),
        ]
    );
}

#[test]
fn clauses_headings_and_steps() {
    let Form::Clauses(first, then) = parse("[your rights] access & ! site >> contact us")
        .expect("parses")
        .form
    else {
        panic!("raw")
    };
    let alternatives = Node::Group(vec![vec![word("rights")], vec![word("choices")]]);
    let Form::Clauses(either, _) = parse("[rights|choices] access").expect("parses").form else {
        panic!("raw")
    };
    assert_eq!(either[0].heading, Some(vec![alternatives]));
    assert_eq!(first.len(), 2);
    assert_eq!(first[0].heading, Some(vec![word("your"), word("rights")]));
    assert_eq!(first[1].wanted, Wanted::Absent);
    assert_eq!(then[0].phrase, [word("contact"), word("us")]);
}

#[test]
fn every_error_has_its_place() {
    let place = |text: &str| parse(text).expect_err(text).span;
    assert_eq!(place("access (a|b"), 7..8);
    assert_eq!(place("access <thing>"), 7..14);
    assert_eq!(place("a, b"), 1..2);
    assert_eq!(place("a | b"), 2..3);
    assert_eq!(place("... a"), 0..3);
    assert_eq!(place("a ...."), 2..6);
    assert_eq!(place("x*"), 0..2);
    assert_eq!(place("behavio*al"), 0..9);
    assert_eq!(place("{term"), 0..5);
    assert_eq!(place("! a"), 0..3);
    assert_eq!(place("a &"), 3..3);
    assert!(place("re:(").start == 0);
}
