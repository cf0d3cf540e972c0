//! Text of a response: borrowed where it stands there as it is, else kept with as little as it takes.

#[cfg(feature = "alloc")]
use alloc::boxed::Box;
#[cfg(feature = "json")]
use core::fmt::Write as _;

/// Text that a response carries.
#[derive(Clone)]
pub(super) enum Text<'a> {
    /// As it stands in the response.
    Borrowed(&'a str),
    /// With its escapes resolved, or taken out of the response.
    #[cfg(feature = "alloc")]
    Owned(Box<str>),
    /// A JSON number.
    #[cfg(feature = "json")]
    Number(Digits),
}

/// A number's text. The longest that serde_json prints is `-2.2250738585072014e-308`.
#[cfg(feature = "json")]
#[derive(Clone, Copy)]
pub(super) struct Digits {
    length: u8,
    bytes: [u8; 24],
}

impl Text<'_> {
    pub(super) fn as_str(&self) -> &str {
        match self {
            Self::Borrowed(text) => text,
            #[cfg(feature = "alloc")]
            Self::Owned(text) => text,
            #[cfg(feature = "json")]
            Self::Number(digits) => digits.as_str(),
        }
    }

    #[cfg(feature = "alloc")]
    pub(super) fn into_owned(self) -> Text<'static> {
        match self {
            Self::Borrowed(text) => Text::Owned(text.into()),
            Self::Owned(text) => Text::Owned(text),
            #[cfg(feature = "json")]
            Self::Number(digits) => Text::Number(digits),
        }
    }
}

#[cfg(feature = "json")]
impl Digits {
    /// What `number` prints, or `None` where that is longer than any number that JSON readers print.
    pub(super) fn of(number: impl core::fmt::Display) -> Option<Self> {
        let mut digits = Self { length: 0, bytes: [0; 24] };
        write!(digits, "{number}").ok()?;
        Some(digits)
    }

    fn as_str(&self) -> &str {
        let written = self.bytes.get(..usize::from(self.length)).unwrap_or_default();
        core::str::from_utf8(written).unwrap_or_default()
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

impl core::fmt::Debug for Text<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        core::fmt::Debug::fmt(self.as_str(), f)
    }
}
