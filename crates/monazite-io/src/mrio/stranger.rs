//! Input-output tables of other publishers, known by the names of their files: named, not read.

/// What the files are of, and what to do; `None` if that is not known.
pub(super) fn of<'a>(names: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let known = |name: &str| {
        let lower = name.rsplit('/').next().unwrap_or(name).to_lowercase();
        KNOWN.iter().find(|(parts, _)| parts.iter().all(|part| lower.contains(part))).map(|(_, said)| *said)
    };
    let said = names.into_iter().find_map(known)?;
    Some(format!(
        "this looks like {said}, which is not read: write it as a folder with Z.csv and Y.csv, labels `region|sector`, \
         and unit.txt with its unit of money"
    ))
}

/// Parts of a file's name, all of which it holds, and what it is.
const KNOWN: [(&[&str], &str); 10] = [
    (&["mriot_version"], "EXIOBASE 2"),
    (&["mrfinaldemand"], "EXIOBASE 2"),
    (&["mrsut", "exiobase"], "supply and use tables of EXIOBASE"),
    (&["mrsupply"], "supply and use tables of EXIOBASE"),
    (&["eora"], "Eora"),
    (&["t-results"], "GLORIA"),
    (&["gloria"], "GLORIA"),
    (&["figaro"], "FIGARO of Eurostat"),
    (&["naio_10"], "a table of Eurostat"),
    (&["gtap"], "GTAP"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_publishers_are_named() {
        let said = |names: &[&str]| of(names.iter().copied()).unwrap_or_default();
        assert!(said(&["Eora26_2015_bp_T.txt"]).contains("Eora,"));
        assert!(said(&["x/mrIot_version2.2.2.txt"]).contains("EXIOBASE 2,"));
        assert!(said(&["20230314_120secMother_AllCountries_002_T-Results_2019.csv"]).contains("GLORIA,"));
        assert!(of(["Z.txt", "Y.txt"]).is_none());
    }
}
