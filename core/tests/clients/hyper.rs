//! The client of hyper-util, whose errors name what happened and not what caused it.

use errcat::Failure;
use errcat::integrations::failure_of;
use errcat_serve::{Reply, Server};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;

/// The failure of a `GET` of this address.
async fn failure(url: &str) -> Option<Failure> {
    let client: Client<HttpConnector, String> = Client::builder(TokioExecutor::new()).build_http();
    let error = client.get(url.parse().unwrap()).await.unwrap_err();
    failure_of(&error)
}

#[tokio::test]
async fn what_was_never_sent() {
    let gone = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    assert_eq!(failure(&format!("http://{gone}/")).await, Some(Failure::NotSent));
    let no_name = format!("http://{}.invalid/", "x".repeat(64));
    assert_eq!(failure(&no_name).await, Some(Failure::NotSent));
}

#[tokio::test]
async fn what_may_have_been_sent_wherever_the_head_breaks_off() {
    let head = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n";
    let cuts = (0..head.len()).map(|end| Reply::raw(head).cut_at(end));
    let vendor = Server::scripted(cuts.chain([Reply::raw("no HTTP\r\n\r\n")])).unwrap();
    for end in 0..=head.len() {
        assert_eq!(failure(&vendor.url("")).await, Some(Failure::Dropped), "{end}");
    }
}
