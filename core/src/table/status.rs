//! HTTP statuses, and what a page says of the status of a code.

use core::fmt;

use super::declare::emit_enum;

/// What a page says about the HTTP status of a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Http<'a> {
    /// Nothing.
    Unstated,
    /// That there is none, such as for a marker within a list.
    NotApplicable,
    /// These, in the page's order.
    Statuses(&'a [StatusPattern]),
}

impl<'a> Http<'a> {
    /// The statuses; none where the page says nothing or that there is none.
    #[must_use]
    pub const fn statuses(&self) -> &'a [StatusPattern] {
        match self {
            Self::Unstated | Self::NotApplicable => &[],
            Self::Statuses(patterns) => patterns,
        }
    }

    /// Whether a code may come with this status. `true` where the page says nothing.
    #[must_use]
    pub fn allows(&self, status: u16) -> bool {
        match self {
            Self::Unstated | Self::NotApplicable => true,
            Self::Statuses(patterns) => patterns.iter().any(|pattern| pattern.contains(status)),
        }
    }

    /// The status, where the page documents a single one.
    #[must_use]
    pub const fn only(&self) -> Option<u16> {
        match self {
            Self::Statuses([only]) if only.width() == 1 => Some(only.first()),
            _ => None,
        }
    }
}

/// An HTTP status, or a class of them such as `5xx` or `52x`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct StatusPattern {
    first: u16,
    last: u16,
}

/// Just this status.
impl From<u16> for StatusPattern {
    fn from(status: u16) -> Self {
        Self::exact(status)
    }
}

impl StatusPattern {
    /// Just this status.
    #[must_use]
    pub const fn exact(status: u16) -> Self {
        Self { first: status, last: status }
    }

    /// Every status from `first` to `last`, both included.
    #[must_use]
    pub const fn range(first: u16, last: u16) -> Self {
        Self { first, last }
    }

    /// The lowest status.
    #[must_use]
    pub const fn first(self) -> u16 {
        self.first
    }

    /// The highest status.
    #[must_use]
    pub const fn last(self) -> u16 {
        self.last
    }

    /// How many statuses it stands for.
    #[must_use]
    pub const fn width(self) -> u16 {
        self.last - self.first + 1
    }

    /// Whether it stands for this status.
    #[must_use]
    pub const fn contains(self, status: u16) -> bool {
        self.first <= status && status <= self.last
    }

    /// Whether the two have a status in common.
    #[must_use]
    pub const fn overlaps(self, other: Self) -> bool {
        self.first <= other.last && other.first <= self.last
    }
}

impl fmt::Display for StatusPattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.width() {
            1 => write!(f, "{}", self.first),
            10 => write!(f, "{}x", self.first / 10),
            100 => write!(f, "{}xx", self.first / 100),
            _ => write!(f, "{}-{}", self.first, self.last),
        }
    }
}

/// `null`, `"none"` or a list of texts.
#[cfg(feature = "serde")]
impl serde::Serialize for Http<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Unstated => serializer.serialize_none(),
            Self::NotApplicable => serializer.serialize_str("none"),
            Self::Statuses(patterns) => patterns.serialize(serializer),
        }
    }
}

/// As it is displayed.
#[cfg(feature = "serde")]
impl serde::Serialize for StatusPattern {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

emit_enum! { Http without Unstated: NotApplicable, Statuses(patterns) }

#[cfg(feature = "codegen")]
impl crate::emit::Emit for StatusPattern {
    fn emit(&self, to: &mut dyn crate::emit::Emitter) {
        match self.width() {
            1 => to.call("StatusPattern", "exact", &[&self.first], &[]),
            _ => to.call("StatusPattern", "range", &[&self.first, &self.last], &[]),
        }
    }

    fn given(&self) -> Option<&dyn crate::emit::Emit> {
        Some(self)
    }
}
