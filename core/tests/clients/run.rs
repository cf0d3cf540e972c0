//! The retry loops around any client.

use std::error::Error;
use std::future::Future;
use std::pin::{Pin, pin};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use errcat::integrations::reqwest::collect;
use errcat::integrations::reqwest_middleware::RetryMiddleware;
use errcat::integrations::{Budget, CallError, Event, Observer, Retries};
use errcat::onto::ErrorCode as OntoCode;
use errcat::runo::{ErrorCode, SCHEDULE};
use errcat::{Failure, Policy, Resend, Schedule, StopReason, VendorCode};
use errcat_serve::{Reply, Server};
use tokio::time::Instant;

use crate::vendor::{
    PROXY_PAGE, RUNO_SUCCESS, dropped, runo_body, runo_error, runo_rate_limited, runo_success,
};

type Answer = http::Response<String>;

/// A vendor within the program, without a connection: it answers with the next of these, and counts.
#[derive(Clone, Default)]
struct Script(Arc<Mutex<(Vec<Answer>, usize)>>);

impl Script {
    fn of(answers: impl IntoIterator<Item = Answer>) -> Self {
        let mut answers: Vec<_> = answers.into_iter().collect();
        answers.reverse();
        Self(Arc::new(Mutex::new((answers, 0))))
    }

    fn answer(&self) -> Result<Answer, std::io::Error> {
        let mut script = self.0.lock().unwrap();
        script.1 += 1;
        script.0.pop().ok_or_else(|| std::io::ErrorKind::ConnectionReset.into())
    }

    fn sent(&self) -> usize {
        self.0.lock().unwrap().1
    }
}

fn answer(status: u16, headers: &[(&str, &str)], body: &str) -> Answer {
    let builder = http::Response::builder().status(status);
    let builder = headers.iter().fold(builder, |builder, (name, value)| builder.header(*name, *value));
    builder.body(body.to_owned()).unwrap()
}

fn limited(retry_after: &str) -> Answer {
    answer(429, &[("Retry-After", retry_after)], &runo_body("RATE_LIMITED"))
}

fn success() -> Answer {
    answer(200, &[], RUNO_SUCCESS)
}

fn steady() -> Retries<ErrorCode> {
    Retries::new().jitter(|| 0.0).budget(None)
}

/// Retries that hardly wait, where time is real.
fn fast<C: VendorCode>() -> Retries<C> {
    let schedule = Schedule { initial: Duration::from_millis(1), max: Duration::from_millis(1), ..SCHEDULE };
    Retries::new().jitter(|| 0.0).budget(None).policy(Policy::new(schedule))
}

fn client() -> reqwest::Client {
    reqwest::Client::builder().no_proxy().timeout(Duration::from_secs(10)).build().unwrap()
}

#[tokio::test(start_paused = true)]
async fn waits_as_long_as_the_response_asks() {
    let (vendor, start) = (Script::of([limited("7"), success()]), Instant::now());
    let response = steady().run(async || vendor.answer()).await.unwrap();
    assert_eq!((response.body().as_str(), vendor.sent()), (RUNO_SUCCESS, 2));
    assert_eq!(start.elapsed().as_secs(), 7);
}

#[tokio::test(start_paused = true)]
async fn what_may_have_taken_effect_is_sent_again_where_that_does_no_harm() {
    let page = || Script::of([answer(502, &[], PROXY_PAGE), success()]);
    let vendor = page();
    let error = steady().run(async || vendor.answer()).await.unwrap_err();
    assert_eq!((error.reason(), vendor.sent()), (Some(StopReason::MayHaveTakenEffect), 1));
    assert_eq!(error.verdict().unwrap().status(), Some(502));
    let vendor = page();
    assert!(steady().resend(Resend::Always).run(async || vendor.answer()).await.is_ok());
    // A connection that breaks is the same.
    let vendor = Script::of([]);
    let error = steady().run(async || vendor.answer()).await.unwrap_err();
    assert_eq!((error.verdict().unwrap().failure(), vendor.sent()), (Some(Failure::Dropped), 1));
    assert!(error.source().unwrap().is::<std::io::Error>());
    // The vendor itself documents that this one is worth it.
    let vendor = Script::of([answer(200, &[], &runo_body("LLM_ERROR")), success()]);
    assert!(steady().run(async || vendor.answer()).await.is_ok());
}

#[tokio::test(start_paused = true)]
async fn each_limit_holds() {
    let always = || steady().resend(Resend::Always);
    let down = || Script::of((0..99).map(|_| answer(503, &[], "")));
    let vendor = down();
    let error = always().run(async || vendor.answer()).await.unwrap_err();
    assert_eq!((error.reason(), error.attempts()), (Some(StopReason::Exhausted { attempts: 4 }), 4));

    let (vendor, start) = (Script::of((0..9).map(|_| limited("20"))), Instant::now());
    let error = always().total(Duration::from_secs(50)).run(async || vendor.answer()).await.unwrap_err();
    assert!(matches!(error.reason(), Some(StopReason::OutOfTime { .. })), "{error:?}");
    assert_eq!((start.elapsed().as_secs(), vendor.sent()), (40, 3));

    let vendor = Script::of([limited("20")]);
    let policy = SCHEDULE.policy().max_wait(Duration::from_secs(10));
    let error = always().policy(policy).run(async || vendor.answer()).await.unwrap_err();
    assert!(matches!(error.reason(), Some(StopReason::WaitTooLong { .. })));

    let (vendor, retries) = (down(), always().budget(Budget::new().capacity(20)));
    let error = retries.run(async || vendor.answer()).await.unwrap_err();
    assert_eq!(error.reason(), Some(StopReason::OverBudget { cost: 14, left: 6 }));
    assert_eq!(vendor.sent(), 2);
    assert!(retries.run(async || vendor.answer()).await.is_err());
    assert_eq!(vendor.sent(), 3);
}

#[tokio::test(start_paused = true)]
async fn a_retry_after_without_sense_or_end() {
    for (retry_after, wait) in [
        ("-1", Some(1)),
        ("soon", Some(1)),
        ("", Some(1)),
        ("Wed, 21 Oct 2015 07:28:00 GMT", Some(1)),
        ("99999999999999999999", None),
        ("Fri, 31 Dec 99999 23:59:59 GMT", None),
    ] {
        let (vendor, start) = (Script::of([limited(retry_after), success()]), Instant::now());
        let outcome = steady().run(async || vendor.answer()).await;
        assert_eq!(outcome.is_ok().then(|| start.elapsed().as_secs()), wait, "{retry_after}");
        assert_eq!(vendor.sent(), if wait.is_some() { 2 } else { 1 }, "{retry_after}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_change_is_made_as_often_as_documented() {
    let failed = || answer(500, &[], r#"{"status": "error", "code": "EXTRACTION_FAILED"}"#);
    let script = || Script::of((0..9).map(|_| failed()));
    let retries = Retries::<OntoCode>::new().resend(Resend::Always);
    let (vendor, asked) = (script(), Mutex::new(Vec::new()));
    let fresh = |change: &str, query: &mut String| {
        change.clone_into(query);
        true
    };
    let send = async |query| {
        asked.lock().unwrap().push(query);
        vendor.answer()
    };
    let error = retries.run_changing(String::new(), fresh, send).await.unwrap_err();
    assert_eq!(error.reason(), Some(StopReason::Exhausted { attempts: 2 }));
    assert_eq!(*asked.lock().unwrap(), ["", "fresh=true"]);
    // Where nothing makes it, it is not sent again, and costs nothing.
    let (vendor, budget) = (script(), Budget::new());
    let error = retries.budget(budget.clone()).run(async || vendor.answer()).await.unwrap_err();
    assert_eq!((error.reason(), vendor.sent()), (Some(StopReason::Unchanged), 1));
    assert_eq!(budget.left(), 500);
}

#[tokio::test]
async fn a_mistake_of_the_client_is_not_sent_again() {
    let client = client();
    let send = async || collect(client.get("http://[key=sk-hunter2").send().await?, 1 << 20).await;
    let error = steady().run(send).await.unwrap_err();
    assert_eq!((error.attempts(), error.reason(), error.verdict().is_none()), (1, None, true));
    assert!(!format!("{error} {error:?}").contains("hunter"), "{error:?}");
}

/// A future that is polled so often and then dropped; `None` where it was not ready by then.
fn polled<T>(future: impl Future<Output = T>, polls: usize) -> Option<T> {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    (0..polls).find_map(|_| match future.as_mut().poll(&mut context) {
        Poll::Ready(output) => Some(output),
        Poll::Pending => None,
    })
}

/// Is pending once before it is ready.
struct Pause(bool);

impl Future for Pause {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        context.waker().wake_by_ref();
        if std::mem::replace(&mut self.0, true) { Poll::Ready(()) } else { Poll::Pending }
    }
}

#[tokio::test(start_paused = true)]
async fn what_is_called_off_at_any_await_is_not_sent_again() {
    let retries = steady().resend(Resend::Always);
    for polls in 0..8 {
        let vendor = Script::of([limited("7"), answer(503, &[], ""), success()]);
        let send = async || {
            Pause(false).await;
            let answer = vendor.answer();
            Pause(false).await;
            answer
        };
        // Nothing moves the clock meanwhile, so that it never gets past the first wait.
        assert!(polled(retries.run(send), polls).is_none());
        let sent = usize::from(polls >= 2);
        assert_eq!(vendor.sent(), sent, "{polls}");
        tokio::time::advance(Duration::from_secs(60)).await;
        assert_eq!(vendor.sent(), sent, "{polls}");
    }
}

#[tokio::test(start_paused = true)]
async fn tasks_run_it() {
    let (vendor, retries) = (Script::of([limited("1"), success()]), steady());
    let task = {
        let vendor = vendor.clone();
        tokio::spawn(async move { retries.run(async || vendor.answer()).await })
    };
    assert!(task.await.unwrap().is_ok());
    assert_eq!(vendor.sent(), 2);
}

#[tokio::test]
async fn what_may_have_taken_effect_is_not_sent_again_wherever_the_response_breaks_off() {
    let response = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{RUNO_SUCCESS}", RUNO_SUCCESS.len());
    let cuts = (0..response.len()).map(|end| Reply::raw(response.as_str()).cut_at(end));
    let vendor = Server::scripted(cuts).unwrap();
    let (client, retries) = (client(), fast::<ErrorCode>());
    for end in 0..response.len() {
        let send = async || collect(client.post(vendor.url("")).body("page").send().await?, 1 << 20).await;
        let error = retries.run(send).await.unwrap_err();
        assert_eq!(error.verdict().unwrap().failure(), Some(Failure::Dropped), "{end}");
        assert_eq!(error.reason(), Some(StopReason::MayHaveTakenEffect), "{end}");
        assert_eq!(vendor.requests().len(), end + 1);
    }
}

#[tokio::test]
async fn a_body_that_is_too_long_or_broken() {
    let chunk = format!("{:x}\r\n{}\r\n", 1 << 16, "x".repeat(1 << 16));
    let endless = |status: u16| {
        let chunks = chunk.repeat(8);
        Reply::raw(format!("HTTP/1.1 {status} S\r\nTransfer-Encoding: chunked\r\n\r\n{chunks}"))
    };
    let cut = Reply::raw("HTTP/1.1 429 S\r\nContent-Length: 1000\r\nRetry-After: 0\r\n\r\n{");
    let vendor = Server::scripted([endless(200), cut, endless(503), runo_success()]).unwrap();
    let (client, retries) = (client(), fast::<ErrorCode>().resend(Resend::Always));
    let send = async || collect(client.get(vendor.url("")).send().await?, 1 << 16).await;
    // A success that is too long is the caller's own limit.
    let error = retries.run(send).await.unwrap_err();
    assert_eq!(error.to_string(), "the body of the response is longer than 65536 bytes");
    assert_eq!(vendor.requests().len(), 1);
    // An error is judged by what there is of it.
    assert_eq!(retries.run(send).await.unwrap().body(), RUNO_SUCCESS);
    assert_eq!(vendor.requests().len(), 4);
}

#[tokio::test]
async fn the_status_alone_is_judged_where_the_client_makes_an_error_of_it() {
    let vendor = Server::scripted([runo_rate_limited("0"), runo_error(401, "NO_KEY")]).unwrap();
    let client = client();
    let send = async || collect(client.get(vendor.url("")).send().await?.error_for_status()?, 1 << 16).await;
    let error = fast::<ErrorCode>().run(send).await.unwrap_err();
    assert_eq!((error.verdict().unwrap().status(), error.attempts()), (Some(401), 2));
}

#[test]
fn a_client_that_blocks() {
    let vendor = Script::of([limited("0"), answer(503, &[], ""), success()]);
    let always = fast::<ErrorCode>().resend(Resend::Always);
    assert_eq!(always.run_blocking(|| vendor.answer()).unwrap().body(), RUNO_SUCCESS);
    assert_eq!(vendor.sent(), 3);
    let vendor = Script::of([answer(503, &[], ""), success()]);
    let error = fast::<ErrorCode>().run_blocking(|| vendor.answer()).unwrap_err();
    assert_eq!((error.reason(), vendor.sent()), (Some(StopReason::MayHaveTakenEffect), 1));
    // The error of a function may be of any type.
    let failed = || Err::<(u16, Vec<u8>), _>(Box::<dyn Error + Send + Sync>::from("no such file"));
    let error = fast::<ErrorCode>().run_blocking(failed).unwrap_err();
    assert_eq!((error.to_string().as_str(), error.reason()), ("no such file", None));
}

/// Notes each event in a few words.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<String>>>);

impl Log {
    fn events(&self) -> Vec<String> {
        self.0.lock().unwrap().clone()
    }
}

impl Observer for Log {
    fn observe(&self, event: &Event<'_>) {
        self.0.lock().unwrap().push(match event {
            Event::Started { attempt, .. } => format!("starts {attempt}"),
            Event::Abandoned { attempt, .. } => format!("abandoned {attempt}"),
            Event::Succeeded { attempts, .. } => format!("ok {attempts}"),
            Event::Failed { attempt, verdict, .. } => {
                format!("failed {attempt} {} {}", verdict.table().id, verdict.category())
            }
            Event::Waits { attempts, wait, .. } => format!("waits {attempts} {wait:?}"),
            Event::Stopped { attempts, reason, .. } => format!("stops {attempts} {reason}"),
            _ => "?".to_owned(),
        });
    }
}

#[tokio::test(start_paused = true)]
async fn an_observer_sees_what_becomes_of_each_try() {
    let log = Log::default();
    let retries = steady().observer(log.clone());
    let vendor = Script::of([limited("7"), success(), answer(502, &[], "")]);
    assert!(retries.run(async || vendor.answer()).await.is_ok());
    assert!(retries.run(async || vendor.answer()).await.is_err());
    assert_eq!(
        log.events(),
        [
            "starts 1",
            "failed 1 runo rate_limited",
            "waits 1 7s",
            "starts 2",
            "ok 2",
            "starts 1",
            "failed 1 runo unavailable",
            "stops 1 it may have taken effect already"
        ]
    );
    // What the caller refuses is a stop, and no wait before it.
    let log = Log::default();
    let retries = Retries::<OntoCode>::new().resend(Resend::Always).observer(log.clone());
    let vendor = Script::of([answer(504, &[], r#"{"status": "error", "code": "TIMEOUT"}"#)]);
    assert!(retries.run(async || vendor.answer()).await.is_err());
    assert_eq!(
        log.events(),
        ["starts 1", "failed 1 onto timeout", "stops 1 it needs a change, and the caller makes none"]
    );
}

#[tokio::test]
async fn an_observer_sees_the_tries_of_the_middleware() {
    let log = Log::default();
    let vendor = Server::scripted([dropped(), runo_success()]).unwrap();
    let middleware = RetryMiddleware::new(fast::<ErrorCode>().observer(log.clone()));
    let client = reqwest_middleware::ClientBuilder::new(client()).with(middleware).build();
    client.get(vendor.url("")).send().await.unwrap();
    assert_eq!(log.events(), ["starts 1", "failed 1 runo unavailable", "waits 1 1ms", "starts 2", "ok 2"]);
}

/// How many tries are in flight, counted as a gauge of metrics is.
#[derive(Clone, Default)]
struct InFlight(Arc<Mutex<i32>>);

impl InFlight {
    fn now(&self) -> i32 {
        *self.0.lock().unwrap()
    }
}

impl Observer for InFlight {
    fn observe(&self, event: &Event<'_>) {
        *self.0.lock().unwrap() += match event {
            Event::Started { .. } => 1,
            Event::Succeeded { .. } | Event::Failed { .. } | Event::Abandoned { .. } => -1,
            _ => 0,
        };
    }
}

#[tokio::test(start_paused = true)]
async fn what_is_in_flight_is_counted_wherever_it_is_called_off() {
    let gauge = InFlight::default();
    let retries = steady().resend(Resend::Always).observer(gauge.clone());
    for (polls, in_flight) in [(0, 0), (1, 1), (2, 1), (3, 0), (7, 0)] {
        let vendor = Script::of([limited("7"), success()]);
        let send = async || {
            Pause(false).await;
            let answer = vendor.answer();
            Pause(false).await;
            answer
        };
        let mut run = Box::pin(retries.run(send));
        assert!(polled(run.as_mut(), polls).is_none());
        assert_eq!(gauge.now(), in_flight, "{polls}");
        drop(run);
        assert_eq!(gauge.now(), 0, "{polls}");
    }
    // A mistake of the client is an end too, and so is a client that blocks.
    let refused = || Err::<(u16, Vec<u8>), _>("no such file");
    assert!(retries.run_blocking(refused).is_err());
    assert_eq!(gauge.now(), 0);
}

/// What each error of a client's functions has to be.
fn is_an_error<E: Error + Send + Sync + 'static>(_: &E) {}

#[tokio::test(start_paused = true)]
async fn the_error_is_a_line_without_secrets_and_data() {
    let body = runo_body("sk-proj-hunter2").replace("ada@", "Bearer hunter2 ");
    let vendor = Script::of([answer(500, &[], &body)]);
    let error = steady().run(async || vendor.answer()).await.unwrap_err();
    is_an_error(&error);
    assert_eq!(
        error.to_string(),
        "Runo: ***: A secret of Bearer *** example.com. (not sent again: it may have taken effect already)"
    );
    let written = serde_json::to_value(&error).unwrap();
    assert_eq!(written["attempts"], 1);
    assert_eq!(written["reason"], "it may have taken effect already");
    let verdict = &written["verdict"];
    assert_eq!((&verdict["vendor"], &verdict["code"]), (&"runo".into(), &"***".into()));
    assert_eq!((&verdict["status"], &verdict["category"]), (&500.into(), &"internal".into()));
    assert!(!format!("{error:?} {written}").contains("hunter"), "{error:?} {written}");
}

#[tokio::test]
async fn a_key_in_a_url_is_not_printed() {
    let gone = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let (client, url) = (client(), format!("http://{gone}/?key=hunter2"));
    let send = async || {
        let sent = client.get(&url).send().await;
        sent.map(|response| (response.status().as_u16(), Vec::<u8>::new()))
    };
    let error: CallError<ErrorCode> = fast().run(send).await.unwrap_err();
    assert_eq!(error.verdict().unwrap().failure(), Some(Failure::NotSent));
    let mut printed = format!("{error} {error:?} {}", serde_json::to_string(&error).unwrap());
    let mut cause = error.source();
    while let Some(error) = cause {
        printed += &format!("{error} {error:?}");
        cause = error.source();
    }
    assert!(!printed.contains("hunter"), "{printed}");
}
