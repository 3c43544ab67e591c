//! "Did you mean": the nearest of some names.

/// The name nearest to `seen` by edits, ignoring case; `None` if nothing is near.
///
/// Near means at most one edit in three letters, and no less than one.
#[must_use]
pub fn nearest<'a>(seen: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let seen: Vec<char> = seen.chars().take(64).flat_map(char::to_lowercase).collect();
    let limit = (seen.len() / 3).max(1);
    names
        .into_iter()
        .map(|name| {
            let lower: Vec<char> = name.chars().flat_map(char::to_lowercase).collect();
            (edits(&seen, &lower), name)
        })
        .filter(|&(distance, _)| distance <= limit)
        .min()
        .map(|(_, name)| name)
}

/// Levenshtein distance.
fn edits(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let substituted = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = substituted.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
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
