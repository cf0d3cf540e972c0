//! ureq, which blocks, and whose errors have no sources.

use std::io::{Error as IoError, ErrorKind};
use std::time::Duration;

use errcat::integrations::ureq::collect;
use errcat::integrations::{CallError, Retries, failure_of};
use errcat::runo::{ErrorCode, SCHEDULE};
use errcat::{Failure, Policy, Resend, Schedule, StopReason};
use errcat_serve::{Reply, Server};
use ureq::config::Config;
use ureq::{Agent, Error, Timeout};

use crate::vendor::{RUNO_SUCCESS, dropped, runo_error, runo_rate_limited, runo_success, silence};

fn agent() -> Agent {
    let config = Config::builder().http_status_as_error(false).proxy(None).max_redirects(3);
    config.timeout_global(Some(Duration::from_secs(10))).build().into()
}

fn retries() -> Retries<ErrorCode> {
    let schedule = Schedule { initial: Duration::from_millis(1), max: Duration::from_millis(1), ..SCHEDULE };
    Retries::new().jitter(|| 0.0).budget(None).policy(Policy::new(schedule))
}

/// Sends a `POST` from a thread of its own, and again as the vendor asks.
async fn post(retries: Retries<ErrorCode>, vendor: &Server) -> Result<String, CallError<ErrorCode>> {
    let (agent, url) = (agent(), vendor.url(""));
    let send = move || collect(agent.post(&url).send("page")?, 1 << 16);
    let response = tokio::task::spawn_blocking(move || retries.run_blocking(send)).await.unwrap()?;
    Ok(String::from_utf8(response.into_body()).unwrap())
}

/// The failure of a `GET` of this address.
async fn failure(url: String, agent: Agent) -> Option<Failure> {
    let error = tokio::task::spawn_blocking(move || agent.get(&url).call().map(drop)).await.unwrap();
    failure_of(&error.unwrap_err())
}

#[tokio::test]
async fn what_was_never_sent() {
    let gone = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    assert_eq!(failure(format!("http://{gone}"), agent()).await, Some(Failure::NotSent));
    // No label of a name is that long, so that no server is asked for it.
    let no_name = format!("http://{}.invalid", "x".repeat(64));
    assert_eq!(failure(no_name, agent()).await, Some(Failure::NotSent));
    for error in [
        Error::Timeout(Timeout::Connect),
        Error::Timeout(Timeout::Resolve),
        Error::ConnectionFailed,
        Error::Tls("no common version"),
        Error::Io(IoError::new(ErrorKind::InvalidData, "invalid peer certificate: Expired")),
    ] {
        assert_eq!(failure_of(&error), Some(Failure::NotSent), "{error}");
    }
}

#[tokio::test]
async fn what_may_have_been_sent() {
    let vendor = Server::scripted([silence(), dropped(), Reply::raw("no HTTP\r\n\r\n")]).unwrap();
    let config = Config::builder().proxy(None).timeout_recv_response(Some(Duration::from_millis(200)));
    let url = vendor.url("");
    assert_eq!(failure(url.clone(), config.build().into()).await, Some(Failure::TimedOut));
    assert_eq!(failure(url.clone(), agent()).await, Some(Failure::Dropped));
    assert_eq!(failure(url, agent()).await, Some(Failure::Dropped));
    // These say nothing of the connection.
    for error in [Error::StatusCode(503), Error::BadUri("x".into()), Error::TooManyRedirects] {
        assert_eq!(failure_of(&error), None, "{error}");
    }
}

#[tokio::test]
async fn a_retry_and_a_stop() {
    let script = [runo_rate_limited("0"), runo_error(200, "LLM_EMPTY"), runo_success()];
    let vendor = Server::scripted(script).unwrap();
    assert_eq!(post(retries(), &vendor).await.unwrap(), RUNO_SUCCESS);
    let vendor = Server::scripted([runo_error(429, "QUOTA_EXCEEDED")]).unwrap();
    let error = post(retries(), &vendor).await.unwrap_err();
    assert!(matches!(error.reason(), Some(StopReason::Quota { .. })), "{error}");
}

#[tokio::test]
async fn what_may_have_taken_effect_is_not_sent_again_wherever_the_response_breaks_off() {
    let response = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{RUNO_SUCCESS}", RUNO_SUCCESS.len());
    let cuts = (0..response.len()).map(|end| Reply::raw(response.as_str()).cut_at(end));
    let vendor = Server::scripted(cuts).unwrap();
    for end in 0..response.len() {
        let error = post(retries(), &vendor).await.unwrap_err();
        assert_eq!(vendor.requests().len(), end + 1);
        assert_eq!(error.reason(), Some(StopReason::MayHaveTakenEffect), "{end}: {error:?}");
    }
}

#[tokio::test]
async fn bodies_that_lie_and_redirects_without_end() {
    let chunk = format!("{:x}\r\n{}\r\n", 1 << 15, "x".repeat(1 << 15)).repeat(4);
    let endless =
        |status: u16| Reply::raw(format!("HTTP/1.1 {status} S\r\nTransfer-Encoding: chunked\r\n\r\n{chunk}"));
    let cut = Reply::raw("HTTP/1.1 429 S\r\nContent-Length: 1000\r\nRetry-After: 0\r\n\r\n{");
    let gzip = Reply::new(503, "not gzip").header("Content-Encoding", "gzip");
    // A success that is too long is the caller's own limit.
    let vendor = Server::scripted([endless(200)]).unwrap();
    let error = post(retries(), &vendor).await.unwrap_err();
    assert_eq!((error.reason(), vendor.requests().len()), (None, 1), "{error}");
    let vendor = Server::scripted([cut, endless(503), gzip, runo_success()]).unwrap();
    assert_eq!(post(retries().resend(Resend::Always), &vendor).await.unwrap(), RUNO_SUCCESS);
    assert_eq!(vendor.requests().len(), 4);
    let redirect = Reply::new(302, "").header("Location", "/");
    let vendor = Server::scripted(vec![redirect; 99]).unwrap();
    assert!(post(retries().resend(Resend::Always), &vendor).await.is_err());
    assert_eq!(vendor.requests().len(), 4);
}
