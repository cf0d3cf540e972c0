//! The words of source text that is written like C: proto files and Java.

use crate::error::Unreadable;
use crate::source::SourceText;

/// A word, a number, a text or a sign, with the comment that stands before it.
#[derive(Debug)]
pub(super) struct Token<'a> {
    /// What it is.
    pub(super) what: What<'a>,
    /// The comments before it, since the last token of the line before.
    pub(super) comment: String,
    /// A comment behind it on its line.
    pub(super) trailing: String,
    /// Its first byte.
    pub(super) at: usize,
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What<'a> {
    /// A word or a number, such as `enum` or `-1`.
    Word(&'a str),
    /// What stands in quotes, without them.
    Text(&'a str),
    /// Any other character.
    Sign(char),
}

impl Token<'_> {
    /// Whether it is this sign.
    pub(super) fn is(&self, sign: char) -> bool {
        self.what == What::Sign(sign)
    }

    /// Whether it is this word.
    pub(super) fn is_word(&self, word: &str) -> bool {
        self.what == What::Word(word)
    }
}

/// The longest comment that is kept of each place, in bytes: a draft shows only its start.
const LONGEST_COMMENT: usize = 2000;

/// The tokens of a text.
pub(super) fn tokens<'a>(file: &SourceText<'a>) -> Result<Vec<Token<'a>>, Unreadable> {
    let mut lexer =
        Lexer { file, at: 0, tokens: Vec::new(), comment: String::new(), fresh: true, blank: true };
    while let Some(c) = lexer.peek() {
        lexer.next(c)?;
    }
    Ok(lexer.tokens)
}

struct Lexer<'a, 'f> {
    file: &'f SourceText<'a>,
    at: usize,
    tokens: Vec<Token<'a>>,
    comment: String,
    /// Whether the line has no token yet.
    fresh: bool,
    /// Whether the line has nothing yet.
    blank: bool,
}

impl<'a> Lexer<'a, '_> {
    fn rest(&self) -> &'a str {
        self.file.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn next(&mut self, c: char) -> Result<(), Unreadable> {
        let rest = self.rest();
        match c {
            '\n' => {
                // What a blank line separates from the next token is not about it.
                if self.blank {
                    self.comment.clear();
                }
                self.fresh = true;
                self.blank = true;
                self.at += 1;
            }
            _ if c.is_whitespace() || c == '\u{feff}' => self.at += c.len_utf8(),
            _ if rest.starts_with("//") => {
                let line = rest.split('\n').next().unwrap_or(rest);
                self.note(line.trim_start_matches('/'));
                self.at += line.len();
            }
            _ if rest.starts_with("/*") => self.block_comment(rest)?,
            '"' | '\'' => self.text(c, rest)?,
            _ if is_of_word(c) || c == '-' => {
                let sign = usize::from(c == '-');
                let length = rest[sign..].find(|c| !is_of_word(c)).map_or(rest.len(), |length| length + sign);
                if length == sign && sign == 1 {
                    self.push(What::Sign('-'), 1)
                } else {
                    self.push(What::Word(&rest[..length]), length)
                }
            }
            _ => self.push(What::Sign(c), c.len_utf8()),
        }
        Ok(())
    }

    fn push(&mut self, what: What<'a>, length: usize) {
        let comment = std::mem::take(&mut self.comment);
        self.tokens.push(Token { what, comment, trailing: String::new(), at: self.at });
        self.at += length;
        self.fresh = false;
        self.blank = false;
    }

    fn block_comment(&mut self, rest: &str) -> Result<(), Unreadable> {
        let Some(end) = rest.find("*/") else {
            let message = "this comment does not end";
            return Err(Unreadable::at(
                self.file,
                self.at,
                message,
                "close it with `*/`, or save the file again",
            ));
        };
        let inner = rest.get(2..end).unwrap_or_default();
        for line in inner.lines() {
            self.note(line.trim().trim_start_matches('*'));
        }
        self.at += end + 2;
        Ok(())
    }

    fn text(&mut self, quote: char, rest: &'a str) -> Result<(), Unreadable> {
        let mut escaped = false;
        for (at, c) in rest.char_indices().skip(1) {
            match c {
                '\n' => break,
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                _ if c == quote => {
                    self.push(What::Text(&rest[1..at]), at + 1);
                    return Ok(());
                }
                _ => {}
            }
        }
        let message = "this text does not end on its line";
        Err(Unreadable::at(self.file, self.at, message, "close its quotes, or save the file again"))
    }

    /// Keeps a line of a comment: for the token before it where that is on the same line, else for the next.
    fn note(&mut self, line: &str) {
        self.blank = false;
        let comment = match self.tokens.last_mut() {
            Some(token) if !self.fresh => &mut token.trailing,
            _ => &mut self.comment,
        };
        let left = LONGEST_COMMENT.saturating_sub(comment.len());
        let line = line.trim();
        comment.push_str(&line[..line.floor_char_boundary(left)]);
        comment.push('\n');
        comment.truncate(comment.floor_char_boundary(LONGEST_COMMENT + 1));
    }
}

fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '.')
}
