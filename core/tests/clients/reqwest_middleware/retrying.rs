//! What is sent again, and when.

use std::time::Duration;

use errcat::integrations::reqwest_middleware::RetryMiddleware;
use errcat::onto::{self, ErrorCode as OntoCode};
use errcat::runo::{self, ErrorCode};
use errcat::{Failure, OwnedVerdict, Resend, StopReason, runware};
use errcat_serve::{Reply, Server};

use super::{client, code, middleware, reason, steady, with};
use crate::vendor::{
    ONTO_SUCCESS, PROXY_PAGE, RUNO_SUCCESS, dropped, onto_error, proxy_page, runo_error, runo_rate_limited,
    runo_success, runware_tasks, silence,
};
use crate::waits::Waits;

#[tokio::test]
async fn waits_as_long_as_the_response_asks() {
    let vendor = Server::scripted([runo_rate_limited("7"), runo_success()]).unwrap();
    let waits = Waits::default();
    let response = client::<runo::ErrorCode>(&waits).post(vendor.url("")).body("page").send().await.unwrap();
    assert_eq!(response.url().as_str(), vendor.url(""));
    assert!(response.extensions().get::<OwnedVerdict<ErrorCode>>().is_none());
    assert_eq!(response.text().await.unwrap(), RUNO_SUCCESS);
    assert_eq!(waits.seconds(), [7]);
    let requests = vendor.requests();
    assert_eq!(requests.len(), 2);
    assert!(requests.iter().all(|request| request.body == b"page"));
}

#[tokio::test]
async fn an_error_inside_a_success_is_sent_again() {
    let vendor = Server::scripted([runo_error(200, "LLM_TIMEOUT"), runo_success()]).unwrap();
    let waits = Waits::default();
    let response = client::<runo::ErrorCode>(&waits).get(vendor.url("")).send().await.unwrap();
    assert_eq!(response.text().await.unwrap(), RUNO_SUCCESS);
    assert_eq!(waits.seconds(), [1]);
}

#[tokio::test]
async fn the_schedule_ends_it() {
    let script = vec![runo_error(200, "LLM_EMPTY"); 9];
    let vendor = Server::scripted(script).unwrap();
    let waits = Waits::default();
    let response = client::<runo::ErrorCode>(&waits).get(vendor.url("")).send().await.unwrap();
    assert_eq!(waits.seconds(), [1, 2, 4]);
    assert_eq!(vendor.requests().len(), 4);
    assert_eq!(code(&response), Some(ErrorCode::LlmEmpty));
    assert_eq!(reason(&response), Some(StopReason::Exhausted { attempts: 4 }));
}

#[tokio::test]
async fn a_page_of_a_proxy_is_judged_by_its_status() {
    let vendor = Server::scripted(vec![proxy_page(); 9]).unwrap();
    let waits = Waits::default();
    let response = client::<runo::ErrorCode>(&waits).get(vendor.url("")).send().await.unwrap();
    assert_eq!(waits.seconds(), [1, 2, 4]);
    let verdict = response.extensions().get::<OwnedVerdict<ErrorCode>>().unwrap();
    assert_eq!((verdict.raw_code(), verdict.status()), (None, Some(502)));
    assert_eq!(response.text().await.unwrap(), PROXY_PAGE);
}

#[tokio::test]
async fn a_dropped_connection_is_tried_again_where_that_does_no_harm() {
    let vendor = Server::scripted([dropped(), runo_success()]).unwrap();
    let waits = Waits::default();
    let response = client::<runo::ErrorCode>(&waits).get(vendor.url("")).send().await.unwrap();
    assert_eq!(response.text().await.unwrap(), RUNO_SUCCESS);
    assert_eq!((waits.seconds(), vendor.requests().len()), (vec![1], 2));
}

#[tokio::test]
async fn a_request_that_was_never_sent_is_sent_again_whatever_it_does() {
    let url = {
        let gone = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        format!("http://{}", gone.local_addr().unwrap())
    };
    let waits = Waits::default();
    let client = client::<runo::ErrorCode>(&waits);
    let mut extensions = http::Extensions::new();
    let request = client.post(url).build().unwrap();
    let error = client.execute_with_extensions(request, &mut extensions).await.unwrap_err();
    assert!(error.is_connect());
    assert_eq!(waits.seconds(), [1, 2, 4]);
    let verdict = extensions.get::<OwnedVerdict<ErrorCode>>().unwrap();
    assert_eq!(verdict.failure(), Some(Failure::NotSent));
    assert_eq!(extensions.get(), Some(&StopReason::Exhausted { attempts: 4 }));
}

#[tokio::test]
async fn a_timeout_is_tried_again_where_that_does_no_harm() {
    let vendor = Server::scripted([silence(), runo_success()]).unwrap();
    let waits = Waits::default();
    let response = client::<runo::ErrorCode>(&waits)
        .get(vendor.url(""))
        .timeout(Duration::from_secs(1))
        .send()
        .await
        .unwrap();
    assert_eq!(response.text().await.unwrap(), RUNO_SUCCESS);
    assert_eq!(waits.seconds(), [1]);
}

#[tokio::test]
async fn a_post_where_the_vendor_documents_it() {
    let vendor = Server::scripted([runo_error(200, "LLM_ERROR"), runo_success()]).unwrap();
    let waits = Waits::default();
    let response = client::<runo::ErrorCode>(&waits).post(vendor.url("")).body("page").send().await.unwrap();
    assert_eq!(response.text().await.unwrap(), RUNO_SUCCESS);
    assert_eq!(waits.seconds(), [1]);
}

#[tokio::test]
async fn what_a_client_or_a_request_says_goes_before_the_method() {
    for by_request in [Some(Resend::Always), None] {
        let vendor = Server::scripted([runo_error(200, "LLM_ERROR"), runo_success()]).unwrap();
        let waits = Waits::default();
        let by_client = if by_request.is_some() { Resend::WithoutEffect } else { Resend::Always };
        let client =
            with(RetryMiddleware::new(steady::<runo::ErrorCode>().resend(by_client)).sleep(waits.sleep()));
        let mut request = client.post(vendor.url(""));
        if let Some(resend) = by_request {
            request = request.with_extension(resend);
        }
        let response = request.send().await.unwrap();
        assert_eq!(response.text().await.unwrap(), RUNO_SUCCESS);
        assert_eq!(waits.seconds(), [1]);
    }
}

#[tokio::test]
async fn a_change_is_made_as_often_as_documented() {
    let vendor = Server::scripted(vec![onto_error(500, "EXTRACTION_FAILED"); 9]).unwrap();
    let waits = Waits::default();
    let fresh = |change: &str, request: &mut reqwest::Request| {
        request.url_mut().set_query(Some(change));
        change == "fresh=true"
    };
    let client = with(middleware::<onto::ErrorCode>().change(fresh).sleep(waits.sleep()));
    let response = client.get(vendor.url("")).send().await.unwrap();
    assert_eq!(code(&response), Some(OntoCode::ExtractionFailed));
    assert_eq!(reason(&response), Some(StopReason::Exhausted { attempts: 2 }));
    let requests = vendor.requests();
    assert_eq!(requests.len(), 2);
    assert_eq!(requests[0].path, "/");
    assert_eq!(requests[1].path, "/?fresh=true");
}

#[tokio::test]
async fn each_vendor_by_its_own_table() {
    let vendor = Server::scripted([onto_error(429, "CONCURRENT_LIMIT")]).unwrap();
    let waits = Waits::default();
    let response = client::<onto::ErrorCode>(&waits).post(vendor.url("")).send().await;
    // The second try finds the script at its end.
    assert!(response.is_err());
    assert_eq!(waits.seconds(), [1]);

    let vendor = Server::scripted([
        Reply::json(429, r#"{"status": "error", "code": "CONCURRENT_LIMIT", "retry_after": 3}"#),
        Reply::json(200, ONTO_SUCCESS),
    ])
    .unwrap();
    let waits = Waits::default();
    let response = client::<onto::ErrorCode>(&waits).post(vendor.url("")).send().await.unwrap();
    assert_eq!(response.text().await.unwrap(), ONTO_SUCCESS);
    assert_eq!(waits.seconds(), [3]);
}

#[tokio::test]
async fn a_list_with_one_failed_task_goes_out_again_where_that_does_no_harm() {
    let script = [runware_tasks(200, &["timeoutProvider"]), runware_tasks(200, &[])];
    let vendor = Server::scripted(script).unwrap();
    let waits = Waits::default();
    let response = client::<runware::ErrorCode>(&waits).get(vendor.url("")).send().await.unwrap();
    assert_eq!(code::<errcat::runware::ErrorCode>(&response), None);
    assert_eq!((waits.seconds(), vendor.requests().len()), (vec![1], 2));
}
