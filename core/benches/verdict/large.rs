//! Large bodies: against sonic-rs, which reads what is asked for and passes over the rest, against simd-json, which makes a
//! tree, and against the limit, which is to read every byte once.

use std::hint::black_box;
use std::sync::LazyLock;

use errcat::runo;
use simd_json::prelude::*;
use sonic_rs::{JsonValueTrait as _, PointerTree};

use crate::{Case, Facts, by_errcat, case, codes, fastest, success, things};

pub(crate) fn compare(wanted: &str) {
    println!(
        "\n| Body | bytes | errcat | sonic-rs | simd-json | read once | sonic-rs/ | simd-json/ | once/ |"
    );
    println!("|---|---|---|---|---|---|---|---|---|");
    for case in cases().into_iter().filter(|case| case.name.contains(wanted)) {
        let expected = by_errcat(&case);
        assert_eq!(expected, by_sonic_rs(&case), "{}", case.name);
        assert_eq!(expected, by_simd_json(&case), "{}", case.name);
        let errcat = || by_errcat(black_box(&case));
        let sonic_rs = || by_sonic_rs(black_box(&case));
        let simd_json = || by_simd_json(black_box(&case));
        let once = || read_once(black_box(&case));
        let times = fastest(case.body.len(), [&errcat, &sonic_rs, &simd_json, &once]);
        let [errcat, sonic_rs, simd_json, once] = times;
        let ratios = [sonic_rs, simd_json, once].map(|time| format!("{:.2}", time / errcat)).join(" | ");
        println!(
            "| {} | {} | {errcat:.0} ns | {sonic_rs:.0} ns | {simd_json:.0} ns | {once:.0} ns | {ratios} |",
            case.name,
            case.body.len()
        );
    }
}

fn cases() -> Vec<Case> {
    let last = format!(r#"{{"data":[{}],"status":"success"}}"#, things(2_000));
    let error = format!(
        r#"{{"status":"error","error":{{"code":"TIMEOUT","message":"The page took too long.","trace":[{}]}}}}"#,
        things(2_000)
    );
    vec![
        case("success, said first", &runo::TABLE, 200, success(2_000)),
        case("success, said first, 2 MB", &runo::TABLE, 200, success(20_000)),
        case("success, said last", &runo::TABLE, 200, last),
        case("error", &runo::TABLE, 200, error),
    ]
}

/// What is known of a code, unless the flag turns a retry down.
fn facts(code: &str, retryable: Option<bool>, length: usize) -> Facts {
    let (category, mut retry) = codes::runo(code)?;
    if retryable == Some(false) && retry.allows_retry() {
        retry = errcat::Retry::Never;
    }
    Some((category as usize, retry as usize, None, length))
}

/// Without the rest of the body where it is no error: what follows is not looked at.
fn by_sonic_rs(case: &Case) -> Facts {
    static TREE: LazyLock<PointerTree> = LazyLock::new(|| {
        let mut tree = PointerTree::new();
        for name in ["code", "message", "retryable"] {
            tree.add_path(&["error", name]);
        }
        tree
    });
    let status = sonic_rs::get(&*case.body, &["status"]).ok()?;
    if status.as_str() != Some("error") {
        return None;
    }
    let values = sonic_rs::get_many(&*case.body, &TREE).ok()?;
    let [code, message, retryable] = &*values else { return None };
    let length = message.as_ref().and_then(|message| message.as_str()).map_or(0, str::len);
    facts(code.as_ref()?.as_str()?, retryable.as_ref().and_then(|flag| flag.as_bool()), length)
}

/// With the copy of the body in which simd-json writes.
fn by_simd_json(case: &Case) -> Facts {
    let mut body = case.body.clone();
    let body = simd_json::to_borrowed_value(&mut body).ok()?;
    if body.get_str("status") != Some("error") {
        return None;
    }
    let error = body.get("error")?;
    let length = error.get_str("message").map_or(0, str::len);
    facts(error.get_str("code")?, error.get_bool("retryable"), length)
}

/// What it takes to read all of a body: the sum of its words.
fn read_once(case: &Case) -> Facts {
    let (words, _) = case.body.as_chunks();
    black_box(words.iter().fold(0_u64, |sum, word| sum.wrapping_add(u64::from_le_bytes(*word))));
    None
}
