use super::*;

const ROWS: &str = concat!(
    r#"{"path":"a.md","as_of":"2020-01-02","as_of_why":"asked","regimes":["x"],"findings":[{"id":"x/one","regime":"x","obligation":"one","outcome":"met","level":"required","evidence":[{"start":3,"end":9,"text":"=SUM(1)"},{"start":20,"end":21,"text":"b"}]},{"id":"x/two","regime":"x","obligation":"two","outcome":"missing","level":"recommended","evidence":[]}]}"#,
    "\n",
    r#"{"archive":"w.warc","path":"http://b/","error":"cannot, be \"read\""}"#,
    "\n",
);

fn written(layout: &Layout, form: TableForm) -> Vec<u8> {
    let mut out = Vec::new();
    table_of_rows(&mut ROWS.as_bytes(), layout, form, &mut out).expect("memory");
    out
}

fn wide() -> Layout {
    Layout::Wide(vec![
        "x/one".to_owned(),
        "x/two".to_owned(),
        "y/one".to_owned(),
    ])
}

#[test]
fn csv_looks_so() {
    let long = String::from_utf8(written(&Layout::Long, TableForm::Csv)).expect("text");
    let expected = [
        "policy,regime,obligation,outcome,level,start,end,text,as_of,archive",
        "a.md,x,one,met,required,3,9,'=SUM(1),2020-01-02,",
        "a.md,x,two,missing,recommended,,,,2020-01-02,",
        "http://b/,,,error,,,,\"cannot, be \"\"read\"\"\",,w.warc",
    ];
    assert_eq!(long.lines().collect::<Vec<_>>(), expected);
    let wide = String::from_utf8(written(&wide(), TableForm::Csv)).expect("text");
    let expected = [
        "policy,as_of,archive,error,x/one,x/two,y/one",
        "a.md,2020-01-02,,,met,missing,",
        "http://b/,,w.warc,\"cannot, be \"\"read\"\"\",,,",
    ];
    assert_eq!(wide.lines().collect::<Vec<_>>(), expected);
}

#[test]
fn a_torn_row_is_an_error() {
    let mut out = Vec::new();
    let done = table_of_rows(
        &mut "{\"path\":".as_bytes(),
        &Layout::Long,
        TableForm::Csv,
        &mut out,
    );
    assert!(done.is_err());
}

/// What stands in a Parquet file, by its own reader.
#[cfg(feature = "parquet")]
fn read(bytes: Vec<u8>) -> Vec<String> {
    use ::parquet::file::reader::{FileReader, SerializedFileReader};
    let file = std::env::temp_dir().join(format!(
        "lacuna-{}-{}.parquet",
        std::process::id(),
        bytes.len()
    ));
    std::fs::write(&file, bytes).expect("written");
    let reader = SerializedFileReader::try_from(file.as_path()).expect("a Parquet file");
    let rows = reader.get_row_iter(None).expect("rows");
    let rows = rows.map(|row| row.expect("a row").to_string()).collect();
    std::fs::remove_file(file).expect("removed");
    rows
}

#[cfg(feature = "parquet")]
#[test]
fn parquet_holds_the_same() {
    let rows = read(written(&Layout::Long, TableForm::Parquet));
    assert_eq!(rows.len(), 3);
    assert_eq!(
        rows[0],
        r#"{policy: "a.md", regime: "x", obligation: "one", outcome: "met", level: "required", start: 3, end: 9, text: "=SUM(1)", as_of: "2020-01-02", archive: null}"#
    );
    assert!(
        rows[2].contains("outcome: \"error\", level: null, start: null"),
        "{}",
        rows[2]
    );
    let rows = read(written(&wide(), TableForm::Parquet));
    assert_eq!(
        rows[0],
        r#"{policy: "a.md", as_of: "2020-01-02", archive: null, error: null, x/one: "met", x/two: "missing", y/one: null}"#
    );
}
