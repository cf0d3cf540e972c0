//! Takes numbers of a fixed width and expected bytes off the front of a text.

/// What is left of a text.
#[derive(Clone, Copy)]
pub(crate) struct Rest<'a>(pub(crate) &'a [u8]);

impl<'a> Rest<'a> {
    /// The next byte.
    pub(crate) fn byte(&mut self) -> Option<u8> {
        let (&first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(first)
    }

    /// Passes over this very byte.
    pub(crate) fn expect(&mut self, byte: u8) -> Option<()> {
        (self.byte()? == byte).then_some(())
    }

    /// Passes over these bytes where they come next, and says whether they did.
    pub(crate) fn skip(&mut self, bytes: &[u8]) -> bool {
        let rest = self.0.strip_prefix(bytes);
        self.0 = rest.unwrap_or(self.0);
        rest.is_some()
    }

    /// The next `count` bytes.
    pub(crate) fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    /// A number of exactly so many digits, nine at most.
    pub(crate) fn number(&mut self, digits: usize) -> Option<u32> {
        self.take(digits)?.iter().try_fold(0_u32, |number, byte| Some(number * 10 + digit(*byte)?))
    }

    /// A year of four digits, or of more, as a time without end may have it.
    pub(crate) fn year(&mut self) -> Option<u32> {
        let digits = self.digits();
        let year = u32::try_from(saturating_number(digits)).unwrap_or(u32::MAX);
        let is_year = digits.len() == 4 || (digits.len() > 4 && !digits.starts_with(b"0"));
        is_year.then_some(year)
    }

    /// The digits at the front, as many as there are.
    pub(crate) fn digits(&mut self) -> &'a [u8] {
        self.take_while(u8::is_ascii_digit)
    }

    /// The ASCII letters at the front, as many as there are.
    pub(crate) fn letters(&mut self) -> &'a [u8] {
        self.take_while(u8::is_ascii_alphabetic)
    }

    /// Passes over ASCII whitespace.
    pub(crate) fn skip_space(&mut self) {
        self.0 = self.0.trim_ascii_start();
    }

    /// A number with or without a fraction: the digits before the point, and the billionths. A point without a
    /// digit behind it ends a sentence.
    pub(crate) fn decimal(&mut self) -> Option<(&'a [u8], u32)> {
        let whole = self.digits();
        if whole.is_empty() {
            return None;
        }
        let mut ahead = *self;
        let fraction = if ahead.skip(b".") { ahead.digits() } else { &[] };
        if !fraction.is_empty() {
            *self = ahead;
        }
        Some((whole, nanoseconds(fraction)))
    }

    fn take_while(&mut self, holds: impl Fn(&u8) -> bool) -> &'a [u8] {
        let count = self.0.iter().take_while(|byte| holds(byte)).count();
        self.take(count).unwrap_or_default()
    }

    /// Whether nothing is left.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// The number that these digits are, or the largest number where it is larger than that.
pub(crate) fn saturating_number(digits: &[u8]) -> u64 {
    digits.iter().fold(0_u64, |number, byte| {
        number.saturating_mul(10).saturating_add(u64::from(byte.wrapping_sub(b'0')))
    })
}

/// What a digit counts.
pub(crate) fn digit(byte: u8) -> Option<u32> {
    byte.is_ascii_digit().then(|| u32::from(byte - b'0'))
}

/// The digits after a decimal point as nanoseconds; digits beyond the ninth are dropped.
pub(crate) fn nanoseconds(digits: &[u8]) -> u32 {
    let all = digits.iter().copied().chain(core::iter::repeat(b'0'));
    all.take(9).fold(0, |number, byte| number * 10 + digit(byte).unwrap_or(0))
}
