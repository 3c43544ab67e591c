//! Which importer a table is for, told by its columns: so that a file given to the wrong one is sent to the right one.

/// Columns that only one publisher has, all of which a header holds, and the importer.
const KNOWN: [(&[&str], &str); 14] = [
    (&["bgs_commodity_trans"], "bgs"),
    (&["MCS chapter", "Statistics"], "usgs"),
    (&["SOURCE", "COMMODITY", "COUNTRY", "UNIT_MEAS"], "usgs"),
    (&["Source", "Country", "Type"], "usgs"),
    (&["DataSource", "Commodity", "Year"], "usgs"),
    (&["Material", "Stage", "Country", "Share"], "eu-crm"),
    (&["Country_ISO", "mineral", "unit"], "wmd"),
    (&["indicator", "estimate", "year"], "wgi"),
    (&["refYear", "cmdCode"], "comtrade"),
    (&["Commodity Code", "Trade Value (US$)"], "comtrade"),
    (&["rtCode", "cmdCode", "TradeValue"], "comtrade"),
    (&["t", "i", "j", "k", "v", "q"], "baci"),
    (&["exporter_iso2", "importer_iso2", "hs6"], "baci"),
    (&["Country Name", "Country Code"], "world-bank"),
];

/// The importer for a header, if it is known.
pub(super) fn importer(header: &[String]) -> Option<&'static str> {
    let has = |wanted: &str| header.iter().any(|name| name.eq_ignore_ascii_case(wanted));
    KNOWN.iter().find(|(columns, _)| columns.iter().all(|column| has(column))).map(|(_, importer)| *importer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_importer_of_a_header() {
        let of = |header: &str| importer(&header.split(',').map(str::to_owned).collect::<Vec<_>>());
        assert_eq!(of("t,i,j,k,v,q"), Some("baci"));
        assert_eq!(of("Country Name,Country Code,2021"), Some("world-bank"));
        assert_eq!(of("country,year,gdp"), None);
    }
}
