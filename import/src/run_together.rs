//! Rows whose columns run together because they were copied out of a browser, such as `A_FAILED400noIt failed`.
//!
//! Each column decides where its cell may end; the first way to split the whole row is taken. A row in which the end
//! of a cell is not certain is marked as doubtful.

use super::cells;
use super::heads::{self, Column};
use super::page::Row;

/// The longest row, in bytes.
const LONGEST: usize = 4096;

/// The longest code, in characters.
const LONGEST_CODE: usize = 200;

/// Splits a row into as many cells as there are heads.
pub(super) fn row(heads: &[String], line: &str) -> Row {
    if line.len() > LONGEST {
        return Row::Unreadable(line.to_owned());
    }
    let columns: Vec<Column> = heads.iter().map(|head| heads::column(head)).collect();
    match split(&columns, line.trim()) {
        Some(SplitRow { cells, sure: true }) => Row::Cells(cells),
        Some(SplitRow { cells, sure: false }) => Row::Doubtful(cells),
        None => Row::Unreadable(line.trim().to_owned()),
    }
}

struct SplitRow {
    cells: Vec<String>,
    sure: bool,
}

/// Where a cell may end, in bytes, and whether that is certain.
struct CellEnd {
    at: usize,
    sure: bool,
}

fn split(columns: &[Column], text: &str) -> Option<SplitRow> {
    let (first, others) = columns.split_first()?;
    if text.starts_with(char::is_whitespace) {
        return None;
    }
    if others.is_empty() {
        let fits = match first {
            Column::Code | Column::PerhapsCode => is_code(text),
            Column::Status => cells::statuses(text) != cells::Statuses::Unreadable,
            Column::Retry | Column::Meaning | Column::Action | Column::Other => true,
        };
        return fits.then(|| SplitRow { cells: vec![text.to_owned()], sure: true });
    }
    ends(*first, others, text).into_iter().find_map(|CellEnd { at, sure }| {
        let (cell, rest) = text.split_at_checked(at)?;
        let mut split = split(others, rest)?;
        split.cells.insert(0, cell.to_owned());
        split.sure &= sure;
        Some(split)
    })
}

/// The places where a cell of this column may end, the most likely first.
fn ends(column: Column, others: &[Column], text: &str) -> Vec<CellEnd> {
    match column {
        Column::Code | Column::PerhapsCode => code_ends(others.first().copied(), text),
        Column::Status => status_ends(text),
        Column::Retry => retry_ends(text),
        Column::Meaning | Column::Action | Column::Other => text_ends(others.first().copied(), text),
    }
}

fn is_code(text: &str) -> bool {
    !text.is_empty() && !text.contains(char::is_whitespace) && cells::codes(text).is_some()
}

/// A code ends before a status, or where a word with a capital begins.
fn code_ends(next: Option<Column>, text: &str) -> Vec<CellEnd> {
    let token = text.split(char::is_whitespace).next().unwrap_or_default();
    let starts: Vec<usize> = token.char_indices().map(|(at, _)| at).skip(1).take(LONGEST_CODE).collect();
    let mut ends: Vec<CellEnd> = match next {
        Some(Column::Status) => starts
            .iter()
            .filter(|at| !status_ends(&text[**at..]).is_empty())
            .map(|at| CellEnd { at: *at, sure: is_alone(text, *at) })
            .collect(),
        Some(Column::Retry) => starts
            .iter()
            .filter(|at| !retry_ends(&text[**at..]).is_empty())
            .map(|at| CellEnd { at: *at, sure: true })
            .collect(),
        _ => status_first(text).or_else(|| capital(token, text)).into_iter().collect(),
    };
    ends.retain(|end| token.get(..end.at).is_some_and(is_code));
    // A code in capitals is more likely than one that includes a word of the next cell; then the longest is.
    let has_lower_case = |end: &CellEnd| token[..end.at].contains(|c: char| c.is_ascii_lowercase());
    ends.sort_by_key(|end| (has_lower_case(end), std::cmp::Reverse(end.at)));
    ends
}

/// Whether no digit precedes the status that starts here: in `E1400` it may be `140` or `400`.
fn is_alone(text: &str, at: usize) -> bool {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    !text[at..].starts_with(|c: char| c.is_ascii_digit()) || !digit(text[..at].chars().next_back())
}

/// The end of statuses in the column of codes, as in `5xxServer error`.
fn status_first(text: &str) -> Option<CellEnd> {
    status_ends(text).into_iter().find(|end| text[end.at..].starts_with(char::is_uppercase))
}

/// In `RATE_LIMITEDToo many`, the code ends before the capital that a lower-case letter follows.
fn capital(token: &str, text: &str) -> Option<CellEnd> {
    let lower_case = token.find(|c: char| c.is_ascii_lowercase());
    let Some(small) = lower_case else {
        // `FAILEDA word`: a lone `A` is a word; anything else could be both.
        let lone = token.ends_with(['A', 'I']) && text.len() > token.len();
        return lone.then(|| CellEnd { at: token.len() - 1, sure: false });
    };
    let start = small.checked_sub(1)?;
    // In a code with lower-case letters the start of the next cell can't be seen, and `JSONs` is a word.
    let found = start > 0 && token.get(start..small)?.starts_with(|c: char| c.is_ascii_uppercase());
    let sure = token[..start].contains(|c: char| c == '_' || c.is_ascii_digit());
    found.then_some(CellEnd { at: start, sure })
}

/// The ends of a status, of a list of statuses, or of a word for none.
fn status_ends(text: &str) -> Vec<CellEnd> {
    for none in ["n/a", "N/A", "none", "—", "–", "-"] {
        if text.starts_with(none) {
            return vec![CellEnd { at: none.len(), sure: true }];
        }
    }
    let mut end = 0;
    let mut rest = text;
    let mut ends = Vec::new();
    while let Some(status) = rest.get(..3).filter(|word| cells::status(word).is_some()) {
        end += status.len();
        let digits_go_on = text[end..].starts_with(|c: char| c.is_ascii_digit());
        ends.insert(0, CellEnd { at: end, sure: !digits_go_on });
        let glue = [", ", " / ", "/", ",", " or "].iter().find(|glue| text[end..].starts_with(**glue));
        let Some(glue) = glue else { break };
        end += glue.len();
        rest = &text[end..];
    }
    ends
}

/// The end of a word such as `yes`, with a text in brackets or up to the next capital.
fn retry_ends(text: &str) -> Vec<CellEnd> {
    const WORDS: &[&str] =
        &["yes", "no", "n/a", "true", "false", "never", "always", "maybe", "sometimes", "—", "–"];
    let Some(word) = WORDS
        .iter()
        .find(|word| text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word)))
    else {
        return Vec::new();
    };
    let rest = &text[word.len()..];
    if let Some(inner) = rest.strip_prefix(" (")
        && let Some(close) = inner.find(')')
    {
        return vec![CellEnd { at: word.len() + " (".len() + close + 1, sure: true }];
    }
    if rest.starts_with([' ', ',', ';']) {
        return junctions(rest).map(|at| CellEnd { at: word.len() + at, sure: true }).take(1).collect();
    }
    // `n/amax_pages` can be read in only one way, `nothing` in two.
    let goes_on = rest.starts_with(|c: char| c.is_lowercase()) && !word.contains('/');
    vec![CellEnd { at: word.len(), sure: !goes_on }]
}

/// The ends of a text: where the next cell can begin.
fn text_ends(next: Option<Column>, text: &str) -> Vec<CellEnd> {
    let inner = || text.char_indices().map(|(at, _)| at).skip(1);
    match next {
        Some(Column::Status) => inner()
            .filter(|at| is_alone(text, *at) && !status_ends(&text[*at..]).is_empty())
            .map(|at| CellEnd { at, sure: true })
            .collect(),
        // A word that ends in `no` is a word, or a word and a cell.
        Some(Column::Retry) => inner()
            .filter(|at| !retry_ends(&text[*at..]).is_empty())
            .map(|at| CellEnd { at, sure: false })
            .collect(),
        Some(Column::Code | Column::PerhapsCode) => {
            junctions(text).map(|at| CellEnd { at, sure: false }).collect()
        }
        // Texts only become comments, so where one of them ends does not matter.
        _ => junctions(text).map(|at| CellEnd { at, sure: true }).take(1).collect(),
    }
}

/// Where a capital directly follows a lower-case letter, a digit or the end of a sentence.
fn junctions(text: &str) -> impl Iterator<Item = usize> {
    let before = |c: char| c.is_lowercase() || c.is_ascii_digit() || ".)!?".contains(c);
    text.char_indices()
        .zip(text.chars().skip(1))
        .filter(move |((_, a), b)| before(*a) && b.is_uppercase())
        .map(|((at, a), _)| at + a.len_utf8())
}
