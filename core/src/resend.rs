//! Whether a request may be sent again that may have taken effect.

use crate::{Basis, Verdict};

/// Whether a request may be sent again where it may have taken effect already.
///
/// The integrations that know the method of a request go by it: the methods that HTTP calls idempotent
/// are [`Always`](Self::Always), `POST` and the others are [`AsDocumented`](Self::AsDocumented). What holds for all
/// requests of a client is given to `Retries::resend`, and what holds for one request is put into its extensions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Resend {
    /// Whenever the vendor's schedule says so: it does no harm if the request takes effect twice.
    Always,
    /// Where the vendor itself says that a retry is worth it: on its page, be it for this code, this status
    /// or requests without an answer, or in the response; or where the caller says so instead, by
    /// [`Overrides`](crate::Overrides). Where only errcat's own rules for statuses and
    /// broken connections say so, as [`WithoutEffect`](Self::WithoutEffect).
    AsDocumented,
    /// Only where it certainly did not take effect, such as after a rate limit or where it was never sent.
    WithoutEffect,
}

impl Resend {
    /// Whether a request with this verdict may be sent again, even if that means that it takes effect twice.
    pub(crate) fn allows<C>(self, verdict: &Verdict<'_, C>) -> bool {
        let is_documented = || {
            let is_told = matches!(verdict.retry_basis(), Basis::Override | Basis::WireFlag);
            is_told || verdict.retry_rule().is_some()
        };
        match self {
            Self::Always => true,
            Self::AsDocumented => is_documented() || !verdict.may_have_taken_effect(),
            Self::WithoutEffect => !verdict.may_have_taken_effect(),
        }
    }
}

#[cfg(feature = "http")]
impl Resend {
    /// What holds for a method by HTTP's own rules.
    ///
    /// ```
    /// use errcat::Resend;
    ///
    /// assert_eq!(Resend::by_method(&http::Method::PUT), Resend::Always);
    /// assert_eq!(Resend::by_method(&http::Method::POST), Resend::AsDocumented);
    /// ```
    #[must_use]
    pub fn by_method(method: &::http::Method) -> Self {
        if method.is_idempotent() { Self::Always } else { Self::AsDocumented }
    }
}
