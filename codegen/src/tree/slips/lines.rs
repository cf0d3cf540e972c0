//! The lines of a file: keys, dashes and what is behind them.

use std::collections::HashSet;
use std::ops::Range;

use super::flow::Flow;
use super::{
    INDICATORS, Keys, Slip, Walked, char_at, colon, indentation, indicator, is_at_end, line_end, next_line,
    quoted, stop,
};

/// Walks through a file.
///
/// # Errors
///
/// The first mistake; `None` where something else is not understood.
pub(super) fn walk(text: &str, names: &HashSet<&'static str>) -> Walked<()> {
    let keys = keys(text);
    let keys = Keys { of_file: &keys, of_format: names };
    let mut walk = Walk { text, keys, levels: Vec::new(), value: Value::Empty, plain: 0 };
    let mut at = 0;
    while at < text.len() {
        at = walk.line(at)?;
    }
    Ok(())
}

/// A list or mapping that is open.
struct Level<'t> {
    column: usize,
    kind: Kind,
    /// The last key, with its place.
    key: Range<usize>,
    name: &'t str,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    List,
    Map,
}

/// What is behind the last key or dash.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Value {
    /// Nothing, so that something may stand in the lines below.
    Empty,
    /// A text without quotes, which may go on in the lines below.
    Plain,
    /// Something that has its end.
    Whole,
}

struct Walk<'t> {
    text: &'t str,
    keys: Keys<'t>,
    levels: Vec<Level<'t>>,
    value: Value,
    /// Where the last text without quotes begins.
    plain: usize,
}

/// The names that stand before a colon somewhere in the file.
fn keys(text: &str) -> HashSet<&str> {
    let mut keys = HashSet::new();
    for line in text.lines() {
        for (colon, _) in line.match_indices(": ").chain(line.strip_suffix(':').map(|line| (line.len(), "")))
        {
            let before = line.get(..colon).unwrap_or_default();
            let start = before.rfind(|c: char| !c.is_ascii_alphanumeric() && c != '_').map_or(0, |at| at + 1);
            let head = before.get(..start).unwrap_or_default().trim_end();
            if head.is_empty() || head.ends_with(['{', ',', '-']) {
                keys.extend(before.get(start..).filter(|name| !name.is_empty()));
            }
        }
    }
    keys
}

const MARKERS: &[&str] = &["<<<<<<<", "|||||||", "=======", ">>>>>>>"];

impl<'t> Walk<'t> {
    /// Walks through the line that begins here, and through what of it goes on in others.
    fn line(&mut self, start: usize) -> Walked<usize> {
        let text = self.text;
        let line = text.get(start..line_end(text, start)).unwrap_or_default();
        if let Some(marker) = MARKERS.iter().find(|marker| line.starts_with(**marker)) {
            let help = "keep one of the two versions, and remove the lines with the marks";
            let slip = Slip::new(start..start + marker.len(), "a conflict of a merge is not resolved", help);
            return Err(stop(slip.labelled("a mark of the merge")));
        }
        if line.trim().is_empty() || line.trim_start().starts_with('#') || line.starts_with("---") {
            return Ok(next_line(text, start));
        }
        blanks(text, start, line)?;
        let (mut column, mut at) = indentation(text, start);
        while is_dash(text, at) {
            self.dash(column, at)?;
            let (spaces, content) = indentation(text, at + 1);
            (column, at) = (column + 1 + spaces, content);
            if is_at_end(text, at) {
                return Ok(next_line(text, at));
            }
        }
        match self.key(at)? {
            Some((key, value)) => {
                self.field(column, key)?;
                let (_, content) = indentation(text, value);
                self.value(content, Some(column))
            }
            None => self.text(column, at),
        }
    }

    fn dash(&mut self, column: usize, at: usize) -> Walked<()> {
        if self.value == Value::Plain && self.levels.last().is_some_and(|last| column > last.column) {
            return Err(None);
        }
        let deeper = self.leave(column);
        let is_new = match self.levels.last() {
            Some(last) if last.column == column && last.kind == Kind::List => false,
            Some(last) if last.column == column => {
                if self.value != Value::Empty && deeper.is_none() {
                    return Err(None);
                }
                true
            }
            Some(_) if deeper.is_some() => {
                return Err(stop(beside(column, deeper, at..at + 1, "this `-`")));
            }
            Some(_) if self.value == Value::Whole => return Err(None),
            _ => true,
        };
        if is_new {
            self.levels.push(Level { column, kind: Kind::List, key: at..at + 1, name: "-" });
        }
        self.value = Value::Empty;
        Ok(())
    }

    /// Takes the key of a field.
    fn field(&mut self, column: usize, key: Range<usize>) -> Walked<()> {
        let name = self.text.get(key.clone()).unwrap_or_default();
        let deeper = self.leave(column);
        let shown = format!("`{name}`");
        match self.levels.last_mut() {
            Some(last) if last.column == column && last.kind == Kind::Map => {
                (last.key, last.name) = (key, name);
                self.value = Value::Empty;
                return Ok(());
            }
            // A list in the column of its key has ended.
            Some(last) if last.column == column => {
                self.levels.pop();
                return match self.levels.last_mut() {
                    Some(map) if map.column == column => {
                        (map.key, map.name) = (key, name);
                        self.value = Value::Empty;
                        Ok(())
                    }
                    _ => Err(stop(beside(column, deeper, key, &shown))),
                };
            }
            Some(_) if deeper.is_some() => return Err(stop(beside(column, deeper, key, &shown))),
            Some(last) if self.value != Value::Empty => {
                let (name, at) = (last.name, last.key.clone());
                if name.strip_prefix('-').is_some_and(|name| self.keys.of_format.contains(name)) {
                    let slip = Slip::new(
                        at.start..at.start + 1,
                        "a dash without a space behind it",
                        "write a space behind the dash",
                    );
                    return Err(stop(slip.fixed(at.start + 1..at.start + 1, " ")));
                }
                if !is_name(self.text.get(key.clone()).unwrap_or_default()) || last.kind == Kind::List {
                    return Err(self.goes_on(key.end).map(Box::new));
                }
                let why = format!("{shown} is indented too far");
                let help = format!("indent it as far as `{name}`");
                return Err(stop(Slip::new(key, why, help).related(at, "it belongs beside this")));
            }
            _ => {}
        }
        self.levels.push(Level { column, kind: Kind::Map, key, name });
        self.value = Value::Empty;
        Ok(())
    }

    /// A colon in a text that began in a line before.
    fn goes_on(&self, at: usize) -> Option<Slip> {
        if self.value != Value::Plain {
            return None;
        }
        // The text may be a key and its value.
        let line = self.text.get(self.plain..line_end(self.text, self.plain)).unwrap_or_default();
        let is_field =
            |key: &usize| line.get(..key - 1).is_some_and(|name| self.keys.of_format.contains(name));
        let key = unspaced(line).filter(is_field);
        Some(key.map_or_else(|| colon(self.text, at, at), |key| no_space(self.plain..self.plain + key)))
    }

    /// Leaves what is indented further. Gives the outermost of it.
    fn leave(&mut self, column: usize) -> Option<Level<'t>> {
        let mut deeper = None;
        while self.levels.last().is_some_and(|last| last.column > column) {
            deeper = self.levels.pop();
        }
        deeper
    }

    /// A line that has no key.
    fn text(&mut self, column: usize, at: usize) -> Walked<usize> {
        let text = self.text;
        let outer = self.levels.last().map(|last| last.column);
        let is_below = outer.is_none_or(|outer| column > outer);
        match self.value {
            Value::Empty if is_below => self.value(at, outer),
            Value::Plain if is_below => Ok(next_line(text, at)),
            _ if outer.is_none() => Err(None),
            _ => {
                let line = at..at + text.get(at..line_end(text, at)).unwrap_or_default().trim_end().len();
                let content = text.get(line.clone()).unwrap_or_default();
                if let Some(key) = unspaced(content) {
                    return Err(stop(no_space(at..at + key)));
                }
                // Brackets and braces alone are left over from somewhere else.
                if content.starts_with(['[', ']', '{', '}', '"', '\'', '?', '&', '*', '!', '@', '`', '%']) {
                    return Err(None);
                }
                let help =
                    "write a colon and a space behind the key, or indent what goes on with the line before";
                Err(stop(Slip::new(line, "a key without a colon", help)))
            }
        }
    }

    /// The key that begins here, and what comes behind its colon.
    fn key(&self, at: usize) -> Walked<Option<(Range<usize>, usize)>> {
        let text = self.text;
        let end = line_end(text, at);
        let colon = match char_at(text, at) {
            Some('"' | '\'') if self.value != Value::Plain => {
                let end = quoted::end(text, at, None);
                let Ok(end) = end else { return Ok(None) };
                if char_at(text, end) != Some(':') {
                    return Ok(None);
                }
                end
            }
            Some('[' | '{') if self.value == Value::Empty => return Ok(None),
            Some('?' | '&' | '*' | '!' | '%') if self.value != Value::Plain => return Err(None),
            _ => {
                let line = text.get(at..end).unwrap_or_default();
                let line = line.split_once(" #").map_or(line, |(before, _)| before).trim_end();
                let found = line.find(": ").or_else(|| line.ends_with(':').then(|| line.len() - 1));
                let Some(colon) = found else { return Ok(None) };
                at + colon
            }
        };
        Ok(Some((at..colon, colon + 1)))
    }

    /// What is behind a key or a dash; what goes on in other lines is indented further than the column.
    fn value(&mut self, at: usize, column: Option<usize>) -> Walked<usize> {
        let text = self.text;
        if is_at_end(text, at) {
            self.value = Value::Empty;
            return Ok(next_line(text, at));
        }
        let first = char_at(text, at).ok_or(None)?;
        self.value = Value::Whole;
        match first {
            '|' | '>' => Ok(self.block(at, column)),
            '"' | '\'' => {
                let end = quoted::end(text, at, column)?;
                self.rest(at, end, first)
            }
            '[' | '{' => {
                let end = Flow::new(text, self.keys, column).end(at)?;
                self.rest(at, end, first)
            }
            '&' | '*' | '?' => Err(None),
            '!' => Err(stop(indicator(at, first))),
            first if INDICATORS.contains(&first) => Err(stop(indicator(at, first))),
            '-' if is_dash(text, at) => {
                let help = "begin a list in the line below its key";
                Err(stop(Slip::new(at..at + 1, "a list in the line of its key", help)))
            }
            _ => {
                self.value = Value::Plain;
                self.plain = at;
                match self.key(at)? {
                    Some((key, _)) => Err(stop(colon(text, at, key.end))),
                    None => Ok(next_line(text, at)),
                }
            }
        }
    }

    /// What is behind a text in quotes, or behind brackets: nothing but a comment.
    fn rest(&self, start: usize, end: usize, first: char) -> Walked<usize> {
        let text = self.text;
        if is_at_end(text, end) {
            return Ok(next_line(text, end));
        }
        let (_, next) = indentation(text, end);
        match (first, char_at(text, next)) {
            ('[' | '{', Some(c @ (']' | '}'))) => {
                let why = format!("nothing is open that this `{c}` closes");
                Err(stop(Slip::new(next..next + 1, why, "remove it, or open what it closes")))
            }
            ('[' | '{', _) => {
                let why = format!("a text that begins with `{first}` is not in quotes");
                Err(stop(Slip::new(start..start + 1, why, "write the text in double quotes")))
            }
            _ => {
                let why = "a text goes on behind its closing quote";
                let help = if first == '\'' {
                    "write the whole text in double quotes"
                } else {
                    "write the whole text in quotes, with `\\\"` for each quote within it"
                };
                let slip = Slip::new(end - 1..end, why, help).labelled("the text ends here");
                Err(stop(slip.related(start..start + 1, "it begins here")))
            }
        }
    }

    /// The end of a block of text behind `|` or `>`.
    fn block(&self, at: usize, column: Option<usize>) -> usize {
        let mut line = next_line(self.text, at);
        while line < self.text.len() {
            let (found, content) = indentation(self.text, line);
            let is_blank = content == line_end(self.text, line);
            if !is_blank && column.is_none_or(|column| found <= column) {
                break;
            }
            line = next_line(self.text, line);
        }
        line
    }
}

/// A tab, or a space of another kind, in the indentation.
fn blanks(text: &str, start: usize, line: &str) -> Walked<()> {
    let length = line.len() - line.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}').len();
    let Some((at, blank)) = line.get(..length).unwrap_or_default().char_indices().find(|(_, c)| *c != ' ')
    else {
        return Ok(());
    };
    debug_assert!(text.is_char_boundary(start + at));
    let place = start + at..start + at + blank.len_utf8();
    Err(stop(match blank {
        '\t' => Slip::new(place, "a tab in the indentation", "indent with spaces").labelled("a tab"),
        other => {
            let why = format!("a space of another kind in the indentation ({})", other.escape_unicode());
            Slip::new(place, why, "indent with plain spaces").labelled("this is not a plain space")
        }
    }))
}

fn is_dash(text: &str, at: usize) -> bool {
    char_at(text, at) == Some('-') && char_at(text, at + 1).is_none_or(|c| matches!(c, ' ' | '\n' | '\r'))
}

/// Whether this may be the name of a field.
fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

/// The length of a key and its colon where no space is behind them.
fn unspaced(line: &str) -> Option<usize> {
    let (name, value) = line.split_once(':')?;
    let is_value = value.starts_with(|c: char| c.is_ascii_alphanumeric() || "\"'[{".contains(c));
    (is_name(name) && is_value).then_some(name.len() + 1)
}

/// A key and its colon, behind which there is no space.
pub(super) fn no_space(key: Range<usize>) -> Slip {
    let end = key.end;
    let slip = Slip::new(key, "a colon without a space behind it", "write a space behind the colon");
    slip.fixed(end..end, " ")
}

/// What stands between two columns.
fn beside(column: usize, deeper: Option<Level<'_>>, at: Range<usize>, shown: &str) -> Slip {
    let Some(deeper) = deeper else {
        return Slip::new(
            at,
            format!("{shown} is in no column of those before"),
            "indent it as far as the others",
        );
    };
    let spaces = deeper.column - column;
    let plural = if spaces == 1 { "" } else { "s" };
    let help = format!("indent it by {spaces} more space{plural}, as far as `{}`", deeper.name);
    Slip::new(at, format!("{shown} is not indented far enough"), help)
        .related(deeper.key, "it belongs beside this")
}
