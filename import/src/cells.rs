//! What the cells of a table say: codes and statuses.

/// What a cell of statuses says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Statuses {
    /// Nothing: the cell is blank.
    Empty,
    /// That the error has no status.
    None,
    /// Statuses and classes such as `5xx`, as a catalog has them.
    List(Vec<String>),
    /// Something else.
    Unreadable,
}

/// Reads a cell of statuses, such as `429`, `400, 422`, `5xx`, `429 Too Many Requests` or `n/a`.
pub(super) fn statuses(cell: &str) -> Statuses {
    if is_blank(cell) {
        return Statuses::Empty;
    }
    if is_not_applicable(cell) {
        return Statuses::None;
    }
    let mut found: Vec<String> = Vec::new();
    let separators = |c: char| c.is_whitespace() || ",/|;()".contains(c);
    let mut words = cell.split(separators).filter(|word| !word.is_empty()).peekable();
    while let Some(word) = words.next_if(|word| is_glue(word) || status(word).is_some()) {
        found.extend(status(word).filter(|status| !found.contains(status)));
    }
    // Names may follow the numbers, but further numbers or a range may not.
    let names = words.all(|word| word.chars().all(|c| c.is_alphabetic() || "-'’&.".contains(c)));
    if found.is_empty() || !names { Statuses::Unreadable } else { Statuses::List(found) }
}

fn is_glue(word: &str) -> bool {
    matches!(word.to_ascii_lowercase().as_str(), "http" | "or" | "and" | "status" | "code")
}

/// A status or class as a catalog has it.
pub(super) fn status(word: &str) -> Option<String> {
    let lower = word.to_ascii_lowercase();
    let digits = lower.trim_end_matches('x');
    let right = lower.len() == 3
        && (1..=3).contains(&digits.len())
        && digits.bytes().all(|b| b.is_ascii_digit())
        && matches!(digits.as_bytes().first(), Some(b'1'..=b'9'));
    right.then_some(lower)
}

/// Whether a cell says nothing.
pub(super) fn is_blank(cell: &str) -> bool {
    matches!(cell.trim(), "" | "-" | "–" | "—" | "−" | "?" | "…" | "...")
}

/// Whether a cell says that its column does not apply.
pub(super) fn is_not_applicable(cell: &str) -> bool {
    matches!(cell.trim().to_ascii_lowercase().as_str(), "n/a" | "na" | "none" | "not applicable")
}

/// The codes of a cell: one, or several with commas, blanks or `or` between them; `None` where it is prose.
pub(super) fn codes(cell: &str) -> Option<Vec<&str>> {
    let cell = cell.trim().trim_matches(|c| "`'\"“”‘’".contains(c));
    if cell.is_empty() || is_blank(cell) || cell.chars().count() > 200 {
        return None;
    }
    if !cell.contains(|c: char| c.is_whitespace() || c == ',') {
        return Some(vec![cell]);
    }
    let parts: Vec<&str> = cell
        .split(|c: char| c.is_whitespace() || c == ',' || c == '|')
        .map(|part| part.trim_matches(|c| "`'\"“”/".contains(c)))
        .filter(|part| !part.is_empty() && !matches!(*part, "or" | "and"))
        .collect();
    (!parts.is_empty() && parts.iter().all(|part| is_code_like(part))).then_some(parts)
}

/// Whether this looks like a code and not like a word: `A_B`, `aB`, `a.b`, `A1`, `ABC`, `20404`.
pub(super) fn is_code_like(word: &str) -> bool {
    let inner = |c: char| c.is_ascii_alphanumeric() || "_.-:/".contains(c);
    let ends = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || c == '_');
    let characters = word.chars().all(inner) && ends(word.chars().last());
    let joined = word.chars().any(|c| c == '_' || c.is_ascii_digit())
        || word
            .chars()
            .zip(word.chars().skip(1))
            .any(|(a, b)| a.is_ascii_lowercase() && b.is_ascii_uppercase());
    let dotted = word.split(['.', '-', ':']).filter(|part| part.len() > 1).count() > 1;
    let all_capitals = word.len() > 2 && word.chars().all(|c| c.is_ascii_uppercase());
    characters && (joined || dotted || all_capitals)
}
