//! What all vendors' code enums have in common.

use core::fmt;
use core::hash::Hash;
use core::str::FromStr;

use super::table::{Entry, Table};

/// A vendor's error codes: implemented by each generated `ErrorCode`.
///
/// ```
/// # #[cfg(feature = "runo")] {
/// use errcat::VendorCode;
///
/// /// How many codes of a vendor are worth another try.
/// fn retryable<C: VendorCode>() -> usize {
///     let retries = C::table().entries.iter().filter_map(|entry| entry.retry);
///     retries.filter(|retry| retry.kind.allows_retry()).count()
/// }
///
/// assert_eq!(retryable::<errcat::runo::ErrorCode>(), 10);
/// # }
/// ```
pub trait VendorCode:
    Copy + Eq + Ord + Hash + fmt::Debug + fmt::Display + FromStr<Err = UnknownCode> + Send + Sync + 'static
{
    /// The vendor's table.
    fn table() -> &'static Table<'static>;

    /// The code at this position of the table's entries.
    fn from_index(index: usize) -> Option<Self>;

    /// The position in the table's entries. It may change with every release.
    fn index(self) -> usize;

    /// The plan of the table's envelope, where it was made at compile time. For generated code.
    #[doc(hidden)]
    fn plan() -> Option<&'static super::plan::Plan<'static>> {
        None
    }

    /// The code with this text, or with this alias.
    fn find(text: &str) -> Option<Self> {
        Self::from_index(Self::table().position(text)?)
    }

    /// All facts of this code.
    fn facts(self) -> &'static Entry<'static> {
        &Self::table().entries[self.index()]
    }
}

/// Reads a code from its text. For generated code.
///
/// # Errors
///
/// The deserializer's, where the text is no known code.
#[cfg(feature = "serde")]
#[doc(hidden)]
pub fn deserialize_code<'de, C: VendorCode, D: serde::Deserializer<'de>>(
    deserializer: D,
) -> Result<C, D::Error> {
    struct Text<C>(core::marker::PhantomData<C>);

    impl<C: VendorCode> serde::de::Visitor<'_> for Text<C> {
        type Value = C;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "an error code of {}", C::table().title)
        }

        fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<C, E> {
            C::find(text).ok_or_else(|| E::invalid_value(serde::de::Unexpected::Str(text), &self))
        }
    }

    deserializer.deserialize_str(Text(core::marker::PhantomData))
}

/// A text that is no code of a vendor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownCode {
    vendor: &'static str,
}

impl UnknownCode {
    /// For generated code: no code of the vendor with this title.
    #[doc(hidden)]
    #[must_use]
    pub const fn of(vendor: &'static str) -> Self {
        Self { vendor }
    }
}

impl fmt::Display for UnknownCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not a known error code of {}", self.vendor)
    }
}

impl core::error::Error for UnknownCode {}

/// A text that is the id of no vendor that is compiled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownVendor {
    known: &'static [&'static str],
}

impl UnknownVendor {
    /// For generated code: none of the vendors with these ids.
    #[doc(hidden)]
    #[must_use]
    pub const fn of(known: &'static [&'static str]) -> Self {
        Self { known }
    }
}

impl fmt::Display for UnknownVendor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not the id of a vendor that is compiled in")?;
        for (index, id) in self.known.iter().enumerate() {
            write!(f, "{}{id}", if index == 0 { ": " } else { ", " })?;
        }
        Ok(())
    }
}

impl core::error::Error for UnknownVendor {}
