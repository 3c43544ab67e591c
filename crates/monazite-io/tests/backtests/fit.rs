//! The approvals of the library, fitted to reported exports: in the order of time, each point of an approval so that what
//! is exported in its window is what was reported. What a window says later is predicted.

use super::episode::Run;
use super::observed::{Observed, mark};
use monazite::balance::Balance;
use monazite::scenario::{Kind, Path, Scenario, Uncertain};
use monazite::system::System;

/// One reported number and the points of an approval that are set by it, all to one value.
struct Window {
    forms: &'static [&'static str],
    points: &'static [usize],
    from: &'static str,
    to: &'static str,
    /// Months that the reported number is over; those without shocks if empty.
    over: &'static str,
    reported: f64,
}

/// A shock whose approval is fitted.
struct Fit {
    scenario: &'static str,
    shock: &'static str,
    windows: Vec<Window>,
}

/// An approval is written with two digits, and is right to half of the last.
const DIGITS: f64 = 0.005;
/// Exports of a month come from the weeks that it shares with its neighbours, so the windows are gone through again.
const SWEEPS: usize = 3;
/// Halvings of the distance from 0 to 1.
const HALVINGS: usize = 10;

fn fits(seen: &Observed) -> Vec<Fit> {
    let usual = mark(seen, "magnets_2025", "export_before", "2024-01") / 10.0;
    let magnets = |points, month| Window {
        forms: &["re_ndfeb"],
        points,
        from: month,
        to: month,
        over: "",
        reported: mark(seen, "magnets_2025", "export", month) / usual,
    };
    vec![Fit {
        scenario: "rare-earths-april-2025",
        shock: "Magnets under licence",
        windows: vec![magnets(&[0, 1], "2025-04"), magnets(&[2, 3], "2025-05"), magnets(&[4, 5], "2025-06")],
    }]
}

/// Says which approvals of the library are not those that the fit finds.
pub(crate) fn off(system: &System, balance: &Balance, seen: &Observed) -> Vec<String> {
    fits(seen).iter().flat_map(|fit| fit.off(system, balance)).collect()
}

impl Fit {
    fn off(&self, system: &System, balance: &Balance) -> Vec<String> {
        let mut scenario = Run::scenario(system, self.scenario);
        let written: Vec<f64> = self.windows.iter().map(|w| self.at(&mut scenario, w)).collect();
        for _ in 0..SWEEPS {
            for window in &self.windows {
                self.set(system, balance, &mut scenario, window);
            }
        }
        let found: Vec<f64> = self.windows.iter().map(|w| self.at(&mut scenario, w)).collect();
        let off = |(found, written): &(f64, f64)| (found - written).abs() > DIGITS;
        let said = |(found, written): (f64, f64)| {
            format!("{}: {}: approval is {written}, the fit finds {found:.3}", self.scenario, self.shock)
        };
        found.into_iter().zip(written).filter(off).map(said).collect()
    }

    /// Sets the points of a window by halving, exports growing with approval.
    fn set(&self, system: &System, balance: &Balance, scenario: &mut Scenario, window: &Window) {
        let (mut low, mut high) = (0.0, 1.0);
        for _ in 0..HALVINGS {
            let middle = 0.5 * (low + high);
            let approval = self.approval(scenario);
            let mut points = approval.points().to_vec();
            window.points.iter().for_each(|&point| points[point].1 = Uncertain::Point(middle));
            *approval = Path::new(points);
            let run = Run::of(system, balance, scenario.clone());
            let exports = |from: &str, to: &str| run.exports(window.forms, "CHN", from, to);
            let over = if window.over.is_empty() { 1.0 } else { exports(window.over, window.over) };
            if exports(window.from, window.to) / over < window.reported {
                low = middle
            } else {
                high = middle
            }
        }
    }

    /// The approval of the shock.
    fn approval<'s>(&self, scenario: &'s mut Scenario) -> &'s mut Path {
        let shock = scenario.shocks.iter_mut().find(|shock| shock.name == self.shock).unwrap();
        let Kind::Licence(licence) = &mut shock.kind else { panic!("{} is no licence", self.shock) };
        &mut licence.approval
    }

    /// Its value at a window's points.
    fn at(&self, scenario: &mut Scenario, window: &Window) -> f64 {
        self.approval(scenario).points()[window.points[0]].1.central()
    }
}
