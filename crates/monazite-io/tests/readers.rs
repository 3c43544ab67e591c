//! Laws of every importer: a file in another dress gives the same rows, or an error that says what is wrong.

#![allow(clippy::unwrap_used)]

use crate::common::dress::{cells, dress, text};
use monazite_io::import::{Format, Tidied};
use proptest::prelude::*;

/// A small file of a publisher, as cells.
struct Sample {
    format: Format,
    name: &'static str,
    text: &'static str,
    /// Columns whose loss may change nothing but what is told.
    idle: &'static [&'static str],
}

const SAMPLES: [Sample; 10] = [
    Sample {
        format: Format::WorldBank,
        name: "gdp.csv",
        text: "Country Name,Country Code,Year,Value\nChile,CHL,2010,217.5\nKosovo,KSV,2010,5.8\nEuro area,EMU,2011,12\n",
        idle: &[],
    },
    Sample {
        format: Format::WorldBank,
        name: "databank.csv",
        text: "Country Name,Country Code,Series Name,Series Code,2022 [YR2022],2023 [YR2023]\nChina,CHN,GDP,NY.GDP.MKTP.CD,1.5,2\nPeru,PER,GDP,NY.GDP.MKTP.CD,3,..\n",
        idle: &[],
    },
    Sample {
        format: Format::Wgi,
        name: "wgi.csv",
        text: "code,countryname,year,indicator,estimate\nCHL,Chile,2022,pv,0.25\nCOD,\"Congo, Dem. Rep.\",2022,rl,-1.75\nNAM,Namibia,2021,cc,0.5\n",
        idle: &[],
    },
    Sample {
        format: Format::Wgi,
        name: "political_stability.csv",
        text: "Country/Territory,Code,2021,2022\nChile,CHL,0.25,nan\nYemen,YEM,-2.5,-2.25\n",
        idle: &[],
    },
    Sample {
        format: Format::Comtrade,
        name: "comtrade.csv",
        text: "freqCode,refYear,period,reporterCode,reporterISO,reporterDesc,flowCode,partnerCode,partnerISO,partnerDesc,partner2Code,classificationCode,cmdCode,customsCode,motCode,netWgt,primaryValue\nA,2023,2023,842,USA,USA,M,156,CHN,China,0,H6,811292,C00,0,1500,900000\nA,2023,2023,392,JPN,Japan,M,490,S19,\"Other Asia, nes\",0,H6,010121,C00,0,10,8000\n",
        idle: &[],
    },
    Sample {
        format: Format::Usgs,
        name: "world.csv",
        text: "SOURCE,COMMODITY,COUNTRY,TYPE,UNIT_MEAS,PROD_2023,PROD_EST_ 2024,PROD_NOTES,RESERVES_2024\nMCS2025,Cobalt,Russia,\"Mine production, cobalt content\",metric tons,8700,8700,,250000\nMCS2025,Tin,Peru,Mine production,metric tons,26200,31000,,130000\n",
        idle: &["SOURCE", "PROD_NOTES"],
    },
    Sample {
        format: Format::Usgs,
        name: "mcs2024-lithi_world.csv",
        text: "Source,Country,Type,Prod_t_2022,Prod_t_est_2023,Reserves_t\nMCS2024,Chile,\"Mine production, lithium content\",38000,44000,9300000\nMCS2024,Australia,\"Mine production, lithium content\",74700,86000,6200000\n",
        idle: &[],
    },
    Sample {
        format: Format::Bgs,
        name: "bgs.csv",
        text: "country_trans,country_iso3_code,bgs_commodity_trans,bgs_statistic_type_trans,yearbook_table_trans,year,quantity,units\nChile,CHL,cobalt,Production,Mine production,2022-01-01 00:00:00,3.5,tonnes\nPeru,PER,cobalt,Production,Mine production,2022-01-01 00:00:00,4,tonnes\n",
        idle: &[],
    },
    Sample {
        format: Format::Wmd,
        name: "wmd.csv",
        text: "Country,Country_Code,Country_ISO,2018,2019,unit,data_source,mineral\nAngola,24,AGO,9.5,5880,metr. t,r,Iron (Fe)\nNamibia,516,NAM,7,8,kg,e,Gold\n",
        idle: &["data_source"],
    },
    Sample {
        format: Format::EuCrm,
        name: "fact_GlobalSupply.csv",
        text: "Material,Stage,Country,Share,t\nCobalt,E,\"Congo, D.R.\",63%,1.1\nCobalt,P,Finland,10%,0.8\n",
        idle: &[],
    },
];

/// All rows in one order.
fn rows(tidied: &Tidied) -> Vec<String> {
    let mut rows: Vec<String> = tidied.sheet.rows().iter().map(|row| format!("{row:?}")).collect();
    rows.sort();
    rows
}

/// Other spellings of a place.
const SPELLINGS: [(&str, &[&str]); 8] = [
    ("CHL", &["CL", "chl", "152", "Chile"]),
    ("USA", &["US", "usa", "840", "842"]),
    ("CHN", &["CN", "chn", "156", "156.0"]),
    ("Chile", &["CHILE", "chile", "Republic of Chile"]),
    ("Peru", &["PERU", "PER", "Republic of Peru"]),
    ("Russia", &["Russian Federation", "RUSSIA"]),
    ("Congo, Dem. Rep.", &["Congo (Kinshasa)", "Democratic Republic of the Congo", "DR Congo"]),
    ("Congo, D.R.", &["Congo, Dem. Rep.", "Democratic Republic of the Congo"]),
];

/// Rows without the names as published: what they are about and their figures.
fn facts(tidied: &Tidied) -> Vec<String> {
    let columns = tidied.sheet.columns();
    let kept: Vec<usize> = (0..columns.len())
        .filter(|&at| !["place", "reporter", "partner", "note"].contains(&columns[at].0))
        .collect();
    let mut rows: Vec<String> = tidied
        .sheet
        .rows()
        .iter()
        .map(|row| format!("{:?}", kept.iter().map(|&at| &row[at]).collect::<Vec<_>>()))
        .collect();
    rows.sort();
    rows
}

#[test]
fn the_samples_are_sound() {
    for sample in &SAMPLES {
        let read = sample.format.read(sample.text.as_bytes(), sample.name);
        assert_eq!(read.diagnostics.errors(), 0, "{}: {}", sample.name, read.diagnostics);
        assert!(!read.sheet.rows().is_empty(), "{}", sample.name);
        let area = read.sheet.columns().iter().position(|(name, _)| name.ends_with("area")).unwrap();
        assert!(read.sheet.rows().iter().all(|row| row[area] != "unknown".into()), "{}", sample.name);
    }
}

/// Names of indicators change between releases: without its codes a file of DataBank is read by them, which is told.
#[test]
fn databank_without_its_codes_is_told() {
    let sample = SAMPLES.iter().find(|sample| sample.name == "databank.csv").unwrap();
    let mut table = cells(sample.text);
    let at = table[0].iter().position(|name| name == "Series Code").unwrap();
    table.iter_mut().for_each(|row| drop(row.remove(at)));
    let read = sample.format.read(text(&table, b',').as_bytes(), sample.name);
    assert!(read.diagnostics.to_string().contains("no column of codes"), "{}", read.diagnostics);
    assert_eq!(read.sheet.rows().len(), 3);
}

/// Two columns of one name: which is meant nobody can tell from the figures.
#[test]
fn a_column_that_stands_twice_is_told() {
    for sample in &SAMPLES {
        let mut table = cells(sample.text);
        table.iter_mut().for_each(|row| row.push(row[0].clone()));
        let read = sample.format.read(text(&table, b',').as_bytes(), sample.name);
        assert!(read.diagnostics.to_string().contains("two columns have one name"), "{}", sample.name);
    }
}

/// A file for another importer is sent there.
#[test]
fn a_file_for_another_importer_is_named() {
    for (sample, importer) in
        [(0, "world-bank"), (2, "wgi"), (4, "comtrade"), (5, "usgs"), (7, "bgs"), (8, "wmd")]
    {
        let other = if importer == "comtrade" { Format::Bgs } else { Format::Comtrade };
        let read = other.read(SAMPLES[sample].text.as_bytes(), SAMPLES[sample].name);
        let wanted = format!("monazite import {importer}");
        assert!(read.diagnostics.to_string().contains(&wanted), "{importer}: {}", read.diagnostics);
    }
}

proptest! {
    #[test]
    fn another_dress_is_the_same_table(sample in 0..SAMPLES.len(), dress in dress()) {
        let sample = &SAMPLES[sample];
        let wanted = sample.format.read(sample.text.as_bytes(), sample.name);
        let read = sample.format.read(&dress.put_on(&cells(sample.text), 0), sample.name);
        prop_assert_eq!(rows(&read), rows(&wanted), "{}", read.diagnostics);
        prop_assert_eq!(&read.skipped, &wanted.skipped);
    }

    #[test]
    fn a_place_under_another_key_is_the_same_place(
        sample in 0..SAMPLES.len(),
        place in 0..SPELLINGS.len(),
        spelling in any::<prop::sample::Index>(),
    ) {
        let sample = &SAMPLES[sample];
        let (from, others) = SPELLINGS[place];
        let to = others[spelling.index(others.len())];
        let mut table = cells(sample.text);
        table.iter_mut().skip(1).flatten().filter(|cell| *cell == from).for_each(|cell| *cell = to.to_owned());
        let wanted = sample.format.read(sample.text.as_bytes(), sample.name);
        let read = sample.format.read(text(&table, b',').as_bytes(), sample.name);
        prop_assert_eq!(facts(&read), facts(&wanted), "{} as {}: {}", from, to, read.diagnostics);
    }

    #[test]
    fn a_lost_or_renamed_column_is_told(sample in 0..SAMPLES.len(), column in any::<prop::sample::Index>(), renamed: bool) {
        let sample = &SAMPLES[sample];
        let mut table = cells(sample.text);
        let at = column.index(table[0].len());
        let lost = table[0][at].clone();
        if renamed {
            table[0][at] = "something".to_owned();
        } else {
            table.iter_mut().for_each(|row| drop(row.remove(at)));
        }
        let wanted = sample.format.read(sample.text.as_bytes(), sample.name);
        let read = sample.format.read(text(&table, b',').as_bytes(), sample.name);
        let idle = sample.idle.contains(&lost.as_str());
        // A year or a figure that is gone is a smaller table; a key that another replaces changes nothing.
        let smaller = facts(&read).iter().all(|row| facts(&wanted).contains(row));
        prop_assert!(
            idle || smaller || !read.diagnostics.is_empty(),
            "{} without {}: {:?}", sample.name, lost, facts(&read)
        );
    }

    #[test]
    fn a_damaged_cell_is_told_or_changes_nothing(
        sample in 0..SAMPLES.len(),
        row in any::<prop::sample::Index>(),
        column in any::<prop::sample::Index>(),
    ) {
        let sample = &SAMPLES[sample];
        let mut table = cells(sample.text);
        let (row, column) = (1 + row.index(table.len() - 1), column.index(table[0].len()));
        let name = table[0][column].clone();
        // Figures and years only: a text is what it says.
        prop_assume!(table[row][column].starts_with(|c: char| c.is_ascii_digit()));
        prop_assume!(!name.contains("Code") && !name.contains("code"));
        table[row][column] = "?x".to_owned();
        let read = sample.format.read(text(&table, b',').as_bytes(), sample.name);
        prop_assert!(!read.diagnostics.is_empty(), "{} {}", sample.name, name);
    }

    #[test]
    fn rows_read_and_left_out_are_all_rows(sample in 0..SAMPLES.len(), bad in any::<prop::sample::Index>()) {
        let sample = &SAMPLES[sample];
        let mut table = cells(sample.text);
        let row = 1 + bad.index(table.len() - 1);
        table[row].push("one cell too many".to_owned());
        let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
        table.iter().for_each(|row| writer.write_record(row).unwrap());
        let read = sample.format.read(&writer.into_inner().unwrap(), sample.name);
        prop_assert_eq!(read.skipped.get("the row is not as long as the header"), Some(&1));
        prop_assert_eq!(read.diagnostics.errors(), 1);
    }
}
