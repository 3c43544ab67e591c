//! What a key accepts, in words: for messages and for the reference page.

use super::keys::Holds;
use crate::spec::plain;
use monazite::system::Stage;

/// What a key accepts, in words.
pub(super) fn allowed(holds: Holds) -> String {
    let bounds = |min: f64, max: f64| format!("{} to {}", plain(min), plain(max));
    match holds {
        Holds::Text => "text".to_owned(),
        Holds::Texts => "a list of texts".to_owned(),
        Holds::Date => "a day without quotes, such as 2025-04-04".to_owned(),
        Holds::Whole(min, max) => format!("a whole number, {min} to {max}"),
        Holds::Number(min, max) => bounds(min, max),
        Holds::Uncertain(min, max) => format!("{}, or a distribution", bounds(min, max)),
        Holds::Path(min, max) => format!("{}, a distribution, or a list of [day, value]", bounds(min, max)),
        Holds::Flag => "true or false".to_owned(),
        Holds::Word(words) => words.join(", "),
        Holds::Countries => "a list of alpha-3 codes and coalitions, or [\"all\"]".to_owned(),
        Holds::Minerals => "a list of minerals".to_owned(),
        Holds::Forms => "a list of forms".to_owned(),
        Holds::Stages => Stage::ALL.map(Stage::word).join(", "),
        Holds::EndUses => "a list of end uses".to_owned(),
        Holds::Intervals => "a list of { from = 2025-10-09, until = 2025-11-10 }".to_owned(),
        Holds::Table(_) => "a table".to_owned(),
        Holds::Tables(_) | Holds::Shocks => "tables".to_owned(),
    }
}

/// What was wanted where something else stood.
pub(super) fn wanted(holds: Holds) -> &'static str {
    match holds {
        Holds::Text | Holds::Word(_) => "a text",
        Holds::Texts | Holds::Countries | Holds::Minerals | Holds::Forms | Holds::Stages | Holds::EndUses => {
            "a list of texts"
        }
        Holds::Date => "a day",
        Holds::Whole(..) => "a whole number",
        Holds::Number(..) | Holds::Uncertain(..) => "a number",
        Holds::Path(..) => "a number or a list of [day, value]",
        Holds::Flag => "true or false",
        Holds::Intervals => "a list of intervals",
        Holds::Table(_) | Holds::Tables(_) | Holds::Shocks => "a table",
    }
}

/// How it is written.
pub(super) fn example(holds: Holds) -> &'static str {
    match holds {
        Holds::Date => "write the day without quotes: start = 2025-04-04",
        Holds::Texts | Holds::Countries | Holds::Minerals | Holds::Forms | Holds::Stages | Holds::EndUses => {
            "write a list, also of one: [\"CHN\"]"
        }
        Holds::Path(..) => "approval = 0.5, or approval = [[0, 0.0], [90, 0.6]]",
        _ => "",
    }
}
