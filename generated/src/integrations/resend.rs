//! Whether a request may go out again that may have taken effect.

/// Whether a request may be sent again where it may have taken effect already.
///
/// The integrations that know the method of a request go by it: the methods that HTTP calls idempotent
/// are [`Always`](Self::Always), `POST` and the others are [`WithoutEffect`](Self::WithoutEffect).
/// What holds for all requests of a client is told to [`Retries::resend`](super::Retries::resend), and
/// what holds for one request by putting the value into the request's extensions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Resend {
    /// Whenever the vendor's schedule says so: it does no harm if the request takes effect twice.
    Always,
    /// Only where it certainly did not take effect, such as after a rate limit or where it was never sent.
    WithoutEffect,
}

#[cfg(feature = "http")]
impl Resend {
    /// What holds for a method by HTTP's own rules.
    ///
    /// ```
    /// use errcat::integrations::Resend;
    ///
    /// assert_eq!(Resend::by_method(&http::Method::PUT), Resend::Always);
    /// assert_eq!(Resend::by_method(&http::Method::POST), Resend::WithoutEffect);
    /// ```
    #[must_use]
    pub fn by_method(method: &::http::Method) -> Self {
        if method.is_idempotent() { Self::Always } else { Self::WithoutEffect }
    }
}
