use super::*;
use flate2::{
    Compression,
    write::{DeflateEncoder, GzEncoder, ZlibEncoder},
};
use jiff::civil::date;
use std::io::Write;

const PAGE: &[u8] = b"<p>We collect data.</p>";

fn record(kind: &str, content_type: &str, block: &[u8]) -> Vec<u8> {
    let mut record = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Date: 2014-04-16T12:02:14Z\r\nwarc-target-uri: <http://a.example/{kind}>\r\nX-Folded: a\r\n b\r\nContent-Type: {content_type}\r\nContent-Length: {}\r\n\r\n",
        block.len()
    )
    .into_bytes();
    record.extend_from_slice(block);
    record.extend_from_slice(b"\r\n\r\n");
    record
}

fn response(head: &str, body: &[u8]) -> Vec<u8> {
    let mut block = format!("HTTP/1.1 {head}\r\n\r\n").into_bytes();
    block.extend_from_slice(body);
    record("response", "application/http;msgtype=response", &block)
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(bytes).expect("memory");
    packed.finish().expect("memory")
}

fn found(bytes: Vec<u8>) -> Vec<Found> {
    let mut stream = Cursor::new(bytes);
    let begun = begin(&mut stream).expect("memory");
    assert_ne!(begun.looks, Looks::Other);
    Records::new(begun, stream).collect()
}

/// The text of the only thing found, which is a page.
fn only(bytes: Vec<u8>) -> Vec<u8> {
    match found(bytes).pop() {
        Some(Found::Page(page)) => page.bytes,
        other => panic!("{other:?}"),
    }
}

#[test]
fn pages_come_with_address_and_day() {
    let archive = [
        record("warcinfo", "application/warc-fields", b"software: x"),
        record(
            "request",
            "application/http;msgtype=request",
            b"GET / HTTP/1.1\r\n\r\n",
        ),
        response("200 OK\r\nContent-Type: text/html", PAGE),
        record("resource", "text/plain; charset=utf-8", b"We keep data."),
        record("conversion", "text/plain", b"We sell data."),
    ]
    .concat();
    let pages = found(archive);
    assert_eq!(pages.len(), 3);
    let first = Page {
        address: "http://a.example/response".to_owned(),
        captured: Some(date(2014, 4, 16)),
        bytes: PAGE.to_vec(),
    };
    assert_eq!(pages[0], Found::Page(first));
}

#[test]
fn compressed_by_record_or_whole_it_is_the_same() {
    let records = [
        response("200 OK\r\nContent-Type: text/html", PAGE),
        response("200 OK\r\nContent-Type: text/html", b"other"),
    ];
    let plain = found(records.concat());
    assert_eq!(plain.len(), 2);
    assert_eq!(found(gzip(&records.concat())), plain);
    let each: Vec<u8> = records.iter().flat_map(|record| gzip(record)).collect();
    assert_eq!(found(each.clone()), plain);
    assert!(is_archive(Cursor::new(each)) && is_archive(Cursor::new(records.concat())));
    assert!(!is_archive(Cursor::new(gzip(PAGE))) && !is_archive(Cursor::new(PAGE)));
}

#[test]
fn what_was_done_on_the_way_is_undone() {
    let html = "200 OK\r\nContent-Type: text/html\r\n";
    let chunked = format!("{html}Transfer-Encoding: chunked");
    assert_eq!(
        only(response(
            &chunked,
            b"3\r\n<p>\r\nb;x=y\r\nhello world\r\n0\r\n\r\n"
        )),
        b"<p>hello world"
    );
    assert_eq!(
        only(response(&chunked, PAGE)),
        PAGE,
        "headers kept, form not"
    );
    let packed = format!("{html}Content-Encoding: GZIP");
    assert_eq!(only(response(&packed, &gzip(PAGE))), PAGE);
    assert_eq!(
        only(response(&packed, PAGE)),
        PAGE,
        "headers kept, form not"
    );
    let mut zlib = ZlibEncoder::new(Vec::new(), Compression::fast());
    zlib.write_all(PAGE).expect("memory");
    let mut raw = DeflateEncoder::new(Vec::new(), Compression::fast());
    raw.write_all(PAGE).expect("memory");
    for body in [
        zlib.finish().expect("memory"),
        raw.finish().expect("memory"),
    ] {
        assert_eq!(
            only(response(&format!("{html}Content-Encoding: deflate"), &body)),
            PAGE
        );
    }
}

#[test]
fn what_is_no_page_is_counted() {
    let skipped = |bytes| match found(bytes).pop() {
        Some(Found::Skipped(reason)) => reason,
        other => panic!("{other:?}"),
    };
    assert_eq!(
        skipped(response("301 Moved\r\nLocation: /", b"")),
        "no success (redirects, errors)"
    );
    assert_eq!(
        skipped(response("404 Not Found\r\nContent-Type: text/html", PAGE)),
        "no success (redirects, errors)"
    );
    assert_eq!(
        skipped(response("200 OK\r\nContent-Type: image/png", b"\x89PNG")),
        "no page (pictures, scripts, data)"
    );
    assert_eq!(
        skipped(response("200 OK", b"\x89PNG\0")),
        "no page (pictures, scripts, data)"
    );
    assert_eq!(
        skipped(response("200 OK\r\nContent-Type: text/html", b"")),
        "empty"
    );
    assert_eq!(
        skipped(response("200 OK\r\nContent-Encoding: br", b"x")),
        "compressed in a way that is not read"
    );
    assert_eq!(
        skipped(record(
            "response",
            "text/dns",
            b"a.example. 1 IN A 127.0.0.1"
        )),
        "no page (pictures, scripts, data)"
    );
}

#[test]
fn one_bad_page_is_not_the_end_and_a_cut_archive_says_where() {
    let mut torn = gzip(PAGE);
    torn.truncate(torn.len() - 12);
    let good = response("200 OK\r\nContent-Type: text/html", PAGE);
    let bad = response(
        "200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip",
        &torn,
    );
    let both = found([bad, good.clone()].concat());
    assert!(
        matches!(&both[0], Found::Broken(Some(address), why) if address == "http://a.example/response" && why.contains("unpacked"))
    );
    assert!(matches!(&both[1], Found::Page(_)));
    let whole = [good.clone(), good].concat();
    for cut in 1..whole.len() {
        let found = found_of_any(whole[..cut].to_vec());
        let pages = found
            .iter()
            .filter(|found| matches!(found, Found::Page(_)))
            .count();
        assert!(pages <= 2 && found.len() <= 3, "{cut}: {found:?}");
    }
    let cut = found(whole[..whole.len() - 10].to_vec());
    assert!(
        matches!(&cut[1], Found::Broken(None, why) if why.contains("record 2: the file ends")),
        "{cut:?}"
    );
    let noise = found([whole.clone(), b"garbage".to_vec()].concat());
    assert!(
        matches!(&noise[2], Found::Broken(None, why) if why.contains("record 3: no record begins")),
        "{noise:?}"
    );
}

fn found_of_any(bytes: Vec<u8>) -> Vec<Found> {
    let mut stream = Cursor::new(bytes);
    let begun = begin(&mut stream).expect("memory");
    Records::new(begun, stream).collect()
}
