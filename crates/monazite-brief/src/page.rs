//! From chapters to one self-contained HTML page. Every text passes [`escape`] here.

use crate::brief::Brief;
use crate::escape::{data, escape, safe_address};
use crate::svg::{self, Room};
use crate::text::{Block, Chapter, Chart, Shown, Span, Table, Text, Tile, mark};
use monazite::datum::Quality;
use std::fmt::Write as _;

const STYLE: &str = include_str!("page.css");

/// Writes the page.
#[must_use]
pub(crate) fn write(brief: &Brief<'_>, chapters: &[Chapter]) -> String {
    let title = escape(&brief.title());
    let mut page = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"generator\" content=\"monazite {}\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n\
         <a class=\"skip\" href=\"#main\">To the answer</a>\n<header>\n<p class=\"over\">{}</p>\n<h1>{title}</h1>\n\
         <p class=\"under\">{}</p>\n{}</header>\n",
        escape(&brief.context.version),
        escape(&brief.overline()),
        escape(&brief.underline()),
        legend(),
    );
    page.push_str("<nav aria-label=\"Chapters\"><ol>");
    for chapter in chapters {
        let _ = write!(page, "<li><a href=\"#{}\">{}</a></li>", chapter.id, escape(&chapter.title));
    }
    page.push_str("</ol></nav>\n<main id=\"main\">\n");
    for (i, chapter) in chapters.iter().enumerate() {
        let _ = write!(
            page,
            "<section id=\"{0}\" aria-labelledby=\"{0}-title\">\n<h2 id=\"{0}-title\"><span class=\"no\">{1}</span> {2}</h2>\n",
            chapter.id,
            i + 1,
            escape(&chapter.title)
        );
        chapter.blocks.iter().for_each(|b| write_block(&mut page, b));
        page.push_str("</section>\n");
    }
    let _ = write!(
        page,
        "</main>\n<footer><p>Made by monazite {} from the dataset {} ({}).</p></footer>\n</body>\n</html>\n",
        escape(&brief.context.version),
        escape(&brief.context.dataset),
        escape(&brief.context.checksum)
    );
    page
}

fn legend() -> String {
    let mut out =
        String::from("<p class=\"legend\"><span>Every number has its range in brackets and a mark:</span>");
    let meaning = [
        "reported by a survey, customs or a company",
        "computed from observed numbers by a stated rule",
        "chosen by us with a stated reason",
        "recalled from literature, not checked",
    ];
    for (quality, meaning) in Quality::ALL.into_iter().zip(meaning) {
        let _ = write!(out, "<span title=\"{meaning}\"><b>{}</b> {}</span>", mark(quality), quality.word());
    }
    out.push_str("<span>A mark is that of the worst input that matters.</span></p>\n");
    out
}

fn write_block(page: &mut String, block: &Block) {
    match block {
        Block::Lead(text) => {
            let _ = writeln!(page, "<p class=\"lead\">{}</p>", inline(text));
        }
        Block::Paragraph(text) => {
            let _ = writeln!(page, "<p>{}</p>", inline(text));
        }
        Block::Heading(words) => {
            let _ = writeln!(page, "<h3>{}</h3>", escape(words));
        }
        Block::Tiles(tiles) => {
            page.push_str("<div class=\"tiles\">");
            tiles.iter().for_each(|t| write_tile(page, t));
            page.push_str("</div>\n");
        }
        Block::Chart(chart) => write_chart(page, chart, "wide"),
        Block::Charts(charts) => {
            page.push_str("<div class=\"panels\">");
            charts.iter().for_each(|c| write_chart(page, c, "panel"));
            page.push_str("</div>\n");
        }
        Block::Table(table) => write_table(page, table),
        Block::List(items) => {
            page.push_str("<ul>");
            for item in items {
                let _ = write!(page, "<li>{}</li>", inline(item));
            }
            page.push_str("</ul>\n");
        }
        Block::Command(lines) => {
            let _ = writeln!(
                page,
                "<pre tabindex=\"0\"><code>{}</code></pre>",
                lines.iter().map(|l| escape(l)).collect::<Vec<_>>().join("\n")
            );
        }
    }
}

fn write_tile(page: &mut String, tile: &Tile) {
    let _ = write!(
        page,
        "<div class=\"tile\"><p class=\"what\">{}</p><p class=\"big\" {}>{}</p><p class=\"range\">{} {}</p><p class=\"note\">{}</p></div>",
        escape(&tile.label),
        about(&tile.figure),
        escape(&tile.figure.number.value()),
        escape(&tile.figure.number.range()),
        mark(tile.figure.quality),
        inline(&tile.note)
    );
}

fn write_chart(page: &mut String, chart: &Chart, class: &str) {
    let note = inline(&chart.note);
    let note = if note.is_empty() { note } else { format!("<p class=\"note\">{note}</p>") };
    let wide = svg::draw(&chart.data, Room::Wide);
    // A panel fits everywhere; a chart over the whole row is drawn again for a phone, where it would be cut off.
    let drawn = if class == "panel" {
        wide
    } else {
        let narrow = svg::draw(&chart.data, Room::Narrow);
        format!("<div class=\"desk\">{wide}</div><div class=\"phone\">{narrow}</div>")
    };
    let title = escape(&chart.title);
    let _ =
        writeln!(page, "<figure class=\"{class}\"><figcaption>{title}</figcaption>{drawn}{note}</figure>");
}

fn write_table(page: &mut String, table: &Table) {
    let caption = escape(&table.caption);
    let (open, head, close) = if table.folded {
        (format!("<details><summary>{caption}</summary>"), String::new(), "</details>")
    } else {
        (String::new(), format!("<caption>{caption}</caption>"), "")
    };
    let _ = write!(
        page,
        "{open}<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"{caption}\"><table>{head}<thead><tr>"
    );
    for (head, numeric) in &table.columns {
        let _ = write!(page, "<th scope=\"col\"{}>{}</th>", class_of(*numeric), escape(head));
    }
    page.push_str("</tr></thead><tbody>");
    for row in &table.rows {
        page.push_str("<tr>");
        for (i, cell) in row.iter().enumerate() {
            let numeric = class_of(table.columns.get(i).is_some_and(|c| c.1));
            let _ = match i {
                0 => write!(page, "<th scope=\"row\"{numeric}>{}</th>", inline(cell)),
                _ => write!(page, "<td{numeric}>{}</td>", inline(cell)),
            };
        }
        page.push_str("</tr>");
    }
    let _ = writeln!(page, "</tbody></table></div>{close}");
}

const fn class_of(numeric: bool) -> &'static str {
    if numeric { " class=\"num\"" } else { "" }
}

fn about(shown: &Shown) -> String {
    let id = if shown.id.is_empty() { String::new() } else { format!("; monazite explain {}", shown.id) };
    let data = if shown.id.is_empty() { String::new() } else { data(&shown.id, shown.number.value) };
    format!("title=\"{}{}\"{data}", shown.quality.word(), escape(&id))
}

fn inline(text: &Text) -> String {
    let mut out = String::new();
    for span in &text.0 {
        let _ = match span {
            Span::Words(words) => write!(out, "{}", escape(words)),
            Span::Strong(words) => write!(out, "<strong>{}</strong>", escape(words)),
            Span::Code(code) => write!(out, "<code>{}</code>", escape(code)),
            Span::Link(label, address) => match safe_address(address) {
                Some(address) => {
                    write!(out, "<a href=\"{}\" rel=\"noopener\">{}</a>", escape(address), escape(label))
                }
                None => write!(out, "{}", escape(label)),
            },
            // What never comes in any draw is said once.
            Span::Figure(shown) if shown.number.low == f64::INFINITY => write!(
                out,
                "<span class=\"figure\" {}><b>{}</b>&nbsp;<span class=\"mark\" aria-label=\"{}\">{}</span></span>",
                about(shown),
                escape(&shown.number.value()),
                shown.quality.word(),
                mark(shown.quality)
            ),
            Span::Figure(shown) => write!(
                out,
                "<span class=\"figure\" {}><b>{}</b> <span class=\"range\">({})</span>&nbsp;<span class=\"mark\" aria-label=\"{}\">{}</span></span>",
                about(shown),
                escape(&shown.number.value()),
                escape(&shown.number.range()),
                shown.quality.word(),
                mark(shown.quality)
            ),
        };
    }
    out
}
