//! A decision as it is typed: `release JPN minerals=rare_earths weekly_share=0.1`.

use super::keys::{ACTIONS, DECISION, of_action};
use crate::document::Holds;
use crate::nearest::nearest;

/// The `[[decision]]` of a line typed in a week: action, team, then keys with their values, lists parted by commas. What
/// its values are worth is said when the play is read.
///
/// # Errors
/// What cannot be read of the line.
pub fn line(week: u32, typed: &str) -> Result<String, String> {
    let mut words = typed.split_whitespace();
    let action = words.next().unwrap_or_default();
    if !ACTIONS.contains(&action) {
        let near = nearest(action, ACTIONS.iter().copied());
        let near = near.map_or_else(|| ACTIONS.join(", "), str::to_owned);
        return Err(format!("`{action}` cannot be decided; use: {near}"));
    }
    let team = words.next().ok_or_else(|| format!("who decides? {action} JPN ..."))?;
    let mut text =
        format!("[[decision]]\nweek = {week}\nteam = {}\naction = {}\n", quoted(team), quoted(action));
    for word in words {
        let (key, value) =
            word.split_once('=').ok_or_else(|| format!("`{word}` has no value: {word}=..."))?;
        let known = || DECISION.iter().chain(of_action(action));
        let Some(holds) = known().find(|k| k.name == key).map(|k| k.holds) else {
            let names: Vec<&str> = known().skip(3).map(|k| k.name).collect();
            return Err(format!("`{key}` is no key of {action}; use: {}", names.join(", ")));
        };
        let value = match holds {
            Holds::Whole(..) | Holds::Number(..) | Holds::Flag => value.to_owned(),
            Holds::Text | Holds::Word(_) => quoted(value),
            _ => format!("[{}]", value.split(',').map(quoted).collect::<Vec<_>>().join(", ")),
        };
        text.push_str(&format!("{key} = {value}\n"));
    }
    Ok(text)
}

fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_typed_line_is_a_table() {
        let text = line(3, "release JPN minerals=rare_earths,gallium weekly_share=0.1 resale=true").unwrap();
        let table: toml::Table = text.parse().unwrap();
        let decision = &table["decision"][0];
        assert_eq!(decision["week"].as_integer(), Some(3));
        assert_eq!(decision["team"].as_str(), Some("JPN"));
        assert_eq!(decision["minerals"].as_array().map(Vec::len), Some(2));
        assert_eq!(decision["weekly_share"].as_float(), Some(0.1));
        for (typed, said) in [
            ("relase JPN", "release"),
            ("buy", "who decides"),
            ("buy JPN share", "no value"),
            ("buy JPN x=1", "from"),
        ] {
            assert!(line(0, typed).unwrap_err().contains(said), "{typed}");
        }
    }
}
