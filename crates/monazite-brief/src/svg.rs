//! A small SVG writer: enough for the charts of the brief, in a page or on paper.
//!
//! Every element carries its light colours as presentation attributes and a class, so that a chart stands alone
//! (a later PDF) and the page can restyle it for a dark screen.

use crate::escape::escape;
use monazite::disruption::WeekFigure;
use monazite::figure::Figure;
use std::fmt::Write as _;

/// Where a text is anchored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
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

/// A colour with the class that restyles it on a dark screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paint {
    /// Class name, `c-` plus the role of the colour.
    pub class: &'static str,
    /// Colour on white.
    pub colour: &'static str,
}

/// Text and strong lines.
pub const INK: Paint = Paint { class: "c-ink", colour: "#1d2733" };
/// Secondary text.
pub const MUTED: Paint = Paint { class: "c-muted", colour: "#5b6876" };
/// Grid lines.
pub const GRID: Paint = Paint { class: "c-grid", colour: "#dfe4e9" };
/// The supplier in question.
pub const SUPPLIER: Paint = Paint { class: "c-supplier", colour: "#b4481e" };
/// What comes directly.
pub const DIRECT: Paint = Paint { class: "c-direct", colour: "#2f6690" };
/// Everybody else.
pub const OTHER: Paint = Paint { class: "c-other", colour: "#9fb0c0" };
/// Benchmarks.
pub const BENCHMARK: Paint = Paint { class: "c-benchmark", colour: "#6b3fa0" };

/// What a mark of a chart is about: shown on hover, and the figure that it draws.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct About {
    /// Shown on hover; nothing if empty.
    pub title: String,
    /// Id and value of the figure; `None` for a mark that draws no figure of the assessment.
    pub figure: Option<(String, f64)>,
}

impl About {
    /// Words only.
    #[must_use]
    pub fn words(title: &str) -> Self {
        Self { title: title.to_owned(), figure: None }
    }
    /// A figure with the words beside it; its id is added to them.
    #[must_use]
    pub fn figure(figure: &Figure, title: &str) -> Self {
        Self { title: format!("{title}. {}", figure.id()), figure: Some((figure.id(), figure.value)) }
    }
    /// A figure of a scenario with the words beside it.
    #[must_use]
    pub fn week(item: &WeekFigure, title: &str) -> Self {
        Self { title: format!("{title}. {}", item.id()), figure: Some((item.id(), item.figure.value)) }
    }
    fn attributes(&self) -> String {
        self.figure.as_ref().map_or_else(String::new, |(id, value)| data(id, *value))
    }
    fn hover(&self) -> String {
        if self.title.is_empty() { String::new() } else { format!("<title>{}</title>", escape(&self.title)) }
    }
}

/// Attributes that name a figure and repeat its value in full precision, for whoever reads the page by program.
pub(crate) fn data(id: &str, value: f64) -> String {
    format!(" data-id=\"{}\" data-value=\"{value}\"", escape(id))
}

/// A chart under construction.
#[derive(Debug)]
pub struct Svg {
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
    pub fn new(id: &str, width: f64, height: f64, title: &str, desc: &str) -> Self {
        let id = id.chars().map(|c| if c.is_ascii_alphanumeric() || c == '-' { c } else { '-' }).collect();
        Self { id, width, height, title: title.to_owned(), desc: desc.to_owned(), body: String::new() }
    }

    /// Adds a rectangle in a fixed colour. `title` shows on hover.
    pub fn rect(&mut self, at: (f64, f64), size: (f64, f64), fill: &str, about: &About) {
        let _ = write!(
            self.body,
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{}\"{}>{}</rect>",
            n(at.0),
            n(at.1),
            n(size.0.max(0.0)),
            n(size.1.max(0.0)),
            escape(fill),
            about.attributes(),
            about.hover()
        );
    }

    /// Adds a rectangle in a paint.
    pub fn block(&mut self, at: (f64, f64), size: (f64, f64), paint: Paint, about: &About) {
        let _ = write!(
            self.body,
            "<rect class=\"{}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{}\"{}>{}</rect>",
            paint.class,
            n(at.0),
            n(at.1),
            n(size.0.max(0.0)),
            n(size.1.max(0.0)),
            paint.colour,
            about.attributes(),
            about.hover()
        );
    }

    /// Covers a rectangle with the hatching that marks what is estimated or less.
    pub fn hatch(&mut self, at: (f64, f64), size: (f64, f64), about: &About) {
        let _ = write!(
            self.body,
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"url(#{}-hatch)\">{}</rect>",
            n(at.0),
            n(at.1),
            n(size.0),
            n(size.1),
            self.id,
            about.hover()
        );
    }

    /// Adds a line.
    pub fn line(&mut self, from: (f64, f64), to: (f64, f64), paint: Paint, width: f64) {
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
    pub fn dashes(&mut self, from: (f64, f64), to: (f64, f64), paint: Paint) {
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
    pub fn dot(&mut self, at: (f64, f64), radius: f64, paint: Paint, filled: bool, about: &About) {
        let (class, fill) = if filled { (paint.class, paint.colour) } else { ("c-ground", "#ffffff") };
        let _ = write!(
            self.body,
            "<circle class=\"{class} s-{}\" cx=\"{}\" cy=\"{}\" r=\"{}\" fill=\"{fill}\" stroke=\"{}\" stroke-width=\"2\"{}>{}</circle>",
            &paint.class[2..],
            n(at.0),
            n(at.1),
            n(radius),
            paint.colour,
            about.attributes(),
            about.hover()
        );
    }

    /// Adds a band of a Sankey between two vertical edges.
    pub fn band(
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
            about.hover()
        );
    }

    /// Adds an open line through points.
    pub fn path(&mut self, points: &[(f64, f64)], paint: Paint, width: f64) {
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
    pub fn area(&mut self, points: &[(f64, f64)], paint: Paint) {
        let _ = write!(
            self.body,
            "<polygon class=\"{}\" points=\"{}\" fill=\"{}\" fill-opacity=\"0.18\"/>",
            paint.class,
            list(points),
            paint.colour
        );
    }

    /// Adds a text in a paint.
    pub fn text(&mut self, at: (f64, f64), size: f64, anchor: Anchor, paint: Paint, text: &str) {
        self.styled(at, size, anchor, (paint.class, paint.colour), false, text);
    }

    /// Adds a bold text in a paint.
    pub fn bold(&mut self, at: (f64, f64), size: f64, anchor: Anchor, paint: Paint, text: &str) {
        self.styled(at, size, anchor, (paint.class, paint.colour), true, text);
    }

    /// Adds a text in a fixed colour, for a ground of fixed colour.
    pub fn label(&mut self, at: (f64, f64), size: f64, bold: bool, colour: &str, text: &str) {
        self.styled(at, size, Anchor::Middle, ("fixed", colour), bold, text);
    }

    /// Adds a text with a rim in the colour of the ground, for a place where bands pass under it.
    pub fn rimmed(&mut self, at: (f64, f64), size: f64, bold: bool, paint: Paint, text: &str) {
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
    pub fn finish(self) -> String {
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

/// Width of a text in pixels, from mean glyph widths of the usual sans-serif faces; errs on the wide side.
#[must_use]
pub fn text_width(text: &str, size: f64) -> f64 {
    let em: f64 = text
        .chars()
        .map(|c| match c {
            'i' | 'l' | 'j' | 't' | 'f' | 'r' | '.' | ',' | '\'' | '|' | '(' | ')' | ' ' => 0.34,
            'm' | 'w' | 'M' | 'W' | '%' => 0.9,
            c if c.is_uppercase() => 0.69,
            _ => 0.57,
        })
        .sum();
    em * size
}

/// A text cut to a width, with an ellipsis where it was cut.
#[must_use]
pub fn fit(text: &str, size: f64, width: f64) -> String {
    if text_width(text, size) <= width {
        return text.to_owned();
    }
    let mut kept = String::new();
    for character in text.chars() {
        kept.push(character);
        if text_width(&kept, size) + size > width {
            break;
        }
    }
    kept.pop();
    format!("{}…", kept.trim_end())
}

/// A text broken into lines of at most a width.
#[must_use]
pub fn wrap(text: &str, size: f64, width: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        for (i, part) in word.split_inclusive('-').enumerate() {
            let space = if i == 0 { " " } else { "" };
            match lines.last_mut() {
                Some(line) if text_width(line, size) + text_width(part, size) + 0.34 * size <= width => {
                    line.push_str(space);
                    line.push_str(part);
                }
                _ => lines.push(part.to_owned()),
            }
        }
    }
    lines
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
