//! The colour of a share: one hue from pale to dark, so that it survives colour blindness and a grey print.

/// Stops at 0, 0.25, 0.5, 0.75 and 1.
const STOPS: [[f64; 3]; 5] = [
    [246.0, 241.0, 234.0],
    [247.0, 214.0, 178.0],
    [236.0, 160.0, 108.0],
    [200.0, 93.0, 47.0],
    [132.0, 42.0, 18.0],
];

/// Ground and text colour of a share between 0 and 1.
#[must_use]
pub(super) fn share_colours(share: f64) -> (String, &'static str) {
    let share = if share.is_finite() { share.clamp(0.0, 1.0) } else { 0.0 };
    let place = share * 4.0;
    let below = if place >= 4.0 { 3 } else { place as usize };
    let part = place - below as f64;
    let channel = |i: usize| (STOPS[below][i] + part * (STOPS[below + 1][i] - STOPS[below][i])).round() as u8;
    let ground = format!("#{:02x}{:02x}{:02x}", channel(0), channel(1), channel(2));
    let luminance = luminance([channel(0), channel(1), channel(2)]);
    let (on_white, on_ink) = (1.05 / (luminance + 0.05), (luminance + 0.05) / (INK_LUMINANCE + 0.05));
    (ground, if on_white > on_ink { "#ffffff" } else { "#1d2733" })
}

/// Relative luminance of the dark text colour.
const INK_LUMINANCE: f64 = 0.0199;

/// Relative luminance of a colour by WCAG 2, 0 for black to 1 for white.
fn luminance(colour: [u8; 3]) -> f64 {
    let linear = colour.map(|c| {
        let c = f64::from(c) / 255.0;
        if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn darker_means_more_and_ends_are_the_stops() {
        assert_eq!(share_colours(0.0).0, "#f6f1ea");
        assert_eq!(share_colours(1.0).0, "#842a12");
        assert_eq!(share_colours(f64::NAN).0, "#f6f1ea");
        assert_eq!(share_colours(0.9).1, "#ffffff");
    }
}
