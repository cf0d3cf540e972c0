//! What one line of a text looks like.

use super::heads;
use super::markdown;
use super::one_line::one_line;

/// Whether a line starts like a row of codes or statuses and not like a sentence.
pub(super) fn starts_like_a_row(line: &str) -> bool {
    let word = line.split_whitespace().next().unwrap_or_default();
    word.chars().count() > 2 && word.contains(|c: char| c == '_' || c.is_ascii_digit())
}

/// Whether a line is as short as a heading, and is neither a sentence nor code.
pub(super) fn is_short(line: &str) -> bool {
    line.chars().count() <= 80 && !line.ends_with(['.', ':', ';', ',', '{', '(', '}', ')', '\\'])
}

/// What separates the columns of a table.
#[derive(Debug, Clone, Copy)]
pub(super) enum Separator {
    /// Tabs.
    Tab,
    /// Two spaces or more.
    Spaces,
}

impl Separator {
    /// The cells of a line.
    pub(super) fn split(self, line: &str) -> Vec<String> {
        match self {
            Self::Tab => line.split('\t').map(one_line).collect(),
            Self::Spaces => {
                line.trim().split("  ").filter(|cell| !cell.trim().is_empty()).map(one_line).collect()
            }
        }
    }
}

/// How the columns of a table with this head are separated; `None` where it is not a head.
pub(super) fn separator(line: &str) -> Option<Separator> {
    let separator = if line.contains('\t') {
        Separator::Tab
    } else if line.trim().contains("  ") {
        Separator::Spaces
    } else {
        return None;
    };
    heads::are_heads(&separator.split(line)).then_some(separator)
}

/// A heading of Markdown: with `#` in front, or underlined.
pub(super) fn marked_heading<'a>(line: &'a str, next: Option<&str>) -> Option<&'a str> {
    let hashes = line.len() - line.trim_start_matches('#').len();
    if (1..=6).contains(&hashes) && line[hashes..].starts_with(' ') {
        return Some(line[hashes..].trim().trim_end_matches('#'));
    }
    let underline = next?.trim_end();
    let underlined = underline.len() > 2 && ['=', '-'].iter().any(|c| underline.chars().all(|d| d == *c));
    underlined.then_some(line)
}

/// What a line such as `Solution: get a new key` says to do.
pub(super) fn remedy(line: &str) -> Option<String> {
    let (word, rest) = line.split_once(':')?;
    let rest = markdown::plain(rest.trim_start_matches(['*', '_']));
    (heads::column(word) == heads::Column::Action && !rest.is_empty()).then_some(rest)
}
