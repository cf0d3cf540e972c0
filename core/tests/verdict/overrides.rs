//! What a caller says instead of a vendor.

use std::sync::LazyLock;

use errcat::ladder::Says;
use errcat::table::StatusPattern;
use errcat::{
    AnyCode, Basis, Category, Failure, Next, Overrides, Resend, Response, Retry, StopReason, Timestamp,
    VendorCode, Verdict, runagent, runo,
};

const NOW: Timestamp = Timestamp::from_unix_seconds(1_780_272_000);

fn body(code: &str, more: &str) -> String {
    format!(r#"{{"status":"error","error":{{"code":"{code}"{more}}}}}"#)
}

fn verdict<'a>(status: u16, body: &'a str) -> Verdict<'a, runo::ErrorCode> {
    runo::classify(&Response::new(status).body(body)).unwrap()
}

type Judged = (Category, Basis, Retry, Basis);

fn judged<C>(verdict: &Verdict<'_, C>) -> Judged {
    (verdict.category(), verdict.basis(), verdict.retry(), verdict.retry_basis())
}

#[test]
fn a_rule_stands_above_the_vendor_s() {
    use Basis::{Code, Override, Status};
    let limited = body("RATE_LIMITED", "");
    let unknown = body("MOON_PHASE", "");
    let overrides = Overrides::new()
        .code(runo::ErrorCode::RateLimited, Retry::Never)
        .code("MOON_PHASE", (Category::Blocked, Retry::Backoff))
        .status(404, Category::Conflict);
    let of_limited = judged(&verdict(429, &limited).with(&overrides));
    assert_eq!(of_limited, (Category::RateLimited, Code, Retry::Never, Override));
    let of_unknown = judged(&verdict(429, &unknown).with(&overrides));
    assert_eq!(of_unknown, (Category::Blocked, Override, Retry::Backoff, Override));
    let of_status = verdict(404, "").with(&overrides);
    assert_eq!((of_status.category(), of_status.basis()), (Category::Conflict, Override));
    assert_ne!(of_status.retry_basis(), Override);
    // Others are left alone.
    let other = verdict(429, "");
    assert_eq!(judged(&other.clone().with(&overrides)), judged(&other));
    assert_eq!(other.basis(), Status);
}

#[test]
fn a_code_is_known_by_itself_however_it_was_chosen() {
    let text = body("TIMEOUT", "");
    let response = Response::new(200).body(&text);
    let any: AnyCode<'_> = runo::TABLE.classify(&response).unwrap().code().unwrap();
    for overrides in [
        Overrides::new().code(runo::ErrorCode::Timeout, Retry::Never),
        Overrides::new().code("TIMEOUT", Retry::Never),
        Overrides::new().code(String::from("TIMEOUT"), Retry::Never),
        Overrides::new().code(any, Retry::Never),
    ] {
        let verdict = runo::TABLE.classify(&response).unwrap().with(&overrides);
        assert_eq!((verdict.retry(), verdict.retry_basis()), (Retry::Never, Basis::Override));
        assert_eq!(verdict.code(), Some(any));
    }
    let lower = Overrides::new().code("timeout", Retry::Never);
    assert_ne!(runo::ErrorCode::classify(&response).unwrap().with(&lower).retry(), Retry::Never);
}

#[test]
fn the_most_specific_rule_holds_and_then_the_last() {
    let limited = body("RATE_LIMITED", "");
    let base = Overrides::new()
        .code("RATE_LIMITED", Retry::Never)
        .status(StatusPattern::range(400, 499), (Category::Conflict, Retry::AfterWait))
        .status(429, Category::QuotaExhausted)
        .category(Category::RateLimited, (Category::Blocked, Retry::AfterReset));
    let holds = |overrides: &Overrides| {
        let verdict = verdict(429, &limited).with(overrides);
        (verdict.category(), verdict.retry())
    };
    assert_eq!(holds(&base), (Category::QuotaExhausted, Retry::Never));
    let later = base.clone().code("RATE_LIMITED", Retry::Backoff);
    assert_eq!(holds(&later), (Category::QuotaExhausted, Retry::Backoff));
    let by_category = Overrides::new().category(Category::RateLimited, Retry::AfterReset);
    assert_eq!(holds(&by_category), (Category::RateLimited, Retry::AfterReset));
}

#[test]
fn the_same_overrides_change_nothing_the_second_time() {
    let limited = body("RATE_LIMITED", "");
    // By the second rule alone, what the first one makes of it would be turned down.
    let overrides = Overrides::new()
        .category(Category::RateLimited, Category::Internal)
        .category(Category::Internal, Retry::Never);
    let once = verdict(429, &limited).with(&overrides);
    assert_eq!(judged(&once.clone().with(&overrides)), judged(&once));
    assert_eq!((once.category(), once.retry()), (Category::Internal, Retry::AfterWait));
    // Those of another caller come on top.
    let twice = once.with(&Overrides::new().status(429, Retry::Never));
    assert_eq!((twice.category(), twice.retry()), (Category::Internal, Retry::Never));
    let kept = twice.into_owned();
    assert_eq!((kept.category(), kept.retry_basis()), (Category::Internal, Basis::Override));
}

#[test]
fn the_rungs_show_it_first() {
    let limited = body("RATE_LIMITED", "");
    let plain = verdict(429, &limited);
    assert!(plain.rungs().iter().all(|rung| rung.basis != Basis::Override));
    let overrides = Overrides::new().code("RATE_LIMITED", Retry::Never);
    let verdict = plain.clone().with(&overrides);
    let rungs = verdict.rungs();
    let first = rungs[0];
    assert_eq!((first.basis, first.says), (Basis::Override, Says::Override));
    assert_eq!((first.category, first.retry), (None, Some(Retry::Never)));
    assert_eq!((first.decides_kind, first.decides_retry), (false, true));
    let code = rungs.iter().find(|rung| rung.basis == Basis::Code).unwrap();
    assert_eq!((code.retry, code.decides_kind, code.decides_retry), (Some(Retry::AfterWait), true, false));
    assert_eq!(rungs.len(), plain.rungs().len() + 1);
    let overrides = Overrides::new().category(Category::Timeout, (Category::Cancelled, Retry::Never));
    let unanswered = runo::no_response(Failure::TimedOut).with(&overrides);
    let rungs = unanswered.rungs();
    let bases: Vec<Basis> = rungs.iter().map(|rung| rung.basis).collect();
    assert_eq!(bases, [Basis::Override, Basis::NoResponse]);
    assert_eq!((rungs[1].category, rungs[1].retry), (Some(Category::Timeout), Some(Retry::Backoff)));
}

#[test]
fn a_policy_goes_by_them() {
    static OVERRIDES: LazyLock<Overrides> = LazyLock::new(|| {
        Overrides::new()
            .code("RATE_LIMITED", Retry::Never)
            .code("TASK_FAILED", Retry::Backoff)
            .status(418, Retry::Backoff)
    });
    let limited = body("RATE_LIMITED", "");
    let verdict = verdict(429, &limited);
    let policy = runo::SCHEDULE.policy();
    assert!(matches!(policy.next(1, &verdict, NOW), Next::After(_)));
    let policy = policy.overrides(&OVERRIDES);
    assert_eq!(policy.next(1, &verdict, NOW), Next::Stop(StopReason::Never));
    // What was overridden before is not asked again.
    assert_eq!(policy.next(1, &verdict.with(&OVERRIDES), NOW), Next::Stop(StopReason::Never));
    // The caller's word counts as documented.
    let response = Response::new(418);
    let teapot = runagent::classify(&response).unwrap();
    let policy = runagent::SCHEDULE.policy().resend(Resend::AsDocumented);
    assert_eq!(policy.next(1, &teapot, NOW), Next::Stop(StopReason::Never));
    assert!(matches!(policy.overrides(&OVERRIDES).next(1, &teapot, NOW), Next::After(_)));
}

#[test]
fn they_stand_above_the_response_s_own_flag() {
    let flagged = body("RATE_LIMITED", r#","retryable":false"#);
    let verdict = verdict(429, &flagged);
    assert_eq!((verdict.retry(), verdict.retry_basis()), (Retry::Never, Basis::WireFlag));
    let verdict = verdict.with(&Overrides::new().code("RATE_LIMITED", Retry::Backoff));
    assert_eq!((verdict.retry(), verdict.retry_basis()), (Retry::Backoff, Basis::Override));
    assert_eq!(verdict.retryable_flag(), Some(false));
}
