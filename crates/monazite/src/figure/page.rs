//! The reference page of metrics, from the registry.

use super::dimension::Dimension;
use super::registry::FAMILIES;
use std::fmt::Write as _;

/// The reference page: every metric with its unit, its dimensions and what it means.
#[must_use]
pub fn reference_page() -> String {
    let mut page = String::from(
        "# Metrics\n\n\
         Generated from the registry of metrics; a test keeps it current.\n\n\
         Every table of figures has the columns `metric`, `value`, `low`, `high`, `unit` and `quality`, and a column for each \
         dimension that tells its figures apart.\n\
         A dimension is blank where a figure is about all of it.\n",
    );
    for family in FAMILIES {
        let _ = writeln!(page, "\n## {}\n\n| metric | unit | dimensions | meaning | formula |", family.name);
        page.push_str("|---|---|---|---|---|\n");
        for metric in family.metrics {
            let dimensions: Vec<String> = metric
                .dimensions
                .iter()
                .copied()
                .map(Dimension::word)
                .map(|word| format!("`{word}`"))
                .collect();
            let methods = metric.page.trim_start_matches("docs/");
            let _ = writeln!(
                page,
                "| [`{}`](../{methods}) | {} | {} | {} | {} |",
                metric.word,
                metric.unit,
                dimensions.join(", "),
                metric.meaning,
                metric.formula.replace('|', "\\|"),
            );
        }
    }
    page
}
