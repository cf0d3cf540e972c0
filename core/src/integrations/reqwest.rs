//! For reqwest: a response with its body, as [`Retries::run`](super::Retries::run) takes it.

use core::error::Error;
use core::fmt;
use core::mem;
use core::time::Duration;

use ::bytes::Bytes;
use ::http::Response;
use tokio::time::timeout;

/// How long the body of an error is read, as the caller waits for it: it is short, and comes at once.
pub(super) const ERROR_TIME: Duration = Duration::from_secs(10);

/// A response with its body, of which at most `limit` bytes are read.
///
/// The body of an error (400 and above) that is longer, comes too slowly (ten seconds), or breaks off, ends there: then
/// the status and the headers say what it is.
///
/// # Errors
///
/// Of a success: where its body breaks off, or is longer than the limit.
pub async fn collect(mut response: ::reqwest::Response, limit: usize) -> Result<Response<Bytes>, BodyError> {
    let mut read = Vec::new();
    if response.status().as_u16() >= 400 {
        // What was read so far is kept, so that it does no harm if the time ends it half-way.
        let _ = timeout(ERROR_TIME, read_to_end(&mut response, &mut read, limit)).await;
        read.truncate(limit);
    } else {
        read_to_end(&mut response, &mut read, limit).await?;
    }
    let mut whole = Response::new(Bytes::from(read));
    *whole.status_mut() = response.status();
    *whole.version_mut() = response.version();
    *whole.headers_mut() = mem::take(response.headers_mut());
    *whole.extensions_mut() = mem::take(response.extensions_mut());
    Ok(whole)
}

async fn read_to_end(
    source: &mut ::reqwest::Response,
    read: &mut Vec<u8>,
    limit: usize,
) -> Result<(), BodyError> {
    while let Some(chunk) = source.chunk().await? {
        read.extend_from_slice(&chunk);
        if read.len() > limit {
            return Err(BodyError::TooLong { limit });
        }
    }
    Ok(())
}

/// Why a response could not be had with its body.
#[derive(Debug)]
#[non_exhaustive]
pub enum BodyError {
    /// reqwest's own error, without its URL, which may hold a key.
    Reqwest(::reqwest::Error),
    /// The body of a success is longer than the limit.
    #[non_exhaustive]
    TooLong {
        /// The limit, in bytes.
        limit: usize,
    },
}

impl From<::reqwest::Error> for BodyError {
    fn from(error: ::reqwest::Error) -> Self {
        Self::Reqwest(error.without_url())
    }
}

impl fmt::Display for BodyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Reqwest(error) => error.fmt(f),
            Self::TooLong { limit } => write!(f, "the body of the response is longer than {limit} bytes"),
        }
    }
}

impl Error for BodyError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Reqwest(error) => Some(error),
            Self::TooLong { .. } => None,
        }
    }
}
