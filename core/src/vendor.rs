//! A vendor as the type of its codes, so that one function handles any of them.

use alloc::vec::Vec;
use core::fmt;
use core::hash::Hash;
use core::str::FromStr;

use crate::classify;
use crate::code::AnyCode;
use crate::stream::Frame;
use crate::table::{Entry, Table};
use crate::verdict::Facts;
use crate::{Failure, OwnedVerdict, Response, UnknownName, Verdict, Verdicts};

/// A vendor's error codes, and by them the vendor: implemented by each generated `ErrorCode`, for code that is
/// generic over vendors.
///
/// ```
/// use errcat::{Category, Response, VendorCode, onto, runo};
///
/// fn category<C: VendorCode>(response: &Response<'_>) -> Option<Category> {
///     C::classify(response).map(|verdict| verdict.category())
/// }
///
/// let body = r#"{"status": "error", "code": "RATE_LIMITED", "error": {"code": "RATE_LIMITED"}}"#;
/// let response = Response::new(429).body(body);
/// assert_eq!(category::<runo::ErrorCode>(&response), Some(Category::RateLimited));
/// assert_eq!(category::<onto::ErrorCode>(&response), Some(Category::QuotaExhausted));
/// ```
pub trait VendorCode:
    Copy + Eq + Ord + Hash + fmt::Debug + fmt::Display + FromStr<Err = UnknownName> + Send + Sync + 'static
{
    /// Every known code, in the order of the table's entries.
    #[must_use]
    fn all() -> &'static [Self];

    /// Everything that is known about the vendor, as data.
    fn table() -> &'static Table<'static>;

    /// The position in the table's entries. It may change with every release.
    fn index(self) -> usize;

    /// The code at this position of the table's entries.
    #[must_use]
    fn from_index(index: usize) -> Option<Self> {
        Self::all().get(index).copied()
    }

    /// The code with this text, or with this alias.
    #[must_use]
    fn from_code(code: &str) -> Option<Self> {
        Self::from_index(Self::table().position(code)?)
    }

    /// All facts of this code.
    #[must_use]
    fn entry(self) -> &'static Entry<'static> {
        &Self::table().entries[self.index()]
    }

    /// Judges a response; `None` where it is not an error. See [`Table::classify`].
    #[must_use]
    fn classify<'a>(response: &Response<'a>) -> Option<Verdict<'a, Self>> {
        classify::first(Self::table(), response)
    }

    /// Judges everything in a response. See [`Table::classify_all`].
    #[must_use]
    fn classify_all<'a>(response: &Response<'a>) -> Vec<Verdict<'a, Self>> {
        classify::up_to(Self::table(), response, classify::LIMIT).kept
    }

    /// Judges everything in a response, and gives up to `limit` errors. See [`Table::classify_up_to`].
    #[must_use]
    fn classify_up_to<'a>(response: &Response<'a>, limit: usize) -> Verdicts<'a, Self> {
        classify::up_to(Self::table(), response, limit)
    }

    /// Judges a frame of a stream, with the status and the headers of the response that it came in. See
    /// [`Table::classify_frame`].
    #[must_use]
    fn classify_frame<'a>(response: &Response<'a>, frame: impl Into<Frame<'a>>) -> Option<Verdict<'a, Self>> {
        classify::first_of_frame(Self::table(), response, frame.into())
    }

    /// Judges a request that got no response.
    #[must_use]
    fn no_response(failure: Failure) -> OwnedVerdict<Self> {
        Verdict::new(Facts::without_response(Self::table(), failure))
    }
}

impl<C: VendorCode> Verdict<'_, C> {
    /// The same verdict, borrowing nothing of the response; it keeps a copy of the body, or
    /// of the one element of a list in it that the verdict is about.
    #[must_use]
    pub fn into_owned(self) -> OwnedVerdict<C> {
        self.into_owned_with(C::table())
    }
}

impl<'a, C> Verdict<'a, C> {
    /// The same verdict with codes of any vendor, for code that takes those of all.
    #[must_use]
    pub fn to_any(&self) -> Verdict<'a, AnyCode<'a>> {
        self.with_any_codes()
    }
}

impl<'a, C: VerdictCode<'a>> Verdict<'a, C> {
    /// The code; `None` where the response has none, or one that is not known:
    /// [`raw_code`](Self::raw_code) says which.
    #[must_use]
    pub fn code(&self) -> Option<C> {
        C::at(self.table(), self.position()?)
    }
}

impl Verdict<'_, AnyCode<'_>> {
    /// The same verdict, borrowing nothing of the response, so that it can be kept, sent or returned. It keeps
    /// a copy of the body, or of the one element of a list in it that it is about.
    ///
    /// The table has to be the one that it was judged by; `None` where it is another.
    ///
    /// ```
    /// use errcat::{AnyCode, AnyVendor, OwnedVerdict, Response};
    ///
    /// fn judge(vendor: AnyVendor, status: u16, body: &[u8]) -> Option<OwnedVerdict<AnyCode<'static>>> {
    ///     vendor.classify(&Response::new(status).body(body))?.into_owned_by(vendor.table())
    /// }
    ///
    /// let vendor: AnyVendor = "runo".parse()?;
    /// assert!(judge(vendor, 503, b"").is_some());
    /// # Ok::<(), errcat::UnknownName>(())
    /// ```
    #[must_use]
    pub fn into_owned_by(self, table: &'static Table<'static>) -> Option<OwnedVerdict<AnyCode<'static>>> {
        core::ptr::eq(self.table(), table).then(|| self.into_owned_with(table))
    }
}

/// The type of the code of a verdict: the `ErrorCode` of a vendor, or [`AnyCode`].
///
/// It is implemented for these, and not for others.
pub trait VerdictCode<'a>: Sized + sealed::Sealed {
    /// The code at this position of a table's entries; the table has to be that of the vendor.
    #[doc(hidden)]
    fn at(table: &'a Table<'a>, position: usize) -> Option<Self>;
}

impl<C: VendorCode> VerdictCode<'_> for C {
    #[inline]
    fn at(_: &Table<'_>, position: usize) -> Option<Self> {
        Self::from_index(position)
    }
}

impl<'a> VerdictCode<'a> for AnyCode<'a> {
    fn at(table: &'a Table<'a>, position: usize) -> Option<Self> {
        Self::at(table, position)
    }
}

mod sealed {
    pub trait Sealed {}

    impl<C: super::VendorCode> Sealed for C {}

    impl Sealed for super::AnyCode<'_> {}
}

/// Reads a code from its text. For generated code.
///
/// # Errors
///
/// The deserializer's, where the text is not a known code.
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
            C::from_code(text).ok_or_else(|| E::invalid_value(serde::de::Unexpected::Str(text), &self))
        }
    }

    deserializer.deserialize_str(Text(core::marker::PhantomData))
}
