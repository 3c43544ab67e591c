//! How [`crate::chart::frontier`] is drawn.

use super::canvas::{Anchor, Svg};
use super::paint::{DIRECT, GRID, INK, MUTED, SUPPLIER};
use super::room::Room;
use crate::about::About;
use crate::chart::frontier::Frontier;
use monazite::number::{Number, Unit};
use monazite::quantity::power_of_ten;

const HEIGHT: f64 = 280.0;
const TOP: f64 = 26.0;
const BOTTOM: f64 = 40.0;

/// Draws the frontier.
pub(super) fn draw(frontier: &Frontier, room: Room) -> String {
    let width = room.pick(760.0, 360.0);
    let left = room.pick(70.0, 44.0);
    let right = room.pick(120.0, 16.0);
    let mut svg = Svg::new(&room.id(&frontier.id), width, HEIGHT, &frontier.title, &frontier.desc);
    let central = |(spent, lost): &(Number, Number)| (spent.value / 1e9, lost.value / 1e9);
    let all = || frontier.points.iter().chain(std::iter::once(&frontier.plan)).map(central);
    let spent = Scale::of(all().map(|p| p.0));
    let lost = Scale::of(all().map(|p| p.1));
    let at = |(s, l): (f64, f64)| {
        let (across, up) = (spent.part(s), lost.part(l));
        (left + (width - left - right) * across, HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * up)
    };
    for mark in lost.marks() {
        let up = at((spent.low, mark)).1;
        svg.line((left, up), (width - right, up), GRID, 1.0);
        svg.text((left - 6.0, up + 4.0), 11.0, Anchor::End, MUTED, &lost.word(mark));
    }
    for mark in spent.marks() {
        let across = at((mark, lost.low)).0;
        svg.line((across, HEIGHT - BOTTOM), (across, HEIGHT - BOTTOM + 4.0), GRID, 1.0);
        svg.text((across, HEIGHT - BOTTOM + 17.0), 11.0, Anchor::Middle, MUTED, &spent.word(mark));
    }
    let points: Vec<(f64, f64)> = frontier.points.iter().map(|p| at(central(p))).collect();
    svg.path(&points, DIRECT, 2.0);
    let words = |(spent, lost): &(Number, Number)| {
        format!("{} spent, {} lost {}", spent.full(), lost.full(), frontier.mark)
    };
    for (at, point) in points.iter().zip(&frontier.points) {
        svg.dot(*at, 4.0, DIRECT, true, &About::words(&words(point)));
    }
    let plan = at(central(&frontier.plan));
    let programme = format!("the programme with its targets: {}", words(&frontier.plan));
    svg.dot(plan, 6.0, SUPPLIER, true, &About::words(&programme));
    // Above, because the line goes on to the right of the programme or ends there.
    svg.text((plan.0, plan.1 - 12.0), 12.0, Anchor::Middle, INK, "the programme");
    svg.text((width - right, HEIGHT - 6.0), 11.0, Anchor::End, MUTED, "spent, billion USD");
    let without = frontier.without.in_unit(Unit::Billions).full();
    let head = format!("lost, billion USD; without a programme {without} {}", frontier.mark);
    svg.text((4.0, 12.0), 11.0, Anchor::Start, MUTED, &head);
    svg.finish()
}

/// An axis from zero, or from the smallest value where that is below.
struct Scale {
    low: f64,
    high: f64,
    step: f64,
}

impl Scale {
    fn of(values: impl Iterator<Item = f64>) -> Self {
        let (low, high) = values.fold((0.0_f64, 1e-9_f64), |(l, h), v| (l.min(v), h.max(v)));
        // Four to ten round steps.
        let mut step = power_of_ten((high - low) / 5.0);
        while (high - low) / step > 8.0 {
            step *= if (high - low) / step > 16.0 { 5.0 } else { 2.0 };
        }
        Self { low: (low / step).floor() * step, high: (high / step).ceil() * step, step }
    }

    fn part(&self, value: f64) -> f64 {
        (value - self.low) / (self.high - self.low)
    }

    fn marks(&self) -> Vec<f64> {
        let count = ((self.high - self.low) / self.step).round() as usize;
        (0..=count).map(|i| self.low + i as f64 * self.step).collect()
    }

    fn word(&self, value: f64) -> String {
        if self.step < 1.0 { format!("{value:.1}") } else { format!("{value:.0}") }
    }
}
