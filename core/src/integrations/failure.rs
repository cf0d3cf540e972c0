//! Which failure of the transport an error is.

use core::error::Error;
use std::io::{self, ErrorKind};

use crate::Failure;

/// Which failure of the transport an error is, by itself or by what caused it; `None` where it is
/// something else, such as a mistake in the request, or nothing is known of its type.
///
/// It knows the errors of [`std::io`], that of a look-up of a name among them, and with the feature
/// `reqwest-middleware` those of reqwest.
///
/// ```
/// use std::io::{Error, ErrorKind};
/// use errcat::{Failure, integrations::failure_of};
///
/// let error = Error::from(ErrorKind::ConnectionRefused);
/// assert_eq!(failure_of(&error), Some(Failure::NotSent));
/// assert_eq!(failure_of(&Error::from(ErrorKind::InvalidInput)), None);
/// ```
///
/// # Clients with errors of their own
///
/// A client may have errors that no error of `std::io` caused. Those of hyper are such: where a connection
/// breaks before the response is there, its error has no source, and this function gives `None`. Ask the
/// client's own type then, and what is left open here is answered there. For hyper and hyper-util:
///
/// ```ignore
/// fn failure(error: &(dyn Error + 'static)) -> Option<Failure> {
///     let mut causes = std::iter::successors(Some(error), |&error| error.source());
///     causes.find_map(|error| {
///         // Before what caused it: without a connection nothing was sent.
///         let client = error.downcast_ref::<hyper_util::client::legacy::Error>();
///         if client.is_some_and(|error| error.is_connect()) {
///             return Some(Failure::NotSent);
///         }
///         let error = error.downcast_ref::<hyper::Error>()?;
///         let is_dropped = error.is_incomplete_message() || error.is_canceled() || error.is_closed();
///         is_dropped.then_some(Failure::Dropped)
///     })
///     .or_else(|| failure_of(error))
/// }
/// ```
///
/// Where it is not certain that nothing was sent, say [`Failure::Dropped`]: then a request that must not
/// take effect twice is not sent again.
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
        _ => is_failed_lookup(error).then_some(Failure::NotSent),
    }
}

/// How the standard library starts the text of the error of a look-up of a name, where the system has
/// functions of its own to say why it failed (`gai_strerror`).
const LOOKUP: &str = "failed to lookup address information: ";

/// Whether a name was not found, or could not be looked up. The error's kind has no name that could be
/// asked for, and others have it too, so that the standard library's own text decides.
fn is_failed_lookup(error: &io::Error) -> bool {
    match error.raw_os_error() {
        // Windows has numbers for it: not found, try again, no recovery, no address.
        Some(number) => cfg!(windows) && matches!(number, 11_001..=11_004),
        None => error
            .get_ref()
            .is_some_and(|text| text.source().is_none() && text.to_string().starts_with(LOOKUP)),
    }
}

/// An error of reqwest. What is not the connection's fault (a wrong URL, too many redirects, JSON of another
/// shape) is not a failure of the transport.
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
