//! One value of a response, as far as facts are made of it.

#[cfg(feature = "json")]
use alloc::boxed::Box;

use super::table::Encoding;
#[cfg(feature = "json")]
use super::table::Scalar;
#[cfg(feature = "json")]
use super::text::Digits;
use super::text::Text;
#[cfg(feature = "json")]
use super::wait::Amount;
use super::wait::Wait;

/// A value at a place of a response. What has parts is not kept, only that it is there.
#[derive(Clone, Debug, Default)]
#[cfg_attr(not(feature = "json"), allow(dead_code))]
pub(super) enum Value<'a> {
    /// Nothing is there.
    #[default]
    Absent,
    Null,
    Bool(bool),
    Negative(i64),
    Natural(u64),
    Float(f64),
    Text(&'a str),
    /// A text that had escapes.
    #[cfg(feature = "json")]
    Unescaped(Box<str>),
    /// A list or an object.
    Parts,
}

impl<'a> Value<'a> {
    /// A header's value.
    pub(super) fn header(text: Option<&'a str>) -> Self {
        text.map_or(Self::Absent, Self::Text)
    }

    /// The text, or the number as text; `None` for all else and for an empty text.
    pub(super) fn into_text(self) -> Option<Text<'a>> {
        match self {
            Self::Text(text) => (!text.is_empty()).then_some(Text::Borrowed(text)),
            #[cfg(feature = "json")]
            Self::Unescaped(text) => (!text.is_empty()).then_some(Text::Owned(text)),
            #[cfg(feature = "json")]
            Self::Negative(number) => Digits::of(number).map(Text::Number),
            #[cfg(feature = "json")]
            Self::Natural(number) => Digits::of(number).map(Text::Number),
            #[cfg(feature = "json")]
            Self::Float(number) => {
                // As serde_json prints it, so that one number has one text everywhere.
                Digits::of(serde_json::Number::from_f64(number)?).map(Text::Number)
            }
            _ => None,
        }
    }

    /// A flag: `true`, `false`, or one of these as text.
    pub(super) fn flag(&self) -> Option<bool> {
        match self.as_str() {
            Some(text) if text.eq_ignore_ascii_case("true") => Some(true),
            Some(text) if text.eq_ignore_ascii_case("false") => Some(false),
            Some(_) => None,
            None => match *self {
                Self::Bool(flag) => Some(flag),
                _ => None,
            },
        }
    }

    /// An HTTP status, as a number or as text.
    pub(super) fn status(&self) -> Option<u16> {
        let status = match self.as_str() {
            Some(text) => text.parse().ok()?,
            None => match *self {
                Self::Natural(number) => u16::try_from(number).ok()?,
                _ => return None,
            },
        };
        (100..=999).contains(&status).then_some(status)
    }

    /// How long to wait, written like this.
    pub(super) fn wait(&self, encoding: Encoding) -> Option<Wait> {
        if let Some(text) = self.as_str() {
            return Wait::parse(text, encoding);
        }
        #[cfg(feature = "json")]
        match *self {
            Self::Natural(number) => return Amount::integer(number).wait(encoding),
            Self::Float(number) => return Amount::float(number)?.wait(encoding),
            _ => {}
        }
        None
    }

    pub(super) fn as_str(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            #[cfg(feature = "json")]
            Self::Unescaped(text) => Some(text),
            _ => None,
        }
    }
}

#[cfg(feature = "json")]
impl Value<'_> {
    /// Whether something other than `null` is there.
    pub(super) const fn is_present(&self) -> bool {
        !matches!(self, Self::Absent | Self::Null)
    }

    /// Whether it is this very scalar.
    pub(super) fn equals(&self, scalar: &Scalar<'_>) -> bool {
        match *scalar {
            Scalar::Bool(flag) => matches!(self, Self::Bool(found) if *found == flag),
            Scalar::Text(text) => self.as_str() == Some(text),
            Scalar::Integer(number) => match *self {
                Self::Negative(found) => found == number,
                Self::Natural(found) => i64::try_from(found) == Ok(number),
                _ => false,
            },
        }
    }

    /// Whether it is of the kind of this scalar: a flag, a text or a number.
    pub(super) const fn is_like(&self, scalar: &Scalar<'_>) -> bool {
        match scalar {
            Scalar::Bool(_) => matches!(self, Self::Bool(_)),
            Scalar::Text(_) => matches!(self, Self::Text(_) | Self::Unescaped(_)),
            Scalar::Integer(_) => {
                matches!(self, Self::Negative(_) | Self::Natural(_) | Self::Float(_))
            }
        }
    }
}
