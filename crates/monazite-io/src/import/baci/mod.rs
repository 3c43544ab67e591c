//! CEPII BACI: reconciled bilateral flows of goods, in bounded memory.
//!
//! A year is about eleven million rows, so rows are never held together: blocks of the file are parsed side by side and
//! handed on in the order of the file.
//! Two layouts: the one of CEPII (`t,i,j,k,v,q`: year, exporter, importer, code, thousand USD, tonnes; before 2020
//! `t,hs6,i,j,v,q`), as one CSV a year or as the zip of a release; and a tidied one (`year,hs6,exporter_iso2,importer_iso2,value_usd,qty`).
//! Values leave here in USD and quantities in tonnes; a quantity that BACI could not fill is `None`.
//! Source: CEPII, BACI, Etalab 2.0; Gaulier and Zignago (2010).

mod block;
mod dictionary;
mod flow;
mod layout;
mod once;
mod pairs;
mod parquet;
mod party;
mod revision;
mod stream;
mod write;

pub use flow::{Flow, Sink};
pub use once::Once;
pub use parquet::ParquetWriter;
pub use party::Party;
pub use revision::Revision;
pub use stream::{Book, read};
pub use write::{COLUMNS, CsvWriter, sheet};

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Cursor, Write};

    fn all(bytes: &[u8]) -> (Vec<Flow>, Book) {
        let mut flows = Vec::new();
        let book = read(Cursor::new(bytes), "baci.csv", None, &mut flows).expect("no sink fails");
        (flows, book)
    }

    const CEPII: &[u8] = b"t,i,j,k,v,q\n2022,156,842,850511,1.5,  2.250\n2022,516,251,10121,3,        NA\n\
        2022,490,699,850511,2,1\n";

    #[test]
    fn the_layout_of_cepii() {
        let (flows, book) = all(CEPII);
        let parties: Vec<(&str, &str)> =
            flows.iter().map(|f| (f.exporter.as_str(), f.importer.as_str())).collect();
        assert_eq!(parties, [("CHN", "USA"), ("NAM", "FRA"), ("TWN", "IND")]);
        assert_eq!((flows[0].value, flows[0].tonnes), (1500.0, Some(2.25)));
        assert_eq!((flows[1].hs6, flows[1].tonnes), (10121, None));
        assert_eq!((book.rows, book.diagnostics.is_empty()), (3, true));
    }

    #[test]
    fn the_tidied_layout_knows_namibia() {
        let text =
            b"year,material,hs6,exporter_iso2,importer_iso2,value_usd,qty,source\n2024,u,261210,NA,CN,7,,x\n";
        let (flows, _) = all(text);
        assert_eq!((flows[0].exporter.as_str(), flows[0].value, flows[0].tonnes), ("NAM", 7.0, None));
    }

    #[test]
    fn a_release_is_a_zip_and_a_year_may_be_gzip() {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let options = zip::write::SimpleFileOptions::default();
        for (name, content) in
            [("BACI_HS17_Y2022_V202401.csv", CEPII), ("country_codes_V202401.csv", b"country_code\n4\n")]
        {
            zip.start_file(name, options).expect("a file");
            zip.write_all(content).expect("its content");
        }
        let zip = zip.finish().expect("a zip").into_inner();
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        gzip.write_all(CEPII).expect("content");
        let gzip = gzip.finish().expect("a gzip file");
        for bytes in [zip, gzip] {
            let (flows, book) = all(&bytes);
            assert_eq!((flows.len(), book.diagnostics.is_empty()), (3, true));
        }
    }

    #[test]
    fn codes_are_chosen() {
        let mut flows = Vec::new();
        let codes = [10121].into();
        let book = read(Cursor::new(CEPII), "baci.csv", Some(&codes), &mut flows).expect("no sink fails");
        assert_eq!((flows.len(), book.skipped["another code"]), (1, 2));
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line() {
        let text =
            b"t,i,j,k,v,q\n2022,156,842,850511,-1,2\n2022,156,842,850511,1e308,2\n2022,156,842,85x511,1,2\n\
            2022,156,842\n2022,999,842,850511,1,2\nx,156,842,850511,1,2\n2022,156,842,850511,1,many\n\xff\n";
        let (flows, book) = all(text);
        assert_eq!(flows.len(), 1);
        assert_eq!(flows[0].exporter.as_str(), "999");
        assert_eq!(book.skipped.values().sum::<u64>(), 7);
        let told = book.diagnostics.to_string();
        for place in [
            "baci.csv:2 [v]",
            "baci.csv:3 [v]",
            "baci.csv:4 [k]",
            "baci.csv:5",
            "baci.csv:6 [i]",
            "baci.csv:7 [t]",
            "baci.csv:8 [q]",
        ] {
            assert!(told.contains(place), "{place} is missing in {told}");
        }
    }

    #[test]
    fn a_wrong_header_and_broken_archives() {
        assert!(all(b"t,i,j,code,v,q\n").1.diagnostics.to_string().contains('k'));
        for bytes in [&b""[..], b"PK\x03\x04broken", b"\x1f\x8bbroken", b"\n\n\n"] {
            assert!(all(bytes).1.diagnostics.errors() > 0);
        }
    }

    #[test]
    fn blocks_do_not_change_anything() {
        let mut text = CEPII[..12].to_vec();
        for i in 0..200_000 {
            text.extend(format!("2022,156,842,{},{i}.5,{i}\n", 100_000 + i).bytes());
        }
        text.extend(b"2022,156,842,850511,x,1\n");
        let (flows, book) = all(&text);
        assert!(flows.iter().enumerate().all(|(i, flow)| flow.tonnes == Some(i as f64)));
        assert_eq!(flows.len(), 200_000);
        assert!(book.diagnostics.to_string().contains("baci.csv:200002 [v]"));
    }
}
