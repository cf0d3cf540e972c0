//! A vendor as a type, so that one function handles any of them.

#[cfg(feature = "alloc")]
use alloc::vec::Vec;

use super::code::VendorCode;
use super::failure::Failure;
use super::response::Response;
use super::table::Table;
use super::verdict::Verdict;

/// A vendor as a type: implemented by each generated module, for code that is generic over vendors.
///
/// ```
/// # #[cfg(all(feature = "onto", feature = "runo"))] {
/// use errcat::{Category, Response, Vendor, onto::Onto, runo::Runo};
///
/// fn category<V: Vendor>(response: &Response<'_>) -> Option<Category> {
///     V::classify(response).map(|verdict| verdict.category())
/// }
///
/// let body = r#"{"status": "error", "code": "RATE_LIMITED", "error": {"code": "RATE_LIMITED"}}"#;
/// let response = Response::new(429).body(body);
/// assert_eq!(category::<Runo>(&response), Some(Category::RateLimited));
/// assert_eq!(category::<Onto>(&response), Some(Category::QuotaExhausted));
/// # }
/// ```
pub trait Vendor {
    /// The vendor's error codes.
    type Code: VendorCode;

    /// Everything that is known about the vendor.
    #[must_use]
    fn table() -> &'static Table<'static> {
        Self::Code::table()
    }

    /// Judges a response; `None` where it is no error. See [`Table::classify`].
    #[must_use]
    fn classify<'a>(response: &Response<'a>) -> Option<Verdict<'a, Self::Code>> {
        let table = Self::table();
        let judgement = match Self::Code::plan() {
            Some(plan) => table.classify_by(plan, response),
            None => table.classify(response),
        };
        judgement.map(Verdict::new)
    }

    /// Judges everything in a response. See [`Table::classify_all`].
    #[cfg(feature = "alloc")]
    #[must_use]
    fn classify_all<'a>(response: &Response<'a>) -> Vec<Verdict<'a, Self::Code>> {
        let table = Self::table();
        let judgements = match Self::Code::plan() {
            Some(plan) => table.classify_all_by(plan, response),
            None => table.classify_all(response),
        };
        judgements.into_iter().map(Verdict::new).collect()
    }

    /// Judges a request that got no response.
    #[must_use]
    fn no_response(failure: Failure) -> Verdict<'static, Self::Code> {
        Verdict::new(Self::table().classify_failure(failure))
    }
}
