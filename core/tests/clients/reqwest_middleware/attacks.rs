//! Vendors, or whoever stands between, that send what harms a client that believes it.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::{Duration, SystemTime};

use errcat::integrations::Budget;
use errcat::integrations::reqwest_middleware::RetryMiddleware;
use errcat::runo::{self, ErrorCode};
use errcat::{Failure, OwnedVerdict, Resend, StopReason, Wait};
use errcat_serve::{Reply, Server};
use reqwest::{Method, Request, Response};
use reqwest_middleware::{ClientBuilder, ClientWithMiddleware, Middleware, Next};
use tokio::sync::{Barrier, Semaphore};

use super::{client, code, plain, reason, steady, with};
use crate::vendor::{
    PROXY_PAGE, RUNO_SUCCESS, dropped, proxy_page, runo_body, runo_error, runo_rate_limited, runo_success,
};
use crate::waits::Waits;

/// The bytes of a response with these headers besides those of its body.
fn bytes(status: u16, headers: &str, body: &str) -> String {
    let length = body.len();
    format!(
        "HTTP/1.1 {status} Status\r\nContent-Type: application/json\r\n{headers}Content-Length: {length}\r\n\
         Connection: close\r\n\r\n{body}"
    )
}

/// A response cut off after each of its bytes, from none of them on.
fn cuts(response: &str) -> impl Iterator<Item = Reply> + Clone {
    (0..response.len()).map(move |end| Reply::raw(response).cut_at(end))
}

/// What a `POST` to the vendor comes to: the outcome, its reason, and the verdict.
async fn post(
    client: &ClientWithMiddleware,
    vendor: &Server,
) -> (reqwest_middleware::Result<Response>, Option<StopReason>, Option<OwnedVerdict<ErrorCode>>) {
    let mut extensions = http::Extensions::new();
    let request = client.post(vendor.url("")).body("page").build().unwrap();
    let outcome = client.execute_with_extensions(request, &mut extensions).await;
    if let Ok(response) = &outcome {
        extensions = response.extensions().clone();
    }
    (outcome, extensions.get().copied(), extensions.get().cloned())
}

#[tokio::test]
async fn a_retry_after_that_says_nothing_leaves_the_schedule() {
    let past = httpdate::fmt_http_date(SystemTime::now() - Duration::from_secs(3_600));
    for retry_after in [
        "-1",
        "-0.5",
        "-99999999999999999999",
        "-1e400",
        "0",
        "",
        "soon",
        "NaN",
        "inf",
        "7, 7",
        "0x7",
        "\u{e9}",
        &past,
        "Wed, 21 Oct 2015 07:28:00 GMT",
        "Wed, 21 Oct 2015 07:28",
        "Wed, 31 Feb 2099 07:28:00 GMT",
        "0000-01-01T00:00:00Z",
    ] {
        let vendor = Server::scripted([runo_rate_limited(retry_after), runo_success()]).unwrap();
        let waits = Waits::default();
        let (outcome, ..) = post(&client::<ErrorCode>(&waits), &vendor).await;
        assert_eq!(outcome.unwrap().text().await.unwrap(), RUNO_SUCCESS, "{retry_after}");
        assert_eq!((waits.seconds(), vendor.requests().len()), (vec![1], 2), "{retry_after}");
    }
}

#[tokio::test]
async fn a_retry_after_without_end_ends_it() {
    for retry_after in [
        "99999999999999999999",
        "1e400",
        "999999999999 years",
        "Fri, 31 Dec 9999 23:59:59 GMT",
        "Fri, 31 Dec 99999 23:59:59 GMT",
        "99999-12-31T23:59:59Z",
        "18446744073709551615",
    ] {
        let vendor = Server::scripted([runo_rate_limited(retry_after), runo_success()]).unwrap();
        let waits = Waits::default();
        let client = client::<ErrorCode>(&waits);
        let (_, reason, verdict) = post(&client, &vendor).await;
        assert_eq!(reason, Some(StopReason::WaitTooLong { wait: Wait::MAX }), "{retry_after}");
        assert!(verdict.unwrap().requested_wait().is_some());
        assert_eq!((waits.seconds(), vendor.requests().len()), (vec![], 1), "{retry_after}");
    }
}

#[tokio::test]
async fn what_may_have_taken_effect_is_not_sent_again_wherever_the_response_breaks_off() {
    let chunked = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\
         Connection: close\r\n\r\n5\r\n{}\r\n{:x}\r\n{}\r\n0\r\n\r\n",
        &RUNO_SUCCESS[..5],
        RUNO_SUCCESS.len() - 5,
        &RUNO_SUCCESS[5..]
    );
    for response in [bytes(200, "", RUNO_SUCCESS), bytes(502, "", PROXY_PAGE), chunked] {
        let vendor = Server::scripted(cuts(&response)).unwrap();
        let waits = Waits::default();
        let client = client::<ErrorCode>(&waits);
        for end in 0..response.len() {
            let (outcome, reason, verdict) = post(&client, &vendor).await;
            assert_eq!(vendor.requests().len(), end + 1, "{end} of {response}");
            assert_eq!(reason, Some(StopReason::MayHaveTakenEffect), "{end} of {response}");
            let is_head = response.find("\r\n\r\n").is_some_and(|head| end >= head + 4);
            assert_eq!(outcome.is_ok(), is_head, "{end} of {response}");
            let is_success = response.contains("200");
            if is_success {
                assert_eq!(verdict.unwrap().failure(), Some(Failure::Dropped), "{end} of {response}");
            }
            if let Ok(outcome) = outcome {
                assert!(outcome.bytes().await.is_err(), "{end} of {response}");
            }
        }
        assert_eq!(waits.seconds(), [] as [u64; 0]);
    }
}

#[tokio::test]
async fn what_did_not_take_effect_is_sent_again_once_the_head_is_there() {
    let response = bytes(429, "Retry-After: 7\r\n", &runo_body("RATE_LIMITED"));
    let head = response.find("\r\n\r\n").unwrap() + 4;
    for (end, cut) in cuts(&response).enumerate() {
        let vendor = Server::scripted([cut, runo_success()]).unwrap();
        let waits = Waits::default();
        let (outcome, reason, _) = post(&client::<ErrorCode>(&waits), &vendor).await;
        if end < head {
            assert_eq!(reason, Some(StopReason::MayHaveTakenEffect), "{end}");
            assert_eq!((waits.seconds(), vendor.requests().len()), (vec![], 1), "{end}");
        } else {
            assert_eq!(outcome.unwrap().text().await.unwrap(), RUNO_SUCCESS, "{end}");
            assert_eq!((waits.seconds(), vendor.requests().len()), (vec![7], 2), "{end}");
        }
    }
}

#[tokio::test]
async fn a_get_is_sent_again_wherever_the_response_breaks_off() {
    let response = bytes(200, "", RUNO_SUCCESS);
    let script: Vec<Reply> = cuts(&response).flat_map(|cut| [cut, runo_success()]).collect();
    let vendor = Server::scripted(script).unwrap();
    let waits = Waits::default();
    let client = client::<ErrorCode>(&waits);
    for end in 0..response.len() {
        let outcome = client.get(vendor.url("")).send().await.unwrap();
        assert_eq!(outcome.text().await.unwrap(), RUNO_SUCCESS, "{end}");
    }
    assert_eq!(waits.seconds(), vec![1; response.len()]);
    assert_eq!(vendor.requests().len(), 2 * response.len());
}

#[tokio::test]
async fn a_length_that_is_a_lie() {
    let length = RUNO_SUCCESS.len();
    let longer = format!("Content-Length: {}", length + 1);
    let twice = format!("Content-Length: {length}\r\nContent-Length: 7");
    let both = format!("Content-Length: {}\r\nTransfer-Encoding: chunked", length + 1);
    // How many bytes of the body come before it breaks off; `None` where there is no response at all.
    for (lie, broken_after) in [
        (longer.as_str(), Some(length)),
        ("Content-Length: 1000000000000", Some(length)),
        ("Content-Length: 18446744073709551615", None),
        ("Content-Length: 99999999999999999999", None),
        ("Content-Length: -1", None),
        ("Content-Length: 1e3", None),
        ("Content-Length:", None),
        (&twice, None),
        // The body is not in chunks.
        (&both, Some(0)),
    ] {
        let head = format!("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n{lie}\r\nConnection: close");
        let reply = Reply::raw(format!("{head}\r\n\r\n{RUNO_SUCCESS}"));
        let vendor = Server::scripted(vec![reply; 9]).unwrap();
        let waits = Waits::default();
        let client = client::<ErrorCode>(&waits);
        let (outcome, ..) = post(&client, &vendor).await;
        assert_eq!((waits.seconds(), vendor.requests().len()), (vec![], 1), "{lie}");
        assert_eq!(outcome.is_ok(), broken_after.is_some(), "{lie}");
        if let (Ok(mut response), Some(count)) = (outcome, broken_after) {
            let mut read = Vec::new();
            while let Ok(Some(chunk)) = response.chunk().await {
                read.extend_from_slice(&chunk);
            }
            assert_eq!(read, &RUNO_SUCCESS.as_bytes()[..count], "{lie}");
        }
        // What may be sent again ends as well.
        let _ = client.get(vendor.url("")).send().await;
        assert!(vendor.requests().len() <= 1 + 4, "{lie}");
    }

    // One that is too short makes another body of it, which is not an error either.
    for (count, body) in [(0, ""), (5, &RUNO_SUCCESS[..5])] {
        let head = format!("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {count}");
        let reply = Reply::raw(format!("{head}\r\nConnection: close\r\n\r\n{RUNO_SUCCESS}"));
        let vendor = Server::scripted(vec![reply; 9]).unwrap();
        let (outcome, reason, _) = post(&client::<ErrorCode>(&Waits::default()), &vendor).await;
        assert_eq!(outcome.unwrap().text().await.unwrap(), body);
        assert_eq!((reason, vendor.requests().len()), (None, 1));
    }
}

#[tokio::test]
async fn redirects_without_end_are_followed_once() {
    let redirect = Reply::new(307, "").header("Location", "/");
    let vendor = Server::scripted(vec![redirect; 99]).unwrap();
    for method in [Method::GET, Method::POST] {
        let waits = Waits::default();
        let before = vendor.requests().len();
        let request = client::<ErrorCode>(&waits).request(method, vendor.url("")).body("page");
        assert!(request.send().await.unwrap_err().is_redirect());
        // The first, and as many redirects as reqwest follows.
        assert_eq!((waits.seconds(), vendor.requests().len() - before), (vec![], 11));
    }
}

/// A future that is dropped when it would be polled once more than so many times.
struct Cancelled<F> {
    future: Pin<Box<F>>,
    polls: usize,
}

impl<F: Future> Future for Cancelled<F> {
    type Output = Option<F::Output>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<F::Output>> {
        let Some(left) = self.polls.checked_sub(1) else { return Poll::Ready(None) };
        self.polls = left;
        self.future.as_mut().poll(context).map(Some)
    }
}

#[tokio::test]
async fn what_is_cancelled_at_any_await_is_not_sent_again() {
    for (method, resend, tries) in
        [(Method::GET, Resend::Always, 4), (Method::POST, Resend::WithoutEffect, 2)]
    {
        // After the second try, what must not take effect twice stops.
        let slowly = Reply::raw(bytes(500, "", "").replace("Length: 0", "Length: 2"))
            .then(Duration::from_millis(1), "{")
            .then(Duration::from_millis(1), "}");
        let script = [runo_rate_limited("7"), slowly, dropped(), runo_success()];
        // What is called off gives nothing back.
        let retries = steady::<ErrorCode>().budget(None);
        let client = with(RetryMiddleware::new(retries).sleep(|_| tokio::task::yield_now()));
        for polls in 0.. {
            let vendor = Server::scripted(script.clone()).unwrap();
            let request = client.request(method.clone(), vendor.url("")).with_extension(resend);
            let outcome = Cancelled { future: Box::pin(request.send()), polls }.await;
            let sent = vendor.requests().len();
            assert!(sent <= tries, "{method} after {polls}");
            if let Some(outcome) = outcome {
                let status = outcome.unwrap().status();
                assert_eq!((status == 200, sent), (resend == Resend::Always, tries), "{method} {status}");
                // It was polled in every state.
                assert!(polls > tries, "{method} after {polls}");
                break;
            }
            // At most what was on its way comes after it, and the client is as good as new.
            let other = Server::scripted([runo_rate_limited("7"), runo_success()]).unwrap();
            let response = client.get(other.url("")).send().await.unwrap();
            assert_eq!(response.text().await.unwrap(), RUNO_SUCCESS);
            assert!(vendor.requests().len() <= (sent + 1).min(tries), "{method} after {polls}");
            assert_eq!(other.requests().len(), 2);
        }
    }
}

/// How many requests are made at once.
const CROWD: usize = 500;

/// Lets no more connections be open at once than any system allows a process.
struct Narrow(Semaphore);

#[async_trait::async_trait]
impl Middleware for Narrow {
    async fn handle(
        &self,
        request: Request,
        extensions: &mut http::Extensions,
        next: Next<'_>,
    ) -> reqwest_middleware::Result<Response> {
        let _permit = self.0.acquire().await.unwrap();
        next.run(request, extensions).await
    }
}

/// Sends so many requests at once by one client, each to a path of its own, and gives what they come to.
async fn crowd(method: Method, vendor: &Server) -> Vec<Response> {
    // Enough for each to be tried twice.
    let retries = steady::<ErrorCode>().budget(Budget::new().capacity(5 * CROWD as u32));
    // No try goes out for the second time before all did for the first.
    let barrier = Arc::new(Barrier::new(CROWD));
    let sleep = move |_| {
        let barrier = Arc::clone(&barrier);
        async move {
            barrier.wait().await;
        }
    };
    let client = ClientBuilder::new(plain())
        .with(RetryMiddleware::new(retries).sleep(sleep))
        .with(Narrow(Semaphore::new(50)))
        .build();
    let send = |index: usize| {
        let request = client.request(method.clone(), vendor.url(&format!("{index}.")));
        tokio::spawn(async move { request.send().await.unwrap() })
    };
    let sent: Vec<_> = (0..CROWD).map(send).collect();
    let mut responses = Vec::new();
    for response in sent {
        responses.push(response.await.unwrap());
    }
    responses
}

/// Which paths were asked for, sorted.
fn paths(vendor: &Server) -> Vec<String> {
    let mut paths: Vec<String> = vendor.requests().into_iter().map(|request| request.path).collect();
    paths.sort();
    paths
}

#[tokio::test]
async fn of_many_requests_at_once_each_is_tried_by_its_own_count() {
    let script = [vec![runo_rate_limited("7"); CROWD], vec![runo_success(); CROWD]].concat();
    let vendor = Server::scripted(script).unwrap();
    for response in crowd(Method::POST, &vendor).await {
        assert_eq!((code::<ErrorCode>(&response), reason(&response)), (None, None));
        assert_eq!(response.text().await.unwrap(), RUNO_SUCCESS);
    }
    let requests = paths(&vendor);
    assert_eq!(requests.len(), 2 * CROWD);
    let (pairs, _) = requests.as_chunks::<2>();
    assert!(pairs.iter().all(|[one, other]| one == other), "each was sent twice");
}

#[tokio::test]
async fn of_many_requests_at_once_none_is_sent_again_that_must_not_be() {
    let vendor = Server::scripted(vec![proxy_page(); CROWD]).unwrap();
    for response in crowd(Method::POST, &vendor).await {
        assert_eq!(reason(&response), Some(StopReason::MayHaveTakenEffect));
    }
    let mut requests = paths(&vendor);
    requests.dedup();
    assert_eq!(requests.len(), CROWD);
}

#[tokio::test]
async fn a_compressed_error_that_cannot_be_read_is_judged_by_its_status() {
    let reply = bytes(429, "Content-Encoding: gzip\r\nRetry-After: 7\r\n", "\u{1f}\u{8b}not gzip");
    let vendor = Server::scripted([Reply::raw(reply), runo_error(200, "LLM_BLOCKED")]).unwrap();
    let waits = Waits::default();
    let response = client::<runo::ErrorCode>(&waits).get(vendor.url("")).send().await.unwrap();
    assert_eq!(code(&response), Some(ErrorCode::LlmBlocked));
    assert_eq!(waits.seconds(), [7]);
}
