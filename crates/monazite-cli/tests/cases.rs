//! Numbers that were wrong in silence once: each case gives the right number, or says what is wrong.

#![allow(clippy::unwrap_used)]

use crate::common::{Run, monazite, root};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// A folder with some files.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = dir.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    dir
}

fn run(args: &[&str], paths: &[&Path]) -> Run {
    let paths: Vec<&str> = paths.iter().map(|path| path.to_str().unwrap()).collect();
    monazite(&[args, &paths].concat())
}

/// Imports one file and gives its rows as CSV.
fn import(format: &str, name: &str, text: &str) -> Run {
    let dir = folder(&[(name, text)]);
    run(&["import", format, "--format", "csv"], &[&dir.path().join(name)])
}

/// The cells of some columns, row by row.
fn columns(csv: &str, wanted: &[&str]) -> Vec<Vec<String>> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let header = reader.headers().unwrap().clone();
    let places: Vec<usize> =
        wanted.iter().map(|name| header.iter().position(|seen| seen == *name).unwrap()).collect();
    let record = |record: csv::StringRecord| places.iter().map(|&at| record[at].to_owned()).collect();
    reader.records().map(|row| record(row.unwrap())).collect()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    writer.write_all(bytes).unwrap();
    writer.finish().unwrap()
}

#[test]
fn a_region_that_lacks_a_sector_has_the_accounts_of_one_with_an_industry_of_zeros() {
    let y = |rest: &str| format!(",A|hh,B|hh\nA|mining,30,35\nA|making,60,13\n{rest}B|making,9,50\n");
    let full = folder(&[
        (
            "Z.csv",
            ",A|mining,A|making,B|mining,B|making\nA|mining,10,5,0,20\nA|making,4,20,0,3\nB|mining,0,0,0,0\nB|making,6,5,0,30\n",
        ),
        ("Y.csv", &y("B|mining,0,0\n")),
        ("F.csv", ",A|mining,A|making,B|mining,B|making\nore,100,10,0,5\n"),
    ]);
    let lacking = folder(&[
        ("Z.csv", ",A|mining,A|making,B|making\nA|mining,10,5,20\nA|making,4,20,3\nB|making,6,5,30\n"),
        ("Y.csv", &y("")),
        ("F.csv", ",A|mining,A|making,B|making\nore,100,10,5\n"),
    ]);
    let accounts = |dir: &TempDir| run(&["economy", "accounts", "--format", "csv"], &[dir.path()]);
    let (full, lacking) = (accounts(&full), accounts(&lacking));
    assert_eq!((full.code, lacking.code), (0, 0), "{}{}", full.err, lacking.err);
    assert_eq!(full.out, lacking.out);
    assert!(lacking.err.contains("[B|mining]: a region lacks a sector"), "{}", lacking.err);
    let rows = columns(&lacking.out, &["region", "account", "value"]);
    let value = |region: &str, account: &str| -> f64 {
        rows.iter().find(|row| row[0] == region && row[1] == account).unwrap()[2].parse().unwrap()
    };
    assert_eq!(value("B", "imports"), 71.0);
    assert!((value("B", "D_cba") - 63.531_03).abs() < 1e-4);
    assert!((value("A", "D_cba") + value("B", "D_cba") - 115.0).abs() < 1e-9);
}

#[test]
fn numbers_of_countries_are_enough() {
    let header = "refYear,reporterCode,reporterISO,reporterDesc,flowCode,partnerCode,partnerISO,partnerDesc,partner2Code,cmdCode,customsCode,motCode,netWgt,primaryValue\n";
    let rows = "2023,842,,,M,156,,,0,811292,C00,0,1500,900000\n2023,842,,,M,0,,,0,811292,C00,0,4000,2100000\n2023,392,,,M,490,,,0,811292,C00,0,10,8000\n";
    let run = import("comtrade", "codes.csv", &format!("{header}{rows}"));
    assert_eq!(run.code, 0, "{}", run.err);
    let seen = columns(&run.out, &["reporter_country", "partner_country", "partner_area", "value_usd"]);
    assert_eq!(
        seen,
        [
            ["USA", "CHN", "country", "900000"],
            ["USA", "", "world", "2100000"],
            ["JPN", "TWN", "country", "8000"]
        ]
    );
}

#[test]
fn codes_of_the_world_bank_and_small_letters() {
    let gdp = "Country Name,Country Code,Year,Value\nKosovo,KSV,2010,5\nAndorra,ADO,2010,3\nEuro area,EMU,2010,12\nChile,chl,2010,2\n";
    let run = import("world-bank", "gdp.csv", gdp);
    assert_eq!(
        columns(&run.out, &["country", "area"]),
        [["XKX", "country"], ["AND", "country"], ["", "group"], ["CHL", "country"]]
    );
    let wgi = "code,countryname,year,indicator,estimate\nADO,Andorra,2022,pv,1.6\nWBG,West Bank and Gaza,2022,pv,-2\nTMP,Timor-Leste,2022,pv,0\n";
    let run = import("wgi", "wgi.csv", wgi);
    assert_eq!(columns(&run.out, &["country"]), [["AND"], ["PSE"], ["TLS"]]);
    assert!(!run.err.contains("unknown"), "{}", run.err);
}

/// A table of two regions and two sectors of our industries.
fn two_regions(code: &str) -> [(&'static str, String); 2] {
    let z = format!(
        ",CHN|c14,CHN|x,{code}|c14,{code}|x\nCHN|c14,100,20,30,10\nCHN|x,20,100,10,10\n{code}|c14,10,10,100,20\n{code}|x,10,10,20,100\n"
    );
    let y = format!(",CHN|hh,{code}|hh\nCHN|c14,900,100\nCHN|x,800,50\n{code}|c14,50,700\n{code}|x,50,800\n");
    [("Z.csv", z), ("Y.csv", y)]
}

/// What a year without Chinese gallium costs the United Kingdom with a table.
fn one_year(dir: &Path) -> Run {
    let args = [
        "economy",
        "one-year",
        "--for",
        "GBR",
        "--from",
        "CHN",
        "--mineral",
        "gallium",
        "--format",
        "csv",
        "--economy-table",
    ];
    run(&args, &[dir])
}

#[test]
fn regions_under_any_code_are_the_same_and_unknown_ones_are_refused() {
    let with = |code: &str| {
        let files = two_regions(code);
        let dir = folder(&files.each_ref().map(|(name, text)| (*name, text.as_str())));
        one_year(dir.path())
    };
    let wanted = with("GBR");
    assert_eq!(wanted.code, 0, "{}", wanted.err);
    assert!(columns(&wanted.out, &["metric"]).iter().any(|row| row[0] == "gdp_loss"), "{}", wanted.out);
    for code in ["UK", "GB", "gbr", "United Kingdom"] {
        assert_eq!(with(code).out, wanted.out, "{code}");
    }
    let refused = with("Albion");
    assert_eq!((refused.code, refused.out.as_str()), (1, ""));
    assert!(refused.err.contains("Albion"), "{}", refused.err);
}

#[test]
fn money_is_turned_into_dollars_and_what_is_no_money_is_refused() {
    let with = |unit: &str| {
        let files = two_regions("GBR");
        let mut files = files.each_ref().map(|(name, text)| (*name, text.as_str())).to_vec();
        files.push(("unit.txt", unit));
        let dir = folder(&files);
        one_year(dir.path())
    };
    let loss = |run: &Run| -> f64 {
        assert_eq!(run.code, 0, "{}", run.err);
        let rows = columns(&run.out, &["metric", "value"]);
        rows.iter().find(|row| row[0] == "gdp_loss").unwrap()[1].parse().unwrap()
    };
    let (usd, eur) = (with("million USD\n"), with("million EUR\n"));
    // The table's money counts as it stands: the same figures in euros are more dollars, by the rate that is told.
    let (_, rest) = eur.err.split_once("million USD at ").unwrap();
    let rate: f64 = rest.split(' ').next().unwrap().parse().unwrap();
    assert!(rate > 1.0 && (loss(&eur) / loss(&usd) / rate - 1.0).abs() < 1e-9, "{rate}");
    assert!((loss(&with("thousand USD\n")) * 1e3 / loss(&usd) - 1.0).abs() < 1e-9);
    assert!(usd.err.contains("times the GDP of its regions"), "{}", usd.err);
    let tonnes = with("tonnes\n");
    assert_eq!(tonnes.code, 1);
    assert!(tonnes.err.contains("not in money"), "{}", tonnes.err);
}

const EXIOBASE: [(&str, &str); 4] = [
    (
        "Z.txt",
        "region\t\tAUT\tAUT\tWWA\tWWA\nsector\t\tores\tcars\tores\tcars\nregion\tsector\t\t\t\t\nAUT\tores\t1\t2\t0\t0\nAUT\tcars\t3\t1\t0\t1\nWWA\tores\t0\t4\t1\t2\nWWA\tcars\t0\t0\t1\t3\n",
    ),
    (
        "Y.txt",
        "region\t\tAUT\tWWA\ncategory\t\thouseholds\thouseholds\nregion\tsector\t\t\nAUT\tores\t7\t0\nAUT\tcars\t6\t9\nWWA\tores\t0\t13\nWWA\tcars\t4\t32\n",
    ),
    ("x.txt", "region\tsector\tindout\nAUT\tores\t10\nAUT\tcars\t20\nWWA\tores\t20\nWWA\tcars\t40\n"),
    (
        "satellite/F.txt",
        "region\tAUT\tAUT\tWWA\tWWA\nsector\tores\tcars\tores\tcars\nstressor\t\t\t\t\nCO2\t5\t1\t6\t2\nCH4\t1\t0\t1\t0\n",
    ),
];

fn exiobase(more: &[(&str, &str)]) -> Run {
    let dir = folder(&[&EXIOBASE, more].concat());
    run(&["economy", "accounts", "--table", "exiobase3", "--format", "csv"], &[dir.path()])
}

#[test]
fn extensions_of_households_count_in_any_order_and_from_every_folder() {
    let households =
        "region\tAUT\tWWA\ncategory\thouseholds\thouseholds\nstressor\t\t\nCH4\t1\t2\nCO2\t10\t20\n";
    let value = |run: &Run, extension: &str| -> f64 {
        assert_eq!(run.code, 0, "{}", run.err);
        let rows = columns(&run.out, &["region", "account", "extension", "value"]);
        rows.iter().find(|row| row[..3] == ["AUT", "D_cba", extension]).unwrap()[3].parse().unwrap()
    };
    for name in ["satellite/F_Y.txt", "satellite/F_hh.txt"] {
        let run = exiobase(&[(name, households)]);
        assert!(
            (value(&run, "CO2") - 15.735_31).abs() < 1e-5 && (value(&run, "CH4") - 1.988_79).abs() < 1e-5
        );
    }
    let turned = "region\tWWA\tAUT\ncategory\thouseholds\thouseholds\nstressor\t\t\nCH4\t2\t1\nCO2\t20\t10\n";
    assert!((value(&exiobase(&[("satellite/F_Y.txt", turned)]), "CO2") - 15.735_31).abs() < 1e-5);
    let second = "region\tAUT\tAUT\tWWA\tWWA\nsector\tores\tcars\tores\tcars\nstressor\t\t\t\t\nwater\t50\t10\t60\t20\n";
    let run = exiobase(&[("satellite/F_Y.txt", households), ("water/F.txt", second)]);
    assert!((value(&run, "water") - 57.353_1).abs() < 1e-4, "{}", value(&run, "water"));
    let stranger = households.replace("CH4", "methane");
    let run = exiobase(&[("satellite/F_Y.txt", &stranger)]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("methane"), "{}", run.err);
}

#[test]
fn a_table_in_tonnes_is_no_table_in_euros() {
    let unit =
        "region\tsector\tunit\nAUT\tores\ttonnes\nAUT\tcars\tMeuro\nWWA\tores\ttonnes\nWWA\tcars\tMeuro\n";
    let run = exiobase(&[("unit.txt", unit)]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("2 of 4 rows are not in money") && run.err.contains("tonnes"), "{}", run.err);
    let money = unit.replace("tonnes", "Meuro");
    assert_eq!(exiobase(&[("unit.txt", &money)]).code, 0);
}

#[test]
fn stated_output_of_a_split_country_is_checked() {
    let table = |out: &str| {
        format!(
            "V1,ARG_A01_02,CHN_A01_02,CN1_C26,CN2_C26,ARG_HFCE,CHN_HFCE,CHN_GFCF,OUT\n\
             ARG_A01_02,10,5,1,1,80,3,0,100\nCHN_A01_02,2,10,3,1,1,70,13,100\nCN1_C26,1,2,20,5,2,60,10,100\n\
             CN2_C26,1,1,2,6,10,20,10,{out}\nTLS,1,1,1,1,1,1,0,6\nVA,85,81,73,36,0,0,0,275\n"
        )
    };
    let accounts = |out: &str| {
        let dir = folder(&[("2020_extended.csv", &table(out))]);
        run(&["economy", "accounts", "--table", "oecd-icio"], &[&dir.path().join("2020_extended.csv")])
    };
    assert_eq!(accounts("50").code, 0, "{}", accounts("50").err);
    for wrong in ["500", "70"] {
        let run = accounts(wrong);
        assert_eq!(run.code, 1);
        assert!(run.err.contains("the row is not balanced"), "{}", run.err);
    }
}

#[test]
fn a_misprinted_unit_is_told() {
    let text = "SOURCE,COMMODITY,COUNTRY,TYPE,UNIT_MEAS,PROD_2023,PROD_EST_ 2024,PROD_NOTES,CAP_2023,CAP_EST_ 2024,CAP_NOTES,RESERVES_2024,RESERVE_NOTES\n\
        MCS2025,Titanium Mineral Concentrates,China,\"Mine production, ilmenite\",metric tons,3250,3300,,,,,110000,\n\
        MCS2025,Titanium Mineral Concentrates,Sierra Leone,\"Mine production, rutile\",,110,60,,,,,2900,\n";
    let run = import("usgs", "titanium.csv", text);
    assert!(columns(&run.out, &["unit"]).iter().all(|row| row[0] == "thousand metric tons"), "{}", run.out);
    assert!(run.err.contains("misprinted unit corrected"), "{}", run.err);
}

#[test]
fn months_years_and_revisions_are_told_apart() {
    let header = "freqCode,refYear,refMonth,period,reporterCode,reporterISO,reporterDesc,flowCode,partnerCode,partnerISO,partnerDesc,partner2Code,classificationCode,cmdCode,customsCode,motCode,netWgt,isNetWgtEstimated,primaryValue\n";
    let row = |frequency: &str, month: &str, period: &str, revision: &str, value: &str| {
        format!(
            "{frequency},2022,{month},{period},842,USA,USA,M,156,CHN,China,0,{revision},811292,C00,0,1,False,{value}\n"
        )
    };
    let text = [
        header.to_owned(),
        row("M", "1", "202201", "H6", "100"),
        row("M", "2", "202202", "H6", "200"),
        row("A", "52", "2022", "H6", "300"),
        row("A", "52", "2022", "H4", "300"),
    ]
    .concat();
    let run = import("comtrade", "months.csv", &text);
    let seen = columns(&run.out, &["month", "frequency", "classification", "total", "value_usd"]);
    assert_eq!(
        seen,
        [
            ["1", "M", "H6", "no", "100"],
            ["2", "M", "H6", "no", "200"],
            ["", "A", "H6", "yes", "300"],
            ["", "A", "H4", "no", "300"]
        ]
    );
    let flows = "t,i,j,k,v,q\n2022,156,842,811292,100,10\n";
    let (one, other) = ("BACI_HS17_Y2022_V202401.csv", "BACI_HS92_Y2022_V202401.csv");
    let dir = folder(&[(one, flows), (other, flows)]);
    let paths = [dir.path().join(one), dir.path().join(other)];
    let both = self::run(&["import", "baci", "--format", "csv"], &[&paths[0], &paths[1]]);
    assert_eq!(columns(&both.out, &["revision"]), [["HS17"], ["HS92"]]);
    assert!(both.err.contains("another revision"), "{}", both.err);
    let twice = self::run(&["import", "baci", "--format", "csv"], &[&paths[0], &paths[0]]);
    assert!(twice.err.contains("an earlier file has"), "{}", twice.err);
    let dir = folder(&[("c.csv", &text)]);
    let path = dir.path().join("c.csv");
    let twice = self::run(&["import", "comtrade", "--format", "csv"], &[&path, &path]);
    assert!(twice.err.contains("4 of 4 rows are about the same as rows of an earlier file"), "{}", twice.err);
}

/// A copy of the example dataset.
fn ores() -> (TempDir, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    for entry in fs::read_dir(root().join("examples/ores")).unwrap().flatten() {
        fs::copy(entry.path(), dir.path().join(entry.file_name())).unwrap();
    }
    let path = dir.path().to_owned();
    (dir, path)
}

#[test]
fn a_table_of_a_dataset_is_read_or_told_under_whatever_name() {
    let (_keep, plain) = ores();
    let assess = |dir: &Path| {
        run(
            &["assess", "--for", "buyers", "--from", "CHN", "--draws", "1", "--format", "csv", "--data"],
            &[dir],
        )
    };
    let wanted = assess(&plain);
    assert_eq!(wanted.code, 0, "{}", wanted.err);
    let (_keep, packed) = ores();
    let trade = packed.join("trade.csv");
    let text = fs::read(&trade).unwrap();
    fs::write(packed.join("trade.csv.gz"), gzip(&text)).unwrap();
    let both = run(&["check"], &[&packed]);
    assert_eq!(both.code, 1);
    assert!(both.out.contains("is there twice"), "{}", both.out);
    fs::remove_file(&trade).unwrap();
    assert_eq!(assess(&packed).out, wanted.out);
    for name in ["trade.tsv", "trade.csv.txt", "Trade.csv", "trade (1).csv", "trade.xlsx", "trade.csv.bak"] {
        let (_keep, dir) = ores();
        fs::rename(dir.join("trade.csv"), dir.join(name)).unwrap();
        let check = run(&["check"], &[&dir]);
        assert_eq!(check.code, 1, "{name}: {}", check.out);
        assert!(
            check.out.contains(&format!("{name}: the file looks like the table trade.csv")),
            "{}",
            check.out
        );
    }
    let (_keep, dir) = ores();
    fs::write(dir.join("results.xlsx"), "x").unwrap();
    let check = run(&["check"], &[&dir]);
    assert_eq!(check.code, 0);
    assert!(check.out.contains("results.xlsx: not a table of the schema"), "{}", check.out);
}

#[test]
fn wrong_containers_are_named_and_right_ones_are_opened() {
    let table = "Country Name,Country Code,Year,Value\nChile,CHL,2010,2\n";
    let wanted = import("world-bank", "gdp.csv", table);
    for other in [table.replace(',', ";"), table.replace(',', "\t"), format!("\u{feff}{table}")] {
        assert_eq!(import("world-bank", "gdp.csv", &other).out, wanted.out, "{other}");
    }
    let dir = tempfile::tempdir().unwrap();
    let packed = dir.path().join("gdp.csv");
    fs::write(&packed, gzip(table.as_bytes())).unwrap();
    assert_eq!(run(&["import", "world-bank", "--format", "csv"], &[&packed]).out, wanted.out);
    for (bytes, said) in [
        (&b"{\"data\": [1]}"[..], "JSON"),
        (b"<!DOCTYPE html><html><body>Not found</body></html>", "web page"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Excel workbook"),
        (b"%PDF-1.7\n", "PDF"),
        (b"PAR1\x15\x04", "Parquet"),
        (b"PK\x03\x04broken", "zip archive is broken"),
    ] {
        for format in ["world-bank", "comtrade", "usgs", "bgs", "wmd", "eu-crm", "baci"] {
            let path = dir.path().join("file.csv");
            fs::write(&path, bytes).unwrap();
            let run = run(&["import", format, "--format", "csv"], &[&path]);
            assert_eq!(run.code, 1, "{format} {said}");
            assert!(
                run.err.contains(said) || run.err.contains("zip is broken"),
                "{format} {said}: {}",
                run.err
            );
            assert!(run.err.lines().count() < 8, "{}", run.err);
        }
    }
}

#[test]
fn layouts_of_other_releases() {
    let databank = "Country Name,Country Code,Series Name,Series Code,2022 [YR2022],2023 [YR2023]\n\
        China,CHN,Political Stability: Estimate,PV.EST,-0.44,-0.51\nChile,CHL,Political Stability: Estimate,PV.EST,0.13,..\n,,,,,\n\
        Data from database: Worldwide Governance Indicators,,,,,\n";
    let run = import("wgi", "databank.csv", databank);
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(columns(&run.out, &["country"]).len(), 3);
    let chapter = "Source,Country,Type,Prod_t_2022,Prod_t_est_2023,Prod_notes,Reserves_t,Reserves_notes\n\
        MCS2024,Chile,\"Mine production, lithium content\",38000,44000,,9300000,\n";
    let run = import("usgs", "mcs2024-lithi_world.csv", chapter);
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(columns(&run.out, &["mineral", "unit"])[0], ["Lithium", "metric tons"]);
    let old = "t,hs6,i,j,v,q\n2010,811292,156,842,100,10\n";
    let run = import("baci", "baci92_2010.csv", old);
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(columns(&run.out, &["hs6", "exporter", "value_usd"]), [["811292", "CHN", "100000"]]);
}

#[test]
fn what_is_not_chosen_is_not_checked() {
    let text = "t,i,j,k,v,q\n1995,4,12,010111,5.5,1.25\n1995,4,12,9999AA,4,\n1995,4,12,010119,x,\n1995,384,4,260500,10,        NA\n";
    let dir = folder(&[("BACI_HS92_Y1995_V202601.csv", text)]);
    let path = dir.path().join("BACI_HS92_Y1995_V202601.csv");
    let run = run(&["import", "baci", "--hs6", "260500", "--format", "csv"], &[&path]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(columns(&run.out, &["hs6"]), [["260500"]]);
    assert!(run.err.contains("left out: 3 x another code"), "{}", run.err);
}

#[test]
fn every_importer_reads_a_pipe_and_bears_a_closed_one() {
    let baci = "t,i,j,k,v,q\n2024,4,12,010111,7,2\n";
    let gdp = "Country Name,Country Code,Year,Value\nChile,CHL,2010,2\n";
    for (format, bytes) in [
        ("baci", baci.as_bytes().to_vec()),
        ("baci", gzip(baci.as_bytes())),
        ("world-bank", gdp.as_bytes().to_vec()),
    ] {
        let mut child = Command::new(assert_cmd::cargo::cargo_bin("monazite"))
            .args(["import", format, "/dev/stdin", "--format", "csv"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(&bytes).unwrap();
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        assert_eq!(String::from_utf8_lossy(&output.stdout).lines().count(), 2);
    }
    let many: String = std::iter::once("t,i,j,k,v,q\n".to_owned())
        .chain((0..200_000).map(|i| format!("2024,4,12,{:06},7,2\n", 10_000 + i)))
        .collect();
    let dir = folder(&[("flows.csv", &many)]);
    for format in ["csv", "parquet", "json", "table"] {
        let mut child = Command::new(assert_cmd::cargo::cargo_bin("monazite"))
            .args(["import", "baci", "--format", format])
            .arg(dir.path().join("flows.csv"))
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{format}: {}", String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
fn a_row_that_stays_is_not_counted_as_left_out() {
    let text = "refYear,reporterISO,flowCode,partnerISO,cmdCode,netWgt,primaryValue\n2022,USA,M,CHN,811292,-1,300\n2022,USA,M,JPN,811292,5,100\n";
    let run = import("comtrade", "minus.csv", text);
    assert!(run.err.contains("minus.csv: 2 rows; left out: nothing"), "{}", run.err);
}

#[test]
fn a_year_with_a_fraction_of_nothing_is_the_year() {
    let text =
        "code,countryname,year,indicator,estimate\nUSA,United States,2022.0,cc,1.1\nCHN,China,2022.0,cc,..\n";
    let run = import("wgi", "wgi.csv", text);
    assert_eq!(columns(&run.out, &["year", "country"]), [["2022", "USA"]]);
    assert!(run.err.contains("left out: 1 x no estimate"), "{}", run.err);
}

/// The small programme with other targets.
fn programme(targets: &str) -> (TempDir, PathBuf) {
    let text = fs::read_to_string(root().join("crates/monazite-cli/tests/programmes/antimony.toml")).unwrap();
    let (before, rest) = text.split_once("[targets]").unwrap();
    let (_, after) = rest.split_once("[[threat]]").unwrap();
    let dir = folder(&[("mine.toml", &format!("{before}[targets]\n{targets}\n[[threat]]{after}"))]);
    let path = dir.path().join("mine.toml");
    (dir, path)
}

#[test]
fn a_target_outside_the_planned_years_is_told() {
    for targets in [
        "single_supplier = { share = 0.5, year = 2050 }",
        "processing = { share = 1.0, year = 2032 }",
        "survive = { defence = 0.05, elsewhere = 0.2, year = 2025 }",
    ] {
        let (_keep, path) = programme(targets);
        let run = run(&["plan", "--quick"], &[&path]);
        assert_eq!(run.code, 1, "{targets}");
        assert!(
            run.err.contains("the year of the target is not planned") && run.err.contains("2026 to 2031"),
            "{}",
            run.err
        );
    }
}

#[test]
fn the_column_from_names_who_acts() {
    let run = |args: &[&str]| {
        let run = monazite(
            &[&["simulate"], args, &["--runs", "0", "--mineral", "cobalt", "--format", "csv"]].concat(),
        );
        assert_eq!(run.code, 0, "{}", run.err);
        let mut from: Vec<String> = columns(&run.out, &["from"]).into_iter().flatten().collect();
        from.dedup();
        from
    };
    assert_eq!(run(&["drc-cobalt-2025", "--for", "JPN"]), ["COD"]);
    assert_eq!(run(&["--for", "JPN", "--from", "CHN"]), ["CHN"]);
}

#[test]
fn percentile_ranks_are_no_estimates() {
    let text =
        "Country/Territory,Code,2021,2022\nYemen,YEM,0.5,0.9\nSomalia,SOM,2.1,3.3\nChile,CHL,55.0,56.1\n";
    let run = import("wgi", "political_stability_rank.csv", text);
    assert_eq!(run.code, 1);
    assert_eq!(columns(&run.out, &["country"]).len(), 0);
    assert!(run.err.contains("percentile ranks"), "{}", run.err);
}

#[test]
fn events_and_shocks_that_touch_nothing_are_told() {
    let table = [
        ("t/Z.csv", ",A|goods,B|goods\nA|goods,30,10\nB|goods,10,40\n"),
        ("t/Y.csv", ",A|hh,B|hh\nA|goods,50,10\nB|goods,5,45\n"),
    ];
    let case = |event: &str| {
        let text = format!(
            "steps = 30\ntable.path = \"t\"\n[[event]]\ntype = \"arbitrary\"\n{event}\nduration = 5\n"
        );
        let dir = folder(&[table[0], table[1], ("case.toml", &text)]);
        run(&["economy", "ario"], &[&dir.path().join("case.toml")])
    };
    let impact = "impact = { \"A|goods\" = 0.5 }";
    assert_eq!(case(&format!("{impact}\noccurrence = 5")).code, 0);
    let late = (format!("{impact}\noccurrence = 100"), "touches nothing");
    for (event, told) in [late, ("occurrence = 5".to_owned(), "no industry is hit")] {
        let run = case(&event);
        assert_eq!(run.code, 1);
        assert!(run.err.contains(told), "{}", run.err);
    }
    let shock = |who: &str| {
        let text = format!(
            "name = \"x\"\nstart = 2025-01-01\nweeks = 20\nsource = [\"x\"]\nnotes = \"x\"\n[[shock]]\nname = \"ban\"\nkind = \"export_ban\"\nminerals = [\"gallium\"]\n{who}\n"
        );
        let dir = folder(&[("own.toml", &text)]);
        run(&["simulate", "--runs", "0"], &[&dir.path().join("own.toml")])
    };
    let run = shock("from = [\"CHN\"]\nto = [\"CHN\"]");
    assert_eq!(run.code, 1);
    assert!(run.err.contains("touches nothing"), "{}", run.err);
}

#[test]
fn a_mineral_without_a_chain_is_refused_with_the_reason_where_one_is_needed() {
    for verb in [&["simulate", "--runs", "0"][..], &["economy", "one-year"], &["balance"]] {
        let run = monazite(&[verb, &["--mineral", "Tellurium", "--format", "csv"]].concat());
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{verb:?}");
        assert!(run.err.contains("only its world production is known"), "{verb:?} {}", run.err);
    }
    let text = fs::read_to_string(root().join("crates/monazite-cli/tests/programmes/antimony.toml")).unwrap();
    let dir = folder(&[("mine.toml", &text.replace("\"antimony\"", "\"tellurium\""))]);
    let run = run(&["plan", "--quick"], &[&dir.path().join("mine.toml")]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("only world production is known of Tellurium"), "{}", run.err);
}

#[test]
fn parties_and_minerals_are_known_by_name_in_any_case_and_added_up() {
    let assess = |for_: &str, mineral: &str| {
        let args = [
            "assess",
            "--from",
            "china",
            "--draws",
            "1",
            "--format",
            "csv",
            "--for",
            for_,
            "--mineral",
            mineral,
        ];
        let run = monazite(&args);
        assert_eq!(run.code, 0, "{}", run.err);
        run.out
    };
    assert_eq!(assess("Japan", "Rare earths"), assess("jpn", "rare_earths"));
    assert_eq!(assess("EU", "cobalt"), assess("eu27", "Cobalt"));
    let added = assess("g7-plus,BRA", "cobalt");
    assert!(columns(&added, &["for"]).iter().all(|row| row[0] == "g7-plus+BRA"));
    assert_ne!(columns(&added, &["value"]), columns(&assess("G7-plus", "cobalt"), &["value"]));
}

#[test]
fn lists_exports_and_comparisons() {
    for (what, holds) in [
        ("minerals", "rare_earths"),
        ("forms", "ga_primary"),
        ("end-uses", "wind"),
        ("countries", "CHL"),
        ("coalitions", "eu27"),
        ("scenarios", "antimony-2024"),
    ] {
        let run = monazite(&["list", what, "--format", "csv"]);
        assert_eq!(run.code, 0, "{}", run.err);
        assert!(run.out.contains(holds), "{what}: {}", run.out);
    }
    let of_one = monazite(&["list", "forms", "--mineral", "Gallium", "--format", "csv"]);
    assert!(columns(&of_one.out, &["mineral"]).iter().all(|row| row[0] == "gallium"), "{}", of_one.out);
    let dir = tempfile::tempdir().unwrap();
    let (a, b) = (dir.path().join("a"), dir.path().join("b"));
    for to in [&a, &b] {
        let ores = root().join("examples/ores");
        assert_eq!(run(&["dataset", "export", "--data", ores.to_str().unwrap()], &[to]).code, 0);
    }
    assert_eq!(run(&["dataset", "export"], &[&a]).code, 2, "nothing is written over");
    let same = run(&["compare", "--format", "csv"], &[&a, &b]);
    assert_eq!((same.code, same.out.lines().count()), (0, 1), "{}", same.err);
    let trade = b.join("trade.csv");
    let text = fs::read_to_string(&trade).unwrap();
    fs::write(&trade, text.replacen(",80,", ",60,", 1)).unwrap();
    let run = run(&["compare", "--format", "csv"], &[&a, &b]);
    assert_eq!(columns(&run.out, &["table", "column", "a", "b"]), [["trade", "value", "80", "60"]]);
}

#[test]
fn a_target_that_cannot_be_met_in_time_leaves_nobody_without() {
    let (_keep, path) = programme("processing = { share = 0.40, year = 2026 }");
    let told = run(&["plan", "--quick"], &[&path]);
    assert!(told.out.contains("Cannot be met in time"), "{}", told.out);
    let run = run(&["plan", "--quick", "--format", "csv"], &[&path]);
    assert_eq!(run.code, 0, "{}", run.err);
    let rows = columns(&run.out, &["metric", "year", "value"]);
    let of = |metric: &str| -> Vec<(String, f64)> {
        let of = rows.iter().filter(|row| row[0] == metric);
        of.map(|row| (row[1].clone(), row[2].parse().unwrap())).collect()
    };
    let (without, with) = (of("loss_without_in_year"), of("loss_with_in_year"));
    assert!(without.len() == 6 && with.len() == 6, "{}", run.out);
    for ((year, without), (_, with)) in without.iter().zip(&with) {
        assert!(*with <= 1.01 * without, "{year}: {with} with the programme, {without} without");
    }
}
