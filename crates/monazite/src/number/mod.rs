//! The one place where a number becomes text: its unit, no false precision, its range always beside it.

mod digits;

pub use digits::{aligned, round_to, significant};

use crate::estimate::Estimate;
use crate::figure::Figure;
use serde::Serialize;

/// What a number counts, and so how it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// A part of a whole, 0 to 1 in the model, written in percent.
    Share,
    /// Contained mass or contained mass per year, in tonnes.
    Tonnes,
    /// Money in US dollars.
    UsDollars,
    /// The same where a head or a caption says billions: no unit beside the number.
    Billions,
    /// Time in days.
    Days,
    /// A concentration, 0 to 1 in the model, written on the scale 0 to 10,000.
    Concentration,
    /// A score on the scale of its method.
    Index,
}

impl Unit {
    /// The unit of a figure, from its metric and the unit word of its row.
    #[must_use]
    pub fn of(metric: &str, word: &str) -> Self {
        match (metric, word) {
            ("hhi", _) => Self::Concentration,
            (_, "share") => Self::Share,
            (_, "t" | "t/y") => Self::Tonnes,
            (_, "USD" | "USD/y") => Self::UsDollars,
            (_, "d" | "days") => Self::Days,
            _ => Self::Index,
        }
    }
}

/// A number with its range.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Number {
    /// Central value in the unit of the model.
    pub value: f64,
    /// Low end.
    pub low: f64,
    /// High end.
    pub high: f64,
    /// What it counts.
    pub unit: Unit,
}

impl Number {
    /// The number of a figure.
    #[must_use]
    pub fn of(figure: &Figure) -> Self {
        Self {
            value: figure.value,
            low: figure.low,
            high: figure.high,
            unit: Unit::of(&figure.metric, &figure.unit),
        }
    }

    /// Money with its range.
    #[must_use]
    pub const fn money(Estimate { low, value, high }: Estimate) -> Self {
        Self { value, low, high, unit: Unit::UsDollars }
    }

    /// The same number in another unit of the same kind.
    #[must_use]
    pub const fn in_unit(self, unit: Unit) -> Self {
        Self { unit, ..self }
    }

    /// A central value with the 5th to 95th percentile of its draws, widened to hold the central value.
    #[must_use]
    pub fn with_draws(value: f64, mut draws: Vec<f64>, unit: Unit) -> Self {
        draws.sort_by(f64::total_cmp);
        let last = draws.len().saturating_sub(1) as f64;
        let at = |share: f64| draws.get((last * share).round() as usize).copied().unwrap_or(value);
        Self { value, low: at(0.05).min(value), high: at(0.95).max(value), unit }
    }

    /// The central value with its unit: `62 %`, `1.2 Mt`, `USD 120 bn`.
    #[must_use]
    pub fn value(&self) -> String {
        if self.value == f64::INFINITY {
            return self.state().to_owned();
        }
        let scale = Scale::of(self);
        scale.with_unit(&scale.write(self.value))
    }

    /// The range with its unit: `48 to 71 %`.
    #[must_use]
    pub fn range(&self) -> String {
        let scale = Scale::of(self);
        let (low, high) = (scale.write(self.low), scale.write(self.high));
        match (self.low.is_finite(), self.high.is_finite()) {
            (true, true) => scale.with_unit(&format!("{low} to {high}")),
            (true, false) if self.high == f64::INFINITY => {
                format!("{} or {}", scale.with_unit(&low), self.state())
            }
            _ if self.low == f64::INFINITY => self.state().to_owned(),
            _ => "range unknown".to_owned(),
        }
    }

    /// What an infinite number stands for, which is no number: a day that does not come within the horizon, a price at
    /// which there is no trade.
    const fn state(&self) -> &'static str {
        match self.unit {
            Unit::Index => "no trade",
            _ => "not within the horizon",
        }
    }

    /// The range without its unit, for a cell that shows the unit already: `48–71`.
    #[must_use]
    pub fn short_range(&self) -> String {
        let scale = Scale::of(self);
        format!("{}–{}", scale.write(self.low), scale.write(self.high))
    }

    /// Value and range: `62 % (48 to 71 %)`; what never comes in any draw is said once.
    #[must_use]
    pub fn full(&self) -> String {
        if self.low == f64::INFINITY {
            return self.value();
        }
        format!("{} ({})", self.value(), self.range())
    }
}

/// Shares below this are written in tenths of a percent.
const FINE: f64 = 0.02;

/// How one number and its range are written alike: divisor, decimals, unit around them.
struct Scale {
    divisor: f64,
    step: f64,
    decimals: usize,
    before: &'static str,
    after: &'static str,
    percent: bool,
}

impl Scale {
    fn of(number: &Number) -> Self {
        let size = number.value.abs();
        let size = if size > 0.0 { size } else { number.high.abs().max(number.low.abs()) };
        let plain = |divisor: f64, before, after| {
            let (step, decimals) = step(size / divisor, digits(number));
            Self { divisor, step, decimals, before, after, percent: false }
        };
        match number.unit {
            // Whole percents say nothing of what is near one.
            Unit::Share if number.value != 0.0 && size < FINE => {
                Self { divisor: 0.01, step: 0.1, decimals: 1, before: "", after: "\u{a0}%", percent: true }
            }
            Unit::Share => {
                Self { divisor: 0.01, step: 1.0, decimals: 0, before: "", after: "\u{a0}%", percent: true }
            }
            Unit::Concentration => Self {
                divisor: 1e-4,
                step: if size >= 0.1 { 100.0 } else { 10.0 },
                decimals: 0,
                before: "",
                after: "",
                percent: false,
            },
            Unit::Tonnes if size >= 1e6 => plain(1e6, "", "\u{a0}Mt"),
            Unit::Tonnes if size >= 1e3 => plain(1e3, "", "\u{a0}kt"),
            Unit::Tonnes => plain(1.0, "", "\u{a0}t"),
            Unit::UsDollars if size >= 1e12 => plain(1e12, "USD\u{a0}", "\u{a0}tn"),
            Unit::UsDollars if size >= 1e9 => plain(1e9, "USD\u{a0}", "\u{a0}bn"),
            Unit::UsDollars if size >= 1e6 => plain(1e6, "USD\u{a0}", "\u{a0}m"),
            Unit::UsDollars => plain(1.0, "USD\u{a0}", ""),
            Unit::Billions => plain(1e9, "", ""),
            Unit::Days => {
                Self { divisor: 1.0, step: 1.0, decimals: 0, before: "", after: "\u{a0}days", percent: false }
            }
            Unit::Index => plain(1.0, "", ""),
        }
    }

    fn with_unit(&self, digits: &str) -> String {
        format!("{}{digits}{}", self.before, self.after)
    }

    fn write(&self, value: f64) -> String {
        if !value.is_finite() {
            return "n/a".to_owned();
        }
        let scaled = value / self.divisor;
        if self.percent && scaled > 0.0 && scaled < 0.5 * self.step {
            return format!("<{:.*}", self.decimals, self.step);
        }
        if self.percent && scaled > 99.5 && scaled < 99.999_999 {
            return ">99".to_owned();
        }
        let rounded = (scaled / self.step).round() * self.step;
        let rounded = if rounded == 0.0 { 0.0 } else { rounded };
        grouped(&format!("{rounded:.*}", self.decimals))
    }
}

/// Two significant digits; three where the range is narrower than a twentieth of the value.
fn digits(number: &Number) -> i32 {
    let width = (number.high - number.low).abs();
    if width > 0.0 && width <= 0.05 * number.value.abs() { 3 } else { 2 }
}

/// Rounding step and decimals that leave `digits` significant digits of a size.
fn step(size: f64, digits: i32) -> (f64, usize) {
    let mut exponent = 0;
    let mut rest = size;
    while rest >= 10.0 && exponent < 300 {
        rest /= 10.0;
        exponent += 1;
    }
    while rest > 0.0 && rest < 1.0 && exponent > -6 {
        rest *= 10.0;
        exponent -= 1;
    }
    let place = exponent - digits + 1;
    (10f64.powi(place), usize::try_from(-place).unwrap_or(0))
}

/// Thousands parted by commas, a true minus sign.
fn grouped(digits: &str) -> String {
    let (sign, digits) = digits.strip_prefix('-').map_or(("", digits), |rest| ("−", rest));
    let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(w, f)| (w, Some(f)));
    let mut out = String::from(sign);
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(value: f64, low: f64, high: f64, unit: Unit) -> Number {
        Number { value, low, high, unit }
    }

    #[test]
    fn range_is_always_shown_and_never_finer_than_known() {
        let cases = [
            (number(0.6213, 0.48, 0.714, Unit::Share), "62 % (48 to 71 %)"),
            (number(0.0123, 0.004, 0.02, Unit::Share), "1.2 % (0.4 to 2.0 %)"),
            (number(0.0002, 0.0, 0.02, Unit::Share), "<0.1 % (0.0 to 2.0 %)"),
            (number(0.0212, 0.002, 0.04, Unit::Share), "2 % (<1 to 4 %)"),
            (number(0.998, 0.97, 1.0, Unit::Share), ">99 % (97 to 100 %)"),
            (number(-0.124, -0.2, 0.01, Unit::Share), "−12 % (−20 to 1 %)"),
            (number(1_234_567.0, 900_000.0, 1_600_000.0, Unit::Tonnes), "1.2 Mt (0.9 to 1.6 Mt)"),
            (number(123_456.0, 122_000.0, 125_000.0, Unit::Tonnes), "123 kt (122 to 125 kt)"),
            (number(123_456.0, 90_000.0, 160_000.0, Unit::Tonnes), "120 kt (90 to 160 kt)"),
            (number(42.0, 10.0, 80.0, Unit::Tonnes), "42 t (10 to 80 t)"),
            (number(1.234e11, 9e10, 1.5e11, Unit::UsDollars), "USD 120 bn (USD 90 to 150 bn)"),
            (number(0.4431, 0.39, 0.5, Unit::Concentration), "4,400 (3,900 to 5,000)"),
            (number(-1.234e11, -1.5e11, 9e9, Unit::Billions), "−120 (−150 to 10)"),
            (number(45.2, 30.0, 61.0, Unit::Days), "45 days (30 to 61 days)"),
            (number(1.638, 1.5, 1.9, Unit::Index), "1.6 (1.5 to 1.9)"),
            (number(0.0, 0.0, 0.0, Unit::Share), "0 % (0 to 0 %)"),
        ];
        for (number, expected) in cases {
            assert_eq!(number.full().replace('\u{a0}', " "), expected);
        }
    }

    #[test]
    fn a_number_that_is_none_is_said_to_be_none() {
        assert_eq!(number(f64::NAN, f64::NAN, f64::NAN, Unit::Share).full(), "n/a\u{a0}% (range unknown)");
    }
}
