//! The helpers for backon.

use std::time::{Duration, SystemTime};

use backon::{ConstantBuilder, Retryable};
use errcat::integrations::backon::{Waits as Schedule, adjust, when};
use errcat::integrations::{Retries, Tries, failure_of};
use errcat::{OwnedVerdict, Resend, Response, VendorCode, onto, runo, runware};
use errcat_serve::{Reply, Server};

use crate::vendor::{
    PROXY_PAGE, RUNO_SUCCESS, dropped, onto_error, proxy_page, runo_error, runo_rate_limited, runo_success,
    runware_tasks,
};
use crate::waits::Waits;

type Error<C> = Box<OwnedVerdict<C>>;

async fn send<C: VendorCode>(vendor: &Server) -> Result<String, Error<C>> {
    let failed = |error| Box::new(C::no_response(failure_of(&error).unwrap()));
    let client = reqwest::Client::builder().no_proxy().timeout(Duration::from_secs(10)).build().unwrap();
    let response = client.get(vendor.url("")).send().await.map_err(failed)?;
    let (status, headers) = (response.status().as_u16(), response.headers().clone());
    let body = response.text().await.map_err(failed)?;
    match C::classify(&Response::new(status).headers(&headers).body(&body)) {
        Some(verdict) => Err(Box::new(verdict.into_owned())),
        None => Ok(body),
    }
}

/// Tries without jitter.
fn tries<C: VendorCode>(resend: Resend) -> Tries {
    Retries::<C>::new().jitter(|| 0.0).begin(resend, SystemTime::now())
}

fn verdict<C: VendorCode>(error: &Error<C>) -> Option<&OwnedVerdict<C>> {
    Some(error)
}

async fn call<C: VendorCode>(
    vendor: &Server,
    waits: &Waits,
    builder: impl backon::BackoffBuilder,
    resend: Resend,
) -> Result<String, Error<C>> {
    (|| send::<C>(vendor))
        .retry(builder)
        .sleep(waits.sleep())
        .when(when(verdict::<C>))
        .adjust(adjust(tries::<C>(resend), verdict::<C>))
        .await
}

async fn by_schedule<C: VendorCode>(vendor: &Server, waits: &Waits) -> Result<String, Error<C>> {
    call::<C>(vendor, waits, Schedule::of::<C>(), Resend::Always).await
}

#[tokio::test]
async fn waits_as_long_as_the_response_asks() {
    let vendor = Server::scripted([runo_rate_limited("7"), runo_success()]).unwrap();
    let waits = Waits::default();
    assert_eq!(by_schedule::<runo::ErrorCode>(&vendor, &waits).await.unwrap(), RUNO_SUCCESS);
    assert_eq!(waits.seconds(), [7]);
}

#[tokio::test]
async fn a_date_is_no_wait_of_zero() {
    let date = httpdate::fmt_http_date(SystemTime::now() + Duration::from_secs(200));
    let vendor = Server::scripted([runo_rate_limited(&date), runo_success()]).unwrap();
    let waits = Waits::default();
    assert_eq!(by_schedule::<runo::ErrorCode>(&vendor, &waits).await.unwrap(), RUNO_SUCCESS);
    // A date has whole seconds, and the test itself takes some time.
    assert!(matches!(waits.seconds()[..], [150..=200]));
}

#[tokio::test]
async fn the_limit_of_backon_and_the_limit_of_the_vendor_both_hold() {
    let vendor = Server::scripted(vec![runo_rate_limited("7"); 9]).unwrap();
    let waits = Waits::default();
    let once_more = ConstantBuilder::default().with_max_times(1);
    assert!(call::<runo::ErrorCode>(&vendor, &waits, once_more, Resend::Always).await.is_err());
    assert_eq!((waits.seconds(), vendor.requests().len()), (vec![7], 2));

    let vendor = Server::scripted(vec![runo_error(200, "LLM_EMPTY"); 9]).unwrap();
    let waits = Waits::default();
    let often = ConstantBuilder::default().with_delay(Duration::from_secs(3)).with_max_times(100);
    assert!(call::<runo::ErrorCode>(&vendor, &waits, often, Resend::Always).await.is_err());
    // The longer of backon's wait and the vendor's.
    assert_eq!((waits.seconds(), vendor.requests().len()), (vec![3, 3, 4], 4));
}

#[tokio::test]
async fn what_a_wait_or_a_retry_does_not_help_is_not_sent_again() {
    let waits = Waits::default();
    for reply in [runo_error(429, "QUOTA_EXCEEDED"), runo_rate_limited("31536000")] {
        let vendor = Server::scripted(vec![reply; 9]).unwrap();
        assert!(by_schedule::<runo::ErrorCode>(&vendor, &waits).await.is_err());
        assert_eq!(vendor.requests().len(), 1);
    }
    for code in ["RATE_LIMITED", "EXTRACTION_FAILED"] {
        let vendor = Server::scripted(vec![onto_error(500, code); 9]).unwrap();
        assert!(by_schedule::<onto::ErrorCode>(&vendor, &waits).await.is_err());
        assert_eq!(vendor.requests().len(), 1);
    }
    assert_eq!(waits.seconds(), [] as [u64; 0]);
}

#[tokio::test]
async fn a_list_with_one_failed_task_has_the_verdict_of_that_task() {
    let script = [runware_tasks(200, &["timeoutProvider"]), runware_tasks(200, &[])];
    let vendor = Server::scripted(script).unwrap();
    let waits = Waits::default();
    assert!(by_schedule::<runware::ErrorCode>(&vendor, &waits).await.is_ok());
    assert_eq!(waits.seconds(), [1]);
}

#[tokio::test]
async fn a_page_of_a_proxy_and_a_dropped_connection_are_tried_again() {
    let vendor = Server::scripted([proxy_page(), dropped(), runo_success()]).unwrap();
    let waits = Waits::default();
    assert_eq!(by_schedule::<runo::ErrorCode>(&vendor, &waits).await.unwrap(), RUNO_SUCCESS);
    assert_eq!(waits.seconds(), [1, 2]);

    for reply in [Reply::new(502, PROXY_PAGE), dropped()] {
        let vendor = Server::scripted([reply, runo_success()]).unwrap();
        let result = call::<runo::ErrorCode>(
            &vendor,
            &waits,
            Schedule::of::<runo::ErrorCode>(),
            Resend::WithoutEffect,
        )
        .await;
        assert!(result.unwrap_err().may_have_taken_effect());
        assert_eq!(vendor.requests().len(), 1);
    }
}

#[tokio::test]
async fn a_retry_after_that_says_nothing_or_has_no_end() {
    for nonsense in ["-1", "soon", "", "Wed, 21 Oct 2015 07:28:00 GMT", "-99999999999999999999"] {
        let vendor = Server::scripted([runo_rate_limited(nonsense), runo_success()]).unwrap();
        let waits = Waits::default();
        assert_eq!(
            by_schedule::<runo::ErrorCode>(&vendor, &waits).await.unwrap(),
            RUNO_SUCCESS,
            "{nonsense}"
        );
        assert_eq!(waits.seconds(), [1], "{nonsense}");
    }
    for endless in ["99999999999999999999", "1e400", "Fri, 31 Dec 99999 23:59:59 GMT"] {
        let vendor = Server::scripted([runo_rate_limited(endless), runo_success()]).unwrap();
        let waits = Waits::default();
        assert!(by_schedule::<runo::ErrorCode>(&vendor, &waits).await.is_err(), "{endless}");
        assert_eq!((waits.seconds(), vendor.requests().len()), (vec![], 1), "{endless}");
    }
}

#[tokio::test]
async fn what_may_have_taken_effect_is_not_sent_again_wherever_the_response_breaks_off() {
    let response = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{RUNO_SUCCESS}", RUNO_SUCCESS.len());
    let cuts = (0..response.len()).map(|end| Reply::raw(response.as_str()).cut_at(end));
    let vendor = Server::scripted(cuts).unwrap();
    let waits = Waits::default();
    for end in 0..response.len() {
        let schedule = Schedule::of::<runo::ErrorCode>();
        let outcome = call::<runo::ErrorCode>(&vendor, &waits, schedule, Resend::WithoutEffect).await;
        assert!(outcome.unwrap_err().may_have_taken_effect(), "{end}");
        assert_eq!((waits.seconds(), vendor.requests().len()), (vec![], end + 1));
    }
}
