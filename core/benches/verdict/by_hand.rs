//! Structs that borrow from the body, as a person would write them for one vendor.

use serde::Deserialize;

use crate::{Case, Facts, codes};

fn facts((category, retry): (errcat::Category, errcat::Retry), wait: Option<u64>, length: usize) -> Facts {
    Some((category as usize, retry as usize, wait, length))
}

fn wait(case: &Case) -> Option<u64> {
    let header = case.headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("retry-after"))?;
    header.1.parse().ok()
}

pub(crate) fn runo(case: &Case) -> Facts {
    #[derive(Deserialize)]
    struct Body<'a> {
        status: &'a str,
        #[serde(borrow)]
        error: Option<Error<'a>>,
    }
    #[derive(Deserialize)]
    struct Error<'a> {
        code: &'a str,
        message: &'a str,
        retryable: Option<bool>,
    }
    let body: Body<'_> = serde_json::from_slice(&case.body).ok()?;
    let error = body.error.filter(|_| body.status == "error")?;
    let (category, mut retry) = codes::runo(error.code)?;
    if error.retryable == Some(false) && retry.allows_retry() {
        retry = errcat::Retry::Never;
    }
    facts((category, retry), wait(case), error.message.len())
}

pub(crate) fn onto(case: &Case) -> Facts {
    #[derive(Deserialize)]
    struct Body<'a> {
        status: &'a str,
        code: &'a str,
        message: &'a str,
        retry_after: Option<u64>,
    }
    let body: Body<'_> = serde_json::from_slice(&case.body).ok()?;
    if body.status != "error" {
        return None;
    }
    facts(codes::onto(body.code)?, body.retry_after, body.message.len())
}

pub(crate) fn runagent(case: &Case) -> Facts {
    #[derive(Deserialize)]
    struct Body<'a> {
        #[serde(borrow)]
        error: Option<Error<'a>>,
    }
    #[derive(Deserialize)]
    struct Error<'a> {
        code: &'a str,
        message: &'a str,
        request_id: Option<&'a str>,
        documentation_url: Option<&'a str>,
        status: Option<u16>,
    }
    let body: Body<'_> = serde_json::from_slice(&case.body).ok()?;
    let error = body.error?;
    std::hint::black_box((error.documentation_url, error.status));
    let length = error.message.len() + error.request_id.map_or(0, str::len);
    facts(codes::runagent(error.code)?, wait(case), length)
}

pub(crate) fn runware(case: &Case) -> Facts {
    #[derive(Deserialize)]
    struct Body<'a> {
        #[serde(borrow)]
        errors: Vec<Error<'a>>,
    }
    #[derive(Deserialize)]
    struct Error<'a> {
        code: &'a str,
        message: &'a str,
        parameter: Option<&'a str>,
        documentation: Option<&'a str>,
    }
    let body: Body<'_> = serde_json::from_slice(&case.body).ok()?;
    let error = body.errors.first()?;
    std::hint::black_box((error.parameter, error.documentation));
    facts(codes::runware(error.code)?, None, error.message.len())
}
