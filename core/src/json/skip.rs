//! Passes over a value that is not looked for; it only has to be JSON.
//!
//! It takes no stack, and memory only for what is nested deeper than anything that people send.

use alloc::vec::Vec;

use super::cursor::Cursor;

impl Cursor<'_> {
    /// Passes over the next value.
    #[inline]
    pub(crate) fn skip(&mut self) -> Option<()> {
        match self.peek()? {
            b'{' | b'[' => self.skip_parts(),
            first => self.skip_scalar(first),
        }
    }

    #[inline(always)]
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
        // A copy, which is kept in registers.
        let mut cursor = *self;
        let mut open = Open::NONE;
        loop {
            let is_whole = match cursor.peek()? {
                b'{' => cursor.skip_start(&mut open, b'}')?,
                b'[' => cursor.skip_start(&mut open, b']')?,
                first => cursor.skip_scalar(first).map(|()| true)?,
            };
            if is_whole && !cursor.skip_ends(&mut open)? {
                *self = cursor;
                return Some(());
            }
        }
    }

    /// Passes over an opening bracket and, in an object, the first name; gives whether nothing is inside.
    #[inline(always)]
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
    #[inline(always)]
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
    #[inline(always)]
    fn skip_name(&mut self) -> Option<()> {
        if self.peek()? != b'"' {
            return None;
        }
        self.text()?;
        self.expect(b':')
    }
}

/// The brackets that are open: whether each is an object's.
struct Open {
    depth: u32,
    /// The innermost brackets, the last of them in the lowest bit.
    objects: u64,
    /// The brackets around these, 64 in each word.
    outer: Vec<u64>,
}

impl Open {
    const NONE: Self = Self { depth: 0, objects: 0, outer: Vec::new() };

    #[inline]
    fn push(&mut self, is_object: bool) {
        if self.depth == u64::BITS {
            self.push_word();
        }
        self.objects = self.objects << 1 | u64::from(is_object);
        self.depth += 1;
    }

    #[cold]
    fn push_word(&mut self) {
        self.outer.push(self.objects);
        self.depth = 0;
    }

    /// Whether the innermost bracket is an object's.
    #[inline]
    const fn last(&self) -> Option<bool> {
        if self.depth == 0 { None } else { Some(self.objects & 1 == 1) }
    }

    #[inline]
    fn pop(&mut self) {
        self.objects >>= 1;
        self.depth -= 1;
        if self.depth == 0 {
            self.pop_word();
        }
    }

    #[cold]
    fn pop_word(&mut self) {
        if let Some(objects) = self.outer.pop() {
            self.objects = objects;
            self.depth = u64::BITS;
        }
    }
}
