//! JSON texts that nearly are a vendor's envelope: the right names and codes at right and wrong places,
//! twice, escaped, nested, or with values of other types.

use proptest::prelude::*;
use proptest::sample::select;
use proptest::strategy::Union;

/// Names that envelopes have, as they are and escaped, and some that they do not have.
const NAMES: &[&str] = &[
    "status",
    "error",
    "errors",
    "code",
    "message",
    "retryable",
    "retry_after",
    "reset_at",
    "request_id",
    "taskUUID",
    "parameter",
    "documentation",
    "documentation_url",
    "details",
    "results",
    "0",
    "c\\u006fde",
    "\\u0065rror",
    "st\\u0061tus",
    "",
    "\\u0000",
    "x\\/y~z",
    "Code",
];

const TEXTS: &[&str] = &[
    "error",
    "success",
    "RATE_LIMITED",
    "TIMEOUT",
    "QUOTA_EXCEEDED",
    "SCHEMA_NEW",
    "timeoutProvider",
    "INTERNAL_ERROR",
    "RATE_LIMIT\\u0045D",
    "TIME\\u004fUT",
    "MOON_PHASE",
    "",
    "\\ud83d\\ude00",
    "\\n\\\"\\\\",
    "2026-06-01T00:00:00Z",
    "1780272000",
    "7",
    "-7",
    "true",
    "false",
    "429",
];

const OTHERS: &[&str] = &[
    "null",
    "true",
    "false",
    "0",
    "-0",
    "1",
    "429",
    "-17",
    "1.5",
    "1e2",
    "0.1e-7",
    "1780272000",
    "1e300",
    "18446744073709551615",
    "18446744073709551616",
    "-9223372036854775809",
    "123456789012345678901234567890",
];

/// Any JSON text with a preference for what envelopes are made of.
pub(crate) fn json() -> impl Strategy<Value = String> {
    let text = select(TEXTS).prop_map(|text| format!("\"{text}\""));
    let leaf =
        Union::new_weighted(vec![(3, text.boxed()), (2, select(OTHERS).prop_map(str::to_owned).boxed())]);
    leaf.prop_recursive(5, 64, 6, |inner| {
        let inner = inner.boxed();
        let member = (select(NAMES), inner.clone()).prop_map(|(name, value)| format!("\"{name}\": {value}"));
        let object =
            prop::collection::vec(member, 0..7).prop_map(|members| format!("{{{}}}", members.join(",")));
        let list =
            prop::collection::vec(inner, 0..4).prop_map(|elements| format!("[{}]", elements.join(" , ")));
        Union::new_weighted(vec![(3, object.boxed()), (1, list.boxed())])
    })
}

/// An object in which a part of an envelope is where it belongs, and anything else is around it.
pub(crate) fn envelope() -> impl Strategy<Value = String> {
    let around = || prop::collection::vec((select(NAMES), json()), 0..3);
    (around(), json(), json(), json(), around(), 0..5_u8).prop_map(|(before, a, b, c, after, kind)| {
        let core = match kind {
            0 => format!(r#""status":"error","code":{a},"message":{b},"retry_after":{c}"#),
            1 => format!(r#""status":"error","error":{{"code":{a},"message":{b},"retryable":{c}}}"#),
            2 => format!(r#""error":{{"code":{a},"details":{b},"request_id":{c}}}"#),
            3 => format!(r#""errors":[{{"code":{a}}},{{"code":{b},"taskUUID":{c}}},null,{c}]"#),
            _ => format!(r#""results":[{{"status":"error","error":{{"code":{a}}}}},{b},[{c}]]"#),
        };
        let members = |around: Vec<(&str, String)>| {
            around.into_iter().map(|(name, value)| format!("\"{name}\":{value}")).collect::<Vec<_>>()
        };
        let all: Vec<String> = members(before).into_iter().chain([core]).chain(members(after)).collect();
        format!("{{{}}}", all.join(","))
    })
}

/// A text that was JSON before it was cut off, or before one of its bytes changed.
pub(crate) fn damaged() -> impl Strategy<Value = Vec<u8>> {
    (envelope(), any::<prop::sample::Index>(), any::<u8>(), any::<bool>()).prop_map(
        |(text, at, byte, cut)| {
            let mut bytes = text.into_bytes();
            let at = at.index(bytes.len());
            if cut {
                bytes.truncate(at);
            } else if let Some(place) = bytes.get_mut(at) {
                *place = byte;
            }
            bytes
        },
    )
}
