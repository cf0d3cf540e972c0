//! What a client's own response is to errcat.

use crate::Response;

/// A response of a client whose body is there as a whole, for [`Retries::run`](super::Retries::run): implemented for
/// pairs of a status and a body, and with the feature `http` for `http::Response`. Implement it for a type of your own.
///
/// ```
/// use errcat::{Response, integrations::AsResponse};
///
/// struct Page {
///     status: u16,
///     text: String,
/// }
///
/// impl AsResponse for Page {
///     fn as_response(&self) -> Response<'_> {
///         Response::new(self.status).body(&self.text)
///     }
/// }
/// ```
pub trait AsResponse {
    /// The response, as much of it as is known.
    fn as_response(&self) -> Response<'_>;
}

impl<B: AsRef<[u8]>> AsResponse for (u16, B) {
    fn as_response(&self) -> Response<'_> {
        Response::new(self.0).body(&self.1)
    }
}

#[cfg(feature = "http")]
impl<B: AsRef<[u8]>> AsResponse for ::http::Response<B> {
    fn as_response(&self) -> Response<'_> {
        Response::from(self)
    }
}
