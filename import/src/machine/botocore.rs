//! A service model of botocore, `service-2.json`.

use std::collections::HashMap;

use serde_json::Value;

use super::aws::{self, Exception, Fault, Member, Protocol, Service};
use super::tree;
use crate::error::Unreadable;
use crate::facts::Facts;
use crate::source::{Kind, SourceText};

/// Reads the exceptions of a model.
pub(super) fn read(file: &SourceText<'_>) -> Result<Facts, Unreadable> {
    let model = tree::json(file)?;
    let mut facts = Facts::of(Kind::Botocore);
    if model.get("shapes").and_then(Value::as_object).is_none() {
        let message = "this is not a service model of botocore: it has no object `shapes`";
        return Err(Unreadable::whole(file, message, "give service-2.json, or name the kind with --from"));
    }
    let mut exceptions = Vec::new();
    for (name, shape) in tree::members(&model, "shapes") {
        if is_true(shape, "exception") {
            exceptions.push(exception(name, shape));
        } else if shape.get("exception").is_some_and(|value| !value.is_boolean()) {
            aws::unreadable(&mut facts, name, "`exception` is neither true nor false");
        }
    }
    aws::facts(&mut facts, &service(&model), &exceptions);
    Ok(facts)
}

fn is_true(value: &Value, name: &str) -> bool {
    value.get(name) == Some(&Value::Bool(true))
}

fn service(model: &Value) -> Service {
    let metadata = &model["metadata"];
    let protocol = tree::text(metadata, "protocol").unwrap_or_default();
    let unwrapped = tree::text(metadata, "serviceId") == Some("S3")
        || tree::text(metadata, "serviceId") == Some("S3 Control");
    Service {
        title: tree::text(metadata, "serviceFullName").map(str::to_owned),
        protocol: match protocol {
            "json" => Some(Protocol::Json),
            "rest-json" => Some(Protocol::RestJson),
            "query" => Some(Protocol::Query),
            "ec2" => Some(Protocol::Ec2),
            "rest-xml" if unwrapped => Some(Protocol::RestXmlUnwrapped),
            "rest-xml" => Some(Protocol::RestXml),
            _ => None,
        },
        protocol_name: protocol.to_owned(),
        query_compatible: metadata.get("awsQueryCompatible").is_some(),
        events: events(model),
    }
}

/// The names of the members of event streams, by their shapes.
fn events(model: &Value) -> HashMap<String, String> {
    let streams = tree::members(model, "shapes").filter(|(_, shape)| is_true(shape, "eventstream"));
    let members = streams.flat_map(|(_, shape)| tree::members(shape, "members"));
    let is_exception = |shape: &str| is_true(&model["shapes"][shape], "exception");
    members
        .filter_map(|(name, member)| Some((tree::text(member, "shape")?, name)))
        .filter(|(shape, _)| is_exception(shape))
        .map(|(shape, name)| (shape.to_owned(), name.clone()))
        .collect()
}

fn exception<'v>(name: &'v str, shape: &'v Value) -> Exception<'v> {
    let error = &shape["error"];
    let fault = if is_true(shape, "fault") {
        Some(Fault::Server)
    } else {
        is_true(error, "senderFault").then_some(Fault::Client)
    };
    let retryable = shape.get("retryable");
    Exception {
        shape: name,
        query_code: tree::text(error, "code"),
        status: error
            .get("httpStatusCode")
            .map(|status| tree::scalar(status).unwrap_or_else(|| status.to_string())),
        fault,
        retryable: retryable.map(|retryable| is_true(retryable, "throttling")),
        documented: retryable.map(|retryable| format!("retryable: {retryable}")).unwrap_or_default(),
        documentation: tree::text(shape, "documentation"),
        members: tree::members(shape, "members")
            .map(|(name, member)| {
                let located = tree::text(member, "locationName");
                let in_header = tree::text(member, "location") == Some("header");
                Member {
                    name: located.filter(|_| !in_header).unwrap_or(name),
                    header: located.filter(|_| in_header),
                }
            })
            .collect(),
        deprecated: is_true(shape, "deprecated"),
        implied_status: false,
    }
}
