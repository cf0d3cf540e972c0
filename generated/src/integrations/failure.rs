//! Which failure of the transport an error is.

use core::error::Error;
use std::io::{self, ErrorKind};

use crate::Failure;

/// Which failure of the transport an error is, by itself or by what caused it; `None` where it tells of
/// something else, such as a mistake in the request, or nothing is known of its type.
///
/// It knows the errors of [`std::io`], and with the feature `reqwest-middleware` those of reqwest.
///
/// ```
/// use std::io::{Error, ErrorKind};
/// use errcat::{Failure, integrations::failure_of};
///
/// let error = Error::from(ErrorKind::ConnectionRefused);
/// assert_eq!(failure_of(&error), Some(Failure::NotSent));
/// assert_eq!(failure_of(&Error::from(ErrorKind::InvalidInput)), None);
/// ```
#[must_use]
pub fn failure_of(error: &(dyn Error + 'static)) -> Option<Failure> {
    let mut cause = Some(error);
    while let Some(error) = cause {
        #[cfg(feature = "reqwest-middleware")]
        if let Some(error) = error.downcast_ref::<reqwest::Error>() {
            return of_reqwest(error);
        }
        if let Some(failure) = error.downcast_ref::<io::Error>().and_then(of_io) {
            return Some(failure);
        }
        cause = error.source();
    }
    None
}

fn of_io(error: &io::Error) -> Option<Failure> {
    match error.kind() {
        ErrorKind::ConnectionRefused
        | ErrorKind::HostUnreachable
        | ErrorKind::NetworkUnreachable
        | ErrorKind::NetworkDown
        | ErrorKind::AddrNotAvailable => Some(Failure::NotSent),
        ErrorKind::TimedOut => Some(Failure::TimedOut),
        ErrorKind::ConnectionReset
        | ErrorKind::ConnectionAborted
        | ErrorKind::NotConnected
        | ErrorKind::BrokenPipe
        | ErrorKind::UnexpectedEof => Some(Failure::Dropped),
        _ => None,
    }
}

/// An error of reqwest. What is no connection's fault (a wrong URL, too many redirects, JSON of another
/// shape) is no failure of the transport.
#[cfg(feature = "reqwest-middleware")]
pub(super) fn of_reqwest(error: &reqwest::Error) -> Option<Failure> {
    let is_other_json = || error.source().is_some_and(|source| source.is::<serde_json::Error>());
    // Before timeouts, as a connection that took too long to be made is both.
    if error.is_connect() {
        Some(Failure::NotSent)
    } else if error.is_timeout() {
        Some(Failure::TimedOut)
    } else if error.is_request() || error.is_body() || (error.is_decode() && !is_other_json()) {
        Some(Failure::Dropped)
    } else {
        None
    }
}
