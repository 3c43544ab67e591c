//! Every sector of every published table is part of one industry: the label lists are those that the publishers use.
//!
//! Lists in `labels/`, one label a line: WIOD 2013 and 2016 (codes), OECD ICIO by edition, EXIOBASE 3 by industry (ixi)
//! and by product (pxp), BEA detail use table 2017.

#![allow(clippy::unwrap_used)]

use monazite_io::mrio::Format;

const LISTS: [(Format, &str, &str, usize); 8] = [
    (Format::Wiod2013, "WIOD 2013", include_str!("labels/wiod-2013.txt"), 35),
    (Format::Wiod2016, "WIOD 2016", include_str!("labels/wiod-2016.txt"), 56),
    (Format::OecdIcio, "ICIO 2021", include_str!("labels/oecd-icio-2021.txt"), 45),
    (Format::OecdIcio, "ICIO 2023", include_str!("labels/oecd-icio-2023.txt"), 45),
    (Format::OecdIcio, "ICIO 2025", include_str!("labels/oecd-icio-2025.txt"), 50),
    (Format::Exiobase3, "EXIOBASE 3 ixi", include_str!("labels/exiobase3-ixi.txt"), 163),
    (Format::Exiobase3, "EXIOBASE 3 pxp", include_str!("labels/exiobase3-pxp.txt"), 200),
    (Format::Bea, "BEA 2017", include_str!("labels/bea-2017.txt"), 402),
];

/// The industries that list a sector of a table.
fn industries_of(format: Format, label: &str) -> Vec<String> {
    let system = monazite_io::baseline().unwrap().system;
    let lists =
        |i: &monazite::system::Industry| i.sectors.iter().any(|(t, s)| t == format.word() && s == label);
    system.industries.iter().filter(|i| lists(i)).map(|i| i.key.clone()).collect()
}

#[test]
fn every_published_label_is_part_of_one_industry() {
    let system = monazite_io::baseline().unwrap().system;
    for (format, name, list, count) in LISTS {
        let labels: Vec<&str> = list.lines().collect();
        assert_eq!(labels.len(), count, "{name}");
        for label in labels {
            let holds = |i: &&monazite::system::Industry| {
                i.sectors.iter().any(|(t, s)| t == format.word() && s == label)
            };
            assert_eq!(system.industries.iter().filter(holds).count(), 1, "{name}: {label}");
        }
    }
}

#[test]
fn every_sector_of_the_dataset_is_a_published_label() {
    let system = monazite_io::baseline().unwrap().system;
    for (table, sector) in system.industries.iter().flat_map(|i| &i.sectors) {
        let of_table = LISTS.iter().filter(|(f, ..)| f.word() == table);
        assert!(
            of_table.clone().any(|(_, _, list, _)| list.lines().any(|l| l == sector)),
            "{table}: {sector}"
        );
    }
}

/// The same activity is the same industry in every table.
#[test]
fn industries_agree_between_tables() {
    for (industry, labels) in [
        ("c14", [(Format::OecdIcio, "C26"), (Format::Wiod2016, "C27"), (Format::Bea, "334413")]),
        ("c15", [(Format::OecdIcio, "C302T309"), (Format::OecdIcio, "30"), (Format::Wiod2016, "C29")]),
        (
            "c12",
            [
                (Format::OecdIcio, "C24A"),
                (Format::OecdIcio, "25"),
                (Format::Exiobase3, "Re-processing of secondary steel into new steel"),
            ],
        ),
        (
            "c17",
            [
                (Format::OecdIcio, "35"),
                (Format::Wiod2016, "E37-E39"),
                (Format::Exiobase3, "Collection, purification and distribution of water (41)"),
            ],
        ),
    ] {
        for (format, label) in labels {
            assert_eq!(industries_of(format, label), [industry], "{label}");
        }
    }
}
