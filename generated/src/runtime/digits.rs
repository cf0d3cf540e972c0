//! The text of a whole number, kept without the allocator.

#[cfg(feature = "json")]
use core::fmt::Write as _;

/// The text of a whole number of 64 bits, which has twenty characters at most.
///
/// It is a multiple of eight bytes, as odd sizes are copied in overlapping parts, for which processors wait.
#[derive(Clone, Copy)]
#[repr(align(8))]
pub(super) struct Digits {
    length: u8,
    bytes: [u8; 20],
}

impl Digits {
    pub(super) const NONE: Self = Self { length: 0, bytes: [0; 20] };

    #[inline]
    pub(super) const fn is_none(&self) -> bool {
        self.length == 0
    }

    pub(super) fn as_str(&self) -> &str {
        let written = self.bytes.get(..usize::from(self.length)).unwrap_or_default();
        core::str::from_utf8(written).unwrap_or_default()
    }
}

#[cfg(feature = "json")]
impl Digits {
    pub(super) fn of(number: impl Into<i128>) -> Option<Self> {
        let mut digits = Self::NONE;
        write!(digits, "{}", number.into()).ok()?;
        Some(digits)
    }
}

#[cfg(feature = "json")]
impl core::fmt::Write for Digits {
    fn write_str(&mut self, text: &str) -> core::fmt::Result {
        let start = usize::from(self.length);
        let end = start + text.len();
        let free = self.bytes.get_mut(start..end).ok_or(core::fmt::Error)?;
        free.copy_from_slice(text.as_bytes());
        self.length = end as u8;
        Ok(())
    }
}
