//! USGS Mineral Commodity Summaries, data releases: the files of a chapter (2022 to 2024), the world table (2025)
//! and the full table (2026).
//!
//! Types and minerals stay as published, units too, but for misprints of a release that are known and told;
//! a dash means zero, `W` withheld, `E` net exporter.
//! Source: U.S. Geological Survey, public domain.

mod chapter;
mod figure;
mod full;
mod row;
mod units;
mod world;

pub use row::Row;

use super::report::Imported;
use super::sheet::imported;
use encoding_rs::WINDOWS_1252;

/// Reads a file of any release; the header tells which. The mineral of a chapter's file stands in its name only.
#[must_use]
pub fn read(bytes: &[u8], file: &str) -> Imported<Row> {
    imported(bytes, Some(WINDOWS_1252), file, |sheet, report| {
        let rows = if sheet.optional("MCS chapter").is_some() {
            full::rows(sheet, report)
        } else if chapter::is_chapter(sheet) {
            chapter::rows(sheet, file, report)?
        } else {
            world::rows(sheet, report)
        };
        units::compare(&rows, report);
        Some(rows)
    })
}

#[cfg(test)]
mod tests {
    use super::super::cell::Token;
    use super::*;

    #[test]
    fn the_world_table_gives_a_row_a_filled_cell() {
        let text = "\u{feff}SOURCE,COMMODITY,COUNTRY,TYPE,UNIT_MEAS,PROD_2023,PROD_EST_ 2024,PROD_NOTES,CAP_2023,CAP_EST_ 2024,CAP_NOTES,RESERVES_2024,RESERVE_NOTES\n\
            MCS2025,Cobalt ,Russia ,\"Mine production, cobalt content, estimated\",metric tons,100,,,,,,>250000,\n\
            MCS2025,Cobalt ,United States,\"Mine production, estimated\",metric tons,W,300,,,,,7,\n\
            MCS2025,Gemanium,United\u{a0}States (kyanite),Refinery,kilograms,1,2,,,,,,\n";
        let read = read(text.as_bytes(), "world.csv");
        assert_eq!(read.rows.len(), 7);
        assert_eq!(read.rows[0].mineral, "Cobalt");
        assert_eq!(read.rows[0].place.iso3(), "RUS");
        assert_eq!(read.rows[1].value, Token::Above(250_000.0));
        assert_eq!((read.rows[1].statistic.as_str(), read.rows[1].first_year), ("Reserves", 2024));
        assert_eq!(read.rows[2].value, Token::Withheld);
        assert!(read.rows[3].estimated);
        assert_eq!(read.rows[0].head(), read.rows[2].head());
        assert_eq!(read.rows[5].mineral, "Germanium");
        assert_eq!(read.rows[5].place.qualifier, "kyanite");
        assert_eq!(read.skipped_total(), 8);
        assert_eq!(read.diagnostics.warnings(), 1);
    }

    #[test]
    fn the_full_table_keeps_tokens_and_units() {
        let header = "MCS chapter,Section,Commodity,Country,Statistics,Statistics_detail,Unit,Year,Value,Notes,Is critical mineral 2025,Other notes\n";
        let rows = "GALLIUM,World Low-Purity Production:,Gallium,China,Production,Refinery production: low purity,kilograms,2024,\"750,000\",Estimated.,Yttrium,\n\
            COPPER,Import Sources,Copper,Other countries,Import sources 2021-2024,Refined,percent,2021–24,<1,,Yes,\n\
            ZINC,Salient Statistics—United States,Zinc,Korea,Price,x,s,2024,50–300,,Yes,\n\
            TANTALUM,S,Tantalum,Atlantis,Stock,x,t,20x4,?10,,Yes,\n";
        let bytes = WINDOWS_1252.encode(&format!("{header}{rows}")).0.into_owned();
        let read = read(&bytes, "full.csv");
        assert_eq!(read.rows.len(), 3);
        assert_eq!(read.rows[0].section, "World Low-Purity Production");
        assert_eq!(read.rows[0].head(), "Refinery production");
        assert_eq!(read.rows[0].value, Token::Number(750_000.0));
        assert!(read.rows[0].estimated);
        assert_eq!((read.rows[1].first_year, read.rows[1].last_year), (2021, 2024));
        assert_eq!(read.rows[2].value, Token::Range(50.0, 300.0));
        assert_eq!(read.skipped["no year"], 1);
    }

    #[test]
    fn a_chapter_of_2024() {
        let text = "Source,Country,Type,Prod_t_2022,Prod_t_est_2023,Prod_notes,Reserves_kt,Reserves_notes\n\
            MCS2024,Australia,\"Mine production, lithium content\",74700,86000,,6200,\n\
            MCS2024,Argentinae,\"Mine production, lithium content\",W,9600,estimated,3600,\n";
        let read = read(text.as_bytes(), "mcs2024-lithi_world.csv");
        assert_eq!(read.diagnostics.errors(), 0, "{}", read.diagnostics);
        let seen: Vec<_> = read
            .rows
            .iter()
            .map(|r| {
                (
                    r.mineral.as_str(),
                    r.place.iso3(),
                    r.statistic.as_str(),
                    r.first_year,
                    r.unit.as_str(),
                    r.estimated,
                )
            })
            .collect();
        assert_eq!(
            seen[..4],
            [
                ("Lithium", "AUS", "Production", 2022, "metric tons", false),
                ("Lithium", "AUS", "Production", 2023, "metric tons", true),
                ("Lithium", "AUS", "Reserves", 2023, "thousand metric tons", false),
                ("Lithium", "ARG", "Production", 2022, "metric tons", true),
            ]
        );
        assert_eq!(read.rows[3].value, Token::Withheld);
    }

    #[test]
    fn the_salient_statistics_of_a_chapter() {
        let text = "\u{feff}DataSource,Commodity,Year,USprod_Primary_kg,Imports_GeO2_kg,Price_Metal_dkg,NIR_pct\r\n\
            MCS2023,Germanium,2018,0,W,1543,>50\r\n";
        let read = read(text.as_bytes(), "mcs2023-germa_salient.csv");
        assert!(read.diagnostics.is_empty(), "{}", read.diagnostics);
        let seen: Vec<_> = read
            .rows
            .iter()
            .map(|r| {
                (r.mineral.as_str(), r.place.iso3(), r.statistic.as_str(), r.detail.as_str(), r.unit.as_str())
            })
            .collect();
        assert_eq!(
            seen,
            [
                ("Germanium", "USA", "Production", "Primary", "kilograms"),
                ("Germanium", "USA", "Import", "GeO2", "kilograms"),
                ("Germanium", "USA", "Price", "Metal", "dollars per kilogram"),
                ("Germanium", "USA", "Net import reliance", "", "percent"),
            ]
        );
        assert_eq!(read.rows[3].value, Token::Above(50.0));
    }

    #[test]
    fn misprinted_units_are_put_right_and_told() {
        let text = "SOURCE,COMMODITY,COUNTRY,TYPE,UNIT_MEAS,PROD_2023,PROD_EST_ 2024,PROD_NOTES,CAP_2023,CAP_EST_ 2024,CAP_NOTES,RESERVES_2024,RESERVE_NOTES\n\
            MCS2025,Titanium Mineral Concentrates,China,Ilmenite,metric tons,3250,3300,,,,,110000,\n\
            MCS2025,Titanium Mineral Concentrates,Sierra Leone,Rutile,,110,60,,,,,2900,\n\
            MCS2025,Molybdenum ,Chile,Mine,metric tons,44000,38000,,,,,1400,\n\
            MCS2025,Tin,Peru,Mine,metric tons,26200,31000,,,,,130000,\n";
        let read = read(text.as_bytes(), "world.csv");
        let units: Vec<&str> = read.rows.iter().map(|row| row.unit.as_str()).collect();
        let (kt, t) = ("thousand metric tons", "metric tons");
        assert_eq!(units, [kt, kt, kt, kt, kt, kt, t, t, kt, t, t, t]);
        assert_eq!(
            read.diagnostics.warnings(),
            3,
            "one a mineral, statistic and printed unit: {}",
            read.diagnostics
        );
    }

    #[test]
    fn magnitudes_are_compared_with_the_release_of_2026() {
        let text = |unit: &str| {
            format!(
                "Source,Country,Type,Prod_{unit}_2022,Prod_{unit}_est_2023\nMCS2024,Australia,Mine,74700,86000\nMCS2024,World total,Mine,146000,180000\n"
            )
        };
        let told =
            |unit: &str| read(text(unit).as_bytes(), "mcs2024-lithi_world.csv").diagnostics.to_string();
        assert!(told("t").contains("0 warnings"), "{}", told("t"));
        assert!(told("kt").contains("times what the release of 2026 has"), "{}", told("kt"));
        assert!(told("g").contains("unit"), "{}", told("g"));
    }
}
