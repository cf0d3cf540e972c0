//! Which conditions of a table hold for an error.

use super::captures::Captures;
use super::facts::{Scope, Source};
#[cfg(feature = "json")]
use super::nature;
use super::printed::is_printed;
use super::table::{Condition, Location, Scalar, When};

/// The conditions that hold, as bits by their position in the envelope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Held(u32);

impl Held {
    pub(super) const NONE: Self = Self(0);

    /// Whether what has this condition, or none, holds.
    #[inline]
    pub(super) fn allows(self, when: Option<u8>) -> bool {
        when.is_none_or(|position| self.0.checked_shr(position.into()).is_some_and(|bits| bits & 1 == 1))
    }
}

impl<'a> Source<'_, 'a> {
    /// The conditions that hold for an error.
    #[inline(always)]
    pub(super) fn held(&self, scope: Scope, captures: &Captures<'a>) -> Held {
        if self.table.envelope.conditions.is_empty() { Held::NONE } else { self.tested(scope, captures) }
    }

    #[cold]
    fn tested(&self, scope: Scope, captures: &Captures<'a>) -> Held {
        let conditions = self.table.envelope.conditions.iter().take(u32::BITS as usize);
        let bits =
            conditions.enumerate().map(|(at, when)| u32::from(self.holds(scope, captures, at, when)) << at);
        Held(bits.fold(0, core::ops::BitOr::bitor))
    }

    fn holds(&self, scope: Scope, captures: &Captures<'a>, at: usize, when: &When<'_>) -> bool {
        match when.location {
            // The headers speak of the whole batch, not of an item.
            Location::Header(_) if scope == Scope::Element => false,
            Location::Header(name) => {
                self.response.header_text(name).is_some_and(|text| is_so(text, when.condition))
            }
            #[cfg(feature = "json")]
            Location::Pointer(_) => {
                nature::holds(when.condition, captures, captures.get(self.plan.first_condition + at))
            }
            #[cfg(not(feature = "json"))]
            Location::Pointer(_) => {
                let _ = (captures, at);
                false
            }
        }
    }
}

/// Whether the text of a header is as it should be.
fn is_so(text: &str, condition: Condition<'_>) -> bool {
    match condition {
        Condition::Present => true,
        Condition::Equals(listed) => listed.iter().any(|scalar| is_text_of(text, scalar)),
        Condition::NotEquals(listed) => !listed.iter().any(|scalar| is_text_of(text, scalar)),
    }
}

/// Whether a text is that of a scalar, were it a text, a number or a flag.
fn is_text_of(text: &str, scalar: &Scalar<'_>) -> bool {
    match *scalar {
        Scalar::Text(wanted) => text == wanted,
        Scalar::Bool(wanted) => is_printed(text, wanted),
        Scalar::Integer(wanted) => is_printed(text, wanted),
    }
}
