//! What a price did: one row of `data/backtests/observations.csv`.

use monazite::scenario::Date;

/// Which price.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Market {
    /// A quote.
    Spot,
    /// What buyers paid on average, contracts included: a unit value.
    Paid,
}

/// What an observation is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// The shock moved the price.
    Scored,
    /// The same instrument, and the price hardly moved.
    Null,
    /// Other things moved it too.
    Confounded,
    /// Shown only: nothing in the scenario could explain it.
    Unexplained,
    /// Shown only: past the horizon that is asked for.
    Shown,
}

impl Role {
    /// The word used in the table.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Scored => "scored",
            Self::Null => "null",
            Self::Confounded => "confounded",
            Self::Unexplained => "unexplained",
            Self::Shown => "shown",
        }
    }

    /// Whether it counts.
    #[must_use]
    pub const fn counts(self) -> bool {
        matches!(self, Self::Scored | Self::Null | Self::Confounded)
    }

    fn from_word(word: &str) -> Option<Self> {
        [Self::Scored, Self::Null, Self::Confounded, Self::Unexplained, Self::Shown]
            .into_iter()
            .find(|role| role.word() == word)
    }
}

/// One observed price ratio.
#[derive(Debug, Clone, PartialEq)]
pub struct Observation {
    /// Episode.
    pub episode: String,
    /// Form, by key.
    pub form: String,
    /// Country in whose market it was seen, by key.
    pub country: String,
    /// Spot or paid.
    pub market: Market,
    /// First and last day.
    pub days: (Date, Date),
    /// First and last day of what it is a ratio to; the baseline if `None`.
    pub base: Option<(Date, Date)>,
    /// Price over that of the base.
    pub value: f64,
    /// Ends of the range, where one is stated.
    pub range: Option<(f64, f64)>,
    /// What it is for.
    pub role: Role,
    /// Who says so.
    pub source: String,
    /// Where.
    pub url: String,
    /// What a reader must know.
    pub note: String,
}

const TABLE: &str = monazite_data::text(monazite_data::BACKTESTS, "observations");

/// All observations, in the order of the table.
///
/// # Errors
/// The line and what is wrong with it.
pub(super) fn observations() -> Result<Vec<Observation>, String> {
    let mut reader = csv::Reader::from_reader(TABLE.as_bytes());
    let rows = reader.records().enumerate();
    rows.map(|(line, record)| {
        let record = record.map_err(|e| e.to_string())?;
        row(&record).ok_or_else(|| format!("observations.csv, line {}: {record:?}", line + 2))
    })
    .collect()
}

fn row(record: &csv::StringRecord) -> Option<Observation> {
    let text = |i: usize| record.get(i).map(str::to_owned);
    let number = |i: usize| record.get(i).and_then(|t| t.parse::<f64>().ok());
    let span = |i: usize| Some((day(record.get(i)?, false)?, day(record.get(i + 1)?, true)?));
    Some(Observation {
        episode: text(0)?,
        form: text(1)?,
        country: text(2)?,
        market: match record.get(3)? {
            "spot" => Market::Spot,
            "paid" => Market::Paid,
            _ => return None,
        },
        days: span(4)?,
        base: span(6),
        value: number(8)?,
        range: number(9).zip(number(10)),
        role: Role::from_word(record.get(11)?)?,
        source: text(12)?,
        url: text(13)?,
        note: text(14)?,
    })
}

/// A day, or the first or last one of a month.
fn day(text: &str, last: bool) -> Option<Date> {
    if text.len() != 7 {
        return text.parse().ok();
    }
    let first: Date = format!("{text}-01").parse().ok()?;
    Some(if last { first.last_of_month() } else { first })
}
