//! Conditions, to compare them with each other.

use errcat_core::table::StatusPattern;

use super::{PlaceOf, TestValue, Tested, Tests, When};
use crate::read::Spanned;

/// A condition to compare with others: all of it holds.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Comparable {
    status: Vec<StatusPattern>,
    /// The test of its place, if it has one.
    pub(crate) check: Option<(ComparablePlace, ComparableTest)>,
    all: Vec<Comparable>,
    any: Vec<Comparable>,
}

/// A place to compare with others; headers are the same whatever the case of their letters.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct ComparablePlace {
    header: Option<String>,
    pointer: Option<Vec<String>>,
    /// Which part of what is found there is meant.
    part: ComparablePart,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct ComparablePart {
    filters: Vec<(String, Vec<TestValue>)>,
    json: Option<Vec<String>>,
    after: Vec<String>,
    after_last: Option<String>,
    before: Option<String>,
}

/// A test of a condition.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum ComparableTest {
    Present,
    Absent,
    Equals(Vec<TestValue>),
    NotEquals(Vec<TestValue>),
    /// The texts are in lower case.
    Contains(Vec<String>),
    StartsWith(Vec<String>),
    EndsWith(Vec<String>),
    /// The numbers as texts, as they are only equal or not.
    Above(String),
    Below(String),
}

impl Comparable {
    /// The test, where the condition is nothing but one.
    pub(crate) fn only_check(&self) -> Option<&(ComparablePlace, ComparableTest)> {
        let is_alone = self.status.is_empty() && self.all.is_empty() && self.any.is_empty();
        self.check.as_ref().filter(|_| is_alone)
    }
}

impl When {
    /// The condition to compare with others.
    pub(crate) fn comparable(&self) -> Comparable {
        let inner =
            |conditions: &[Spanned<Self>]| conditions.iter().map(|inner| inner.comparable()).collect();
        let place = self.place().comparable();
        Comparable {
            status: self.statuses().iter().map(|status| status.value).collect(),
            check: place.map(|place| (place, self.tests().comparable())),
            all: inner(&self.all),
            any: inner(&self.any),
        }
    }
}

impl PlaceOf<'_> {
    /// The place to compare with others, if there is one.
    pub(crate) fn comparable(&self) -> Option<ComparablePlace> {
        let header = self.header.map(|header| header.to_ascii_lowercase());
        let pointer = self.pointer.filter(|_| header.is_none()).map(|pointer| pointer.0.clone());
        let part = self.part;
        let values = |values: &[Spanned<TestValue>]| values.iter().map(|value| value.value.clone()).collect();
        (header.is_some() || pointer.is_some()).then(|| ComparablePlace {
            header,
            pointer,
            part: ComparablePart {
                filters: part.filters.iter().map(|(name, of)| (name.value.clone(), values(of))).collect(),
                json: part.json.as_ref().map(|json| json.0.clone()),
                after: part.after.iter().map(|marker| marker.to_ascii_lowercase()).collect(),
                after_last: part.after_last.as_ref().map(|marker| marker.to_ascii_lowercase()),
                before: part.before.as_ref().map(|marker| marker.to_ascii_lowercase()),
            },
        })
    }
}

impl Tests<'_> {
    /// The test that is given.
    fn comparable(&self) -> ComparableTest {
        let values = |values: &[Spanned<TestValue>]| values.iter().map(|value| value.value.clone()).collect();
        let texts = |texts: &[Spanned<String>]| texts.iter().map(|text| text.to_ascii_lowercase()).collect();
        match self {
            Self { equals, .. } if !equals.is_empty() => ComparableTest::Equals(values(equals)),
            Self { not_equals, .. } if !not_equals.is_empty() => {
                ComparableTest::NotEquals(values(not_equals))
            }
            Self { contains, .. } if !contains.is_empty() => ComparableTest::Contains(texts(contains)),
            Self { starts_with, .. } if !starts_with.is_empty() => {
                ComparableTest::StartsWith(texts(starts_with))
            }
            Self { ends_with, .. } if !ends_with.is_empty() => ComparableTest::EndsWith(texts(ends_with)),
            Self { above: Some(number), .. } => ComparableTest::Above(number.value.to_string()),
            Self { below: Some(number), .. } => ComparableTest::Below(number.value.to_string()),
            Self { absent: Some(_), .. } => ComparableTest::Absent,
            _ => ComparableTest::Present,
        }
    }
}
