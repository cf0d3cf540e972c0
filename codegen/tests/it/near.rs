//! What a mistyped word is near to.

use errcat_codegen::Words;

#[test]
fn a_typo_is_near_and_another_word_is_not() {
    let words = Words::of(["never", "backoff", "after_wait", "after_reset", "with_change"]);
    for (given, meant) in [
        ("nevr", Some("never")),
        ("NEVER", Some("never")),
        ("back_off", Some("backoff")),
        ("after_rest", Some("after_reset")),
        ("afterwait", Some("after_wait")),
        ("sometimes", None),
        ("backoffs", Some("backoff")),
        ("", None),
    ] {
        assert_eq!(words.nearest(given), meant, "{given}");
    }
}

#[test]
fn number_and_inflection_do_not_matter() {
    let words = Words::of(["retry", "status", "sources", "category"]);
    for (given, meant) in [
        ("retries", "retry"),
        ("retried", "retry"),
        ("statuses", "status"),
        ("source", "sources"),
        ("categories", "category"),
    ] {
        assert_eq!(words.nearest(given), Some(meant), "{given}");
    }
}

#[test]
fn typos_come_first_and_then_what_contains_the_text() {
    let words = Words::of([
        "URL_NOT_FOUND",
        "RATE_LIMITED",
        "LLM_RATE_LIMITED",
        "rate-limited",
        "RATE_LIMITED",
        "TIMEOUT",
    ]);
    assert_eq!(words.all_near("RATE_LIMITD"), ["RATE_LIMITED", "rate-limited", "LLM_RATE_LIMITED"]);
    assert_eq!(words.all_near("RateLimited"), ["RATE_LIMITED", "rate-limited", "LLM_RATE_LIMITED"]);
    assert_eq!(words.all_near("tiemout"), ["TIMEOUT"]);
    assert_eq!(words.all_near("not-found"), ["URL_NOT_FOUND"]);
    for none in ["zzz", "ur", ""] {
        assert!(words.all_near(none).is_empty(), "{none}");
    }
}
