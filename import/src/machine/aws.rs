//! What botocore's models and Smithy's say alike: exceptions, and how a protocol carries them.

use std::collections::HashMap;

use errcat_core::{Category, Retry};

use crate::envelope::Envelope;
use crate::fact::Fact;
use crate::facts::{Facts, Item};
use crate::html;
use crate::retry_after::{self, is_retry_after};
use crate::yaml;

/// Where the codes of a model are listed in a draft.
const GROUP: &str = "Exceptions";

/// A protocol of AWS, as far as it decides where a response carries what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Protocol {
    /// AWS JSON 1.0 and 1.1.
    Json,
    /// REST with JSON.
    RestJson,
    /// Query, with answers in XML.
    Query,
    /// EC2's variety of Query.
    Ec2,
    /// REST with XML.
    RestXml,
    /// REST with XML whose errors have no element around them, as S3's.
    RestXmlUnwrapped,
}

/// What a model says besides its exceptions.
#[derive(Debug, Default)]
pub(super) struct Service {
    /// Its name.
    pub(super) title: Option<String>,
    /// Its protocol; `None` where it is another one, or not said.
    pub(super) protocol: Option<Protocol>,
    /// The word for the protocol in the model.
    pub(super) protocol_name: String,
    /// Whether a header carries the codes that the service had when it spoke Query.
    pub(super) query_compatible: bool,
    /// The names that exceptions have in an event stream, by their shapes.
    pub(super) events: HashMap<String, String>,
}

/// Whose fault an exception is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// The caller's.
    Client,
    /// The service's.
    Server,
}

/// An exception of a model.
#[derive(Debug, Default)]
pub(super) struct Exception<'v> {
    /// The name of its shape.
    pub(super) shape: &'v str,
    /// Its code in the protocol Query, where it has another one.
    pub(super) query_code: Option<&'v str>,
    /// The status, as it is written.
    pub(super) status: Option<String>,
    /// Whether the model only implies the status.
    pub(super) implied_status: bool,
    /// Whose fault it is.
    pub(super) fault: Option<Fault>,
    /// Whether it is retryable, and whether that is because of throttling.
    pub(super) retryable: Option<bool>,
    /// The model's own words about that.
    pub(super) documented: String,
    /// The vendor's text.
    pub(super) documentation: Option<&'v str>,
    /// Its members.
    pub(super) members: Vec<Member<'v>>,
    /// Whether it is about to be retired.
    pub(super) deprecated: bool,
}

/// A member of an exception.
#[derive(Debug)]
pub(super) struct Member<'v> {
    /// Its name in the body.
    pub(super) name: &'v str,
    /// The header that carries it instead.
    pub(super) header: Option<&'v str>,
}

impl Member<'_> {
    fn is_message(&self) -> bool {
        self.name.eq_ignore_ascii_case("message")
    }

    /// Whether it says how long to wait, such as `retryAfterSeconds`.
    fn is_wait(&self) -> bool {
        is_retry_after(self.name) || self.header.is_some_and(is_retry_after)
    }

    /// Its place as YAML, as that of a wait.
    fn wait(&self) -> String {
        let place = match self.header {
            Some(header) => format!("header: {}", yaml::text(header)),
            None => format!("pointer: {}", yaml::text(&format!("/{}", yaml::pointer_part(self.name)))),
        };
        retry_after::wait(&place, self.name)
    }
}

/// The facts of a model.
pub(super) fn facts(facts: &mut Facts, service: &Service, exceptions: &[Exception<'_>]) {
    facts.title = service.title.as_deref().map(|title| format!("The service model of {title}"));
    let mut waits: Vec<String> = Vec::new();
    let mut messages: Vec<&str> = Vec::new();
    for exception in exceptions {
        for member in &exception.members {
            let wait = member.is_wait().then(|| member.wait());
            waits.extend(wait.filter(|wait| waits.len() < MOST_PLACES && !waits.contains(wait)));
            if member.is_message() && !messages.contains(&member.name) {
                messages.push(member.name);
            }
        }
        entry(facts, service, exception);
    }
    if service.protocol.is_none() {
        let which = &service.protocol_name;
        facts.notes.push(format!("TODO: where the protocol “{which}” carries the code is not known here"));
    }
    facts.envelope = Some(envelope(service, &messages, waits));
}

/// The most places of a wait that are listed.
const MOST_PLACES: usize = 8;

fn entry(facts: &mut Facts, service: &Service, exception: &Exception<'_>) {
    let Exception { shape, query_code, status, fault, retryable, .. } = exception;
    let of_query = matches!(
        service.protocol,
        Some(Protocol::Query | Protocol::Ec2 | Protocol::RestXml | Protocol::RestXmlUnwrapped)
    );
    let code = query_code.filter(|_| of_query).unwrap_or(shape);
    let mut fact = Fact {
        deprecated: exception.deprecated,
        implied_status: exception.implied_status,
        ..Fact::default()
    };
    let others = [Some(*shape), *query_code]
        .into_iter()
        .flatten()
        .chain(service.events.get(*shape).map(String::as_str));
    for other in others.filter(|other| *other != code) {
        // A client of Query sees the code alone.
        let is_seen = !(of_query && other == *shape);
        if is_seen && !fact.aliases.iter().any(|alias| alias == other) {
            fact.aliases.push(other.to_owned());
        }
    }
    match status {
        Some(status) => match crate::cells::status(status) {
            Some(status) => fact.statuses.push(status),
            None => fact.doubts.push(format!("the status “{status}” could not be read")),
        },
        None => fact.doubts.push("the model gives no status".to_owned()),
    }
    let wait = exception.members.iter().find(|member| member.is_wait());
    match retryable {
        Some(throttling) => {
            let kind = if wait.is_some() { Retry::AfterWait } else { Retry::Backoff };
            fact.retry(kind, &exception.documented);
            if *throttling {
                fact.guess(Category::RateLimited, "the model says that it is throttling");
            }
        }
        None => fact.doubts.extend(wait.map(|member| {
            format!(
                "it has the member {}, but the model does not say that it may be tried again",
                member.name
            )
        })),
    }
    if fact.category.is_none() && status.is_none() && *fault == Some(Fault::Server) {
        fact.guess(Category::Internal, "the model says that it is a fault of the service");
    }
    let members: Vec<&str> =
        exception.members.iter().filter(|member| !member.is_message()).map(|member| member.name).collect();
    fact.texts.extend(exception.documentation.map(|text| ("documentation".to_owned(), html::plain(text))));
    if !members.is_empty() {
        fact.texts.push(("members".to_owned(), members.join(", ")));
    }
    facts.entry(Some(GROUP), code, fact);
}

fn envelope(service: &Service, messages: &[&str], waits: Vec<String>) -> Envelope {
    let doubt = format!("check; this is where the protocol {} has it", service.protocol_name);
    let json_code = "{ pointer: /__type, after_last: \"#\" }, /__type";
    let streamed = !service.events.is_empty();
    let query_header = "{ header: x-amzn-query-error, before: \";\" }";
    let mut places: Vec<(&'static str, String)> = Vec::new();
    match service.protocol {
        Some(protocol @ (Protocol::Json | Protocol::RestJson)) => {
            let header = "{ header: x-amzn-errortype, after: \"#\", before: \":\" }, { header: x-amzn-errortype, before: \":\" }";
            let mut code = match protocol {
                Protocol::Json => vec![json_code, header],
                _ => vec![header, json_code, "/code"],
            };
            code.extend(service.query_compatible.then_some(query_header));
            code.extend(streamed.then_some("{ header: \":exception-type\" }"));
            places.push(("code", format!("[{}]", code.join(", "))));
            let mut message: Vec<String> =
                messages.iter().map(|name| yaml::text(&format!("/{}", yaml::pointer_part(name)))).collect();
            if message.is_empty() {
                message.push("/message".to_owned());
            }
            message.extend(streamed.then(|| "{ header: \":error-message\" }".to_owned()));
            places.push(("message", format!("[{}]", message.join(", "))));
            places.push(("request_id", "{ header: x-amzn-requestid }".to_owned()));
        }
        Some(Protocol::Query | Protocol::RestXml) => {
            places.push(("code", "/ErrorResponse/Error/Code".to_owned()));
            places.push(("message", "/ErrorResponse/Error/Message".to_owned()));
            places.push(("request_id", "/ErrorResponse/RequestId".to_owned()));
        }
        Some(Protocol::Ec2) => {
            places.push(("code", "/Response/Errors/Error/Code".to_owned()));
            places.push(("message", "/Response/Errors/Error/Message".to_owned()));
            places.push(("request_id", "/Response/RequestID".to_owned()));
        }
        Some(Protocol::RestXmlUnwrapped) => {
            places.push(("code", "/Error/Code".to_owned()));
            places.push(("message", "/Error/Message".to_owned()));
            places.push(("request_id", "[/Error/RequestId, { header: x-amz-request-id }]".to_owned()));
        }
        None => {}
    }
    Envelope { doubt, places, waits, ..Envelope::default() }
}

/// Adds an exception that can't be read, so that it is not lost.
pub(super) fn unreadable(facts: &mut Facts, shape: &str, why: &str) {
    facts.push(Some(GROUP), Item::Unreadable(format!("{shape}: {why}")));
}
