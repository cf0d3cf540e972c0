//! What one code means under conditions, what the response orders, and which of several errors decides.

use errcat::ladder::Says;
use errcat::table::Table;
use errcat::{Basis, Category, LimitScope, Next, Party, Remedy, Response, Retry, StopReason};

use crate::catalogs::{Lazy, table};
use crate::judge::{NOW, judge, seconds};

static LIMITS: Lazy = Lazy::new(|| {
    table(
        r#"
envelope:
  code: [/fine, /code]
  message: /message
  retryable:
    - { header: x-should-retry, decides: true }
    - { pointer: /permanent, inverted: true }
retry: { max_wait: 2m }
families:
  - { prefix: DAY_, before_codes: true, category: quota_exhausted, retry: { kind: after_reset, window: day }, meaning: Spent. }
  - { prefix: NEW_, when: { status: 4xx }, category: conflict, retry: never, meaning: Ours. }
  - { prefix: NEW_, category: internal, retry: backoff, meaning: Theirs. }
groups:
  - title: Codes
    codes:
      - code: "LIMIT"
        http: 429
        category: rate_limited
        retry: after_wait
        meaning: Too fast.
        action: Slow down.
        scope: key
        variants:
          - when: { status: 413, pointer: /size, above: 1.5 }
            category: limit_reached
            retry: { kind: with_change, change: less }
            meaning: Too large.
            remedy: shrink_input
            scope: request
          - when:
              any:
                - { pointer: /message, contains: "PER DAY" }
                - all: [{ pointer: /window, starts_with: d }, { pointer: /window, ends_with: Y }]
            category: quota_exhausted
            retry: { kind: after_reset, window: day }
            meaning: Spent for today.
          - when: { pointer: /code, absent: true }
            retry: never
      - { code: "BROKEN", category: internal, retry: backoff, meaning: It broke., remedy: none }
      - { code: "COARSE", category: rate_limited, retry: backoff, meaning: Too fast. }
"#,
    )
});

fn of(status: u16, body: &str) -> (Category, Retry, &'static str) {
    let table: &'static Table<'static> = &LIMITS;
    let verdict = table.classify(&Response::new(status).body(body)).unwrap().into_owned_by(table).unwrap();
    (verdict.category(), verdict.retry(), verdict.meaning())
}

#[test]
fn the_first_variant_whose_condition_holds_decides() {
    use Category::{LimitReached, QuotaExhausted, RateLimited};
    let cases = [
        (429, r#"{"code": "LIMIT"}"#, (RateLimited, Retry::AfterWait, "Too fast.")),
        (413, r#"{"code": "LIMIT", "size": 2}"#, (LimitReached, Retry::WithChange, "Too large.")),
        (413, r#"{"code": "LIMIT", "size": "1.6"}"#, (LimitReached, Retry::WithChange, "Too large.")),
        (413, r#"{"code": "LIMIT", "size": 1.5}"#, (RateLimited, Retry::AfterWait, "Too fast.")),
        (413, r#"{"code": "LIMIT", "size": "big"}"#, (RateLimited, Retry::AfterWait, "Too fast.")),
        (429, r#"{"code": "LIMIT", "size": 2}"#, (RateLimited, Retry::AfterWait, "Too fast.")),
        (
            429,
            r#"{"code": "LIMIT", "message": "9 per day."}"#,
            (QuotaExhausted, Retry::AfterReset, "Spent for today."),
        ),
        (
            429,
            r#"{"code": "LIMIT", "window": "Day"}"#,
            (QuotaExhausted, Retry::AfterReset, "Spent for today."),
        ),
        (429, r#"{"code": "LIMIT", "window": "dry year"}"#, (RateLimited, Retry::AfterWait, "Too fast.")),
        // What a variant leaves out is that of its code.
        (429, r#"{"fine": "LIMIT"}"#, (RateLimited, Retry::Never, "Too fast.")),
    ];
    for (status, body, expected) in cases {
        assert_eq!(of(status, body), expected, "{body}");
    }
}

#[test]
fn the_verdict_and_its_rungs_say_which_variant_decided() {
    let verdict = judge(&LIMITS, 413, r#"{"code": "LIMIT", "size": 2}"#);
    let entry = verdict.entry().unwrap();
    assert_eq!((entry.code, verdict.basis()), ("LIMIT", Basis::Code));
    assert_eq!(verdict.variant(), entry.variants.first());
    let rungs = verdict.rungs();
    let code = rungs.iter().find(|rung| rung.basis == Basis::Code).unwrap();
    assert!(matches!(code.says, Says::Code { variant, .. } if variant == entry.variants.first()));
    assert!(code.decides_kind && code.decides_retry);
    assert_eq!((verdict.remedy(), verdict.who()), (Some(Remedy::ShrinkInput), Some(Party::Caller)));
    assert_eq!((verdict.limit_scope(), verdict.action()), (Some(LimitScope::Request), Some("Slow down.")));
    let owned = verdict.clone().into_owned_by(&LIMITS).unwrap();
    assert_eq!(owned.variant(), entry.variants.first());
    let plain = judge(&LIMITS, 429, r#"{"code": "LIMIT"}"#);
    assert_eq!((plain.variant(), plain.limit_scope(), plain.remedy()), (None, Some(LimitScope::Key), None));
    assert_eq!(judge(&LIMITS, 500, r#"{"code": "BROKEN"}"#).who(), None);
}

#[test]
fn a_flag_that_decides_wins_both_ways() {
    let with = |flag: &str, body: &str| {
        let verdict = LIMITS.classify(&Response::new(400).header("x-should-retry", flag).body(body)).unwrap();
        (verdict.basis(), verdict.retry(), verdict.retry_basis())
    };
    let (broken, limit) = (r#"{"code": "BROKEN"}"#, r#"{"fine": "LIMIT"}"#);
    assert_eq!(with("true", limit), (Basis::Code, Retry::Backoff, Basis::Directive));
    assert_eq!(with("false", broken), (Basis::Code, Retry::Never, Basis::Directive));
    // What allows a retry already stays what it is, and so does what stops with more to say.
    assert_eq!(with("true", r#"{"code": "LIMIT"}"#), (Basis::Code, Retry::AfterWait, Basis::Directive));
    assert_eq!(
        with("false", r#"{"fine": "DAY_OVER"}"#),
        (Basis::Family, Retry::AfterReset, Basis::Directive)
    );
    assert_eq!(with("perhaps", broken), (Basis::Code, Retry::Backoff, Basis::Code));
    assert_eq!(with("true", "{}"), (Basis::StatusClass, Retry::Backoff, Basis::Directive));
    let verdict = LIMITS.classify(&Response::new(400).header("x-should-retry", "true").body(limit)).unwrap();
    let rung = verdict.rungs().first().copied().unwrap();
    assert_eq!((rung.basis, rung.says, rung.decides_retry), (Basis::Directive, Says::Directive(true), true));
}

#[test]
fn an_inverted_flag_says_the_opposite() {
    let retry = |body| judge(&LIMITS, 500, body).retry();
    assert_eq!(retry(r#"{"code": "BROKEN", "permanent": true}"#), Retry::Never);
    assert_eq!(retry(r#"{"code": "BROKEN", "permanent": false}"#), Retry::Backoff);
    assert_eq!(judge(&LIMITS, 200, r#"{"code": "UNKNOWN", "permanent": false}"#).retry(), Retry::Backoff);
}

#[test]
fn families_have_conditions_and_may_stand_before_codes() {
    let basis = |status, body| {
        let verdict = judge(&LIMITS, status, body);
        (verdict.raw_code().map(str::to_owned), verdict.category())
    };
    let both = r#"{"fine": "DAY_REQUESTS", "code": "COARSE"}"#;
    assert_eq!(basis(429, both), (Some("DAY_REQUESTS".to_owned()), Category::QuotaExhausted));
    let other = r#"{"fine": "NEW_REQUESTS", "code": "COARSE"}"#;
    assert_eq!(basis(429, other), (Some("COARSE".to_owned()), Category::RateLimited));
    assert_eq!(basis(400, r#"{"code": "NEW_X"}"#).1, Category::Conflict);
    assert_eq!(basis(500, r#"{"code": "NEW_X"}"#).1, Category::Internal);
}

#[test]
fn a_wait_beyond_the_vendor_s_own_limit_stops() {
    let next = |wait: &str| {
        let response = Response::new(429).header("Retry-After", wait).body(r#"{"code": "LIMIT"}"#);
        match LIMITS.schedule.next(1, &LIMITS.classify(&response).unwrap(), NOW) {
            Next::After(wait) => Ok(wait),
            Next::Stop(reason) => Err(reason),
            Next::AfterChange { .. } => panic!("no change is needed"),
        }
    };
    assert_eq!(next("119"), Ok(seconds(119)));
    assert_eq!(next("121"), Err(StopReason::WaitTooLong { wait: seconds(121) }));
}

const LISTS: [&str; 3] = [
    "envelope: { each: /errors, each_decides: most_severe, code: /code }\n",
    "envelope: { each: /errors, each_decides: first_failure, code: /code }\n",
    "envelope: { each: /data/*/errors, code: /code }\n",
];

const CODES: &str = r#"
groups:
  - title: Codes
    codes:
      - { code: "MARK", category: unknown, retry: not_applicable, meaning: A mark. }
      - { code: "GONE", category: not_found, retry: never, meaning: Gone., action: Look. }
      - { code: "SLOW", category: rate_limited, retry: backoff, meaning: Too fast. }
"#;

static SEVERE: Lazy = Lazy::new(|| table(Box::leak(format!("{}{CODES}", LISTS[0]).into_boxed_str())));
static FAILURE: Lazy = Lazy::new(|| table(Box::leak(format!("{}{CODES}", LISTS[1]).into_boxed_str())));
static ANYWHERE: Lazy = Lazy::new(|| table(Box::leak(format!("{}{CODES}", LISTS[2]).into_boxed_str())));

#[test]
fn the_error_of_a_list_that_decides() {
    let body = r#"{"errors": [{"code": "MARK"}, {"code": "GONE"}, {"code": "SLOW"}]}"#;
    let severe = judge(&SEVERE, 200, body);
    assert_eq!((severe.raw_code(), severe.item().unwrap().to_string().as_str()), (Some("SLOW"), "/errors/2"));
    assert_eq!(judge(&FAILURE, 200, body).raw_code(), Some("GONE"));
    assert_eq!(judge(&FAILURE, 200, r#"{"errors": [{"code": "MARK"}]}"#).raw_code(), Some("MARK"));
    assert!(SEVERE.classify(&Response::new(200).body(r#"{"errors": []}"#)).is_none());
    assert_eq!(judge(&SEVERE, 500, r#"{"errors": []}"#).basis(), Basis::StatusClass);
}

#[test]
fn a_list_of_errors_under_any_name_says_where_it_is() {
    let body = r#"{"data": {"a": null, "b": {"errors": []}, "c": {"errors": [{"code": "GONE"}, {"code": "SLOW"}]}}}"#;
    let response = Response::new(200).body(body);
    let first = ANYWHERE.classify(&response).unwrap();
    assert_eq!(
        (first.raw_code(), first.item().unwrap().to_string().as_str()),
        (Some("GONE"), "/data/c/errors/0")
    );
    let all = ANYWHERE.classify_all(&response);
    let at: Vec<String> = all.iter().map(|verdict| verdict.item().unwrap().to_string()).collect();
    assert_eq!(at, ["/data/c/errors/0", "/data/c/errors/1"]);
    assert!(ANYWHERE.classify(&Response::new(200).body(r#"{"data": {"b": {"errors": []}}}"#)).is_none());
}
