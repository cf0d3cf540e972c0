//! Lists in brackets and mappings in braces.

use super::{
    INDICATORS, Keys, Slip, Walked, char_at, colon, indentation, indicator, next_line, quoted, stop,
};

/// Walks through a list or mapping in brackets.
pub(super) struct Flow<'t> {
    text: &'t str,
    /// The names that may be keys.
    keys: Keys<'t>,
    /// What goes on in another line is indented further than this.
    column: Option<usize>,
    /// The brackets that are open, with their places.
    open: Vec<(char, usize)>,
    /// The end of what was read last.
    last: usize,
    /// The end of what was before the last comma.
    element: usize,
    state: State,
}

/// What was read last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// A comma or an opening bracket.
    Start,
    /// A key and its colon.
    Key,
    /// A text without quotes that may go on; where it begins, and whether a key is before it.
    Plain { start: usize, has_key: bool },
    /// Something that has its end, and whether a key is before it.
    Whole { has_key: bool },
}

impl<'t> Flow<'t> {
    pub(super) fn new(text: &'t str, keys: Keys<'t>, column: Option<usize>) -> Self {
        Self { text, keys, column, open: Vec::new(), last: 0, element: 0, state: State::Start }
    }

    /// The end of what is opened here.
    pub(super) fn end(mut self, start: usize) -> Walked<usize> {
        let mut at = start;
        while let Some(c) = char_at(self.text, at) {
            at = match c {
                '\n' => self.line(next_line(self.text, at))?,
                c if c.is_whitespace() => at + c.len_utf8(),
                '#' if self.is_spaced(at) => super::line_end(self.text, at),
                '[' | '{' => self.opening(c, at)?,
                ']' | '}' => self.closing(c, at)?,
                ',' => {
                    self.element = self.last;
                    self.take(State::Start, at + 1)
                }
                ':' if self.is_colon(at) => self.colon(at)?,
                '"' | '\'' if !matches!(self.state, State::Plain { .. }) => self.quoted(at)?,
                c => self.plain(c, at)?,
            };
            if self.open.is_empty() {
                return Ok(at);
            }
        }
        Err(stop(self.unclosed()))
    }

    fn take(&mut self, state: State, end: usize) -> usize {
        (self.state, self.last) = (state, end);
        end
    }

    fn is_spaced(&self, at: usize) -> bool {
        self.text.get(..at).is_some_and(|before| before.ends_with(char::is_whitespace))
    }

    /// Whether a colon separates a key from its value.
    fn is_colon(&self, at: usize) -> bool {
        let next = char_at(self.text, at + 1);
        let ends = next.is_none_or(|c| c.is_whitespace() || ",[]{}".contains(c));
        ends || (matches!(self.state, State::Whole { .. }) && self.last == at)
    }

    fn has_key(&self) -> bool {
        match self.state {
            State::Start => false,
            State::Key => true,
            State::Plain { has_key, .. } | State::Whole { has_key } => has_key,
        }
    }

    /// What begins another line; lists and mappings of the file's outer levels do not go on in brackets.
    fn line(&mut self, at: usize) -> Walked<usize> {
        let (column, content) = indentation(self.text, at);
        let closes = char_at(self.text, content).is_none_or(|c| "]},#\r\n".contains(c));
        if !closes && self.column.is_some_and(|outer| column <= outer) {
            return Err(stop(self.unclosed()));
        }
        Ok(content)
    }

    fn opening(&mut self, c: char, at: usize) -> Walked<usize> {
        match self.state {
            State::Start | State::Key => {}
            State::Whole { .. } => return Err(stop(self.comma())),
            State::Plain { start, .. } => return Err(stop(self.bracket(start, c, at))),
        }
        self.open.push((c, at));
        Ok(self.take(State::Start, at + 1))
    }

    fn closing(&mut self, c: char, at: usize) -> Walked<usize> {
        let Some((open, start)) = self.open.pop() else { return Err(None) };
        let wanted = if open == '[' { ']' } else { '}' };
        if c != wanted {
            let why = format!("`{open}` is not closed before this `{c}`");
            let help = format!("write `{wanted}` before it, or remove one of the two");
            return Err(stop(Slip::new(at..at + 1, why, help).related(start..start + 1, "opened here")));
        }
        Ok(self.take(State::Whole { has_key: true }, at + 1))
    }

    fn quoted(&mut self, at: usize) -> Walked<usize> {
        if matches!(self.state, State::Whole { .. }) {
            return Err(stop(self.comma()));
        }
        let has_key = self.has_key();
        let end = quoted::end(self.text, at, self.column)?;
        Ok(self.take(State::Whole { has_key }, end))
    }

    fn plain(&mut self, c: char, at: usize) -> Walked<usize> {
        let end = at + c.len_utf8();
        let state = match self.state {
            State::Whole { .. } => return Err(stop(self.comma())),
            State::Start | State::Key if INDICATORS.contains(&c) => return Err(stop(indicator(at, c))),
            State::Start | State::Key if "*&!|>?".contains(c) => return Err(None),
            State::Start | State::Key => State::Plain { start: at, has_key: self.has_key() },
            goes_on @ State::Plain { .. } => goes_on,
        };
        Ok(self.take(state, end))
    }

    fn colon(&mut self, at: usize) -> Walked<usize> {
        match self.state {
            State::Plain { start, has_key: true } => {
                let text = self.text.get(start..at).unwrap_or_default();
                let word = text.rsplit(char::is_whitespace).next().unwrap_or_default();
                let before = text.get(..text.len() - word.len()).unwrap_or_default().trim_end();
                // A text may hold such a word; one word before it is a value.
                let is_key = self.keys.of_file.contains(word)
                    || self.keys.of_format.contains(word) && !before.contains(char::is_whitespace);
                if !before.is_empty() && is_key {
                    self.last = start + before.len();
                    return Err(stop(self.comma()));
                }
                Err(stop(colon(self.text, start, at)))
            }
            // The mapping around this list goes on.
            State::Plain { start, has_key: false }
                if self.is_in_list()
                    && self.keys.of_file.contains(self.text.get(start..at).unwrap_or_default()) =>
            {
                self.last = self.element;
                Err(stop(self.unclosed()))
            }
            State::Key | State::Whole { has_key: true } => Err(None),
            _ => Ok(self.take(State::Key, at + 1)),
        }
    }

    /// Whether this is a list within a mapping.
    fn is_in_list(&self) -> bool {
        matches!(self.open.as_slice(), [.., ('{', _), ('[', _)])
    }

    fn comma(&self) -> Slip {
        let place = self.last..self.last;
        let slip = Slip::new(place.clone(), "a comma is missing", "write `,` here").labelled("here");
        slip.fixed(place, ",")
    }

    fn unclosed(&self) -> Slip {
        let (open, start) = self.open.last().copied().unwrap_or(('[', 0));
        let wanted = if open == '[' { ']' } else { '}' };
        let slip = Slip::new(
            self.last..self.last,
            format!("`{open}` is never closed"),
            format!("write `{wanted}` here"),
        );
        // Of one that is empty it is not known what belongs into it.
        let slip = if self.last > start + 1 { slip.fixed(self.last..self.last, wanted) } else { slip };
        slip.labelled("what is in it ends here").related(start..start + 1, "opened here")
    }

    /// A bracket in a text without quotes, such as the placeholder `{code}`, or a path of JSONPath.
    fn bracket(&self, start: usize, c: char, at: usize) -> Slip {
        let text = self.text.get(start..).unwrap_or_default();
        if text.starts_with('$') {
            let length = text.find(|c: char| c.is_whitespace() || ",}".contains(c)).unwrap_or(text.len());
            let why = "a path of JSONPath without quotes";
            let help = "a place in a body is a JSON pointer, such as `/error/code`";
            return Slip::new(start..start + length, why, help);
        }
        let why = format!("`{c}` in a text without quotes that stands in braces or brackets");
        Slip::new(at..at + 1, why, "write the text in double quotes")
    }
}
