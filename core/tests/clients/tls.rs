//! Handshakes that fail: of the request, nothing was sent.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::thread::JoinHandle;

use errcat::Failure;
use errcat::integrations::failure_of;
use errcat_serve::Server;
use hyper_rustls::HttpsConnectorBuilder;
use hyper_util::client::legacy::Client;
use hyper_util::rt::TokioExecutor;
use rustls::crypto::ring::default_provider;
use rustls::{ClientConfig, RootCertStore};
use ureq::Agent;
use ureq::config::Config;
use ureq::tls::{TlsConfig, TlsProvider};

/// Fatal alerts of a server: `handshake_failure`, `protocol_version`, `unrecognized_name`.
const ALERTS: [[u8; 7]; 3] = [[21, 3, 3, 0, 2, 2, 40], [21, 3, 3, 0, 2, 2, 70], [21, 3, 3, 0, 2, 2, 112]];

/// Answers the first message of one client with these bytes, and gives what came.
fn answering(bytes: &'static [u8]) -> (SocketAddr, JoinHandle<Vec<u8>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let answering = std::thread::spawn(move || {
        let (mut connection, _) = listener.accept().unwrap();
        let mut received = vec![0; 4096];
        let length = connection.read(&mut received).unwrap();
        connection.write_all(bytes).unwrap();
        connection.shutdown(std::net::Shutdown::Write).unwrap();
        received.truncate(length);
        // What else comes, such as an alert of the client; it may well break the connection.
        let _ = connection.read_to_end(&mut received);
        received
    });
    (address, answering)
}

/// The failure of a `POST` by the client of hyper-util, which connects by rustls.
async fn by_hyper(url: &str) -> Option<Failure> {
    let config = ClientConfig::builder_with_provider(Arc::new(default_provider()));
    let config = config.with_safe_default_protocol_versions().unwrap();
    let config = config.with_root_certificates(RootCertStore::empty()).with_no_client_auth();
    let connector = HttpsConnectorBuilder::new().with_tls_config(config).https_only().enable_http1().build();
    let client: Client<_, String> = Client::builder(TokioExecutor::new()).build(connector);
    let request = http::Request::post(url).body("secret of a request".to_owned()).unwrap();
    failure_of(&client.request(request).await.unwrap_err())
}

/// The failure of a `POST` by ureq, which connects by rustls too.
async fn by_ureq(url: String) -> Option<Failure> {
    let tls = TlsConfig::builder()
        .provider(TlsProvider::Rustls)
        .unversioned_rustls_crypto_provider(Arc::new(default_provider()))
        .disable_verification(true)
        .build();
    let agent = Agent::from(Config::builder().proxy(None).tls_config(tls).build());
    let send = move || agent.post(&url).send("secret of a request").map(drop);
    failure_of(&tokio::task::spawn_blocking(send).await.unwrap().unwrap_err())
}

/// Whether this is part of what came.
fn has_secret(received: JoinHandle<Vec<u8>>) -> bool {
    String::from_utf8_lossy(&received.join().unwrap()).contains("secret")
}

#[tokio::test]
async fn a_server_that_refuses_the_handshake() {
    for alert in &ALERTS {
        let (address, received) = answering(alert);
        assert_eq!(by_hyper(&format!("https://{address}")).await, Some(Failure::NotSent), "{alert:?}");
        assert!(!has_secret(received));
        let (address, received) = answering(alert);
        assert_eq!(by_ureq(format!("https://{address}")).await, Some(Failure::NotSent), "{alert:?}");
        assert!(!has_secret(received));
    }
}

#[tokio::test]
async fn a_server_that_does_not_speak_tls() {
    // It answers with HTTP.
    let vendor = Server::scripted([]).unwrap();
    let url = vendor.url("").replace("http:", "https:");
    assert_eq!(by_hyper(&url).await, Some(Failure::NotSent));
    // Whether that was in the handshake is not in the error.
    assert_eq!(by_ureq(url).await, Some(Failure::Dropped));
    assert!(vendor.requests().is_empty());
    for bytes in [&b""[..], b"\0\0\0\0\0\0\0\0", b"\x16\x03\x03\xff\xff"] {
        let (address, received) = answering(bytes);
        assert_eq!(by_hyper(&format!("https://{address}")).await, Some(Failure::NotSent), "{bytes:?}");
        assert!(!has_secret(received));
        let (address, received) = answering(bytes);
        assert_eq!(by_ureq(format!("https://{address}")).await, Some(Failure::Dropped), "{bytes:?}");
        assert!(!has_secret(received));
    }
}
