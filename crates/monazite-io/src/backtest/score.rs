//! How far ours is from what was observed, in the logarithm of the price ratio.

/// The horizons at which results are read: name and months from and below which an observation belongs to it.
pub const HORIZONS: [(&str, f64, f64); 4] =
    [("3 months", 0.0, 4.5), ("6 months", 4.5, 9.0), ("12 months", 9.0, 18.0), ("later", 18.0, 1e9)];

/// One observation beside our sample of it, as logarithms, with weights that sum to one.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Episode.
    pub episode: String,
    /// Months after the announcement.
    pub months: f64,
    /// Logarithm of what was observed.
    pub observed: f64,
    /// Our sample in order of value: logarithm and weight.
    pub sample: Vec<(f64, f64)>,
}

impl Line {
    /// From an unordered sample.
    #[must_use]
    pub fn of(episode: &str, months: f64, observed: f64, mut sample: Vec<(f64, f64)>) -> Self {
        sample.sort_by(|a, b| a.0.total_cmp(&b.0));
        let total: f64 = sample.iter().map(|s| s.1).sum();
        sample.iter_mut().for_each(|s| s.1 /= total);
        Self { episode: episode.to_owned(), months, observed, sample }
    }

    /// The value below which a share of the sample lies.
    #[must_use]
    pub fn quantile(&self, p: f64) -> f64 {
        let mut below = 0.0;
        for &(value, weight) in &self.sample {
            below += weight;
            if below >= p {
                return value;
            }
        }
        self.sample.last().map_or(f64::NAN, |s| s.0)
    }

    /// Whether the run goes on until the observation; beyond its horizon there is no price.
    #[must_use]
    pub fn within(&self) -> bool {
        self.sample.iter().all(|(value, _)| value.is_finite())
    }

    /// Median less what was observed.
    #[must_use]
    pub fn error(&self) -> f64 {
        self.quantile(0.5) - self.observed
    }

    /// Whether the central range of a share of the sample holds what was observed.
    #[must_use]
    pub fn holds(&self, share: f64) -> bool {
        let tail = 0.5 * (1.0 - share);
        (self.quantile(tail)..=self.quantile(1.0 - tail)).contains(&self.observed)
    }

    /// Continuous ranked probability score: the integral of the squared distance between our distribution function and
    /// the step at what was observed (Gneiting and Raftery 2007), E|X - y| - E|X - X'| / 2.
    #[must_use]
    pub fn crps(&self) -> f64 {
        let away: f64 = self.sample.iter().map(|&(x, w)| w * (x - self.observed).abs()).sum();
        // Sum over pairs from the order of the sample.
        let (mut below, mut moment, mut spread) = (0.0, 0.0, 0.0);
        for &(x, w) in &self.sample {
            spread += w * (x * below - moment);
            below += w;
            moment += w * x;
        }
        away - spread
    }
}

/// What some lines add up to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Score {
    /// Lines.
    pub count: usize,
    /// Median of absolute errors.
    pub median: f64,
    /// Root of the mean squared error.
    pub rms: f64,
    /// Mean error.
    pub bias: f64,
    /// Part of the lines that the central range of a half holds.
    pub half: f64,
    /// Part that the central range of nine tenths holds.
    pub ninety: f64,
    /// Mean continuous ranked probability score.
    pub crps: f64,
}

impl Score {
    /// Of some lines; `None` of none.
    #[must_use]
    pub fn of<'a>(lines: impl IntoIterator<Item = &'a Line>) -> Option<Self> {
        let lines: Vec<&Line> = lines.into_iter().collect();
        let count = lines.len();
        if count == 0 {
            return None;
        }
        let mean = |of: &dyn Fn(&Line) -> f64| lines.iter().map(|l| of(l)).sum::<f64>() / count as f64;
        let mut sizes: Vec<f64> = lines.iter().map(|l| l.error().abs()).collect();
        sizes.sort_by(f64::total_cmp);
        Some(Self {
            count,
            median: 0.5 * (sizes[(count - 1) / 2] + sizes[count / 2]),
            rms: mean(&|l| l.error() * l.error()).sqrt(),
            bias: mean(&Line::error),
            half: mean(&|l| f64::from(u8::from(l.holds(0.5)))),
            ninety: mean(&|l| f64::from(u8::from(l.holds(0.9)))),
            crps: mean(&Line::crps),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_score_of_two_equal_points() {
        // X is 0 or 2, y is 1: E|X - y| = 1, E|X - X'| = 1, so 1 - 1/2.
        let line = Line::of("e", 3.0, 1.0, vec![(2.0, 1.0), (0.0, 1.0)]);
        assert!((line.crps() - 0.5).abs() < 1e-12);
        assert!(line.holds(0.9));
        let off = Line { observed: 2.5, ..line.clone() };
        assert!(!off.holds(0.9));
        let score = Score::of([&line, &off]).unwrap();
        assert_eq!((score.count, score.ninety), (2, 0.5));
        assert_eq!(Score::of([]), None);
    }
}
