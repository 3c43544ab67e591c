//! Cost against security: what is spent across, what is still lost up.

use crate::svg::{About, Anchor, DIRECT, GRID, INK, MUTED, SUPPLIER, Svg};

/// What to draw.
#[derive(Debug, Clone, PartialEq)]
pub struct Frontier {
    /// Unique in the page.
    pub id: String,
    /// Read by screen readers.
    pub title: String,
    /// What the reader should see in it.
    pub desc: String,
    /// Points in billion USD: spent, lost.
    pub points: Vec<(f64, f64)>,
    /// The plan, with its targets.
    pub plan: (f64, f64),
}

const WIDTH: f64 = 760.0;
const HEIGHT: f64 = 280.0;
const LEFT: f64 = 70.0;
const BOTTOM: f64 = 36.0;

/// Draws the frontier.
#[must_use]
pub fn draw(frontier: &Frontier) -> String {
    let mut svg = Svg::new(&frontier.id, WIDTH, HEIGHT, &frontier.title, &frontier.desc);
    let all = || frontier.points.iter().chain(std::iter::once(&frontier.plan));
    let most = |of: fn(&(f64, f64)) -> f64| all().map(of).fold(1e-9, f64::max);
    let (spent, lost) = (most(|p| p.0), most(|p| p.1));
    let at = |&(s, l): &(f64, f64)| {
        (LEFT + (WIDTH - LEFT - 30.0) * s / spent, HEIGHT - BOTTOM - (HEIGHT - BOTTOM - 16.0) * l / lost)
    };
    for part in [0.0, 0.25, 0.5, 0.75, 1.0] {
        let (across, up) = at(&(part * spent, part * lost));
        svg.line((LEFT, up), (WIDTH - 20.0, up), GRID, 1.0);
        svg.text((LEFT - 6.0, up + 4.0), 11.0, Anchor::End, MUTED, &format!("{:.0}", part * lost));
        svg.text(
            (across, HEIGHT - BOTTOM + 15.0),
            11.0,
            Anchor::Middle,
            MUTED,
            &format!("{:.0}", part * spent),
        );
    }
    let points: Vec<(f64, f64)> = frontier.points.iter().map(at).collect();
    svg.path(&points, DIRECT, 2.0);
    for (point, &(s, l)) in points.iter().zip(&frontier.points) {
        svg.dot(*point, 4.0, DIRECT, true, &About::words(&format!("{s:.1} bn USD spent, {l:.1} lost")));
    }
    let plan = at(&frontier.plan);
    svg.dot(plan, 6.0, SUPPLIER, true, &About::words("the programme with its targets"));
    svg.text((plan.0 + 9.0, plan.1 - 6.0), 12.0, Anchor::Start, INK, "the programme");
    svg.text((WIDTH - 20.0, HEIGHT - 4.0), 11.0, Anchor::End, MUTED, "spent, billion USD");
    svg.text((4.0, 12.0), 11.0, Anchor::Start, MUTED, "lost, billion USD");
    svg.finish()
}
