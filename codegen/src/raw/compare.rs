//! Conditions, to compare them with each other.

use super::{TestValue, When};
use crate::read::Spanned;

/// A condition to compare with others.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Comparable {
    pub(crate) at: ComparablePlace,
    pub(crate) test: ComparableTest,
}

/// A place of a condition; headers are the same whatever the case of their letters.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum ComparablePlace {
    Header(String),
    Pointer(Vec<String>),
}

/// A test of a condition.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum ComparableTest {
    Present,
    Equals(Vec<TestValue>),
    NotEquals(Vec<TestValue>),
}

impl When {
    /// The condition to compare with others, if it has a place.
    pub(crate) fn comparable(&self) -> Option<Comparable> {
        let at = match (&self.header, &self.pointer) {
            (Some(header), _) => ComparablePlace::Header(header.to_ascii_lowercase()),
            (None, Some(pointer)) => ComparablePlace::Pointer(pointer.0.clone()),
            (None, None) => return None,
        };
        let values = |values: &[Spanned<TestValue>]| values.iter().map(|value| value.value.clone()).collect();
        let test = match (&*self.equals, &*self.not_equals) {
            ([], []) => ComparableTest::Present,
            ([], listed) => ComparableTest::NotEquals(values(listed)),
            (listed, _) => ComparableTest::Equals(values(listed)),
        };
        Some(Comparable { at, test })
    }
}
