//! What each column of a table holds, by the words of its head.

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    /// The vendor's codes.
    Code,
    /// Possibly codes: words such as `Type`, which other columns have too.
    PerhapsCode,
    /// HTTP statuses.
    Status,
    /// Whether to try again.
    Retry,
    /// What it means.
    Meaning,
    /// What to do about it.
    Action,
    /// Anything else.
    Other,
}

/// The words, in lower case and without punctuation. A longer one comes before its own beginning.
const WORDS: &[(&str, Column)] = &[
    ("error code", Column::Code),
    ("errorcode", Column::Code),
    ("error codes", Column::Code),
    ("code", Column::Code),
    ("codes", Column::Code),
    ("error type", Column::PerhapsCode),
    ("error name", Column::PerhapsCode),
    ("error", Column::PerhapsCode),
    ("type", Column::PerhapsCode),
    ("name", Column::PerhapsCode),
    ("reason", Column::PerhapsCode),
    ("identifier", Column::PerhapsCode),
    ("constant", Column::PerhapsCode),
    ("symbolic name", Column::PerhapsCode),
    ("http status code", Column::Status),
    ("http response code", Column::Status),
    ("http status", Column::Status),
    ("http code", Column::Status),
    ("http", Column::Status),
    ("status code", Column::Status),
    ("response code", Column::Status),
    ("status", Column::Status),
    ("retryable", Column::Retry),
    ("retriable", Column::Retry),
    ("is retryable", Column::Retry),
    ("safe to retry", Column::Retry),
    ("should retry", Column::Retry),
    ("can retry", Column::Retry),
    ("retry", Column::Retry),
    ("retries", Column::Retry),
    ("what it means", Column::Meaning),
    ("meaning", Column::Meaning),
    ("description", Column::Meaning),
    ("explanation", Column::Meaning),
    ("common causes", Column::Meaning),
    ("possible causes", Column::Meaning),
    ("causes", Column::Meaning),
    ("cause", Column::Meaning),
    ("message", Column::Meaning),
    ("summary", Column::Meaning),
    ("when", Column::Meaning),
    ("what to do", Column::Action),
    ("suggested action", Column::Action),
    ("recommended action", Column::Action),
    ("client action", Column::Action),
    ("action", Column::Action),
    ("how to fix", Column::Action),
    ("how to resolve", Column::Action),
    ("resolution", Column::Action),
    ("solution", Column::Action),
    ("remedy", Column::Action),
    ("handling", Column::Action),
    ("recovery", Column::Action),
    ("next steps", Column::Action),
    ("fix", Column::Action),
];

/// What a column with this head holds.
pub(super) fn column(head: &str) -> Column {
    let letters = |c: char| if c.is_alphanumeric() { c.to_ascii_lowercase() } else { ' ' };
    let plain: String = head.chars().map(letters).collect();
    let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    WORDS.iter().find(|(word, _)| *word == plain).map_or(Column::Other, |(_, column)| *column)
}

/// Whether these are the heads of a table of errors: one column of codes or statuses, and another one.
pub(super) fn are_heads(heads: &[String]) -> bool {
    let known = |head: &String| matches!(column(head), Column::Code | Column::Status | Column::PerhapsCode);
    heads.len() > 1 && heads.iter().any(known)
}

/// The heads of a line in which they run together, such as `CodeHTTPRetryableMeaning`.
///
/// At least two of them have to be known, one of them as that of codes or statuses. An unknown one starts with a
/// capital.
pub(super) fn run_together(line: &str) -> Option<Vec<String>> {
    // A head is never longer than a line.
    if line.len() > 200 || line.contains('\t') {
        return None;
    }
    let mut heads = Vec::new();
    let mut rest = line.trim();
    while !rest.is_empty() {
        let length = known_word(rest).or_else(|| unknown_word(rest))?;
        let (head, after) = rest.split_at_checked(length)?;
        // Where a space follows, this is a sentence or a heading.
        if after.starts_with(char::is_whitespace) {
            return None;
        }
        heads.push(head.to_owned());
        rest = after;
    }
    let known = heads.iter().filter(|head| column(head) != Column::Other).count();
    (known > 1 && are_heads(&heads)).then_some(heads)
}

/// The length of the longest known word at the start of the text, where another word may follow it.
fn known_word(text: &str) -> Option<usize> {
    let fits = |word: &str| {
        let start = text.get(..word.len())?;
        let next = text[word.len()..].chars().next();
        let may_end = next.is_none_or(|c| c.is_uppercase());
        (start.eq_ignore_ascii_case(word) && start.starts_with(char::is_uppercase) && may_end)
            .then_some(word.len())
    };
    WORDS.iter().filter_map(|(word, _)| fits(word)).max()
}

/// The length of a word with a capital and of the lower-case words that follow it.
fn unknown_word(text: &str) -> Option<usize> {
    if !text.starts_with(char::is_uppercase) {
        return None;
    }
    let mut previous = ' ';
    for (at, c) in text.char_indices().skip(1) {
        if c.is_uppercase() && previous.is_lowercase() {
            return Some(at);
        }
        if !(c.is_alphanumeric() || c == ' ') {
            return None;
        }
        previous = c;
    }
    Some(text.len())
}
