//! Passes over a value that nobody asked for; it only has to be JSON.
//!
//! It takes no memory and no stack, but for what is nested deeper than anything that people send.

use serde::de::IgnoredAny;

use super::cursor::Cursor;

impl Cursor<'_> {
    /// Passes over the next value.
    #[inline]
    pub(super) fn skip(&mut self) -> Option<()> {
        match self.peek()? {
            b'{' | b'[' => self.skip_parts(),
            first => self.skip_scalar(first),
        }
    }

    #[inline]
    fn skip_scalar(&mut self, first: u8) -> Option<()> {
        match first {
            b'"' => self.text().map(drop),
            b'-' | b'0'..=b'9' => self.number(),
            b't' => self.word(b"true"),
            b'f' => self.word(b"false"),
            b'n' => self.word(b"null"),
            _ => None,
        }
    }

    /// Passes over a list or an object with all that is in it.
    fn skip_parts(&mut self) -> Option<()> {
        let mut open = Open::NONE;
        loop {
            let is_whole = match self.peek()? {
                b'{' | b'[' if open.is_full() => self.skip_deep()?,
                b'{' => self.skip_start(&mut open, b'}')?,
                b'[' => self.skip_start(&mut open, b']')?,
                first => self.skip_scalar(first).map(|()| true)?,
            };
            if is_whole && !self.skip_ends(&mut open)? {
                return Some(());
            }
        }
    }

    /// Passes over an opening bracket and, in an object, the first name; gives whether nothing is inside.
    #[inline]
    fn skip_start(&mut self, open: &mut Open, closing: u8) -> Option<bool> {
        self.step();
        if self.accepts(closing)? {
            return Some(true);
        }
        open.push(closing == b'}');
        if closing == b'}' {
            self.skip_name()?;
        }
        Some(false)
    }

    /// Passes over what follows a whole value: brackets that close, and then the comma before the next
    /// value; gives whether there is one.
    #[inline]
    fn skip_ends(&mut self, open: &mut Open) -> Option<bool> {
        while let Some(in_object) = open.last() {
            if self.goes_on(if in_object { b'}' } else { b']' })? {
                if in_object {
                    self.skip_name()?;
                }
                return Some(true);
            }
            open.pop();
        }
        Some(false)
    }

    /// Passes over a name and the colon; without a place to keep, that takes fewer steps than `name`.
    #[inline]
    fn skip_name(&mut self) -> Option<()> {
        if self.peek()? != b'"' {
            return None;
        }
        self.text()?;
        self.expect(b':')
    }

    /// Passes over what is nested too deep to count its brackets without memory.
    #[cold]
    fn skip_deep(&mut self) -> Option<bool> {
        let mut values = serde_json::Deserializer::from_slice(self.rest()).into_iter::<IgnoredAny>();
        values.next()?.ok()?;
        self.advance(values.byte_offset());
        Some(true)
    }
}

/// The brackets that are open: whether each is an object's.
struct Open {
    depth: u32,
    objects: u64,
}

impl Open {
    const NONE: Self = Self { depth: 0, objects: 0 };

    const fn is_full(&self) -> bool {
        self.depth == u64::BITS
    }

    const fn push(&mut self, is_object: bool) {
        self.objects = self.objects << 1 | is_object as u64;
        self.depth += 1;
    }

    /// Whether the innermost bracket is an object's.
    const fn last(&self) -> Option<bool> {
        if self.depth == 0 { None } else { Some(self.objects & 1 == 1) }
    }

    const fn pop(&mut self) {
        self.objects >>= 1;
        self.depth -= 1;
    }
}
