//! Which failure of the transport an error is.

use core::error::Error;
use std::io::{self, ErrorKind};

use crate::Failure;

/// Which failure of the transport an error is, by itself or by what caused it; `None` where it is
/// something else, such as a mistake in the request, or nothing is known of its type.
///
/// It knows the errors of [`std::io`], that of a look-up of a name among them, and with the features of their names those
/// of reqwest, ureq and hyper. Where a connection was not made (the name is not known, it was refused, its TLS was not
/// agreed upon), that is [`Failure::NotSent`]: then the request certainly has not taken effect. ureq does not say whether the
/// answer to a handshake was no TLS at all or a later one was: that is [`Failure::Dropped`].
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
/// A client may have errors that no error of `std::io` caused, for which this function gives `None`. Ask the client's own
/// type then, and what is left open is answered here:
///
/// ```
/// # use std::error::Error;
/// # use errcat::{Failure, integrations::failure_of};
/// # #[derive(Debug)]
/// # struct PoolTimeout;
/// # impl std::fmt::Display for PoolTimeout {
/// #     fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str("") }
/// # }
/// # impl Error for PoolTimeout {}
/// fn failure(error: &(dyn Error + 'static)) -> Option<Failure> {
///     // No connection became free, so that nothing was sent.
///     if error.is::<PoolTimeout>() { Some(Failure::NotSent) } else { failure_of(error) }
/// }
/// ```
///
/// Where it is not certain that nothing was sent, say [`Failure::Dropped`]: then a request that must not
/// take effect twice is not sent again.
#[must_use]
pub fn failure_of(error: &(dyn Error + 'static)) -> Option<Failure> {
    causes(error).find_map(|error| of_client(error)?)
}

/// The status in an error of a client that made an error of it, without the response.
pub(super) fn status_of(error: &(dyn Error + 'static)) -> Option<u16> {
    causes(error).find_map(|error| {
        #[cfg(feature = "reqwest")]
        if let Some(error) = error.downcast_ref::<::reqwest::Error>() {
            return error.status().map(|status| status.as_u16());
        }
        #[cfg(feature = "ureq")]
        if let Some(::ureq::Error::StatusCode(status)) = error.downcast_ref() {
            return Some(*status);
        }
        // Without these features no type is known.
        let _ = error;
        None
    })
}

/// An error, what caused it, and so on.
fn causes<'e>(error: &'e (dyn Error + 'static)) -> impl Iterator<Item = &'e (dyn Error + 'static)> {
    std::iter::successors(Some(error), |&error| error.source())
}

/// Which failure an error is by itself. `None`: what caused it says; `Some(None)`: it is none, whatever caused it.
fn of_client(error: &(dyn Error + 'static)) -> Option<Option<Failure>> {
    #[cfg(feature = "reqwest")]
    if let Some(error) = error.downcast_ref::<::reqwest::Error>() {
        return Some(of_reqwest(error));
    }
    #[cfg(feature = "ureq")]
    if let Some(error) = error.downcast_ref::<::ureq::Error>() {
        return Some(of_ureq(error));
    }
    #[cfg(feature = "hyper")]
    if let Some(failure) = of_hyper(error) {
        return Some(Some(failure));
    }
    error.downcast_ref::<io::Error>().and_then(of_io).map(Some)
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
        _ => (is_failed_lookup(error) || is_failed_handshake(error)).then_some(Failure::NotSent),
    }
}

/// How rustls starts the texts of errors that only a handshake has: a certificate that the client does not accept, and nothing
/// in common.
const OF_HANDSHAKES: [&str; 2] = ["invalid peer certificate: ", "peer is incompatible: "];

/// How rustls starts the text of its error where the server ends the connection with an alert, whose name follows.
const ALERT: &str = "received fatal alert: ";

/// The alerts of a server that has not agreed to a handshake, and so has read nothing of a request.
const ALERTS_OF_HANDSHAKES: [&str; 12] = [
    "HandshakeFailure",
    "ProtocolVersion",
    "InsufficientSecurity",
    "UnrecognisedName",
    "NoApplicationProtocol",
    "CertificateRequired",
    "BadCertificate",
    "UnsupportedCertificate",
    "CertificateRevoked",
    "CertificateExpired",
    "CertificateUnknown",
    "UnknownCA",
];

/// Whether client and server did not agree on how to secure the connection. rustls may be there in several versions, so
/// that its text decides. What may also come later, such as bytes that are no TLS, is not one.
fn is_failed_handshake(error: &io::Error) -> bool {
    let Some(why) = error.get_ref().filter(|_| error.kind() == ErrorKind::InvalidData) else { return false };
    let text = why.to_string();
    OF_HANDSHAKES.iter().any(|start| text.starts_with(start))
        || text.strip_prefix(ALERT).is_some_and(|alert| ALERTS_OF_HANDSHAKES.contains(&alert))
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
#[cfg(feature = "reqwest")]
pub(super) fn of_reqwest(error: &::reqwest::Error) -> Option<Failure> {
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

/// An error of ureq, which gives no sources.
#[cfg(feature = "ureq")]
fn of_ureq(error: &::ureq::Error) -> Option<Failure> {
    use ::ureq::{Error, Timeout};

    match error {
        Error::Io(error) => of_io(error).or(Some(Failure::Dropped)),
        Error::HostNotFound
        | Error::ConnectionFailed
        | Error::ConnectProxyFailed(_)
        | Error::Tls(_)
        | Error::Timeout(Timeout::Resolve | Timeout::Connect) => Some(Failure::NotSent),
        Error::Timeout(_) => Some(Failure::TimedOut),
        Error::Protocol(_) | Error::LargeResponseHeader(..) | Error::BodyStalled => Some(Failure::Dropped),
        Error::Other(error) => failure_of(&**error),
        _ => None,
    }
}

/// An error of hyper or its client, which name what happened, and not what caused it.
#[cfg(feature = "hyper")]
fn of_hyper(error: &(dyn Error + 'static)) -> Option<Failure> {
    // Before what caused it: without a connection nothing was sent.
    let client = error.downcast_ref::<::hyper_util::client::legacy::Error>();
    if client.is_some_and(::hyper_util::client::legacy::Error::is_connect) {
        return Some(Failure::NotSent);
    }
    let error = error.downcast_ref::<::hyper::Error>()?;
    let is_dropped =
        error.is_incomplete_message() || error.is_canceled() || error.is_closed() || error.is_parse();
    is_dropped.then_some(Failure::Dropped)
}
