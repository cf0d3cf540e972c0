//! One value of a response, as far as facts are made of it.

#[cfg(feature = "json")]
#[cfg(feature = "json")]
use super::table::Scalar;
#[cfg(feature = "json")]
use super::words::same;

/// A value at a place of a response. What has parts is not kept, only that it is there.
///
/// There is nothing to drop in it, as most places of a response stay empty.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(not(feature = "json"), allow(dead_code))]
pub(super) enum Value<'a> {
    /// Nothing is there.
    Absent,
    /// `null`, or a list without elements, which some servers write instead.
    Null,
    Bool(bool),
    Negative(i64),
    Natural(u64),
    Float(f64),
    Text(&'a str),
    /// The index of a text that does not stand in the response as it is, in the list of those.
    #[cfg(feature = "alloc")]
    Owned(usize),
    /// A list or an object.
    Parts,
}

#[cfg(feature = "json")]
impl Value<'_> {
    /// The value of a number as JSON writes it; `None` where it is beyond all numbers.
    pub(super) fn number(text: &str) -> Option<Self> {
        if let Ok(number) = text.parse() {
            return Some(Self::Natural(number));
        }
        match text.parse() {
            // `-0` is no whole number: those have no such zero.
            Ok(number @ ..0) => Some(Self::Negative(number)),
            _ => serde_json::from_str(text).ok().map(Self::Float),
        }
    }

    /// Whether something other than `null` or an empty list is there.
    pub(super) const fn is_present(&self) -> bool {
        !matches!(self, Self::Absent | Self::Null)
    }

    /// Whether it is this very scalar; `text` is the value's own, if it is one.
    #[inline]
    pub(super) fn equals(&self, text: Option<&str>, scalar: &Scalar<'_>) -> bool {
        match *scalar {
            Scalar::Bool(flag) => matches!(self, Self::Bool(found) if *found == flag),
            Scalar::Text(wanted) => text.is_some_and(|text| same(text, wanted)),
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
            Scalar::Text(_) => matches!(self, Self::Text(_) | Self::Owned(_)),
            Scalar::Integer(_) => {
                matches!(self, Self::Negative(_) | Self::Natural(_) | Self::Float(_))
            }
        }
    }
}
