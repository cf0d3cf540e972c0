//! A place in a body, and the steps from there over the tokens of JSON (RFC 8259).
//!
//! What is not JSON gives `None`, whatever it is: no caller needs to know more about it than that.

use crate::short_text::{Headed, head};

/// A place in a body.
#[derive(Clone, Copy)]
pub(crate) struct Cursor<'a> {
    /// What is ahead. A slice, so that what is read is known to be there by its length alone.
    rest: &'a [u8],
    /// The whole body as a text, where it was looked at already whether it is one.
    text: Option<&'a str>,
}

/// The inside of a text as it is written.
#[derive(Clone, Copy)]
pub(crate) struct Written<'a> {
    pub(crate) bytes: &'a [u8],
    /// Whether there is an escape in it.
    pub(crate) has_escapes: bool,
}

impl<'a> Cursor<'a> {
    /// The start of a text.
    pub(crate) const fn of_text(text: &'a str) -> Self {
        Self { rest: text.as_bytes(), text: Some(text) }
    }

    /// The start of bytes of which it is not known whether they are a text.
    pub(crate) const fn of_bytes(bytes: &'a [u8]) -> Self {
        Self { rest: bytes, text: None }
    }

    /// The next byte that is not space, which stays ahead.
    #[inline(always)]
    pub(crate) fn peek(&mut self) -> Option<u8> {
        // Nearly always there is no space.
        if let [byte @ b'!'..=u8::MAX, ..] = self.rest {
            return Some(*byte);
        }
        self.rest = after_space(self.rest);
        self.rest.first().copied()
    }

    /// Whether the next byte that is not space may be the first of a value.
    #[inline(always)]
    pub(crate) fn begins_value(&mut self) -> bool {
        matches!(self.peek(), Some(b'{' | b'[' | b'"' | b'-' | b'0'..=b'9' | b't' | b'f' | b'n'))
    }

    /// Passes over the byte that is ahead.
    #[inline(always)]
    pub(crate) fn step(&mut self) {
        self.rest = self.rest.get(1..).unwrap_or_default();
    }

    /// Passes over this byte, and the space before it.
    #[inline(always)]
    pub(crate) fn expect(&mut self, byte: u8) -> Option<()> {
        if self.peek()? != byte {
            return None;
        }
        self.step();
        Some(())
    }

    /// Whether this byte comes next; if so, it is passed over, as is the space before it.
    #[inline(always)]
    pub(crate) fn accepts(&mut self, byte: u8) -> Option<bool> {
        let is_next = self.peek()? == byte;
        if is_next {
            self.step();
        }
        Some(is_next)
    }

    /// Passes over a comma, which another part follows, or over the bracket that closes what the parts are
    /// in; gives whether it is a comma.
    #[inline(always)]
    pub(crate) fn goes_on(&mut self, closing: u8) -> Option<bool> {
        let byte = self.peek()?;
        if byte != b',' && byte != closing {
            return None;
        }
        self.step();
        Some(byte == b',')
    }

    /// Whether there is only space ahead.
    pub(crate) fn is_at_end(&mut self) -> bool {
        self.peek().is_none() && self.rest.is_empty()
    }

    /// Passes over `true`, `false` or `null`.
    #[inline(always)]
    pub(crate) fn word<const N: usize>(&mut self, word: &[u8; N]) -> Option<()> {
        let (found, rest) = self.rest.split_first_chunk::<N>()?;
        self.rest = rest;
        (found == word).then_some(())
    }

    /// Passes over a text from its opening quote on.
    #[inline(always)]
    pub(crate) fn text(&mut self) -> Option<Written<'a>> {
        let inside = self.rest.get(1..)?;
        let (end, has_escapes) = match from_special(inside) {
            end @ [b'"', ..] => (end, false),
            end @ [b'\\', ..] => (after_escapes(end)?, true),
            _ => return None,
        };
        self.rest = end.get(1..)?;
        Some(Written { bytes: inside.get(..inside.len() - end.len())?, has_escapes })
    }

    /// What was just passed over, from behind its opening quote up to its closing quote, as a text; `None` where it is
    /// not UTF-8.
    #[inline(always)]
    pub(crate) fn behind(&self, written: &'a [u8]) -> Option<&'a str> {
        match self.text {
            Some(text) => {
                let end = text.len().checked_sub(self.rest.len() + 1)?;
                text.get(end.checked_sub(written.len())?..end)
            }
            None => as_utf8(written),
        }
    }

    /// Passes over a member's name and the colon.
    #[inline(always)]
    pub(crate) fn name(&mut self) -> Option<Written<'a>> {
        let name = self.headed_name()?;
        Some(Written { bytes: name.0.text, has_escapes: name.1 })
    }

    /// Passes over a member's name and the colon; gives whether there is an escape in the name too.
    #[inline(always)]
    pub(crate) fn headed_name(&mut self) -> Option<(Headed<'a>, bool)> {
        if self.peek()? != b'"' {
            return None;
        }
        let name = match self.short_name() {
            Some(name) => (name, false),
            None => {
                let Written { bytes, has_escapes } = self.text()?;
                (Headed::new(bytes), has_escapes)
            }
        };
        self.expect(b':')?;
        Some(name)
    }

    /// Passes over a name from its opening quote on, if it is shorter than a word, as many names are, and has no
    /// escape: then it is read together with its end.
    #[inline(always)]
    fn short_name(&mut self) -> Option<Headed<'a>> {
        let inside = self.rest.get(1..)?;
        let word = u64::from_le_bytes(*inside.first_chunk()?);
        let special = specials(word);
        if special == 0 {
            return None;
        }
        let length = first(special);
        let (text, end) = inside.split_at_checked(length)?;
        let [b'"', rest @ ..] = end else { return None };
        self.rest = rest;
        Some(Headed { head: word & !(u64::MAX << (8 * length as u32)), text })
    }

    /// Passes over a number.
    #[inline]
    pub(crate) fn number(&mut self) -> Option<()> {
        self.rest = after_number(self.rest)?;
        Some(())
    }

    /// What is from here up to a later place; `None` where it is not UTF-8.
    pub(crate) fn up_to(self, end: Self) -> Option<&'a str> {
        let length = self.rest.len().checked_sub(end.rest.len())?;
        match self.text {
            Some(text) => {
                let start = text.len().checked_sub(self.rest.len())?;
                text.get(start..start + length)
            }
            None => as_utf8(self.rest.get(..length)?),
        }
    }
}

/// What is behind space.
fn after_space(mut rest: &[u8]) -> &[u8] {
    while let [b' ' | b'\n' | b'\r' | b'\t', further @ ..] = rest {
        rest = further;
    }
    rest
}

#[inline(never)]
fn as_utf8(bytes: &[u8]) -> Option<&str> {
    core::str::from_utf8(bytes).ok()
}

/// What is from the closing quote of a text on, from a backslash in it on.
#[cold]
fn after_escapes(mut rest: &[u8]) -> Option<&[u8]> {
    loop {
        let after = match rest {
            [b'\\', b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't', after @ ..] => after,
            [b'\\', b'u', digits @ ..] => {
                let (digits, after) = digits.split_first_chunk::<4>()?;
                digits.iter().all(u8::is_ascii_hexdigit).then_some(after)?
            }
            [b'"', ..] => return Some(rest),
            _ => return None,
        };
        rest = from_special(after);
    }
}

/// What is behind a number.
fn after_number(rest: &[u8]) -> Option<&[u8]> {
    let mut rest = match rest.strip_prefix(b"-").unwrap_or(rest) {
        [b'0', rest @ ..] => rest,
        digits => after_digits(digits)?,
    };
    if let [b'.', fraction @ ..] = rest {
        rest = after_digits(fraction)?;
    }
    if let [b'e' | b'E', b'+' | b'-', exponent @ ..] | [b'e' | b'E', exponent @ ..] = rest {
        rest = after_digits(exponent)?;
    }
    Some(rest)
}

/// What is behind one digit or more.
#[inline]
fn after_digits(digits: &[u8]) -> Option<&[u8]> {
    let mut rest = digits;
    while let [b'0'..=b'9', further @ ..] = rest {
        rest = further;
    }
    (rest.len() < digits.len()).then_some(rest)
}

/// What is from the first quote, backslash or control character on.
#[inline(always)]
pub(super) fn from_special(text: &[u8]) -> &[u8] {
    let mut rest = text;
    while let Some((word, further)) = rest.split_first_chunk() {
        let special = specials(u64::from_le_bytes(*word));
        if special != 0 {
            return rest.get(first(special)..).unwrap_or_default();
        }
        rest = further;
    }
    from_special_at_end(rest)
}

/// The same for the last bytes of a body, fewer than a word.
#[cold]
fn from_special_at_end(rest: &[u8]) -> &[u8] {
    // The zeros behind them are control characters.
    rest.get(first(specials(head(rest)))..).unwrap_or_default()
}

/// Has the highest bit of the first byte that is a quote, a backslash or a control character; of the bytes
/// after it, it may have any.
#[inline(always)]
const fn specials(word: u64) -> u64 {
    // A byte below what is subtracted borrows, which sets its highest bit. With one bit turned, the quote and
    // the control characters are the bytes below 33: the quote and the space change places.
    let quote_or_control = (word ^ of_eight(2)).wrapping_sub(of_eight(33));
    let backslash = (word ^ of_eight(b'\\')).wrapping_sub(of_eight(1));
    (quote_or_control | backslash) & !word & of_eight(0x80)
}

/// The place of the first byte whose highest bit is set.
#[inline(always)]
const fn first(high_bits: u64) -> usize {
    high_bits.trailing_zeros() as usize / 8
}

/// The word of eight equal bytes.
const fn of_eight(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}
