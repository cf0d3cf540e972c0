//! A place in a body, and the steps from there over the tokens of JSON (RFC 8259).
//!
//! What is not JSON gives `None`, whatever it is: no caller needs to know more about it than that.

/// A place in a body.
#[derive(Clone, Copy)]
pub(crate) struct Cursor<'a> {
    bytes: &'a [u8],
    /// The same as a text, where it was looked at already whether it is one.
    text: Option<&'a str>,
    at: usize,
}

/// Where the inside of a text is.
#[derive(Clone, Copy)]
pub(crate) struct Span {
    start: usize,
    end: usize,
    /// Whether there is an escape in it.
    pub(crate) has_escapes: bool,
}

impl<'a> Cursor<'a> {
    /// The start of a text.
    pub(crate) const fn of_text(text: &'a str) -> Self {
        Self { bytes: text.as_bytes(), text: Some(text), at: 0 }
    }

    /// The start of bytes of which it is not known whether they are a text.
    pub(crate) const fn of_bytes(bytes: &'a [u8]) -> Self {
        Self { bytes, text: None, at: 0 }
    }

    /// The next byte that is not space, which stays ahead.
    #[inline(always)]
    pub(crate) fn peek(&mut self) -> Option<u8> {
        loop {
            match *self.bytes.get(self.at)? {
                byte @ b'!'.. => return Some(byte),
                b' ' | b'\n' | b'\r' | b'\t' => self.at += 1,
                _ => return None,
            }
        }
    }

    /// Passes over the byte that is ahead.
    #[inline(always)]
    pub(crate) const fn step(&mut self) {
        self.at += 1;
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
        self.at += usize::from(is_next);
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
        self.peek().is_none() && self.at == self.bytes.len()
    }

    /// Passes over `true`, `false` or `null`.
    #[inline]
    pub(crate) fn word(&mut self, word: &[u8]) -> Option<()> {
        let found = self.bytes.get(self.at..self.at + word.len())?;
        self.at += word.len();
        (found == word).then_some(())
    }

    /// Passes over a text from its opening quote on.
    #[inline]
    pub(crate) fn text(&mut self) -> Option<Span> {
        let start = self.at + 1;
        let end = self.plain_end(start);
        match *self.bytes.get(end)? {
            b'"' => {
                self.at = end + 1;
                Some(Span { start, end, has_escapes: false })
            }
            b'\\' => {
                self.escaped_text(end)?;
                Some(Span { start, end: self.at - 1, has_escapes: true })
            }
            _ => None,
        }
    }

    /// Passes over a text that has an escape, which is ahead at `at`. It gives no span, which would be passed in
    /// memory, and then that of every text would.
    #[cold]
    fn escaped_text(&mut self, mut at: usize) -> Option<()> {
        loop {
            at += match self.bytes.get(at..)? {
                [b'\\', b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't', ..] => 2,
                [b'\\', b'u', digits @ ..] if digits.get(..4)?.iter().all(u8::is_ascii_hexdigit) => 6,
                [b'"', ..] => {
                    self.at = at + 1;
                    return Some(());
                }
                _ => return None,
            };
            at = self.plain_end(at);
        }
    }

    /// Where the first quote, backslash or control character from here on is, or else the end.
    #[inline]
    fn plain_end(&self, from: usize) -> usize {
        let mut at = from;
        while let Some(word) = self.bytes.get(at..).and_then(<[u8]>::first_chunk) {
            let special = specials(u64::from_le_bytes(*word));
            if special != 0 {
                return at + special.trailing_zeros() as usize / 8;
            }
            at += 8;
        }
        let rest = self.bytes.get(at..).unwrap_or_default();
        let special = rest.iter().position(|byte| matches!(byte, b'"' | b'\\' | ..b' '));
        at + special.unwrap_or(rest.len())
    }

    /// Passes over a member's name and the colon.
    #[inline(always)]
    pub(crate) fn name(&mut self) -> Option<Span> {
        if self.peek()? != b'"' {
            return None;
        }
        let name = self.text()?;
        self.expect(b':')?;
        Some(name)
    }

    /// Passes over a number.
    pub(crate) fn number(&mut self) -> Option<()> {
        self.at += usize::from(self.bytes.get(self.at) == Some(&b'-'));
        match self.bytes.get(self.at)? {
            b'0' => self.at += 1,
            _ => self.digits()?,
        }
        if self.bytes.get(self.at) == Some(&b'.') {
            self.at += 1;
            self.digits()?;
        }
        if let Some(b'e' | b'E') = self.bytes.get(self.at) {
            self.at += 1;
            self.at += usize::from(matches!(self.bytes.get(self.at), Some(b'+' | b'-')));
            self.digits()?;
        }
        Some(())
    }

    /// Passes over one digit or more.
    #[inline]
    fn digits(&mut self) -> Option<()> {
        let start = self.at;
        while self.bytes.get(self.at).is_some_and(u8::is_ascii_digit) {
            self.at += 1;
        }
        (self.at > start).then_some(())
    }

    /// What is from here up to a later place; `None` where it is not UTF-8.
    pub(crate) fn up_to(self, end: Self) -> Option<&'a str> {
        self.between(self.at, end.at)
    }

    fn between(&self, start: usize, end: usize) -> Option<&'a str> {
        match self.text {
            Some(text) => text.get(start..end),
            None => core::str::from_utf8(self.bytes.get(start..end)?).ok(),
        }
    }

    /// The inside of a text, escapes as they are; `None` where it is not UTF-8.
    #[inline]
    pub(crate) fn inside(&self, span: Span) -> Option<&'a str> {
        self.between(span.start, span.end)
    }

    /// The bytes of the inside of a text, escapes as they are.
    #[inline]
    pub(crate) fn bytes_inside(&self, span: Span) -> &'a [u8] {
        self.bytes.get(span.start..span.end).unwrap_or_default()
    }
}

/// Has the highest bit of the first byte that is a quote, a backslash or a control character; of the bytes
/// after it, it may have any.
#[inline(always)]
const fn specials(word: u64) -> u64 {
    let (quote, backslash) = (word ^ of_eight(b'"'), word ^ of_eight(b'\\'));
    // A byte below what is subtracted borrows, which sets its highest bit.
    let found = (quote.wrapping_sub(of_eight(1)) & !quote)
        | (backslash.wrapping_sub(of_eight(1)) & !backslash)
        | (word.wrapping_sub(of_eight(b' ')) & !word);
    found & of_eight(0x80)
}

/// The word of eight equal bytes.
const fn of_eight(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}
