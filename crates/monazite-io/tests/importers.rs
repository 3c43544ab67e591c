//! The importers on the published files, which are read where they stand beside the workspace.

use crate::common::shared;
use monazite_io::import::{Format, Tidied};
use monazite_io::results::Cell;
use std::fs;

/// A format, a file of it, its rows, and what is left out by reason.
type Published = (Format, &'static str, usize, &'static [(&'static str, u64)]);

/// What a file holds: its format, its rows, and what is left out of it.
const FILES: &[Published] = &[
    (Format::Usgs, "usgs-mcs/MCS2026_Commodities_Data.csv", 8886, &[]),
    (Format::Bgs, "bgs-wms/BGS_cobalt_production.csv", 1571, &[]),
    (Format::Bgs, "bgs-wms/BGS_REs_production.csv", 639, &[]),
    (Format::Iea, "iea-cmde/iea.json", 3540, &[("a note among the countries", 2)]),
    (Format::EuCrm, "eu-crm-2023/fact_GlobalSupplyShares&t.csv", 2561, &[]),
    (Format::EuCrm, "eu-crm-2023/fact_EUSupplyShares&t.csv", 907, &[]),
    (Format::EuCrm, "eu-crm-2023/fact_MaterialUseShares.csv", 339, &[]),
    (Format::EuCrm, "eu-crm-2023/dimension_CRMsOverTime.csv", 710, &[]),
    (Format::Wmd, "wmd/wmd_2018_2022.csv", 9806, &[("blank cell", 34)]),
    (Format::Wgi, "wgi/wgi_political_stability_estimate_1996_.csv", 4966, &[("no estimate", 170)]),
    (Format::Wgi, "wgi/wgi_six_mean.json", 207, &[]),
    (Format::WorldBank, "world-bank/gdp.csv", 13979, &[]),
    (Format::Comtrade, "comtrade/comtrade_imports_by_partner_2018_2024.csv.gz", 230_141, &[]),
];

fn read(format: Format, path: &str) -> Option<Tidied> {
    let file = shared(&format!("data/{path}"))?;
    let bytes = fs::read(&file).expect("the published file");
    let name = file.file_name().expect("a name").to_string_lossy().into_owned();
    Some(format.read(&bytes, &name))
}

fn column(tidied: &Tidied, name: &str) -> usize {
    tidied.sheet.columns().iter().position(|(column, _)| *column == name).expect("the column")
}

#[test]
fn every_row_of_the_published_files_is_read_or_counted() {
    for &(format, path, rows, left_out) in FILES {
        let Some(tidied) = read(format, path) else { return };
        assert_eq!(tidied.sheet.rows().len(), rows, "{path}");
        assert_eq!(tidied.diagnostics.errors(), 0, "{path}: {}", tidied.diagnostics);
        let counted: Vec<(&str, u64)> =
            tidied.skipped.iter().map(|(reason, n)| (reason.as_str(), *n)).collect();
        assert_eq!(counted, left_out, "{path}");
    }
}

#[test]
fn every_place_is_known() {
    for &(format, path, ..) in FILES {
        let Some(tidied) = read(format, path) else { return };
        let Some(area) = tidied.sheet.columns().iter().position(|(name, _)| name.ends_with("area")) else {
            continue;
        };
        let unknown = tidied.sheet.rows().iter().filter(|row| row[area] == Cell::from("unknown")).count();
        assert_eq!(unknown, 0, "{path}");
    }
}

#[test]
fn namibia_is_a_country() {
    for (format, path, name) in [
        (Format::Wgi, "wgi/wgi_six_mean.json", "country"),
        (Format::WorldBank, "world-bank/gdp.csv", "country"),
        (Format::Comtrade, "comtrade/comtrade_imports_by_partner_2018_2024.csv.gz", "reporter_country"),
    ] {
        let Some(tidied) = read(format, path) else { return };
        let country = column(&tidied, name);
        assert!(tidied.sheet.rows().iter().any(|row| row[country] == Cell::from("NAM")), "{path}");
    }
}

#[test]
fn any_format_given_any_file_says_so_and_does_not_panic() {
    for &(_, path, ..) in FILES {
        for format in Format::ALL {
            let Some(tidied) = read(format, path) else { return };
            assert!(
                !tidied.sheet.rows().is_empty() || tidied.diagnostics.errors() > 0,
                "{} of {path}",
                format.name()
            );
        }
    }
}
