use super::*;
use proptest::prelude::*;

/// The bytes behind a word of the text.
fn bytes_of<'a>(source: &Source, bytes: &'a [u8], word: &str) -> &'a [u8] {
    let start = source.text.find(word).expect("word in text");
    &bytes[source
        .to_bytes(Span::new(start, start + word.len()))
        .range()]
}

fn utf_16(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(order).collect()
}

#[test]
fn encodings_and_the_way_back() {
    let text = "Données “personnelles” – Köln 😀 fin";
    let with = |mark: &[u8], body: Vec<u8>| [mark, &body].concat();
    let (le, be) = (
        utf_16(text, u16::to_le_bytes),
        utf_16(text, u16::to_be_bytes),
    );
    let cases = [
        (text.as_bytes().to_vec(), "UTF-8"),
        (with(b"\xEF\xBB\xBF", text.into()), "UTF-8"),
        (with(b"\xFF\xFE", le.clone()), "UTF-16LE"),
        (with(b"\xFE\xFF", be.clone()), "UTF-16BE"),
        (le, "UTF-16LE"),
        (be, "UTF-16BE"),
    ];
    for (bytes, encoding) in cases {
        let source = Source::from_bytes("x.txt", &bytes);
        assert_eq!(
            (
                source.text.as_str(),
                source.encoding,
                source.damaged,
                source.content
            ),
            (text, encoding, 0, Content::Text)
        );
        for word in text.split(' ') {
            let found = bytes_of(&source, &bytes, word);
            let expected = match encoding {
                "UTF-8" => word.as_bytes().to_vec(),
                "UTF-16LE" => utf_16(word, u16::to_le_bytes),
                _ => utf_16(word, u16::to_be_bytes),
            };
            assert_eq!(found, expected, "{word} in {encoding}");
        }
    }
}

#[test]
fn windows_1252() {
    let bytes = b"Nous prot\xE9geons les donn\xE9es \x93priv\xE9es\x94 des utilisateurs \x80 5";
    let source = Source::from_bytes("x.txt", bytes);
    assert_eq!(
        source.text,
        "Nous protégeons les données “privées” des utilisateurs € 5"
    );
    assert_eq!(source.encoding, "windows-1252");
    assert_eq!(bytes_of(&source, bytes, "données"), b"donn\xE9es");
    assert_eq!(bytes_of(&source, bytes, "“privées”"), b"\x93priv\xE9es\x94");
    assert_eq!(bytes_of(&source, bytes, "€"), b"\x80");
    assert_eq!(bytes_of(&source, bytes, "5"), b"5");
}

#[test]
fn an_encoding_shows_also_behind_much_plain_text() {
    let mut bytes = b"We collect data. ".repeat(200_000);
    bytes.extend(
        b"Nous prot\xE9geons les donn\xE9es \x93priv\xE9es\x94 des utilisateurs. ".repeat(100_000),
    );
    let source = Source::from_bytes("x.txt", &bytes);
    assert_eq!(source.encoding, "windows-1252");
    assert_eq!(bytes_of(&source, &bytes, "données"), b"donn\xE9es");
}

#[test]
fn declared_encoding() {
    let bytes = b"<html><head><meta charset=\"shift_jis\"></head><p>\x8C\xC2\x90\x6C end";
    let source = Source::from_bytes("x", bytes);
    assert_eq!(
        (source.encoding, source.format),
        ("Shift_JIS", Format::Html)
    );
    assert_eq!(bytes_of(&source, bytes, "個人"), b"\x8C\xC2\x90\x6C");
    assert_eq!(bytes_of(&source, bytes, "end"), b"end");
}

#[test]
fn damage_is_counted_and_placed() {
    let bytes = "größer – “quoted” \u{e9}t\u{e9} "
        .bytes()
        .chain(*b"a\xFFb \xE2\x80z \xC3")
        .collect::<Vec<u8>>();
    let source = Source::from_bytes("x", &bytes);
    assert_eq!((source.encoding, source.damaged), ("UTF-8", 3));
    assert!(source.text.ends_with("a\u{fffd}b \u{fffd}z \u{fffd}"));
    assert_eq!(bytes_of(&source, &bytes, "a\u{fffd}b"), b"a\xFFb");
    let last = source.text.len();
    assert_eq!(
        source.to_bytes(Span::new(last - 3, last)),
        Span::new(bytes.len() - 1, bytes.len())
    );
}

#[test]
fn positions() {
    let source = Source::from_text("x", "ab\ncdé!\r\nx\ry\n");
    let cases = [
        (0, (1, 1)),
        (2, (1, 3)),
        (3, (2, 1)),
        (7, (2, 4)),
        (10, (3, 1)),
        (12, (4, 1)),
        (14, (5, 1)),
        (99, (5, 1)),
    ];
    for (byte, expected) in cases {
        assert_eq!(source.position(byte), expected, "byte {byte}");
    }
    assert_eq!(Source::from_text("x", "").position(0), (1, 1));
}

#[test]
fn formats() {
    let cases = [
        ("a.txt", "<!DOCTYPE html><p>x", Format::Html),
        ("a.md", "\n <!-- c --><html>", Format::Html),
        ("a", "<div><h1>x</h1><p>y</p>", Format::Html),
        (
            "a.md",
            "<div align=center><p><br></p></div>\n\n# Title",
            Format::Markdown,
        ),
        ("a.html", "plain &amp; simple", Format::Html),
        ("a.txt", "Title\n\n## Data\nx", Format::Markdown),
        ("a.txt", "we **never** sell", Format::Markdown),
        ("-", "see [x](y)", Format::Markdown),
        ("-", "| a | b |\n|---|---|", Format::Text),
        ("a.txt", "We collect data.\n****\n#1 priority", Format::Text),
        ("a.MD", "We collect data.", Format::Markdown),
        ("a.md", "\0\0\0\0", Format::Text),
    ];
    for (name, text, expected) in cases {
        assert_eq!(
            Source::from_bytes(name, text.as_bytes()).format,
            expected,
            "{text:?}"
        );
    }
}

#[test]
fn binary_is_still_a_source() {
    for bytes in [&b"%PDF-1.7\n..."[..], b"\x89PNG\0\0\0\rIHDR\0\0\0\0"] {
        assert_eq!(Source::from_bytes("x", bytes).content, Content::Binary);
    }
}

#[test]
fn hash_is_of_the_bytes_given() {
    let source = Source::from_bytes("x", b"abc");
    assert!(source.hash.starts_with("ba7816bf8f01cfea"));
    assert_ne!(
        Source::from_bytes("x", b"\xEF\xBB\xBFabc").hash,
        source.hash
    );
}

#[test]
fn errors_say_what_to_do() {
    let missing = Source::read(Path::new("/no/such/policy.md")).expect_err("no file");
    assert_eq!(missing.to_string(), "no such file: /no/such/policy.md");
    assert!(missing.help().is_some());
    let directory = Source::read(&std::env::temp_dir()).expect_err("a directory");
    assert!(matches!(directory, SourceError::Directory { .. }));
}

proptest! {
    #[test]
    fn any_bytes_make_a_source(bytes: Vec<u8>, mark in prop::sample::select(vec![&b""[..], b"\xFF\xFE", b"\xFE\xFF", b"\xEF\xBB\xBF", b"<meta charset=iso-2022-jp>\xFF", b"<meta charset=gb18030>\xFF"])) {
        let bytes = [mark, &bytes].concat();
        let source = Source::from_bytes("x", &bytes);
        let mut last = Span::default();
        for (at, sign) in source.text.char_indices() {
            let span = source.to_bytes(Span::new(at, at + sign.len_utf8()));
            prop_assert!(last.start <= span.start && last.end <= span.end, "monotone at {at}");
            prop_assert!(span.end as usize <= bytes.len());
            last = span;
        }
        let end = source.text.len();
        prop_assert!(source.to_bytes(Span::new(end, end)).end as usize <= bytes.len());
        prop_assert!(source.position(end).0 >= 1);
    }
}
