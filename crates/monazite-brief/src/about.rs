//! What a mark of a chart is about.

use monazite::figure::Figure;
use serde::Serialize;

/// What a mark of a chart is about: shown on hover, and the figure that it draws.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
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
}
