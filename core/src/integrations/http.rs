//! Responses and headers of the crate `http`.

use ::http::header::{HeaderMap, HeaderValue};
use ::http::response;

use crate::{Headers, Response};

impl Headers for HeaderMap<HeaderValue> {
    fn get(&self, name: &str) -> Option<&[u8]> {
        HeaderMap::get(self, name).map(HeaderValue::as_bytes)
    }
}

impl<'a> Response<'a> {
    /// The response that these parts and this body are of.
    ///
    /// ```
    /// # fn run() -> Result<(), http::Error> {
    /// use errcat::{Category, Response, stripe};
    ///
    /// let (parts, ()) = http::Response::builder().status(429).body(())?.into_parts();
    /// let body = br#"{"error": {"type": "invalid_request_error", "code": "lock_timeout"}}"#;
    /// let verdict = stripe::classify(&Response::from_parts(&parts, body)).expect("an error");
    /// assert_eq!(verdict.category(), Category::Conflict);
    /// # Ok(())
    /// # }
    /// # run().unwrap();
    /// ```
    #[must_use]
    pub fn from_parts(parts: &'a response::Parts, body: &'a (impl AsRef<[u8]> + ?Sized)) -> Self {
        Self::new(parts.status.as_u16()).headers(&parts.headers).body(body)
    }
}

/// A response with a body that is there as a whole.
///
/// ```
/// # fn run() -> Result<(), http::Error> {
/// use errcat::{Response, Retry, openai};
///
/// let body = r#"{"error": {"type": "requests", "code": "rate_limit_exceeded"}}"#;
/// let response = http::Response::builder().status(429).header("Retry-After", "7").body(body)?;
/// let verdict = openai::classify(&Response::from(&response)).expect("an error");
/// assert_eq!(verdict.retry(), Retry::AfterWait);
/// # Ok(())
/// # }
/// # run().unwrap();
/// ```
impl<'a, B: AsRef<[u8]>> From<&'a ::http::Response<B>> for Response<'a> {
    fn from(response: &'a ::http::Response<B>) -> Self {
        Self::new(response.status().as_u16()).headers(response.headers()).body(response.body())
    }
}
