//! A code that may be unknown, for the structs of users.

use alloc::boxed::Box;
use core::fmt;

use crate::{VendorCode, mask};

/// A code as it was received: a known one, or its text.
///
/// Reading one never fails because a vendor has a new code, and writing it gives back what was read.
/// With the cargo feature `serde`, it is read from a text or a whole number, and written as a text.
///
/// ```
/// use errcat::{Code, runo::ErrorCode};
///
/// assert_eq!(Code::from("TIMEOUT"), Code::Known(ErrorCode::Timeout));
/// assert_eq!(Code::<ErrorCode>::from("NEW").as_str(), "NEW");
/// ```
///
/// A code that is not known could be anything, so `Debug` and `Display` mask and cut it as those of
/// [`Verdict`](crate::Verdict) do; [`as_str`](Self::as_str) gives all of it.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Code<C> {
    /// A known code.
    Known(C),
    /// The text of one that is not known, or that came as an alias.
    Other(Box<str>),
}

impl<C: VendorCode> Code<C> {
    /// The text as it was received.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Known(code) => code.entry().code,
            Self::Other(text) => text,
        }
    }

    /// The code, if it is known, be it by an alias.
    #[must_use]
    pub fn known(&self) -> Option<C> {
        match self {
            Self::Known(code) => Some(*code),
            Self::Other(text) => C::from_code(text),
        }
    }
}

/// An alias stays as it is, so that nothing is dropped.
impl<C: VendorCode> From<&str> for Code<C> {
    fn from(text: &str) -> Self {
        match C::from_code(text).filter(|code| code.entry().code == text) {
            Some(code) => Self::Known(code),
            None => Self::Other(text.into()),
        }
    }
}

impl<C: VendorCode> fmt::Display for Code<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.known() {
            Some(_) => f.pad(self.as_str()),
            None => f.pad(&mask::unknown_code(self.as_str())),
        }
    }
}

impl<C: fmt::Debug> fmt::Debug for Code<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Known(code) => f.debug_tuple("Known").field(code).finish(),
            Self::Other(text) => f.debug_tuple("Other").field(&mask::unknown_code(text)).finish(),
        }
    }
}

#[cfg(feature = "serde")]
impl<C: VendorCode> serde::Serialize for Code<C> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

#[cfg(feature = "serde")]
impl<'de, C: VendorCode> serde::Deserialize<'de> for Code<C> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let any = AnyCode(core::marker::PhantomData);
        // Formats without types of their own, as binary ones are, do not say what comes.
        match deserializer.is_human_readable() {
            true => deserializer.deserialize_any(any),
            false => deserializer.deserialize_str(any),
        }
    }
}

#[cfg(feature = "serde")]
struct AnyCode<C>(core::marker::PhantomData<C>);

#[cfg(feature = "serde")]
impl<C: VendorCode> serde::de::Visitor<'_> for AnyCode<C> {
    type Value = Code<C>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an error code of {}, known or not", C::table().title)
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Code::from(text))
    }

    fn visit_i64<E: serde::de::Error>(self, number: i64) -> Result<Self::Value, E> {
        Ok(Code::from(alloc::format!("{number}").as_str()))
    }

    fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<Self::Value, E> {
        Ok(Code::from(alloc::format!("{number}").as_str()))
    }

    fn visit_f64<E: serde::de::Error>(self, number: f64) -> Result<Self::Value, E> {
        Ok(Code::from(alloc::format!("{number}").as_str()))
    }
}
