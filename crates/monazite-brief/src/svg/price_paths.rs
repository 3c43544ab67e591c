//! How [`crate::chart::price_paths`] is drawn.

use super::canvas::{Anchor, Svg};
use super::paint::{BENCHMARK, DIRECT, GRID, INK, MUTED, SUPPLIER};
use crate::chart::price_paths::PricePaths;

const WIDTH: f64 = 340.0;
const HEIGHT: f64 = 190.0;
const LEFT: f64 = 34.0;
const TOP: f64 = 14.0;
const BOTTOM: f64 = 24.0;
const RIGHT: f64 = 66.0;

/// Draws the paths of one form.
pub(super) fn draw(chart: &PricePaths) -> String {
    let mut svg = Svg::new(&chart.id, WIDTH, HEIGHT, &chart.title, &chart.desc);
    let all = chart.outside.iter().chain(&chart.inside);
    let top = all
        .map(|(n, _)| n.high.max(n.value))
        .filter(|v| v.is_finite())
        .chain(chart.ceiling)
        .fold(1.0, f64::max);
    let step = nice(top / 4.0);
    let top = (top / step).ceil() * step;
    let weeks = chart.outside.len().max(2) as f64 - 1.0;
    let x = |week: usize| LEFT + (WIDTH - LEFT - RIGHT) * week as f64 / weeks;
    // Where there is no trade the path runs along the line that says so.
    let least = chart.ceiling.unwrap_or(top);
    let shown = |price: f64| if price.is_finite() { price } else { least };
    let y = |price: f64| TOP + (HEIGHT - TOP - BOTTOM) * (1.0 - (shown(price) / top).clamp(0.0, 1.0));
    let mut price = 0.0;
    while price <= top + 0.5 * step {
        svg.line((LEFT, y(price)), (WIDTH - RIGHT, y(price)), GRID, 1.0);
        svg.text((LEFT - 6.0, y(price) + 4.0), 11.0, Anchor::End, MUTED, &format!("{price}×"));
        price += step;
    }
    for week in (0..chart.outside.len()).step_by(26) {
        let text = if week == 0 { "week 1".to_owned() } else { week.to_string() };
        svg.text((x(week), HEIGHT - 8.0), 11.0, Anchor::Middle, MUTED, &text);
    }
    for (path, paint) in [(&chart.inside, DIRECT), (&chart.outside, SUPPLIER)] {
        let upper = path.iter().enumerate().map(|(t, (n, _))| (x(t), y(n.high)));
        let lower = path.iter().enumerate().rev().map(|(t, (n, _))| (x(t), y(n.low)));
        let band: Vec<(f64, f64)> = upper.chain(lower).collect();
        svg.area(&band, paint);
        let line: Vec<(f64, f64)> = path.iter().enumerate().map(|(t, (n, _))| (x(t), y(n.value))).collect();
        svg.path(&line, paint, 2.0);
    }
    let ends = [(&chart.outside, SUPPLIER, "outside"), (&chart.inside, DIRECT, "inside")];
    let mut taken = f64::NEG_INFINITY;
    for (path, paint, name) in ends {
        let Some((last, about)) = path.last() else { continue };
        svg.dot((x(path.len() - 1), y(last.value)), 2.5, paint, true, about);
        let mut at = y(last.value) + 4.0;
        if (at - taken).abs() < 13.0 {
            at = taken + 13.0;
        }
        taken = at;
        svg.bold((WIDTH - RIGHT + 8.0, at), 11.5, Anchor::Start, paint, name);
    }
    // Beyond the largest price ever seen there is none: the line says so, and no number stands at it.
    if let Some(ceiling) = chart.ceiling {
        svg.dashes((LEFT, y(ceiling)), (WIDTH - RIGHT, y(ceiling)), BENCHMARK);
        let text = format!("no trade: above the largest rise ever seen, {ceiling:.0}×");
        svg.text((LEFT, (y(ceiling) - 4.0).max(9.0)), 10.0, Anchor::Start, BENCHMARK, &text);
        return svg.finish();
    }
    // The highest point is named with its range, so that no path stands without a number.
    if let Some((week, (peak, about))) = chart
        .outside
        .iter()
        .enumerate()
        .max_by(|a, b| a.1.0.value.total_cmp(&b.1.0.value).then(b.0.cmp(&a.0)))
    {
        svg.dot((x(week), y(peak.value)), 3.5, SUPPLIER, false, about);
        let (anchor, shift) =
            if week * 2 > chart.outside.len() { (Anchor::End, -7.0) } else { (Anchor::Start, 7.0) };
        let high = if peak.high.is_finite() { format!("{:.1}", peak.high) } else { "no trade".to_owned() };
        let text = format!("{:.1}× ({:.1}–{high})", peak.value, peak.low);
        svg.bold((x(week) + shift, (y(peak.value) - 6.0).max(10.0)), 11.5, anchor, INK, &text);
    }
    svg.finish()
}

/// The nearest of 1, 2 and 5 times a power of ten that is not below, and a quarter at least.
fn nice(step: f64) -> f64 {
    let mut unit = 0.1;
    while unit * 10.0 < step {
        unit *= 10.0;
    }
    [unit, 2.0 * unit, 5.0 * unit, 10.0 * unit].into_iter().find(|s| *s >= step).unwrap_or(step).max(0.25)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_round() {
        assert_eq!([0.3, 0.9, 3.1, 7.0, 12.0].map(nice), [0.5, 1.0, 5.0, 10.0, 20.0]);
    }
}
