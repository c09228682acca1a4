#![no_main]
//! Bytes of any encoding, with the way back from every character.

use lacuna::{source::Source, span::Span};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let source = Source::from_bytes("policy.txt", bytes);
    let mut last = Span::default();
    for (at, sign) in source.text.char_indices() {
        let span = source.to_bytes(Span::new(at, at + sign.len_utf8()));
        assert!(last.start <= span.start && last.end <= span.end, "monotone at {at}");
        assert!(span.end as usize <= bytes.len());
        last = span;
    }
    if source.encoding == "UTF-8" && source.damaged == 0 {
        let mark = usize::from(bytes.starts_with(b"\xef\xbb\xbf")) * 3;
        assert_eq!(source.text.as_bytes(), &bytes[mark..]);
    }
    let end = source.text.len();
    let (line, column) = source.position(end);
    let (again, wide) = source.position_utf16(end);
    assert!(line == again && line >= 1 && 1 <= column && column <= wide);
});
