//! One value of a response, as far as facts are made of it.

use crate::json::number::Number;
use crate::short_text::same;
use crate::table::Scalar;

/// A value at a place of a response. What has parts is not kept, only that it is there.
///
/// There is nothing to drop in it, as most places of a response stay empty.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Value<'a> {
    /// Nothing is there.
    Absent,
    /// `null`, or a list without elements, which some servers write instead.
    Null,
    Bool(bool),
    Number(Number),
    Text(&'a str),
    /// The index of a text that does not stand in the response as it is, in the list of those.
    Owned(usize),
    /// A list or an object.
    Parts,
}

impl Value<'_> {
    /// Whether something other than `null` or an empty list is there.
    pub(crate) const fn is_present(&self) -> bool {
        !matches!(self, Self::Absent | Self::Null)
    }

    /// Whether it is this very scalar; `text` is the value's own, if it is one.
    #[inline]
    pub(crate) fn equals(&self, text: Option<&str>, scalar: &Scalar<'_>) -> bool {
        match *scalar {
            Scalar::Bool(flag) => matches!(self, Self::Bool(found) if *found == flag),
            Scalar::Text(wanted) => text.is_some_and(|text| same(text, wanted)),
            Scalar::Integer(number) => match *self {
                Self::Number(Number::Negative(found)) => found == number,
                Self::Number(Number::Natural(found)) => i64::try_from(found) == Ok(number),
                _ => false,
            },
        }
    }

    /// Whether it is of the kind of this scalar: a flag, a text or a number.
    pub(crate) const fn is_like(&self, scalar: &Scalar<'_>) -> bool {
        match scalar {
            Scalar::Bool(_) => matches!(self, Self::Bool(_)),
            Scalar::Text(_) => matches!(self, Self::Text(_) | Self::Owned(_)),
            Scalar::Integer(_) => matches!(self, Self::Number(_)),
        }
    }
}
