//! Which failure of the transport an error is, outside reqwest.

use std::error::Error;
use std::fmt;
use std::io::{self, ErrorKind};
use std::net::ToSocketAddrs as _;

use errcat::Failure;
use errcat::integrations::failure_of;

/// The error of a client that reports what caused it.
#[derive(Debug)]
struct OfClient(io::Error);

impl fmt::Display for OfClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the request failed")
    }
}

impl Error for OfClient {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&self.0)
    }
}

/// No label of a name is that long, so that no server is asked for it.
fn no_name() -> String {
    format!("{}.invalid:80", "x".repeat(64))
}

#[tokio::test]
async fn a_name_that_is_not_found() {
    let by_std = no_name().to_socket_addrs().unwrap_err();
    let by_tokio = tokio::net::lookup_host(no_name()).await.map(drop).unwrap_err();
    let connecting = tokio::net::TcpStream::connect(no_name()).await.unwrap_err();
    for error in [by_std, by_tokio, connecting] {
        assert_eq!(failure_of(&error), Some(Failure::NotSent), "{error:?}");
        assert_eq!(failure_of(&OfClient(error)), Some(Failure::NotSent));
    }
}

#[test]
fn what_only_has_the_same_kind_is_no_look_up() {
    let unknown = io::Error::from_raw_os_error(i32::MAX);
    let told = io::Error::new(unknown.kind(), format!("reading the answer: {unknown}"));
    assert_eq!([&unknown, &told].map(|error| failure_of(error)), [None, None]);
}

#[tokio::test]
async fn a_refused_connection_and_one_that_breaks_off() {
    let address = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let error = tokio::net::TcpStream::connect(address).await.unwrap_err();
    assert_eq!(failure_of(&error), Some(Failure::NotSent));
    assert_eq!(failure_of(&io::Error::from(ErrorKind::UnexpectedEof)), Some(Failure::Dropped));
}
