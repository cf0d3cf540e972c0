//! Output: wrapped to the terminal's width, with colours only there.

use std::io::Write as _;

use anstyle::{AnsiColor, Style};
use clap::ValueEnum;
use errcat_codegen::words;
use similar::TextDiff;
use textwrap::{Options, WordSeparator, WordSplitter};

/// How a command answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Text for people.
    Human,
    /// JSON for programs.
    Json,
}

/// Codes and headings.
pub(crate) const STRONG: Style = Style::new().bold();
/// The names of facts, and what matters less.
pub(crate) const FAINT: Style = Style::new().dimmed();
/// What decided.
pub(crate) const DECISIVE: Style = AnsiColor::Green.on_default().bold();
/// What to look out for.
pub(crate) const CAUTION: Style = AnsiColor::Yellow.on_default();

/// How wide the names of facts are.
const NAMES: usize = 13;
/// Longer lines are hard to read.
const WIDEST: usize = 100;
const NARROWEST: usize = 40;

/// Text in a style.
pub(crate) fn paint(style: Style, text: &str) -> String {
    format!("{style}{text}{style:#}")
}

/// Prints to the standard output, without colours where that is not a terminal.
pub(crate) fn print(text: &str) {
    // A closed pipe is not an error.
    let _ = anstream::stdout().write_all(text.as_bytes());
}

/// Prints a remark to the standard error, apart from what a program may read.
pub(crate) fn remark(text: &str) {
    // As above.
    let _ = writeln!(anstream::stderr(), "{text}");
}

/// Prints JSON. It has no colours to leave out, and to look for some takes half of the time of a long list.
pub(crate) fn print_json(json: &serde_json::Value) {
    // As above.
    let _ = std::io::stdout().write_all(format!("{json:#}\n").as_bytes());
}

/// The difference of two texts, in the unified format.
pub(crate) fn diff(old: &str, new: &str) -> String {
    TextDiff::from_lines(old, new).unified_diff().context_radius(1).to_string()
}

/// Text between quotation marks.
pub(crate) fn quoted(text: &str) -> String {
    format!("“{}”", words::plain(text))
}

/// A text that is being laid out for a width.
#[derive(Debug)]
pub(crate) struct Sheet {
    text: String,
    width: usize,
}

impl Sheet {
    /// For this terminal, or for 80 columns where there is none.
    pub(crate) fn new() -> Self {
        Self { text: String::new(), width: textwrap::termwidth().clamp(NARROWEST, WIDEST) }
    }

    /// For programs that read line by line, such as `grep`: nothing is wrapped.
    pub(crate) fn unwrapped() -> Self {
        Self { text: String::new(), width: usize::MAX }
    }

    /// A line as it is.
    pub(crate) fn line(&mut self, text: &str) {
        self.text.push_str(text);
        self.text.push('\n');
    }

    /// An empty line, but never two, and none at the top.
    pub(crate) fn gap(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// Prose, indented.
    pub(crate) fn paragraph(&mut self, text: &str) {
        self.wrapped("  ", "  ", text);
    }

    /// A fact with its name in front.
    pub(crate) fn fact(&mut self, name: &str, text: &str) {
        let padded = format!("  {}", paint(FAINT, &format!("{name:NAMES$}")));
        self.wrapped(&padded, &" ".repeat(NAMES + 2), text);
    }

    /// Rows with their cells one below the other; only the last cell is wrapped.
    pub(crate) fn rows<const N: usize>(&mut self, indent: &str, rows: &[[String; N]]) {
        let mut widths = [0; N];
        for row in rows {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = textwrap::core::display_width(cell).max(*width);
            }
        }
        for row in rows {
            let Some((last, cells)) = row.split_last() else { continue };
            let mut line = indent.to_owned();
            for (width, cell) in widths.iter().zip(cells) {
                let padding = width - textwrap::core::display_width(cell) + 2;
                line.extend([cell, " ".repeat(padding).as_str()]);
            }
            let rest = " ".repeat(textwrap::core::display_width(&line));
            self.wrapped(&line, &rest, last);
        }
    }

    /// The same, but each row is one line: what has no room is left out.
    pub(crate) fn short_rows<const N: usize>(&mut self, indent: &str, rows: &[[String; N]]) {
        let mut whole = Self { text: String::new(), width: usize::MAX };
        whole.rows(indent, rows);
        for line in whole.text.lines() {
            self.line(&shortened(line, self.width));
        }
    }

    /// How many lines there are.
    pub(crate) fn line_count(&self) -> usize {
        self.text.lines().count()
    }

    /// Keeps the first lines alone; whether there were more.
    pub(crate) fn cut(&mut self, lines: usize) -> bool {
        let Some((end, _)) = self.text.match_indices('\n').nth(lines.saturating_sub(1)) else { return false };
        let is_longer = end + 1 < self.text.len();
        self.text.truncate(end + 1);
        is_longer
    }

    /// What another sheet of the same width has.
    pub(crate) fn extend(&mut self, other: Self) {
        self.text.push_str(&other.text);
    }

    /// The text.
    pub(crate) fn finish(self) -> String {
        self.text
    }

    /// Codes and addresses are never broken: they would be copied wrongly.
    fn wrapped(&mut self, first: &str, rest: &str, text: &str) {
        let options = Options::new(self.width)
            .initial_indent(first)
            .subsequent_indent(rest)
            .word_separator(WordSeparator::AsciiSpace)
            .word_splitter(WordSplitter::NoHyphenation)
            .break_words(false);
        for line in textwrap::wrap(text, options) {
            self.line(&line);
        }
    }
}

/// A line that is not wider than this, cut between two words.
fn shortened(line: &str, width: usize) -> String {
    if textwrap::core::display_width(line) <= width {
        return line.to_owned();
    }
    let mut short = String::new();
    for word in line.split_inclusive(' ') {
        let next = format!("{short}{word}");
        if textwrap::core::display_width(next.trim_end()) + 2 > width {
            break;
        }
        short = next;
    }
    format!("{} …", short.trim_end().trim_end_matches(','))
}
