//! What is not sent again, and what the caller then gets.

use std::time::Duration;

use errcat::integrations::reqwest_middleware::RetryMiddleware;
use errcat::onto::{self, ErrorCode as OntoCode};
use errcat::runo::{self, ErrorCode};
use errcat::runware::{self, ErrorCode as RunwareCode};
use errcat::{
    Basis, Category, Failure, Overrides, OwnedVerdict, Resend, Retry, StopReason, Timestamp, Window,
};
use errcat_serve::{Reply, Server};
use std::sync::LazyLock;

use super::{client, code, reason, steady, with};
use crate::vendor::{
    dropped, onto_error, proxy_page, runo_body, runo_error, runo_rate_limited, runo_success, runware_tasks,
    silence,
};
use crate::waits::Waits;

#[tokio::test]
async fn a_monthly_quota_of_runo() {
    let vendor = Server::scripted(vec![runo_error(429, "QUOTA_EXCEEDED"); 9]).unwrap();
    let waits = Waits::default();
    let response = client::<runo::ErrorCode>(&waits).get(vendor.url("")).send().await.unwrap();
    assert_eq!(code(&response), Some(ErrorCode::QuotaExceeded));
    let month = StopReason::Quota { until: None, window: Some(Window::Month) };
    assert_eq!(reason(&response), Some(month));
    assert_eq!(response.text().await.unwrap(), runo_body("QUOTA_EXCEEDED"));
    assert_eq!((waits.seconds(), vendor.requests().len()), (vec![], 1));
}

#[tokio::test]
async fn a_monthly_quota_of_onto() {
    let body = r#"{"status": "error", "code": "RATE_LIMITED", "retry_after": "2026-06-01T00:00:00.000Z"}"#;
    let vendor = Server::scripted(vec![Reply::json(429, body); 9]).unwrap();
    let waits = Waits::default();
    let response = client::<onto::ErrorCode>(&waits).get(vendor.url("")).send().await.unwrap();
    let verdict = response.extensions().get::<OwnedVerdict<OntoCode>>().unwrap();
    assert_eq!(verdict.category(), Category::QuotaExhausted);
    let june = Timestamp::from_unix_seconds(1_780_272_000);
    let until_june = StopReason::Quota { until: Some(june), window: Some(Window::Month) };
    assert_eq!(reason(&response), Some(until_june));
    assert_eq!((waits.seconds(), vendor.requests().len()), (vec![], 1));
}

#[tokio::test]
async fn a_wait_of_a_year() {
    let vendor = Server::scripted(vec![runo_rate_limited("31536000"); 9]).unwrap();
    let waits = Waits::default();
    let response = client::<runo::ErrorCode>(&waits).get(vendor.url("")).send().await.unwrap();
    let wait = Duration::from_secs(31_536_000);
    assert_eq!(reason(&response), Some(StopReason::WaitTooLong { wait }));
    assert_eq!((waits.seconds(), vendor.requests().len()), (vec![], 1));
}

#[tokio::test]
async fn the_total_of_all_waits() {
    let vendor = Server::scripted(vec![runo_rate_limited("20"); 9]).unwrap();
    let waits = Waits::default();
    let retries = steady::<runo::ErrorCode>().total(Duration::from_secs(50));
    let client = with(RetryMiddleware::new(retries).sleep(waits.sleep()));
    let response = client.get(vendor.url("")).send().await.unwrap();
    assert_eq!(waits.seconds(), [20, 20]);
    let Some(StopReason::OutOfTime { wait, left }) = reason(&response) else { panic!("time is left") };
    assert!(wait == Duration::from_secs(20) && left <= Duration::from_secs(10));
}

#[tokio::test]
async fn a_post_that_may_have_taken_effect_and_of_which_the_vendor_says_nothing() {
    let vendor = Server::scripted([proxy_page(), runo_success()]).unwrap();
    let waits = Waits::default();
    let response = client::<runo::ErrorCode>(&waits).post(vendor.url("")).body("page").send().await.unwrap();
    assert_eq!(response.status(), 502);
    assert_eq!(reason(&response), Some(StopReason::MayHaveTakenEffect));
    assert_eq!(vendor.requests().len(), 1);
}

#[tokio::test]
async fn a_request_that_must_not_take_effect_twice() {
    let vendor = Server::scripted([runo_error(200, "LLM_ERROR"), runo_success()]).unwrap();
    let waits = Waits::default();
    let request = client::<runo::ErrorCode>(&waits).post(vendor.url("")).body("page");
    let response = request.with_extension(Resend::WithoutEffect).send().await.unwrap();
    assert_eq!(code(&response), Some(ErrorCode::LlmError));
    assert_eq!(reason(&response), Some(StopReason::MayHaveTakenEffect));
    assert_eq!(response.text().await.unwrap(), runo_body("LLM_ERROR"));
    assert_eq!(vendor.requests().len(), 1);
}

#[tokio::test]
async fn a_post_that_timed_out_or_was_dropped() {
    for (reply, failure) in [(silence(), Failure::TimedOut), (dropped(), Failure::Dropped)] {
        let vendor = Server::scripted([reply, runo_success()]).unwrap();
        let waits = Waits::default();
        let client = client::<runo::ErrorCode>(&waits);
        let mut extensions = http::Extensions::new();
        let request = client.post(vendor.url("")).timeout(Duration::from_secs(1)).build().unwrap();
        let error = client.execute_with_extensions(request, &mut extensions).await.unwrap_err();
        assert_eq!(error.is_timeout(), failure == Failure::TimedOut);
        assert_eq!((waits.seconds(), vendor.requests().len()), (vec![], 1));
        let verdict = extensions.get::<OwnedVerdict<ErrorCode>>().unwrap();
        assert_eq!(verdict.failure(), Some(failure));
        assert_eq!(extensions.get(), Some(&StopReason::MayHaveTakenEffect));
    }
}

#[tokio::test]
async fn a_request_that_can_not_be_cloned() {
    let vendor = Server::scripted(vec![runo_rate_limited("1"); 9]).unwrap();
    let waits = Waits::default();
    let stream = reqwest::Body::wrap("page".to_owned());
    let response = client::<runo::ErrorCode>(&waits).post(vendor.url("")).body(stream).send().await.unwrap();
    assert_eq!(code(&response), Some(ErrorCode::RateLimited));
    assert_eq!(reason(&response), Some(StopReason::Exhausted { attempts: 1 }));
    assert_eq!((waits.seconds(), vendor.requests().len()), (vec![], 1));

    let vendor = Server::scripted(vec![runo_error(429, "QUOTA_EXCEEDED"); 9]).unwrap();
    let stream = reqwest::Body::wrap("page".to_owned());
    let response = client::<runo::ErrorCode>(&waits).post(vendor.url("")).body(stream).send().await.unwrap();
    assert!(matches!(reason(&response), Some(StopReason::Quota { .. })));
}

#[tokio::test]
async fn a_change_that_nobody_makes() {
    for refuses in [false, true] {
        let vendor = Server::scripted(vec![onto_error(504, "TIMEOUT"); 9]).unwrap();
        let mut middleware = super::middleware::<onto::ErrorCode>();
        if refuses {
            middleware = middleware.change(|_, _| false);
        }
        let response = with(middleware).get(vendor.url("")).send().await.unwrap();
        assert_eq!(code(&response), Some(OntoCode::Timeout));
        assert_eq!(reason(&response), Some(StopReason::Unchanged));
        assert_eq!(vendor.requests().len(), 1);
    }
}

#[tokio::test]
async fn a_success_with_one_failed_task_is_not_bought_twice() {
    let vendor = Server::scripted(vec![runware_tasks(200, &["providerRateLimitExceeded"]); 9]).unwrap();
    let waits = Waits::default();
    let response = client::<runware::ErrorCode>(&waits).post(vendor.url("")).send().await.unwrap();
    let verdict = response.extensions().get::<OwnedVerdict<RunwareCode>>().unwrap();
    assert_eq!(verdict.code(), Some(RunwareCode::ProviderRateLimitExceeded));
    assert_eq!(verdict.item().unwrap().to_string(), "/errors/0");
    assert_eq!(reason(&response), Some(StopReason::MayHaveTakenEffect));
    assert_eq!((waits.seconds(), vendor.requests().len()), (vec![], 1));
}

#[tokio::test]
async fn of_several_failed_tasks_the_one_that_allows_least_decides() {
    let tasks = runware_tasks(400, &["providerRateLimitExceeded", "unsupportedDimensions"]);
    let vendor = Server::scripted(vec![tasks; 9]).unwrap();
    let waits = Waits::default();
    let response = client::<runware::ErrorCode>(&waits).get(vendor.url("")).send().await.unwrap();
    let verdict = response.extensions().get::<OwnedVerdict<RunwareCode>>().unwrap();
    assert_eq!(verdict.raw_code(), Some("unsupportedDimensions"));
    assert_eq!(verdict.item().unwrap().to_string(), "/errors/1");
    assert_eq!(reason(&response), Some(StopReason::Never));
    assert_eq!((waits.seconds(), vendor.requests().len()), (vec![], 1));
}

#[tokio::test]
async fn what_the_caller_overrides_stops() {
    static OVERRIDES: LazyLock<Overrides> =
        LazyLock::new(|| Overrides::new().status(429, (Category::QuotaExhausted, Retry::Never)));
    let vendor = Server::scripted([runo_rate_limited("7"), runo_success()]).unwrap();
    let retries = steady::<ErrorCode>().policy(runo::SCHEDULE.policy().overrides(&OVERRIDES));
    let response = with(RetryMiddleware::new(retries)).get(vendor.url("")).send().await.unwrap();
    let verdict = response.extensions().get::<OwnedVerdict<ErrorCode>>().unwrap();
    assert_eq!((verdict.category(), verdict.basis()), (Category::QuotaExhausted, Basis::Override));
    assert_eq!((reason(&response), vendor.requests().len()), (Some(StopReason::Never), 1));
}
