//! The texts that a response carries about an error, once everything has been read.

#[cfg(feature = "alloc")]
use alloc::boxed::Box;

use super::captures::Captures;
use super::digits::Digits;
use super::plan::FieldSlots;
use super::value::Value;

/// The texts of the fields that are read at once, apart from where in the response they were found: a
/// verdict is passed around, so it keeps no more than it has to.
#[derive(Clone)]
pub(super) struct Told<'a> {
    code: Text<'a>,
    message: Text<'a>,
    request_id: Text<'a>,
    #[cfg_attr(not(feature = "alloc"), allow(dead_code))]
    documentation_url: Text<'a>,
    parameter: Text<'a>,
    /// The text of the one whole number that needs no memory.
    digits: Digits,
}

#[derive(Clone)]
enum Text<'a> {
    Nothing,
    Borrowed(&'a str),
    #[cfg(feature = "alloc")]
    Owned(Box<str>),
    Digits,
}

impl<'a> Told<'a> {
    pub(super) const NOTHING: Self = Self {
        code: Text::Nothing,
        message: Text::Nothing,
        request_id: Text::Nothing,
        documentation_url: Text::Nothing,
        parameter: Text::Nothing,
        digits: Digits::NONE,
    };

    #[inline(always)]
    pub(super) fn of(captures: &Captures<'a>, slots: &FieldSlots) -> Self {
        Self {
            code: Text::of(captures, slots.code),
            message: Text::of(captures, slots.message),
            request_id: Text::of(captures, slots.request_id),
            documentation_url: Text::of(captures, slots.documentation_url),
            parameter: Text::of(captures, slots.parameter),
            digits: captures.digits(),
        }
    }

    pub(super) fn code(&self) -> Option<&str> {
        self.text(&self.code)
    }

    pub(super) fn message(&self) -> Option<&str> {
        self.text(&self.message)
    }

    pub(super) fn request_id(&self) -> Option<&str> {
        self.text(&self.request_id)
    }

    #[cfg(feature = "alloc")]
    pub(super) fn documentation_url(&self) -> Option<&str> {
        self.text(&self.documentation_url)
    }

    pub(super) fn parameter(&self) -> Option<&str> {
        self.text(&self.parameter)
    }

    #[inline]
    fn text<'t>(&'t self, text: &'t Text<'_>) -> Option<&'t str> {
        match text {
            Text::Nothing => None,
            Text::Borrowed(text) => Some(text),
            #[cfg(feature = "alloc")]
            Text::Owned(text) => Some(text),
            Text::Digits => Some(self.digits.as_str()),
        }
    }

    /// The same texts, borrowing nothing of the response.
    #[cfg(feature = "alloc")]
    pub(super) fn into_owned(self) -> Told<'static> {
        Told {
            code: self.code.into_owned(),
            message: self.message.into_owned(),
            request_id: self.request_id.into_owned(),
            documentation_url: self.documentation_url.into_owned(),
            parameter: self.parameter.into_owned(),
            digits: self.digits,
        }
    }
}

impl<'a> Text<'a> {
    /// The text in the first of these slots that has one.
    #[inline(always)]
    fn of(captures: &Captures<'a>, slots: u32) -> Self {
        match captures.text_value(slots) {
            None => Self::Nothing,
            Some(Value::Text(text)) => Self::Borrowed(text),
            Some(Value::Digits) => Self::Digits,
            #[cfg(feature = "alloc")]
            Some(other) => captures.copy_text(other).map_or(Self::Nothing, Self::Owned),
            #[cfg(not(feature = "alloc"))]
            Some(_) => Self::Nothing,
        }
    }

    #[cfg(feature = "alloc")]
    fn into_owned(self) -> Text<'static> {
        match self {
            Self::Nothing => Text::Nothing,
            Self::Borrowed(text) => Text::Owned(text.into()),
            Self::Owned(text) => Text::Owned(text),
            Self::Digits => Text::Digits,
        }
    }
}
