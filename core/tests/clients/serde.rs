//! Structs of one's own, read from what a vendor answers.

use errcat::{Code, VendorCode, onto, runo, runware};
use errcat_serve::{Reply, Server};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::vendor::{onto_error, runo_error, runware_tasks};

/// Errors of Runo and Onto, as a user may write them down.
#[derive(Debug, Serialize, Deserialize)]
struct Runo {
    error: Error<runo::ErrorCode>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(bound = "")]
struct Error<C: VendorCode> {
    code: Code<C>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Runware {
    errors: Vec<Error<runware::ErrorCode>>,
}

/// What comes back, as a struct.
async fn read<T: DeserializeOwned>(reply: Reply) -> T {
    let vendor = Server::scripted([reply]).unwrap();
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let body = client.get(vendor.url("")).send().await.unwrap().bytes().await.unwrap();
    serde_json::from_slice(&body).unwrap()
}

#[tokio::test]
async fn a_code_that_is_known_and_one_that_is_new() {
    let known: Runo = read(runo_error(200, "LLM_EMPTY")).await;
    assert_eq!(known.error.code, Code::Known(runo::ErrorCode::LlmEmpty));
    let new: Error<onto::ErrorCode> = read(onto_error(500, "MOON_PHASE")).await;
    assert_eq!(new.code, Code::Other("MOON_PHASE".into()));
    assert_eq!(serde_json::to_string(&new).unwrap(), r#"{"code":"MOON_PHASE"}"#);
}

#[tokio::test]
async fn codes_in_a_list() {
    let all: Runware = read(runware_tasks(400, &["timeoutProvider", "brandNewCode"])).await;
    let codes: Vec<_> = all.errors.iter().map(|error| (error.code.known(), error.code.as_str())).collect();
    assert_eq!(
        codes,
        [(Some(runware::ErrorCode::TimeoutProvider), "timeoutProvider"), (None, "brandNewCode")]
    );
}
