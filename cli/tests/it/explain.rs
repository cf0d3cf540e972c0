//! `explain`: a code at each vendor, a status, and what was meant by a typo.

use serde_json::Value;

use crate::scene::{ACME, Run, Scene, root, run};

/// Asks the catalogs of the invented vendors.
fn explain(arguments: &[&str]) -> Run {
    Scene::fixtures().run(&[&["explain"], arguments].concat())
}

#[test]
fn it_is_readable_at_80_columns_and_has_no_colour_in_a_pipe() {
    let list: Value =
        serde_json::from_str(&Scene::fixtures().run(&["list", "--format", "json"]).out).unwrap();
    let codes = list.as_array().unwrap().iter();
    let mut asked: Vec<&str> = codes.map(|code| code["entry"]["code"].as_str().unwrap()).collect();
    asked.extend(["200", "403", "429", "5xx"]);
    for what in asked {
        let run = explain(&[what]);
        assert_eq!(run.code, 0, "{what}: {}", run.err);
        for line in run.out.lines() {
            assert!(line.chars().count() <= 80 && !line.contains('\u{1b}'), "{what}: {line:?}");
        }
    }
}

#[test]
fn a_vendor_in_front_narrows_it_to_one() {
    let run = explain(&["courier:RATE_LIMITED"]);
    assert_eq!(run.code, 0);
    assert!(run.out.starts_with("courier:RATE_LIMITED\n  Retry after the wait · HTTP 429"), "{}", run.out);
    assert!(!run.out.contains("depot"), "{}", run.out);
    let run = explain(&["curier:RATE_LIMITED"]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("there is no vendor `curier`; did you mean `courier`?"), "{}", run.err);
}

#[test]
fn a_typo_is_answered_with_what_comes_near() {
    for typo in ["RATE_LIMTED", "rate-limited", "RateLimited"] {
        let run = explain(&[typo]);
        assert_eq!((run.code, run.out.as_str()), (1, ""));
        let expected = format!(
            "error: no vendor has the code `{typo}`\ndid you mean\n  courier:RATE_LIMITED\n  depot:RATE_LIMITED\n"
        );
        assert!(run.err.starts_with(&expected), "{}", run.err);
    }
    let run = explain(&["depot:PARCEL_RETURNED"]);
    assert!(run.err.contains("Depot has no code `PARCEL_RETURNED`"), "{}", run.err);
    let run = explain(&["ADDRESS_INVALD"]);
    let expected = "did you mean\n  courier:ADDRESS_INVALID\na new code courier:ADDRESS_* would be invalid_request, do not retry\n";
    assert!(run.err.ends_with(expected), "{}", run.err);
    assert!(
        explain(&["courier"]).err.contains("`courier` is a vendor; `errcat list --vendor courier` shows")
    );
    assert!(explain(&["zzzzzz"]).err.contains("`errcat list` shows every code"));
}

#[test]
fn a_status_is_explained_without_a_code_and_with_each() {
    let run = explain(&["courier:429"]);
    let expected = "\
HTTP 429

courier
  Without a code: rate_limited, retry after the wait (by the vendor's rule). Too
  many requests came in, or a quota is used up; without the code it is open
  which. Wait as long as Retry-After says before the next try.
    RATE_LIMITED       rate_limited     retry after the wait
    QUOTA_EXCEEDED     quota_exhausted  do not retry before the next month
    KEY_LIMIT_REACHED  limit_reached    do not retry
";
    assert_eq!((run.code, run.out.as_str()), (0, expected));
    let run = explain(&["courier:504"]);
    assert!(run.out.contains("(by errcat's rule for the class:\n  the vendor has none)"), "{}", run.out);
    let run = explain(&["429"]);
    let expected = "\
HTTP 429: 5 codes of 2 vendors
  by retry     after_reset 2, after_wait 2, never 1
  by category  quota_exhausted 2, rate_limited 2, limit_reached 1

  vendor   without a code            its codes
  courier  rate_limited, after_wait  3: after_reset 1, after_wait 1, never 1
  depot    –                         2: after_reset 1, after_wait 1

  nothing      studio
  see more     `errcat explain courier:429` for one, `errcat list --status 429`,
               `errcat explain 429 --full`
";
    assert_eq!((run.code, run.out.as_str()), (0, expected));
    let run = explain(&["429", "--full"]);
    assert!(
        run.out.contains("depot\n  Without a code: ") && run.out.contains("    RAMPS_TAKEN  "),
        "{}",
        run.out
    );
    let run = explain(&["503"]);
    assert!(run.out.contains("  only a rule  unavailable, backoff: depot\n"), "{}", run.out);
    let run = explain(&["depot:200"]);
    assert!(run.out.contains("Without a code: no error. The request was carried out."), "{}", run.out);
    let run = explain(&["depot:5xx"]);
    for rule in ["500 without a code: internal", "5xx without a code: unavailable"] {
        assert!(run.out.contains(rule), "{}", run.out);
    }
}

#[test]
fn filters_narrow_what_is_explained() {
    let run = explain(&["429", "--retry", "never"]);
    assert!(run.out.starts_with("HTTP 429\n\ncourier\n"), "{}", run.out);
    assert!(run.out.contains("KEY_LIMIT_REACHED") && !run.out.contains("QUOTA_EXCEEDED"), "{}", run.out);
    let run = explain(&["RATE_LIMITED", "--host", "API.courier.example:443"]);
    assert!(run.out.starts_with("courier:RATE_LIMITED\n"), "{}", run.out);
    assert!(run.out.contains("  hosts        api.courier.example, *.courier.example\n"), "{}", run.out);
    let run = explain(&["RATE_LIMITED", "--category", "timeout"]);
    assert_eq!(run.code, 1);
    let run = explain(&["429", "--vendor", "curier"]);
    assert!(run.err.contains("there is no vendor `curier`; did you mean `courier`?"), "{}", run.err);
}

/// A vendor with one code, and so many rules for statuses.
fn small(id: &str, retry: &str) -> String {
    ACME.replace("acme", id).replace(
        "category: internal, meaning: It failed.",
        &format!("http: 429, category: internal, retry: {retry}, meaning: It failed of a reason that takes long to tell."),
    )
}

#[test]
fn what_many_vendors_have_fits_on_a_screen() {
    let ids: Vec<String> = (10..70).map(|number| format!("vendor{number}")).collect();
    let catalogs: Vec<(String, String)> = ids
        .iter()
        .enumerate()
        .map(|(at, id)| (format!("{id}.yaml"), small(id, if at < 4 { "never" } else { "backoff" })))
        .collect();
    let catalogs: Vec<(&str, &str)> = catalogs.iter().map(|(name, text)| (&**name, &**text)).collect();
    let scene = Scene::new(&catalogs);
    let run = scene.run(&["explain", "429"]);
    assert!(run.out.starts_with("HTTP 429: 60 codes of 60 vendors\n"), "{}", run.out);
    assert!(
        run.out.lines().count() <= 40 && run.out.lines().all(|line| line.chars().count() <= 80),
        "{}",
        run.out
    );
    for id in &ids {
        assert!(run.out.contains(&**id), "{id}: {}", run.out);
    }
    assert!(run.out.contains("\n  1: never 1     vendor10, vendor11, vendor12, vendor13\n"), "{}", run.out);
    let run = scene.run(&[
        "explain", "A_FAILED", "--vendor", "vendor10", "--vendor", "vendor11", "--vendor", "vendor12",
        "--vendor", "vendor68",
    ]);
    let expected = "\
4 vendors, to be treated differently

Do not retry · internal · 3 vendors
  vendor10  429  It failed of a reason that takes long to tell.
  vendor11  429  It failed of a reason that takes long to tell.
  vendor12  429  It failed of a reason that takes long to tell.

Retry with backoff · internal · 1 vendor
  vendor68  429  It failed of a reason that takes long to tell.

  see more     `errcat explain vendor10:A_FAILED` for one vendor, `errcat
               explain A_FAILED --full` for all of them
";
    assert_eq!(run.out, expected);
    let all: Value =
        serde_json::from_str(&scene.run(&["explain", "A_FAILED", "--format", "json"]).out).unwrap();
    assert_eq!(all["codes"].as_array().unwrap().len(), 60);
    assert!(scene.run(&["explain", "A_FAILED", "--full"]).out.lines().count() > 60 * 8);
}

#[test]
fn what_is_not_a_code_is_answered_with_what_helps() {
    let status =
        "if this is meant as a status, write a status from 100 to 999, or a class such as `5xx` or `52x`";
    for (what, lines) in [
        ("courier", "`courier` is a vendor; `errcat list --vendor courier` shows its codes\n"),
        (
            "api.courier.example",
            "`api.courier.example` is a host of Courier; `errcat list --vendor courier` shows its codes\n",
        ),
        ("courier:", "`courier` is a vendor; `errcat list --vendor courier` shows its codes\n"),
        ("Courier:RATE_LIMITED", "there is no vendor `Courier`; did you mean `courier`?\n"),
        ("4XX", &format!("no vendor has the code `4XX`\n{status}; `errcat list` shows every code\n")),
        ("depot:1000", &format!("Depot has no code `1000`\n{status}; `errcat list` shows every code\n")),
        ("Zzzz:Q", "no vendor has the code `Zzzz:Q`\n`errcat list` shows every code\n"),
    ] {
        let run = explain(&[what]);
        assert_eq!((run.code, run.out.as_str(), run.err), (1, "", format!("error: {lines}")), "{what}");
    }
}

#[test]
fn an_inherited_code_says_from_whom() {
    let dialect = "vendor: forge\ntitle: Forge\nabout: Makes anvils as Acme does.\nstability: stable\ncomplete: true\n\
                   sources: [{ id: errors, title: Errors, retrieved: 2026-11-21 }]\nextends: acme\n";
    let scene = Scene::new(&[("acme.yaml", ACME), ("forge.yaml", dialect)]);
    let run = scene.run(&["explain", "forge:A_FAILED"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert!(run.out.contains("from “Acme”, of which “Forge” is a dialect"), "{}", run.out);
    assert!(!run.out.contains("read on"), "{}", run.out);
    let run = scene.run(&["explain", "forge:A_FAILED", "--format", "json"]);
    let json: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(
        (&json["codes"][0]["source"], &json["codes"][0]["entry"]["inherited_from"]),
        (&Value::Null, &"acme".into())
    );
    let run = scene.run(&["check"]);
    assert_eq!((run.code, run.out.as_str()), (0, "no findings in 2 catalogs, 2 codes\n"));
}

#[test]
fn json_has_every_fact() {
    let run = explain(&["depot:TIMEOUT", "--format", "json"]);
    let json: Value = serde_json::from_str(&run.out).unwrap();
    let code = &json["codes"][0];
    assert_eq!(code["vendor"], "depot");
    assert_eq!(code["entry"]["retry"]["change"], "fresh=true");
    assert_eq!(code["hosts"], serde_json::json!([]));
    assert_eq!(code["waits"][0]["at"]["pointer"], "/retry_after");
    assert_eq!(code["schedule"]["max_attempts_documented"], false);
    assert_eq!(code["source"]["title"], "Error codes");
    let run = explain(&["404", "--format", "json"]);
    let json: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(json["statuses"].as_array().unwrap().len(), 3);
    assert_eq!(json["statuses"][0]["without_code"]["basis"], "status_class");
    let run = explain(&["RATE_LIMTED", "--format", "json"]);
    assert_eq!(run.code, 1);
    let json: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(json["nearest"][0]["code"], "RATE_LIMITED");
    let run = explain(&["ADDRESS_NEW", "--format", "json"]);
    let json: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(json["families"][0]["family"]["category"], "invalid_request");
}

/// What a code may have besides.
const RICH: &str = "vendor: rich
title: Rich
about: Has everything.
stability: stable
complete: true
sources:
  - { id: errors, title: Errors, retrieved: 2026-11-21 }
  - { id: more, title: \"More\\u001b[31m errors\", retrieved: 2026-11-22, url: https://example.com/more }
documentation_url: https://example.com/errors/{code}
envelope: { code: /code }
retry: { max_attempts: 5, backoff: { initial: 1s, factor: 2, max: 30s }, max_wait: 2m }
statuses:
  - { status: 500, category: internal, retry: backoff, meaning: It broke. }
groups:
  - title: Codes
    codes:
      - code: \"urn:rich:old thing\"
        name: OldThing
        aliases: [\"OLD\"]
        http: [429, 503]
        category: rate_limited
        retry: { kind: after_wait, max_attempts: 2, default_wait: 90s }
        meaning: Too fast.
        action: Slow down.
        details: { limit: integer, reset_at: timestamp }
        inferred: [http, retry.default_wait]
        source: more
        since: \"2024-05\"
        deprecated: { since: \"2.0\", note: Split in two., replaced_by: \"NEW\" }
      - { code: \"NEW\", http: 500, category: internal, meaning: It failed., action: Ask them. }
";

#[test]
fn whatever_a_code_has_is_shown_and_what_is_hidden_in_it_is_harmless() {
    let scene = Scene::new(&[("rich.yaml", RICH)]);
    let explain = |what: &str| run(&scene.path(""), &["explain", "--catalog", "catalog", what]);
    let run = explain("OLD");
    let expected = "\
rich:urn:rich:old thing
  Retry after the wait (90 s if none is given) · HTTP 429, 503 † · rate_limited

  Too fast.
  What to do: Slow down.

  deprecated   since 2.0. Split in two. Replaced by NEW.
  retry        after_wait. Wait as long as the response says, else back off.
  wait         the vendor documents no place that says how long; 90 s where the
               response names no wait †
  schedule     2 tries in all; in between 1 s; stop where the wait is longer
               than 120 s
  also sent    as OLD
  details      limit (integer), reset_at (timestamp)
  since        2024-05
  implied      † The page only implies: http, retry.default_wait
  page         “MoreU+001B[31m errors”, under “Codes”, read on 2026-11-22
               https://example.com/more
  its page     https://example.com/errors/urn%3Arich%3Aold%20thing
  in Rust      errcat::rich::ErrorCode::OldThing
";
    assert_eq!((run.code, run.out.as_str()), (0, expected));
    assert_eq!(explain("urn:rich:old thing").out, expected);
    assert_eq!(explain("rich:urn:rich:old thing").out, expected);
    // A code with a typo in it, and no vendor.
    assert!(explain("urn:rich:old thng").err.ends_with("did you mean\n  rich:urn:rich:old thing\n"));
    // Where the page does not say, the status does.
    let new = explain("NEW").out;
    assert!(
        new.contains("the page does not say\n               by status 500: retry with backoff\n"),
        "{new}"
    );
}

#[test]
fn conditions_are_put_in_words() {
    let explain = |what: &str| {
        let run = run(root(), &["explain", "--catalog", "codegen/tests/fixtures/envelopes", what]);
        run.out.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let status = explain("forge:403");
    for part in [
        "403 where header X-RateLimit-Remaining is 0, without a code: rate_limited, retry after the wait.",
        "403 where header Retry-After is present, without a code: rate_limited,",
        "Without a code: permission_denied, do not retry (by the vendor's rule).",
    ] {
        assert!(status.contains(part), "{part}: {status}");
    }
    let class = explain("forge:4xx");
    assert!(
        class.contains("429 where header X-RateLimit-Remaining is 0, without a code: rate_limited"),
        "{class}"
    );
}
