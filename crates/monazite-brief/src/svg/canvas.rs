//! A small SVG writer: enough for the charts of the brief, in a page or on paper.
//!
//! Every element carries its light colours as presentation attributes and a class, so that a chart stands alone
//! (a later PDF) and the page can restyle it for a dark screen.

use super::paint::Paint;
use crate::about::About;
use crate::escape::{data, escape};
use std::fmt::Write as _;

/// Where a text is anchored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    /// Its start.
    Start,
    /// Its middle.
    Middle,
    /// Its end.
    End,
}

impl Anchor {
    const fn word(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Middle => "middle",
            Self::End => "end",
        }
    }
}

/// A chart under construction.
#[derive(Debug)]
pub(super) struct Svg {
    id: String,
    width: f64,
    height: f64,
    title: String,
    desc: String,
    body: String,
}

impl Svg {
    /// An empty chart. `id` is unique in the page; title and description are read by screen readers.
    #[must_use]
    pub(super) fn new(id: &str, width: f64, height: f64, title: &str, desc: &str) -> Self {
        let id = id.chars().map(|c| if c.is_ascii_alphanumeric() || c == '-' { c } else { '-' }).collect();
        Self { id, width, height, title: title.to_owned(), desc: desc.to_owned(), body: String::new() }
    }

    /// Adds a rectangle in a fixed colour. `title` shows on hover.
    pub(super) fn rect(&mut self, at: (f64, f64), size: (f64, f64), fill: &str, about: &About) {
        let _ = write!(
            self.body,
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{}\"{}>{}</rect>",
            n(at.0),
            n(at.1),
            n(size.0.max(0.0)),
            n(size.1.max(0.0)),
            escape(fill),
            attributes(about),
            hover(about)
        );
    }

    /// Adds a rectangle in a paint.
    pub(super) fn block(&mut self, at: (f64, f64), size: (f64, f64), paint: Paint, about: &About) {
        let _ = write!(
            self.body,
            "<rect class=\"{}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{}\"{}>{}</rect>",
            paint.class,
            n(at.0),
            n(at.1),
            n(size.0.max(0.0)),
            n(size.1.max(0.0)),
            paint.colour,
            attributes(about),
            hover(about)
        );
    }

    /// Covers a rectangle with the hatching that marks what is estimated or less.
    pub(super) fn hatch(&mut self, at: (f64, f64), size: (f64, f64), about: &About) {
        let _ = write!(
            self.body,
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"url(#{}-hatch)\">{}</rect>",
            n(at.0),
            n(at.1),
            n(size.0),
            n(size.1),
            self.id,
            hover(about)
        );
    }

    /// Adds a line.
    pub(super) fn line(&mut self, from: (f64, f64), to: (f64, f64), paint: Paint, width: f64) {
        let _ = write!(
            self.body,
            "<line class=\"s-{}\" x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" stroke=\"{}\" stroke-width=\"{}\"/>",
            &paint.class[2..],
            n(from.0),
            n(from.1),
            n(to.0),
            n(to.1),
            paint.colour,
            n(width)
        );
    }

    /// Adds a dashed line.
    pub(super) fn dashes(&mut self, from: (f64, f64), to: (f64, f64), paint: Paint) {
        let _ = write!(
            self.body,
            "<line class=\"s-{}\" x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" stroke=\"{}\" stroke-width=\"1.25\" stroke-dasharray=\"4 3\"/>",
            &paint.class[2..],
            n(from.0),
            n(from.1),
            n(to.0),
            n(to.1),
            paint.colour
        );
    }

    /// Adds a dot: filled, or a ring.
    pub(super) fn dot(&mut self, at: (f64, f64), radius: f64, paint: Paint, filled: bool, about: &About) {
        let (class, fill) = if filled { (paint.class, paint.colour) } else { ("c-ground", "#ffffff") };
        let _ = write!(
            self.body,
            "<circle class=\"{class} s-{}\" cx=\"{}\" cy=\"{}\" r=\"{}\" fill=\"{fill}\" stroke=\"{}\" stroke-width=\"2\"{}>{}</circle>",
            &paint.class[2..],
            n(at.0),
            n(at.1),
            n(radius),
            paint.colour,
            attributes(about),
            hover(about)
        );
    }

    /// Adds a band of a Sankey between two vertical edges.
    pub(super) fn band(
        &mut self,
        from: (f64, f64),
        to: (f64, f64),
        thickness: (f64, f64),
        paint: Paint,
        about: &About,
    ) {
        let middle = (from.0 + to.0) / 2.0;
        let _ = write!(
            self.body,
            "<path class=\"{} band\" fill=\"{}\" fill-opacity=\"0.42\" d=\"M{} {}C{} {} {} {} {} {}L{} {}C{} {} {} {} {} {}Z\">{}</path>",
            paint.class,
            paint.colour,
            n(from.0),
            n(from.1),
            n(middle),
            n(from.1),
            n(middle),
            n(to.1),
            n(to.0),
            n(to.1),
            n(to.0),
            n(to.1 + thickness.1),
            n(middle),
            n(to.1 + thickness.1),
            n(middle),
            n(from.1 + thickness.0),
            n(from.0),
            n(from.1 + thickness.0),
            hover(about)
        );
    }

    /// Adds an open line through points.
    pub(super) fn path(&mut self, points: &[(f64, f64)], paint: Paint, width: f64) {
        let _ = write!(
            self.body,
            "<polyline class=\"s-{}\" points=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"{}\" stroke-linejoin=\"round\"/>",
            &paint.class[2..],
            list(points),
            paint.colour,
            n(width)
        );
    }

    /// Adds a pale area between points.
    pub(super) fn area(&mut self, points: &[(f64, f64)], paint: Paint) {
        let _ = write!(
            self.body,
            "<polygon class=\"{}\" points=\"{}\" fill=\"{}\" fill-opacity=\"0.18\"/>",
            paint.class,
            list(points),
            paint.colour
        );
    }

    /// Adds a text in a paint.
    pub(super) fn text(&mut self, at: (f64, f64), size: f64, anchor: Anchor, paint: Paint, text: &str) {
        self.styled(at, size, anchor, (paint.class, paint.colour), false, text);
    }

    /// Adds a bold text in a paint.
    pub(super) fn bold(&mut self, at: (f64, f64), size: f64, anchor: Anchor, paint: Paint, text: &str) {
        self.styled(at, size, anchor, (paint.class, paint.colour), true, text);
    }

    /// Adds a text in a fixed colour, for a ground of fixed colour.
    pub(super) fn label(&mut self, at: (f64, f64), size: f64, bold: bool, colour: &str, text: &str) {
        self.styled(at, size, Anchor::Middle, ("fixed", colour), bold, text);
    }

    /// Adds a text with a rim in the colour of the ground, for a place where bands pass under it.
    pub(super) fn rimmed(&mut self, at: (f64, f64), size: f64, bold: bool, paint: Paint, text: &str) {
        let class = format!("{} rim", paint.class);
        self.styled(at, size, Anchor::Start, (&class, paint.colour), bold, text);
    }

    fn styled(
        &mut self,
        at: (f64, f64),
        size: f64,
        anchor: Anchor,
        paint: (&str, &str),
        bold: bool,
        text: &str,
    ) {
        let weight = if bold { " font-weight=\"600\"" } else { "" };
        let _ = write!(
            self.body,
            "<text class=\"{}\" x=\"{}\" y=\"{}\" font-size=\"{}\" text-anchor=\"{}\" fill=\"{}\"{weight}>{}</text>",
            paint.0,
            n(at.0),
            n(at.1),
            n(size),
            anchor.word(),
            paint.1,
            escape(text)
        );
    }

    /// The finished chart.
    #[must_use]
    pub(super) fn finish(self) -> String {
        let Self { id, width, height, title, desc, body } = self;
        let hatch = if body.contains("-hatch)") {
            format!(
                "<defs><pattern id=\"{id}-hatch\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" \
                 patternTransform=\"rotate(45)\"><line x1=\"0\" y1=\"0\" x2=\"0\" y2=\"6\" stroke=\"#ffffff\" \
                 stroke-width=\"1.6\" stroke-opacity=\"0.34\"/></pattern></defs>"
            )
        } else {
            String::new()
        };
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {} {}\" role=\"img\" \
             aria-labelledby=\"{id}-title {id}-desc\" font-family=\"inherit\"><title id=\"{id}-title\">{}</title>\
             <desc id=\"{id}-desc\">{}</desc>{hatch}{body}</svg>",
            n(width),
            n(height),
            escape(&title),
            escape(&desc)
        )
    }
}

/// Points as SVG wants them.
fn list(points: &[(f64, f64)]) -> String {
    points.iter().map(|(x, y)| format!("{},{}", n(*x), n(*y))).collect::<Vec<_>>().join(" ")
}

/// A coordinate with at most two decimals; zero where it is not finite.
fn n(value: f64) -> String {
    let value = if value.is_finite() { value } else { 0.0 };
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" || text.is_empty() { "0".to_owned() } else { text.to_owned() }
}

fn attributes(about: &About) -> String {
    about.figure.as_ref().map_or_else(String::new, |(id, value)| data(id, *value))
}

fn hover(about: &About) -> String {
    if about.title.is_empty() { String::new() } else { format!("<title>{}</title>", escape(&about.title)) }
}
