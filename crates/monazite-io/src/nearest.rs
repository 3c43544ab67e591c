//! "Did you mean": the nearest of some names.

/// The name nearest to `seen` by edits, ignoring case; `None` if nothing is near.
///
/// Near means at most one edit in three letters, and no less than one.
#[must_use]
pub fn nearest<'a>(seen: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let seen: String = seen.chars().take(64).flat_map(char::to_lowercase).collect();
    let limit = (seen.chars().count() / 3).max(1);
    names
        .into_iter()
        .map(|name| (strsim::levenshtein(&seen, &name.to_lowercase()), name))
        .filter(|&(distance, _)| distance <= limit)
        .min()
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_a_typing_error_and_nothing_far_fetched() {
        let names = ["cobalt_refined", "cobalt_intermediate", "CHN"];
        assert_eq!(nearest("cobalt_refind", names), Some("cobalt_refined"));
        assert_eq!(nearest("chn", names), Some("CHN"));
        assert_eq!(nearest("tungsten", names), None);
    }
}
