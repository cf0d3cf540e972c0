//! Typed details, read from what the samples of RunAgent's page carry.

use std::borrow::Cow;

use errcat::runagent::{
    AgentNotFoundDetails, DeploymentFailedDetails, ErrorDetails, InvalidFieldTypeDetails,
    MissingRequiredFieldDetails, RateLimitExceededDetails, Verdict, classify,
};
use errcat::{Response, Timestamp};

fn body(code: &str, details: &str) -> String {
    format!(r#"{{"error": {{"code": "{code}", "message": "Ours.", "details": {details}}}}}"#)
}

fn verdict(body: &str) -> Verdict<'_> {
    classify(&Response::new(400).body(body)).unwrap()
}

#[test]
fn a_missing_field() {
    let body = body("MISSING_REQUIRED_FIELD", r#"{"field": "query", "requirement": "a text"}"#);
    let verdict = verdict(&body);
    let details: MissingRequiredFieldDetails<'_> = verdict.details_as();
    assert_eq!((details.field.as_deref(), details.requirement.as_deref()), (Some("query"), Some("a text")));
    assert!(matches!(details.field, Some(Cow::Borrowed(_))));
}

#[test]
fn a_field_of_another_type() {
    let body =
        body("INVALID_FIELD_TYPE", r#"{"field": "n", "provided": "\u0073tring", "expected": "number"}"#);
    let verdict = verdict(&body);
    let details: InvalidFieldTypeDetails<'_> = verdict.details_as();
    let texts = [&details.field, &details.provided, &details.expected].map(|text| text.as_deref());
    assert_eq!(texts, [Some("n"), Some("string"), Some("number")]);
}

#[test]
fn an_agent() {
    let body = body("AGENT_NOT_FOUND", r#"{"agent_id": "agent-123"}"#);
    let verdict = verdict(&body);
    assert_eq!(verdict.details_as::<AgentNotFoundDetails<'_>>().agent_id.as_deref(), Some("agent-123"));
}

#[test]
fn a_deployment() {
    let body = body("DEPLOYMENT_FAILED", r#"{"reason": "Broken.", "validation_errors": ["One.", "Two."]}"#);
    let verdict = verdict(&body);
    let details: DeploymentFailedDetails<'_> = verdict.details_as();
    assert_eq!(details.reason.as_deref(), Some("Broken."));
    assert_eq!(details.validation_errors.unwrap(), ["One.", "Two."]);
}

#[test]
fn a_rate_limit() {
    let details = r#"{"limit": 100, "remaining": 0, "reset_at": "2024-01-01T00:00:00Z"}"#;
    let body = body("RATE_LIMIT_EXCEEDED", details);
    let details: RateLimitExceededDetails = verdict(&body).details_as();
    assert_eq!((details.limit, details.remaining), (Some(100), Some(0)));
    assert_eq!(details.reset_at, Some(Timestamp::from_unix_seconds(1_704_067_200)));
}

#[test]
fn any_error() {
    let body = body("NAME_TAKEN", r#"{"field": "name"}"#);
    let verdict = verdict(&body);
    assert_eq!(verdict.details_as::<ErrorDetails<'_>>().field.as_deref(), Some("name"));
}

#[test]
fn what_is_missing_or_of_another_type_is_left_out() {
    for details in ["null", "[]", r#""text""#, "{}", r#"{"limit": "100", "reset_at": {}, "more": 1}"#] {
        let body = body("RATE_LIMIT_EXCEEDED", details);
        let details: RateLimitExceededDetails = verdict(&body).details_as();
        assert_eq!(details, RateLimitExceededDetails::default());
    }
}
