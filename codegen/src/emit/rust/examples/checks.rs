use errcat_core::{Response, VendorCode, Verdict};

/// The facts of a verdict, each by its name in a catalog and as its word there.
type Facts = [(&'static str, &'static str)];

/// The response is one error with these facts; of a list of errors, its first.
fn one<C: VendorCode>(response: &Response<'_>, expected: &Facts) {
    let verdict = C::classify(response).expect("this is an error");
    check(&verdict, expected);
}

/// The response carries these errors, in this order, and no others.
fn all<C: VendorCode>(response: &Response<'_>, expected: &[&Facts]) {
    let verdicts = C::classify_all(response);
    assert_eq!(verdicts.len(), expected.len(), "another number of errors: {verdicts:#?}");
    for (verdict, expected) in verdicts.iter().zip(expected) {
        check(verdict, expected);
    }
}

/// The response is not an error, and carries none.
fn none<C: VendorCode>(response: &Response<'_>) {
    let verdicts: Vec<_> = C::classify(response).into_iter().chain(C::classify_all(response)).collect();
    assert!(verdicts.is_empty(), "this is not an error: {verdicts:#?}");
}

fn check<C: VendorCode>(verdict: &Verdict<'_, C>, expected: &Facts) {
    let facts: Vec<_> = expected.iter().map(|&(name, _)| (name, fact(verdict, name))).collect();
    let expected: Vec<_> = expected.iter().map(|&(name, fact)| (name, Some(fact.to_owned()))).collect();
    assert_eq!(facts, expected, "{verdict:#?}");
}

fn fact<C: VendorCode>(verdict: &Verdict<'_, C>, name: &str) -> Option<String> {
    match name {
        "code" => verdict.code().map(|code| code.to_string()),
        "raw_code" => verdict.raw_code().map(str::to_owned),
        "category" => Some(verdict.category().to_string()),
        "retry" => Some(verdict.retry().to_string()),
        "wait" => Some(verdict.wait().map_or_else(|| "none".to_owned(), |wait| wait.to_string())),
        "basis" => Some(verdict.basis().to_string()),
        "change" => verdict.change().map(str::to_owned),
        "request_id" => verdict.request_id().map(str::to_owned),
        _ => panic!("a verdict has no fact `{name}`"),
    }
}
