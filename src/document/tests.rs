use super::*;
use proptest::prelude::*;

fn parse(format: Format, text: &str) -> Document {
    let mut source = Source::from_text("a", text);
    source.format = format;
    source.text = text.to_owned();
    Document::parse(&source)
}

fn words(document: &Document) -> String {
    let words: Vec<&str> = (0..document.tokens.len() as u32)
        .map(|at| document.word(at))
        .collect();
    words.join(" ")
}

fn read(text: &str) -> String {
    words(&parse(Format::Text, text))
}

/// `KIND words`, a line a block; cells are parted by bars.
fn blocks(format: Format, text: &str) -> Vec<String> {
    let document = parse(format, text);
    let show = |block: &Block| {
        let kind = match block.kind {
            BlockKind::Heading(level) => format!("#{level}"),
            BlockKind::Paragraph => "P".to_owned(),
            BlockKind::Item(depth) => format!("-{depth}"),
            BlockKind::Row => "R".to_owned(),
        };
        let said = |range: &Range<u32>| {
            let words: Vec<&str> = range.clone().map(|at| document.word(at)).collect();
            words.join(" ")
        };
        let cells: Vec<String> = block.cells.iter().map(said).collect();
        let words = if cells.is_empty() {
            said(&block.tokens)
        } else {
            cells.join(" | ")
        };
        format!("{kind} {words}")
    };
    document.blocks.iter().map(show).collect()
}

/// What each token was written as.
fn written(format: Format, text: &str) -> Vec<String> {
    let document = parse(format, text);
    let written = |token: &Token| text[document.to_source(token.span).range()].to_owned();
    document.tokens.iter().map(written).collect()
}

#[test]
fn words_are_expanded_folded_and_parted() {
    assert_eq!(
        read("We don't, can’t, cannot and won't sell."),
        "we do not can not can not and will not sell"
    );
    assert_eq!(
        read("We'll, you’re, we've, I'm: the user's, users’ data"),
        "we will you are we have i am the user users data"
    );
    assert_eq!(
        read("e-mail and/or opt‑out, de\u{ad}lete\u{200b}d ﬁles"),
        "e mail and or opt out deleted files"
    );
    assert_eq!(
        read("The U.S. Department, e.g. O'Brien & Sons"),
        "the us department eg obrien and sons"
    );
    assert_eq!(
        read("Itâ€™s ours ✓ ✗ § 1798.100, 1,000 $5"),
        "it ours yes no § 1798.100 1,000 $ 5"
    );
}

#[test]
fn addresses_are_one_token() {
    let document = parse(
        Format::Text,
        "Mail data-protection@acme.example, see https://acme.example/a(b)?c=d. Or www.acme.com, acme.co/privacy; call +49 30 123456-78 or (877) 309-5222. Ask me [at] acme [dot] com.",
    );
    let found: Vec<(TokenKind, &str)> = document
        .tokens
        .iter()
        .enumerate()
        .filter(|(_, token)| token.kind != TokenKind::Word)
        .map(|(at, token)| (token.kind, document.word(at as u32)))
        .collect();
    assert_eq!(
        found,
        [
            (TokenKind::Email, "data-protection@acme.example"),
            (TokenKind::Url, "https://acme.example/a(b)?c=d"),
            (TokenKind::Url, "www.acme.com"),
            (TokenKind::Url, "acme.co/privacy"),
            (TokenKind::Phone, "+49 30 123456-78"),
            (TokenKind::Phone, "(877) 309-5222"),
            (TokenKind::Email, "me [at] acme [dot] com"),
        ]
    );
}

#[test]
fn spans_lead_back_to_what_was_written() {
    let text = "We don’t sell “the user’s” DATA — ﬁles, won't";
    assert_eq!(
        written(Format::Text, text),
        [
            "We", "do", "n’t", "sell", "the", "user", "DATA", "ﬁles", "wo", "n't"
        ]
    );
    let html = "<p>caf&eacute; R&amp;D d<b>a</b>ta</p>";
    assert_eq!(
        written(Format::Html, html),
        ["caf&eacute;", "R", "&amp;", "D", "d<b>a</b>ta"]
    );
    assert_eq!(
        written(Format::Markdown, "**Da**ta \\* `co` &amp;"),
        ["Da**ta", "co", "&amp;"]
    );
}

#[test]
fn breaks_shapes_and_links() {
    let html = parse(
        Format::Html,
        "<p>ACME, Data: <a href='mailto:a@b.example'>us</a>. x",
    );
    let seen: Vec<(Shape, Break, Link)> = html
        .tokens
        .iter()
        .map(|token| (token.shape, token.before, token.link))
        .collect();
    assert_eq!(
        seen,
        [
            (Shape::Upper, Break::Block, Link::None),
            (Shape::Capitalised, Break::Comma, Link::None),
            (Shape::Lower, Break::Colon, Link::Mail),
            (Shape::Lower, Break::Stop, Link::None),
        ]
    );
}

#[test]
fn markdown_blocks() {
    let text = "# Policy\n\n**Data Collection**\n\nWe collect:\n\n- names\n  - first\n- mails\n\nA | B\n---|---\nc | \nd | e\n\n<p>Hi<br>you</p><!-- no -->\n";
    assert_eq!(
        blocks(Format::Markdown, text),
        [
            "#1 policy",
            "#2 data collection",
            "P we collect",
            "-1 names",
            "-2 first",
            "-1 mails",
            "R a | b",
            "R c | ",
            "R d | e",
            "P hi you"
        ]
    );
}

#[test]
fn html_blocks() {
    let text = "<html><head><title>T</title><style>p{}</style></head><body><nav><a>Home</a></nav><h2>Policy</h2><p>We &lt;collect&gt;:<ul><li>names<ul><li>first</li></ul></li><li>mails</ul><p hidden>gone</p><script>no()</script><table><tr><th>A<th>B</tr><tr><td>c<td>d</tr></table><div>- x<br>- y</div><p>long text that outweighs the menu by far, so that it is left out</p>";
    assert_eq!(
        blocks(Format::Html, text),
        [
            "#1 t",
            "#2 policy",
            "P we collect",
            "-1 names",
            "-2 first",
            "-1 mails",
            "R a | b",
            "R c | d",
            "-1 x",
            "-1 y",
            "P long text that outweighs the menu by far so that it is left out"
        ]
    );
}

#[test]
fn plain_blocks() {
    let text = "http://acme.example/privacy\nDefinitions.\nService. The service is ours and nobody else's at all, as we say here.\nPersonal Data\nWe may ask you for individually identifiable information that we need.\nCategory | Sold |\n---|---|\nNames | NO |\nWe use it to:\n• bill you\n  • at once\n4.2 Your Rights\nYou have rights.";
    assert_eq!(
        blocks(Format::Text, text),
        [
            "#2 definitions",
            "P service the service is ours and nobody else at all as we say here",
            "#2 personal data",
            "P we may ask you for individually identifiable information that we need",
            "R category | sold",
            "R names | no",
            "P we use it to",
            "-1 bill you",
            "-2 at once",
            "#3 your rights",
            "P you have rights",
        ]
        .map(|line| line.replace("#3 your", "#3 4.2 your"))
    );
    assert_eq!(
        blocks(Format::Text, "Right to access | find out whether"),
        ["R right to access | find out whether"]
    );
}

#[test]
fn wrapped_lines_are_joined() {
    let text = "We collect the names of all our customers and\nkeep them for as long as we need them, which is\nlong. We sell nothing.\n\nWe also collect the addresses of them and so on\nand so forth.";
    assert_eq!(blocks(Format::Text, text).len(), 2);
}

fn check(format: Format, text: &str) {
    let document = parse(format, text);
    let mut last = 0;
    for token in &document.tokens {
        assert!(
            document
                .text
                .get(token.span.range())
                .is_some_and(|word| !word.is_empty())
        );
        assert!(token.span.start >= last);
        last = token.span.end;
        assert!(
            text.get(document.to_source(token.span).range()).is_some(),
            "{token:?}"
        );
    }
    for pair in document.runs.windows(2) {
        assert!(pair[0].text.end <= pair[1].text.start);
    }
    for offset in (0..=document.text.len()).filter(|at| document.text.is_char_boundary(*at)) {
        let span = document.to_source(Span::new(offset, document.text.len()));
        assert!(text.get(span.range()).is_some(), "{offset}");
    }
    for block in &document.blocks {
        assert!(document.text.get(block.span.range()).is_some());
        assert!(!block.tokens.is_empty());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn any_text_makes_a_document(text in "(\\PC|[ -~\n]|[<>&;|*#'’.@\\[\\]()ﬃİâ€™-]|<li>|<td>|<tr>|<table>|<p hidden>|&nbsp;|&#146;|n't|- |\n\n){0,80}") {
        for format in [Format::Markdown, Format::Html, Format::Text] {
            check(format, &text);
        }
    }
}

#[test]
fn text_that_unfolds_or_fades_in_is_there_to_be_read() {
    let words = |html: &str| {
        let document = Document::parse(&Source::from_text("x.html", html));
        document.text
    };
    let page = |inner: &str| {
        format!("<!doctype html><body><p>Shown first.</p>{inner}<p>Shown last.</p></body>")
    };
    assert!(
        words(&page(
            r#"<div class="accordion-body" style="display:none">Folded</div>"#
        ))
        .contains("folded")
    );
    assert!(
        words(&page(
            r#"<p class="wow fadeIn" style="visibility: hidden;">Faded</p>"#
        ))
        .contains("faded")
    );
    assert!(!words(&page(r#"<div style="display:none">Secret</div>"#)).contains("secret"));
    assert!(!words(&page(r#"<p style="visibility:hidden">Secret</p>"#)).contains("secret"));
}

#[test]
fn the_next_numbered_clause_is_not_the_list_that_was_announced() {
    let text = "1. Who we are\n\nWe are Acme. Contact us using the details set out below:\n\n2. The data we collect\n\nWe collect names.";
    let document = Document::parse(&Source::from_text("x.txt", text));
    let lost = |statement: &&Statement| statement.kind == StatementKind::EmptyAnnouncement;
    assert_eq!(document.statements.iter().filter(lost).count(), 1);
}

#[test]
fn numbered_titles_are_headings_and_numbered_items_are_not() {
    let kinds = |text: &str| -> Vec<BlockKind> {
        let document = Document::parse(&Source::from_text("x.txt", text));
        document.blocks.iter().map(|block| block.kind).collect()
    };
    let titles = "1. Who we are\n\nWe are Acme and we contact you using these details:\n\n2. The data we collect\n\nWe collect names.";
    assert!(matches!(
        kinds(titles)[..],
        [
            BlockKind::Heading(_),
            BlockKind::Paragraph,
            BlockKind::Heading(_),
            BlockKind::Paragraph
        ]
    ));
    let items = "You can ask for:\n\n1. Access to your data\n\n2. Correction of your data\n\nWrite to us to do so.";
    assert!(matches!(
        kinds(items)[1..3],
        [BlockKind::Item(_), BlockKind::Item(_)]
    ));
}

#[test]
fn a_page_whose_head_or_tables_never_end_is_read() {
    let words = |html: &str| Document::parse(&Source::from_text("x.html", html)).text;
    let head = "<html><head><title>Ours</title><link><head><meta><title>Again</title>left out<body><p>Shown.";
    assert_eq!(words(head), "ours\nagain\nshown.");
    let tables = "<table><tr><td>One</td><td>Two</td>".repeat(3);
    let document = Document::parse(&Source::from_text("x.html", &tables));
    assert!(
        document
            .blocks
            .iter()
            .all(|block| block.kind != BlockKind::Row)
    );
    let inner = "<table><tr><td>Three</td><td><table><tr><td>in</td><td>it</td></tr></table></td></tr></table>";
    let after = "<table><tr><td>Four</td><td>Five</td></tr></table>";
    let document = Document::parse(&Source::from_text("x.html", &format!("{inner}{after}")));
    let rows = document
        .blocks
        .iter()
        .filter(|block| block.kind == BlockKind::Row);
    assert_eq!(rows.count(), 2);
}
