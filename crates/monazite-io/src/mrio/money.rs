//! Units of tables: what is money, how much of it, and in which currency; tables in other units are refused.

use crate::diagnostic::{Diagnostic, Diagnostics};
use monazite::economy::Mrio;
use std::path::Path;

/// US dollars for a euro, averages of a year (an ecu before 1999); none is verified against a publication.
const RATES: &str = monazite_data::text(monazite_data::RECIPE, "exchange_rates");

/// Dollars in the unit that tables are brought into.
pub(super) const MILLION: f64 = 1e6;

/// A unit of money.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Money {
    /// Units of the currency in one.
    size: f64,
    /// ISO 4217 code.
    currency: &'static str,
}

/// The unit as money; `None` if it is none that is known.
fn money(unit: &str) -> Option<Money> {
    let lower = unit.trim().to_lowercase().replace(['.', '_', '-', '(', ')'], " ");
    let joined: String = lower.split_whitespace().collect();
    let (size, rest) = [
        (1e9, &["billions", "billion", "bn", "mrd"][..]),
        (1e6, &["millions", "million", "mio", "mn", "m"]),
        (1e3, &["thousands", "thousand", "tsd", "k", "1000"]),
    ]
    .into_iter()
    .find_map(|(size, words)| words.iter().find_map(|word| Some((size, joined.strip_prefix(word)?))))
    .filter(|(_, rest)| currency(rest).is_some())
    .unwrap_or((1.0, &joined));
    currency(rest).map(|currency| Money { size, currency })
}

fn currency(word: &str) -> Option<&'static str> {
    let word = word.strip_prefix("of").unwrap_or(word);
    match word {
        "usd" | "us$" | "$" | "usdollar" | "usdollars" | "dollars" | "currentusd" | "currentus$" => {
            Some("USD")
        }
        "eur" | "euro" | "euros" | "€" | "currenteur" => Some("EUR"),
        _ => None,
    }
}

/// Whether a unit is money at all, of any currency.
pub(super) fn is_money(unit: &str) -> bool {
    money(unit).is_some()
}

/// The table in million USD, counted as it stands; told where money is turned into other money, or where the table states
/// no unit.
///
/// `year` is used where the path of the table tells none.
///
/// # Errors
/// A unit that is not money in USD or EUR; a year without a rate.
pub(super) fn in_million_usd(
    table: Mrio,
    path: &Path,
    year: i32,
    warnings: &mut Diagnostics,
) -> Result<Mrio, Diagnostics> {
    let file = super::source::name(path);
    if table.unit().is_empty() {
        warnings.push(
            Diagnostic::warning(&file, "the table states no unit; its money is read as million USD")
                .hint("state it in a file unit.txt beside Z.csv: one line, `million USD` or `million EUR`"),
        );
        return Ok(table.counted_in_usd(MILLION));
    }
    let Some(unit) = money(table.unit()) else {
        return Err(Diagnostics::from(
            Diagnostic::error(&file, "the unit of the table is not money in USD or EUR")
                .cell("unit", table.unit())
                .allowed("million USD, million EUR, thousand USD, ...")
                .hint("turn the table into million USD at the rate of its year"),
        ));
    };
    let (of, known) = year_of(path).map_or((year, false), |year| (year, true));
    let rate = match unit.currency {
        "USD" => 1.0,
        _ => rate(of).ok_or_else(|| {
            Diagnostics::from(
                Diagnostic::error(&file, format!("no rate of exchange for {of}"))
                    .cell("unit", table.unit())
                    .hint("turn the table into million USD"),
            )
        })?,
    };
    let factor = unit.size * rate / MILLION;
    if factor == 1.0 {
        return Ok(table.counted_in_usd(MILLION));
    }
    let why = if known { "the year in its name" } else { "the year of the dataset, as its name tells none" };
    let message = if unit.currency == "USD" {
        format!("{} is turned into million USD", table.unit())
    } else {
        format!(
            "{} is turned into million USD at {rate} USD per EUR, the unverified average of {of} ({why})",
            table.unit()
        )
    };
    let hint = "give the table in million USD where another rate is right";
    warnings.push(Diagnostic::warning(&file, message).hint(hint));
    let table = scaled(&table, factor).map_err(|error| super::imported::from_model(&file, &error))?;
    Ok(table.counted_in_usd(MILLION))
}

fn scaled(table: &Mrio, factor: f64) -> Result<Mrio, monazite::Error> {
    let region = |at: usize| table.regions()[at].clone();
    let industries: Vec<_> =
        table.industries().iter().map(|i| (region(i.region), table.sectors()[i.sector].clone())).collect();
    let columns: Vec<_> = table.columns().iter().map(|c| (region(c.region), c.category.clone())).collect();
    let (z, y) = (faer::Scale(factor) * table.z(), faer::Scale(factor) * table.y());
    Mrio::new(&industries, &columns, z, y, "million USD")
}

/// The year in the name of a table: four digits that stand alone, `IOT_2022_pxp.zip`.
fn year_of(path: &Path) -> Option<i32> {
    let name = super::source::name(path);
    let digits = name.split(|c: char| !c.is_ascii_digit()).find(|part| part.len() == 4)?;
    digits.parse().ok().filter(|year| (1990..=2035).contains(year))
}

fn rate(year: i32) -> Option<f64> {
    let of = |line: &str| {
        let (seen, rest) = line.split_once(',')?;
        (seen.parse() == Ok(year)).then(|| rest.split(',').next()?.parse().ok())?
    };
    RATES.lines().find_map(of)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_of_money_and_others() {
        for (unit, size, currency) in [
            ("million USD", 1e6, "USD"),
            ("Million US$", 1e6, "USD"),
            ("M.EUR", 1e6, "EUR"),
            ("Meuro", 1e6, "EUR"),
            ("MEUR", 1e6, "EUR"),
            ("million EUR", 1e6, "EUR"),
            ("Mio. Euro", 1e6, "EUR"),
            ("thousand USD", 1e3, "USD"),
            ("kEUR", 1e3, "EUR"),
            ("billion USD", 1e9, "USD"),
            ("EUR", 1.0, "EUR"),
        ] {
            assert_eq!(money(unit), Some(Money { size, currency }), "{unit}");
        }
        for other in ["tonnes", "t", "million CNY", "TJ", "M.t", "", "million", "kg"] {
            assert_eq!(money(other), None, "{other}");
        }
        assert_eq!((rate(2022), rate(1900)), (Some(1.0530), None));
        assert_eq!(year_of(Path::new("/x/IOT_2022_pxp.zip")), Some(2022));
        assert_eq!(year_of(Path::new("/x/meur")), None);
    }
}
