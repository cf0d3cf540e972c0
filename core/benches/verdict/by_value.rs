//! The same facts by way of a tree of the whole body.

use serde_json::Value;

use crate::{Case, Facts, codes};

fn facts((category, retry): (errcat::Category, errcat::Retry), wait: Option<u64>, length: usize) -> Facts {
    Some((category as usize, retry as usize, wait, length))
}

fn wait(case: &Case) -> Option<u64> {
    let header = case.headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("retry-after"))?;
    header.1.parse().ok()
}

fn read(case: &Case) -> Option<Value> {
    serde_json::from_slice(&case.body).ok()
}

fn length(value: &Value) -> usize {
    value.as_str().map_or(0, str::len)
}

pub(crate) fn runo(case: &Case) -> Facts {
    let body = read(case)?;
    if body["status"] != "error" {
        return None;
    }
    let error = &body["error"];
    let (category, mut retry) = codes::runo(error["code"].as_str()?)?;
    if error["retryable"] == false && retry.allows_retry() {
        retry = errcat::Retry::Never;
    }
    facts((category, retry), wait(case), length(&error["message"]))
}

pub(crate) fn onto(case: &Case) -> Facts {
    let body = read(case)?;
    if body["status"] != "error" {
        return None;
    }
    facts(codes::onto(body["code"].as_str()?)?, body["retry_after"].as_u64(), length(&body["message"]))
}

pub(crate) fn runagent(case: &Case) -> Facts {
    let body = read(case)?;
    let error = body.get("error")?;
    let length = length(&error["message"]) + length(&error["request_id"]);
    facts(codes::runagent(error["code"].as_str()?)?, wait(case), length)
}

pub(crate) fn runware(case: &Case) -> Facts {
    let body = read(case)?;
    let error = body.get("errors")?.get(0)?;
    facts(codes::runware(error["code"].as_str()?)?, None, length(&error["message"]))
}
