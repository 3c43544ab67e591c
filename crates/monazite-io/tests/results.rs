//! A sheet in every format, and a result folder.

#![allow(clippy::unwrap_used)]

use monazite::datum::Quality;
use monazite::figure::{Figure, Trace};
use monazite_io::results::{Format, Sheet, bytes, write_folder};
use parquet::file::reader::{FileReader, SerializedFileReader};

/// Two figures: one plain, one whose text a spreadsheet would run and whose range is not known.
fn figures() -> [Figure; 2] {
    let plain = Figure {
        scenario: String::new(),
        week: None,
        industry: String::new(),
        method: String::new(),
        for_: "USA".into(),
        from: "CHN".into(),
        mineral: "cobalt".into(),
        form: "co_refined".into(),
        stage: "processing".into(),
        country: String::new(),
        end_use: String::new(),
        year: 2024,
        metric: "origin_share".into(),
        value: 0.822_222_222_222,
        low: 0.8,
        high: 0.85,
        unit: "share".into(),
        quality: Quality::Observed,
        trace: Trace::default(),
    };
    let hostile = Figure { for_: "=1+1".into(), low: f64::NAN, high: f64::INFINITY, ..plain.clone() };
    [plain, hostile]
}

fn sheet() -> Sheet {
    Sheet::from(&figures()[..])
}

fn text(format: Format) -> String {
    String::from_utf8(bytes(&sheet(), format).unwrap()).unwrap()
}

#[test]
fn as_csv() {
    assert_eq!(
        text(Format::Csv),
        "for,from,mineral,form,stage,country,end_use,year,metric,value,low,high,unit,quality\n\
         USA,CHN,cobalt,co_refined,processing,,,2024,origin_share,0.822222222222,0.8,0.85,share,observed\n\
         '=1+1,CHN,cobalt,co_refined,processing,,,2024,origin_share,0.822222222222,,,share,observed\n"
    );
}

#[test]
fn no_cell_of_a_csv_result_is_a_formula() {
    for first in ["=", "+", "-", "@", "\t", "\r", "\n"] {
        let cell = format!("{first}cmd|' /c calc'!A0");
        let mut rows = figures();
        rows[0].country = cell.clone();
        let csv = String::from_utf8(bytes(&Sheet::from(&rows[..]), Format::Csv).unwrap()).unwrap();
        let record = csv::Reader::from_reader(csv.as_bytes()).records().next().unwrap().unwrap();
        assert_eq!(&record[5], format!("'{cell}"));
    }
}

#[test]
fn as_json() {
    let rows: serde_json::Value = serde_json::from_str(&text(Format::Json)).unwrap();
    assert_eq!(rows[0]["value"], 0.822_222_222_222);
    assert_eq!(rows[1]["for"], "=1+1");
    assert!(rows[1]["low"].is_null() && rows[1]["high"].is_null());
    assert_eq!(rows[0].as_object().unwrap().keys().next().unwrap(), "for");
}

#[test]
fn as_table_without_blank_columns() {
    let text = text(Format::Table);
    assert!(text.starts_with("| for "), "{text}");
    assert!(text.contains("0.8222") && !text.contains("end_use"), "{text}");
}

#[test]
fn as_parquet() {
    let data = bytes(&sheet(), Format::Parquet).unwrap();
    let reader = SerializedFileReader::new(bytes::Bytes::from(data)).unwrap();
    let rows: Vec<String> = reader.get_row_iter(None).unwrap().map(|row| row.unwrap().to_string()).collect();
    assert_eq!(rows.len(), 2);
    assert!(rows[0].contains("value: 0.822222222222"), "{}", rows[0]);
    assert!(rows[1].contains("low: null"), "{}", rows[1]);
}

#[test]
fn a_result_folder_is_complete_and_leaves_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("a/b");
    #[derive(serde::Serialize)]
    struct Made {
        command: Vec<&'static str>,
        draws: u32,
    }
    let made = Made { command: vec!["assess"], draws: 3 };
    write_folder(&out, &[("figures", &sheet())], Format::Table, &made).unwrap();
    write_folder(&out, &[("figures", &sheet())], Format::Json, &made).unwrap();
    let mut names: Vec<String> =
        std::fs::read_dir(&out).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    assert_eq!(names, ["figures.csv", "figures.json", "figures.parquet", "metadata.toml"]);
    let text = std::fs::read_to_string(out.join("metadata.toml")).unwrap();
    assert!(text.contains("command = [\"assess\"]") && text.contains("draws = 3"), "{text}");
}
