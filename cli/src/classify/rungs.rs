//! What each rung of the ladder says, in words.

use errcat_codegen::words;
use errcat_core::ladder::{Rung, Says, Status};
use errcat_core::table::Rule;
use errcat_core::{AnyCode, Retry, Verdict};

use crate::without_code;

/// What a rung says about an error, or why it says nothing.
pub(super) fn in_words(rung: &Rung<'_>, verdict: &Verdict<'_, AnyCode<'_>>) -> String {
    match rung.says {
        Says::NoCode => "the response has no code".to_owned(),
        Says::UnknownCode(sent) => format!("{} is not in the catalog", words::plain(sent)),
        Says::Override => "the caller says so".to_owned(),
        Says::NoDirective => "the response has no flag that decides".to_owned(),
        Says::Directive(true) => "true: try again, whatever the rules say".to_owned(),
        Says::Directive(false) => "false: do not retry, whatever the rules say".to_owned(),
        Says::Code { sent, entry, variant } => {
            let mut found = words::plain(sent);
            if entry.code != sent {
                found.push_str(&format!(", an alias of {}", words::plain(entry.code)));
            }
            match variant {
                None => rule(&found, &entry.rule),
                Some(variant) => {
                    let when = words::plain_condition(&variant.when);
                    rule(&format!("{found}, where {when}"), &variant.rule)
                }
            }
        }
        Says::KnownCode => "not asked, as the code is known".to_owned(),
        Says::NoFamily => "no family of codes starts like that".to_owned(),
        Says::Family(family) => {
            let mut found = format!("{}*", words::plain(family.prefix));
            if let Some(condition) = &family.when {
                found.push_str(&format!(", where {}", words::plain_condition(condition)));
            }
            rule(&found, &family.rule)
        }
        Says::NoStatus => "there is no status".to_owned(),
        Says::NoRule(status) => format!("{}: the vendor has no rule for it", named(status)),
        Says::Rule(status, of) if of.success => {
            format!("{}: a success to the vendor, which says nothing about errors", named(status))
        }
        Says::Rule(status, of) => {
            let mut found = named(status);
            if of.status.width() > 1 {
                found.push_str(&format!(" by {}", of.status));
            }
            if let Some(condition) = &of.when {
                found.push_str(&format!(", where {}", words::plain_condition(condition)));
            }
            rule(&found, &of.rule)
        }
        Says::NoFlag => "the response has no flag".to_owned(),
        Says::NoFlagDocumented => "the vendor sends no flag".to_owned(),
        Says::Flag(true) => "true: retry with backoff, where no rule above says anything".to_owned(),
        Says::Flag(false) => "false: do not retry, whatever another rule allows".to_owned(),
        Says::NoClass(status) => format!("{}: no class of failures", named(status)),
        Says::Class(status, of) => rule(&named(status), &of),
        Says::NoResponse(of) => {
            let found = match of {
                Some(Rule { retry: Some(_), .. }) => "the vendor's rule",
                Some(_) => "the vendor's rule, and errcat's own for the retry",
                None => "errcat's own rule, as the vendor has none",
            };
            let retry = words::verdict(Some(&without_code::effective_retry(verdict)));
            format!("{found}: {}, {retry}", verdict.category())
        }
        _ => match rung.retry {
            Some(Retry::Never) => "stop where nothing is known".to_owned(),
            _ => String::new(),
        },
    }
}

/// What a rule says, after what it was found by.
fn rule(found: &str, rule: &Rule<'_>) -> String {
    let retry = match &rule.retry {
        Some(retry) => words::verdict(Some(retry)),
        None => "nothing about a retry".to_owned(),
    };
    format!("{found}: {}, {retry}", rule.category)
}

/// A status, and where it comes from if none came.
fn named(status: Status) -> String {
    match status {
        Status::Sent(status) => status.to_string(),
        Status::Documented(status) => format!("{status}, as documented for the code"),
    }
}
