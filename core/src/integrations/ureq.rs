//! For ureq: a response with its body, as [`Retries::run_blocking`](super::Retries::run_blocking) takes it.

use std::io::Read as _;

use ::http::Response;
use ::ureq::{Body, Error};

/// A response with its body, of which at most `limit` bytes are read.
///
/// The body of an error (400 and above) that is longer, or breaks off, ends there: then the status and the headers say
/// what it is. ureq gives the response of an error, instead of its status alone, where its
/// [`http_status_as_error`](::ureq::config::ConfigBuilder::http_status_as_error) is false.
///
/// # Errors
///
/// Of a success: where its body breaks off, or is longer than the limit.
pub fn collect(response: Response<Body>, limit: u64) -> Result<Response<Vec<u8>>, Error> {
    let (parts, mut body) = response.into_parts();
    let mut read = Vec::new();
    // One byte more than the limit shows that it is longer.
    let outcome = body.as_reader().take(limit.saturating_add(1)).read_to_end(&mut read);
    let is_longer = u64::try_from(read.len()).is_ok_and(|length| length > limit);
    if parts.status.as_u16() >= 400 {
        if is_longer {
            read.pop();
        }
    } else {
        outcome?;
        if is_longer {
            return Err(Error::BodyExceedsLimit(limit));
        }
    }
    Ok(Response::from_parts(parts, read))
}
