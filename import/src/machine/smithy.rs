//! A Smithy model as a JSON AST.

use std::collections::HashMap;

use serde_json::Value;

use super::aws::{self, Exception, Fault, Member, Protocol, Service};
use super::tree;
use crate::error::Unreadable;
use crate::facts::Facts;
use crate::source::{Kind, SourceText};

/// The traits of protocols, and what a draft knows of each.
const PROTOCOLS: &[(&str, Protocol)] = &[
    ("aws.protocols#awsJson1_0", Protocol::Json),
    ("aws.protocols#awsJson1_1", Protocol::Json),
    ("aws.protocols#restJson1", Protocol::RestJson),
    ("aws.protocols#awsQuery", Protocol::Query),
    ("aws.protocols#ec2Query", Protocol::Ec2),
    ("aws.protocols#restXml", Protocol::RestXml),
];

/// Reads the shapes of a model that are errors.
pub(super) fn read(file: &SourceText<'_>) -> Result<Facts, Unreadable> {
    let model = tree::json(file)?;
    if model.get("shapes").and_then(Value::as_object).is_none() {
        let message = "this is not a Smithy model: it has no object `shapes`";
        return Err(Unreadable::whole(file, message, "give the model's JSON AST; `smithy ast` writes it"));
    }
    let mut facts = Facts::of(Kind::Smithy);
    let mut exceptions = Vec::new();
    for (id, shape) in tree::members(&model, "shapes") {
        let Some(error) = shape["traits"].get("smithy.api#error") else { continue };
        match error.as_str() {
            Some("client") => exceptions.push(exception(id, shape, Fault::Client)),
            Some("server") => exceptions.push(exception(id, shape, Fault::Server)),
            _ => aws::unreadable(&mut facts, name(id), "its trait `error` is neither client nor server"),
        }
    }
    aws::facts(&mut facts, &service(&model), &exceptions);
    Ok(facts)
}

/// The name in a shape id such as `com.acme#Anvil`.
fn name(id: &str) -> &str {
    id.rsplit_once('#').map_or(id, |(_, name)| name)
}

fn service(model: &Value) -> Service {
    let service =
        tree::members(model, "shapes").find(|(_, shape)| tree::text(shape, "type") == Some("service"));
    let traits = service.map_or(&Value::Null, |(_, shape)| &shape["traits"]);
    let known = PROTOCOLS.iter().find(|(id, _)| traits.get(id).is_some());
    let unwrapped = traits["aws.protocols#restXml"]["noErrorWrapping"] == Value::Bool(true);
    let other = || {
        let of_traits = traits.as_object().into_iter().flatten().map(|(id, _)| id);
        of_traits.filter(|id| id.contains("protocols#")).map(|id| name(id).to_owned()).next()
    };
    Service {
        title: tree::text(traits, "smithy.api#title")
            .map(str::to_owned)
            .or_else(|| service.map(|(id, _)| name(id).to_owned())),
        protocol: known.map(|(_, protocol)| if unwrapped { Protocol::RestXmlUnwrapped } else { *protocol }),
        protocol_name: known.map(|(id, _)| name(id).to_owned()).or_else(other).unwrap_or_default(),
        query_compatible: traits.get("aws.protocols#awsQueryCompatible").is_some(),
        events: events(model),
    }
}

/// The names of the members of streamed unions, by their shapes.
fn events(model: &Value) -> HashMap<String, String> {
    let is_stream = |shape: &Value| {
        tree::text(shape, "type") == Some("union") && shape["traits"].get("smithy.api#streaming").is_some()
    };
    let streams = tree::members(model, "shapes").filter(|(_, shape)| is_stream(shape));
    let members = streams.flat_map(|(_, shape)| tree::members(shape, "members"));
    let is_error = |id: &str| model["shapes"][id]["traits"].get("smithy.api#error").is_some();
    members
        .filter_map(|(name, member)| Some((tree::text(member, "target")?, name)))
        .filter(|(id, _)| is_error(id))
        .map(|(id, event)| (name(id).to_owned(), event.clone()))
        .collect()
}

fn exception<'v>(id: &'v str, shape: &'v Value, fault: Fault) -> Exception<'v> {
    let traits = &shape["traits"];
    let said = traits
        .get("smithy.api#httpError")
        .map(|status| tree::scalar(status).unwrap_or_else(|| status.to_string()));
    let query = &traits["aws.protocols#awsQueryError"];
    let query_status = query.get("httpResponseCode").and_then(tree::scalar);
    // What holds where an error has no status is part of the trait `error`.
    let implied = if fault == Fault::Client { "400" } else { "500" };
    let implied_status = said.is_none() && query_status.is_none();
    let retryable = traits.get("smithy.api#retryable");
    Exception {
        shape: name(id),
        query_code: tree::text(query, "code"),
        status: said.or(query_status).or_else(|| Some(implied.to_owned())),
        implied_status,
        fault: Some(fault),
        retryable: retryable.map(|retryable| retryable.get("throttling") == Some(&Value::Bool(true))),
        documented: retryable.map(|retryable| format!("retryable: {retryable}")).unwrap_or_default(),
        documentation: tree::text(traits, "smithy.api#documentation"),
        members: tree::members(shape, "members")
            .map(|(name, member)| {
                let traits = &member["traits"];
                let renamed = tree::text(traits, "smithy.api#jsonName")
                    .or_else(|| tree::text(traits, "smithy.api#xmlName"));
                Member { name: renamed.unwrap_or(name), header: tree::text(traits, "smithy.api#httpHeader") }
            })
            .collect(),
        deprecated: traits.get("smithy.api#deprecated").is_some(),
    }
}
