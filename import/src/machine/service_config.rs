//! A gRPC service config: the retry policies of methods.

use std::collections::HashMap;

use errcat_core::Retry;
use serde_json::Value;

use super::tree;
use crate::error::Unreadable;
use crate::facts::Facts;
use crate::schedule::Schedule;
use crate::source::SourceText;

/// Policies beyond this many are not listed one by one.
const MOST_LISTED: usize = 10;

/// The most codes of a policy that are looked for; gRPC has seventeen.
const MOST_CODES: usize = 64;

/// A policy, and how many methods have it.
struct Policy<'v> {
    policy: &'v Value,
    names: usize,
}

/// Adds the schedule and the retry kinds of the policy that most methods have; the others are noted.
pub(super) fn add(facts: &mut Facts, file: &SourceText<'_>) -> Result<(), Unreadable> {
    let config = tree::json(file)?;
    if config.get("methodConfig").and_then(Value::as_array).is_none() {
        let message = "this is not a gRPC service config: it has no list `methodConfig`";
        return Err(Unreadable::whole(file, message, "give the file that has the retry policies"));
    }
    let policies = policies(&config);
    let Some(chosen) = policies.first() else {
        facts.notes.push(format!("TODO: no method of {} has a retry policy", file.name));
        return Ok(());
    };
    for other in policies.iter().skip(1).take(MOST_LISTED) {
        facts.notes.push(format!(
            "TODO: another policy, of {} names of methods or services: {}",
            other.names, other.policy
        ));
    }
    if policies.len() > MOST_LISTED + 1 {
        facts
            .notes
            .push(format!("TODO: {} further policies are not listed here", policies.len() - MOST_LISTED - 1));
    }
    facts.schedule = schedule(facts, chosen.policy);
    kinds(facts, chosen.policy);
    Ok(())
}

/// The policies that differ, the one of the most methods first.
fn policies(config: &Value) -> Vec<Policy<'_>> {
    let mut policies: Vec<Policy<'_>> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    for method in tree::elements(config, "methodConfig") {
        let Some(policy) = method.get("retryPolicy") else { continue };
        let names = tree::elements(method, "name").count();
        let at = *known.entry(policy.to_string()).or_insert(policies.len());
        match policies.get_mut(at) {
            Some(same) => same.names += names,
            None => policies.push(Policy { policy, names }),
        }
    }
    // The sort is stable: of those with equally many the first stays so.
    policies.sort_by_key(|policy| std::cmp::Reverse(policy.names));
    policies
}

fn schedule(facts: &mut Facts, policy: &Value) -> Option<Schedule> {
    let wait = |name: &str| tree::text(policy, name).and_then(duration);
    let factor = policy.get("backoffMultiplier").and_then(Value::as_f64);
    let (Some(initial), Some(max), Some(factor)) = (wait("initialBackoff"), wait("maxBackoff"), factor)
    else {
        facts.notes.push(format!("TODO: the waits of this policy could not be read: {policy}"));
        return None;
    };
    Some(Schedule { max_attempts: policy.get("maxAttempts").and_then(Value::as_u64), initial, factor, max })
}

/// A duration of protocol buffers, such as `0.100s`, as a catalog has it; `None` where it is none.
fn duration(text: &str) -> Option<String> {
    let seconds: f64 =
        text.strip_suffix('s')?.parse().ok().filter(|seconds| (0.001..1e9).contains(seconds))?;
    let milliseconds = (seconds * 1000.0).round();
    let whole = milliseconds % 1000.0 == 0.0;
    Some(if whole { format!("{}s", milliseconds / 1000.0) } else { format!("{milliseconds}ms") })
}

fn kinds(facts: &mut Facts, policy: &Value) {
    let Some(codes) = policy.get("retryableStatusCodes").filter(|codes| codes.is_array()) else { return };
    let documented = format!("retryableStatusCodes: {codes}");
    for code in tree::elements(policy, "retryableStatusCodes").filter_map(tree::scalar).take(MOST_CODES) {
        match facts.fact_of(&code) {
            Some(fact) => fact.retry(Retry::Backoff, &documented),
            None => facts
                .notes
                .push(format!("TODO: the policy retries {code}, which is not one of the codes here")),
        }
    }
    facts.notes.push(
        "What the policy does not list is not retried by gRPC itself; no `retry:` stands there.".to_owned(),
    );
}
