//! Texts of pages as one line.

use errcat_codegen::is_invisible;

/// A text as one line, without invisible characters: pages break long codes with soft hyphens and the like.
pub(super) fn one_line(text: &str) -> String {
    let is_space = |c: char| c.is_control() || c.is_whitespace();
    let visible = text.chars().filter(|c| is_space(*c) || !is_invisible(*c));
    let spaced: String = visible.map(|c| if is_space(c) { ' ' } else { c }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}
