//! A judgement that knows its vendor at compile time.

use core::fmt;
use core::marker::PhantomData;
use core::ops::Deref;

use super::code::VendorCode;
use super::judgement::Judgement;
use super::table::Entry;

/// The answer about one received error of a vendor whose codes are `C`: what it is, and what to do now.
///
/// It can be used as the [`Judgement`] that it is.
///
/// ```
/// # #[cfg(feature = "onto")] {
/// use errcat::{Category, Response, Vendor, onto::{ErrorCode, Onto}};
///
/// let body = r#"{"status": "error", "code": "RATE_LIMITED", "message": "Monthly quota exceeded"}"#;
/// let verdict = Onto::classify(&Response::new(429).body(body)).expect("an error");
/// assert_eq!(verdict.code(), Some(ErrorCode::RateLimited));
/// assert_eq!(verdict.category(), Category::QuotaExhausted);
/// assert_eq!(verdict.message(), Some("Monthly quota exceeded"));
/// # }
/// ```
pub struct Verdict<'a, C> {
    judgement: Judgement<'a>,
    codes: PhantomData<fn() -> C>,
}

/// A verdict that borrows nothing of the response, so that it can be kept, sent or returned.
pub type OwnedVerdict<C> = Verdict<'static, C>;

impl<'a, C: VendorCode> Verdict<'a, C> {
    pub(super) const fn new(judgement: Judgement<'a>) -> Self {
        Self { judgement, codes: PhantomData }
    }

    /// The code; `None` where the response has none, or one that is not known:
    /// [`raw_code`](Judgement::raw_code) tells which.
    #[must_use]
    pub fn code(&self) -> Option<C> {
        C::from_index(self.judgement.position()?)
    }

    /// The entry of the code, where the code is known.
    #[must_use]
    pub fn entry(&self) -> Option<&'static Entry<'static>> {
        C::table().entries.get(self.judgement.position()?)
    }

    /// The judgement, without the vendor's type.
    #[must_use]
    pub fn into_judgement(self) -> Judgement<'a> {
        self.judgement
    }

    /// The same verdict, borrowing nothing of the response; it keeps a copy of the body, or
    /// of the one element of a list in it that the verdict is about.
    #[cfg(feature = "alloc")]
    #[must_use]
    pub fn into_owned(self) -> OwnedVerdict<C> {
        Verdict::new(self.judgement.into_owned_with(C::table()))
    }
}

impl<'a, C> Deref for Verdict<'a, C> {
    type Target = Judgement<'a>;

    fn deref(&self) -> &Judgement<'a> {
        &self.judgement
    }
}

impl<C> Clone for Verdict<'_, C> {
    fn clone(&self) -> Self {
        Self { judgement: self.judgement.clone(), codes: PhantomData }
    }
}

impl<C> fmt::Debug for Verdict<'_, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.judgement, f)
    }
}

impl<C> fmt::Display for Verdict<'_, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.judgement, f)
    }
}

impl<C> core::error::Error for Verdict<'_, C> {}
