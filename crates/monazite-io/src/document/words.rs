//! What a key accepts, in words: for messages and for the reference page.

use super::key::Holds;
use crate::spec::plain;
use monazite::system::Stage;

/// What a key accepts, in words.
pub(super) fn allowed(holds: Holds) -> String {
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
        Holds::Words(words) => format!("a list of {}", words.join(", ")),
        Holds::ByName(min, max) => format!("a table of numbers, each {}", bounds(min, max)),
        Holds::Each(min, max) => format!("{}, or a table of such numbers", bounds(min, max)),
        Holds::Countries => "a list of alpha-3 codes and coalitions, or [\"all\"]".to_owned(),
        Holds::Minerals => "a list of minerals".to_owned(),
        Holds::Forms => "a list of forms".to_owned(),
        Holds::Stages => Stage::ALL.map(Stage::word).join(", "),
        Holds::EndUses => "a list of end uses".to_owned(),
        Holds::Intervals => "a list of { from = 2025-10-09, until = 2025-11-10 }".to_owned(),
        Holds::Table(_) => "a table".to_owned(),
        Holds::Tables(_) | Holds::Kinds(_) => "tables".to_owned(),
    }
}

/// Bounds of a number in words.
pub(super) fn bounds(min: f64, max: f64) -> String {
    let least =
        if min == f64::MIN_POSITIVE { "above 0".to_owned() } else { format!("at least {}", plain(min)) };
    if max == f64::INFINITY {
        format!("{least}, or inf")
    } else if max == f64::MAX {
        least
    } else if min == f64::MIN_POSITIVE {
        format!("above 0, at most {}", plain(max))
    } else {
        format!("{} to {}", plain(min), plain(max))
    }
}

/// What was wanted where something else stood.
pub(super) fn wanted(holds: Holds) -> &'static str {
    match holds {
        Holds::Text | Holds::Word(_) => "a text",
        Holds::Texts
        | Holds::Words(_)
        | Holds::Countries
        | Holds::Minerals
        | Holds::Forms
        | Holds::Stages
        | Holds::EndUses => "a list of texts",
        Holds::Date => "a day",
        Holds::Whole(..) => "a whole number",
        Holds::Number(..) | Holds::Uncertain(..) => "a number",
        Holds::ByName(..) => "a table of numbers",
        Holds::Each(..) => "a number or a table of numbers",
        Holds::Path(..) => "a number or a list of [day, value]",
        Holds::Flag => "true or false",
        Holds::Intervals => "a list of intervals",
        Holds::Table(_) | Holds::Tables(_) | Holds::Kinds(_) => "a table",
    }
}

/// How it is written.
pub(super) fn example(holds: Holds) -> &'static str {
    match holds {
        Holds::Date => "write the day without quotes: start = 2025-04-04",
        Holds::Texts
        | Holds::Words(_)
        | Holds::Countries
        | Holds::Minerals
        | Holds::Forms
        | Holds::Stages
        | Holds::EndUses => "write a list, also of one: [\"CHN\"]",
        Holds::ByName(..) | Holds::Each(..) => "write { food = 30, mining = 60 }",
        Holds::Path(..) => "approval = 0.5, or approval = [[0, 0.0], [90, 0.6]]",
        _ => "",
    }
}
