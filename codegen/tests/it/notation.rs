//! The notations of the format: what each is read as, and that its pattern in the schema accepts it.

use std::collections::HashSet;
use std::time::Duration;

use errcat_codegen::catalogs::{Expect, ExpectedWait, Vendor};
use errcat_codegen::{Input, Lines, Options, Severity, SourceFile, check, status_pattern};
use errcat_core::Timestamp;
use errcat_core::table::{Location, StatusPattern};

use crate::fixtures;
use crate::schema::schema;
use crate::validator::Validator;

#[test]
fn statuses() {
    assert_eq!(status_pattern("429"), Ok(StatusPattern::exact(429)));
    assert_eq!(status_pattern("5xx"), Ok(StatusPattern::range(500, 599)));
    assert_eq!(status_pattern("52x"), Ok(StatusPattern::range(520, 529)));
    for text in ["42", "0429", "xxx", "5x", "5XX", "099", "1000", "-42", "4x4", "", "00x", "0xx"] {
        assert!(status_pattern(text).is_err(), "{text}");
    }
}

/// The vendor of a catalog with these lines, whatever lints say of it.
fn vendor(more: &str) -> &'static Vendor<'static> {
    let codes = "groups: [{ title: T, codes: [{ code: C, category: internal, meaning: M. }] }]\n";
    let input = Box::leak(Box::new(Input::new(vec![fixtures::acme(&format!("{codes}{more}"))])));
    let checked = check(input, &Options { skip_lints: true, ..Options::default() });
    &checked.catalogs.unwrap_or_else(|| panic!("{:?}", checked.findings)).vendors()[0]
}

#[test]
fn durations_and_waits() {
    let wait = |text: &str| {
        let example = format!("examples: [{{ status: 429, expect: {{ wait: \"{text}\" }} }}]\n");
        let Expect::Verdict(expected) = vendor(&example).examples[0].expect else { panic!("{text}") };
        expected.wait.unwrap()
    };
    for (text, millis) in
        [("1s", 1000), ("500ms", 500), ("1.5s", 1500), ("1m30s", 90_000), ("2h", 7_200_000), ("0s", 0)]
    {
        assert_eq!(wait(text), ExpectedWait::For(Duration::from_millis(millis)), "{text}");
    }
    assert_eq!(wait("7s"), ExpectedWait::For(Duration::from_secs(7)));
    let until = ExpectedWait::Until(Timestamp::from_unix_seconds(1_780_272_000));
    assert_eq!(wait("2026-06-01T02:00:00+02:00"), until);
}

#[test]
fn pointers_and_days() {
    for (text, expected) in [("", &[][..]), ("/", &[""]), ("/a~1b/~0/0", &["a/b", "~", "0"])] {
        let waits = format!("wait: [{{ pointer: \"{text}\", encoding: seconds }}]\n");
        let Location::Pointer(pointer) = vendor(&waits).table.waits[0].at else {
            panic!("{text} is a header")
        };
        assert_eq!(pointer.segments, expected, "{text}");
        assert_eq!(pointer.to_string(), text);
    }
    assert_eq!(vendor("").table.sources[0].retrieved, "2026-11-21");
}

/// A place where a catalog has a text of some notation.
struct Notation {
    /// Where the schema has the pattern.
    definition: &'static str,
    /// The line of a catalog with this text, and a number that makes it differ from other lines.
    line: fn(&str, usize) -> String,
    /// What is before these lines.
    head: &'static str,
}

const POINTER: Notation = Notation {
    definition: "/definitions/Envelope/properties/each",
    line: |text, n| {
        format!(
            "  - {{ code: C{n}, category: internal, meaning: M., variants: [{{ when: {{ pointer: \"{text}\", present: true }}, category: internal, meaning: M. }}] }}\n"
        )
    },
    head: "groups:\n- title: T\n  codes:\n",
};

const STATUS: Notation = Notation {
    definition: "/definitions/StatusRule/properties/status/anyOf/0",
    line: |text, n| format!("  - {{ code: C{n}, http: \"{text}\", category: internal, meaning: M. }}\n"),
    head: POINTER.head,
};

const DURATION: Notation = Notation {
    definition: "/definitions/Schedule/properties/max_wait",
    line: |text, n| {
        format!(
            "  - {{ code: C{n}, category: internal, meaning: M., retry: {{ kind: after_wait, default_wait: \"{text}\" }} }}\n"
        )
    },
    head: POINTER.head,
};

const DAY: Notation = Notation {
    definition: "/definitions/Source/properties/retrieved",
    line: |text, n| format!("- {{ id: s{n}, title: S, retrieved: \"{text}\" }}\n"),
    head: "vendor: acme\ntitle: Acme\nabout: Sells anvils.\nstability: stable\ncomplete: true\nenvelope: { code: /code }\n\
           groups: []\nsources:\n",
};

const WAIT: Notation = Notation {
    definition: "/definitions/Expected/properties/wait",
    line: |text, n| {
        format!("- {{ status: 429, title: E{n}, expect: {{ retry: after_wait, wait: \"{text}\" }} }}\n")
    },
    head: "groups: []\nexamples:\n",
};

impl Notation {
    /// Which of these texts the generator refuses.
    fn refused<'t>(&self, texts: &[&'t str]) -> HashSet<&'t str> {
        let file = if self.head.starts_with("vendor") {
            SourceFile::new("acme.yaml", self.head)
        } else {
            fixtures::acme(self.head)
        };
        let mut catalog = String::from_utf8(file.bytes.clone()).unwrap();
        let first = catalog.lines().count() + 1;
        catalog.extend(texts.iter().zip(0..).map(|(text, n)| (self.line)(text, n)));
        let file = SourceFile::new("acme.yaml", catalog);
        let lines = Lines::of(&file.bytes);
        let findings = fixtures::findings(std::slice::from_ref(&file));
        // Whether an example is judged as it says is another matter.
        let is_of_notation = |rule: &str| ["pointer", "status", "duration", "date"].contains(&rule);
        findings
            .iter()
            .filter(|finding| finding.severity == Severity::Error && is_of_notation(finding.rule))
            .map(|finding| texts[lines.position(finding.place.span.start).line - first])
            .collect()
    }

    /// Holds the pattern to what the generator reads: it accepts all of it, and at most so much beyond.
    fn is_covered(&self, texts: &[&str], beyond: usize) {
        let schema = schema();
        let definition = schema.pointer(self.definition).unwrap();
        let pattern = Validator::new(definition.clone());
        let refused = self.refused(texts);
        assert!(refused.len() < texts.len(), "{}", self.definition);
        let mut more = Vec::new();
        for text in texts {
            let accepted = pattern.complaints(&(*text).into()).is_empty();
            assert!(accepted || refused.contains(text), "{}: {text} is refused", self.definition);
            if accepted && refused.contains(text) {
                more.push(text);
            }
        }
        assert!(more.len() <= beyond, "{} more: {:?}", more.len(), &more[..more.len().min(20)]);
    }
}

/// Every text of up to this many of these characters.
fn texts(characters: &str, longest: usize) -> Vec<String> {
    let mut all = vec![String::new()];
    let mut last = 0;
    for _ in 0..longest {
        let end = all.len();
        for at in last..end {
            all.extend(characters.chars().map(|c| format!("{}{c}", all[at])).collect::<Vec<_>>());
        }
        last = end;
    }
    all
}

fn each(texts: &[String]) -> Vec<&str> {
    texts.iter().map(String::as_str).collect()
}

#[test]
fn what_the_generator_refuses() {
    for (notation, right, wrong) in [
        (POINTER, &["/", "/a~1b/~0/0"][..], &["a", "error/code", "/~2", "/~", "$.error"][..]),
        (
            DURATION,
            &["1s", "500ms", "1.5s", "1m30s", "2h"],
            &["", "1", "s", "-1s", "1 s", "PT1S", "1fortnight", "99999999999999999999s", "1s ago"],
        ),
        (DAY, &["2026-11-21"], &["2026-02-30", "21.11.2026", "2026-11-21T00:00:00"]),
        (WAIT, &["7s", "2026-06-01T02:00:00+02:00"], &["soon"]),
    ] {
        let all: Vec<&str> = right.iter().chain(wrong).copied().collect();
        assert_eq!(notation.refused(&all), wrong.iter().copied().collect(), "{}", notation.definition);
    }
}

#[test]
fn the_patterns_are_the_notations() {
    POINTER.is_covered(&each(&texts("/~01a", 5)), 0);
    STATUS.is_covered(&each(&texts("0159xX", 4)), 0);
    DAY.is_covered(
        &["2026-11-21", "2026-02-30", "2024-02-29", "26-11-21", "2026-11-21T00:00:00Z", "20261121"],
        0,
    );
    // Units that come in the wrong order or twice are left to the rule.
    DURATION.is_covered(&each(&texts("1.hmsud", 5)), 100);
    WAIT.is_covered(
        &["none", "7s", "2026-06-01T00:00:00Z", "2026-06-01 00:00:00+02:00", "20260601T000000Z"],
        0,
    );
}
