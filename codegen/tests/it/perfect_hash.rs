//! Sets of codes of every kind: each has a table, and the table finds them and nothing else.

#[path = "../../src/perfect_hash/build.rs"]
mod build;

use std::collections::HashSet;

use errcat_core::table::Lookup;
use proptest::prelude::*;
use proptest::string::string_regex;
use proptest::test_runner::{RngAlgorithm, TestRunner};

use build::PerfectHash;

fn lookup<'a>(built: &'a PerfectHash<'a>) -> Lookup<'a> {
    let PerfectHash { lookup, displacements, slots, positions } = built;
    Lookup { displacements, slots, positions, ..*lookup }
}

/// How a table finds its codes.
#[derive(Debug, PartialEq, Eq)]
enum Way {
    Displaced,
    Sorted,
}

/// Builds the table and looks for each code, and for texts that are like it but no codes.
///
/// Two codes stand for one entry, as a code and its alias do.
fn check<S: Into<String>>(codes: impl IntoIterator<Item = S>) -> Way {
    let codes: Vec<String> = codes.into_iter().map(Into::into).collect();
    let texts: Vec<(&str, u32)> = codes.iter().zip(0..).map(|(text, n)| (text.as_str(), n / 2)).collect();
    let built = PerfectHash::build(&texts);
    assert!(built.slots.len() <= 2 * codes.len(), "{} slots for {} codes", built.slots.len(), codes.len());
    let known: HashSet<&str> = codes.iter().map(String::as_str).collect();
    let lookup = lookup(&built);
    for (n, code) in codes.iter().enumerate() {
        assert_eq!(lookup.find(code), Some(n / 2), "{code}");
        for other in others(code).iter().filter(|other| !known.contains(other.as_str())) {
            assert_eq!(lookup.find(other), None, "{other}");
        }
    }
    assert_eq!(lookup.find("").is_some(), known.contains(""));
    let reversed: Vec<(&str, u32)> = texts.into_iter().rev().collect();
    assert_eq!(PerfectHash::build(&reversed), built);
    if built.displacements.is_empty() { Way::Sorted } else { Way::Displaced }
}

/// Texts that differ from a code at its end, at its start, in its length, or in one character.
fn others(code: &str) -> [String; 8] {
    let change = |at: usize| {
        let changed = |(n, c)| if n == at { if c == 'Q' { 'q' } else { 'Q' } } else { c };
        code.chars().enumerate().map(changed).collect()
    };
    let count = code.chars().count();
    [
        format!("{code}x"),
        format!("x{code}"),
        code.chars().skip(1).collect(),
        change(0),
        change(count / 4),
        change(count / 2),
        change(count * 3 / 4),
        change(count.saturating_sub(1)),
    ]
}

/// The kinds of codes that vendors have, and some that no vendor has.
const KINDS: &[&str] = &[
    // Of any length.
    "[A-Za-z0-9_.-]{1,60}",
    // Numeric, in blocks, zero-padded, negative.
    "[1-9][0-9]{0,6}",
    "[1-5]0{1,4}[0-9]{1,2}",
    "0{0,4}[0-9]{1,4}",
    "-?[1-9][0-9]{0,4}",
    // Words.
    "(GPU|BOOT|API_KEY|REQUEST|MODEL)(_[A-Z]{2,9}){0,3}_(FAILED|NOT_FOUND|EXPIRED)",
    "[a-z]{2,9}([A-Z][a-z]{1,9}){0,4}",
    "[a-z]{1,8}([.][a-z]{1,8}){1,4}",
    // One common prefix, and addresses, which differ only far behind theirs.
    "ERR_ACME_PLATFORM_INTERNAL_[A-Z]{1,8}",
    "https://developer[.]example[.]com/errors/[a-z]{1,9}-[a-z]{1,9}-missing",
    // Of one length, with one start and one end.
    "[A-Z]{12}",
    "PREFIX__[A-C]{4}__SUFFIX",
    "x{64}[a-z]{0,3}y{64}",
    "x{24}[a-z]{1,17}y{16}",
    // Of few letters, the empty text among them.
    "[ab]{0,12}",
    "[ab]{38,58}",
    // Beyond ASCII.
    "[äöü€]{1,6}",
];

/// Checks this many sets of this many codes of each kind.
fn check_sets(cases: u32, sizes: std::ops::RangeInclusive<usize>) {
    for kind in KINDS {
        let rng_algorithm = RngAlgorithm::XorShift;
        let config = ProptestConfig { cases, rng_algorithm, failure_persistence: None, ..Default::default() };
        // A set, not a list: few letters may not give that many.
        let codes = proptest::collection::vec(string_regex(kind).unwrap(), sizes.clone());
        let sets = codes.prop_map(HashSet::<String>::from_iter);
        let checked = TestRunner::new(config).run(&sets, |codes| {
            prop_assert_eq!(check(codes), Way::Displaced);
            Ok(())
        });
        checked.unwrap_or_else(|failure| panic!("{kind}: {failure}"));
    }
}

#[test]
fn small_sets() {
    check_sets(40, 1..=30);
}

#[test]
fn middling_sets() {
    check_sets(3, 31..=400);
}

#[test]
fn large_sets() {
    check_sets(1, 1000..=1200);
}

#[test]
fn none_and_one() {
    check::<String>([]);
    check(["A"]);
    check([""]);
    check(["A".repeat(1000)]);
}

#[test]
fn lengths_tell_apart_what_words_do_not() {
    for codes in [["10001", "200001"], ["10001", "100001"], ["GPU_FAILED", "BOOT_FAILED"]] {
        assert_eq!(check(codes), Way::Displaced, "{codes:?}");
    }
    for longest in [8, 9, 16, 17, 24, 25, 32, 33, 40, 41, 48, 49, 56, 57, 100] {
        let codes = (0..=longest).map(|length| "a".repeat(length));
        assert_eq!(check(codes), Way::Displaced, "{longest}");
    }
}

#[test]
fn hundreds_of_numbers() {
    let blocks = [10_001..=10_070, 20_001..=20_029, 30_001..=30_061, 40_001..=40_095, 200_000..=200_001];
    let codes: Vec<String> =
        blocks.into_iter().flatten().map(|n: u32| n.to_string()).chain(["0".into()]).collect();
    assert!(codes.len() > 250);
    assert_eq!(check(codes), Way::Displaced);
}

#[test]
fn codes_that_differ_in_one_byte_anywhere() {
    for length in [1, 3, 4, 7, 8, 9, 16, 17, 24, 25, 32, 33, 40, 41, 48, 49, 200] {
        let base = "a".repeat(length);
        let codes: Vec<String> = (0..length)
            .map(|at| {
                let mut code = base.clone();
                code.replace_range(at..=at, "b");
                code
            })
            .collect();
        assert_eq!(check(codes), Way::Displaced, "{length}");
    }
}

#[test]
fn very_long_codes_that_differ_in_the_middle() {
    let codes = (0..100).map(|n| format!("{}{n:03}{}", "x".repeat(5000), "y".repeat(5000)));
    assert_eq!(check(codes), Way::Displaced);
}

#[test]
fn short_codes() {
    check((0..1000).map(|n| n.to_string()));
    check(["a", "b", "ab", "ba", "abc", "acb", "abcd", "abdc"]);
}

#[test]
fn no_more_is_hashed_than_tells_codes_apart() {
    let hashed = |codes: &[&str]| {
        assert_eq!(check(codes.iter().copied()), Way::Displaced, "{codes:?}");
        let texts: Vec<(&str, u32)> = codes.iter().map(|&text| (text, 0)).collect();
        let Lookup { length, third, fourth, fifth, rest, .. } = PerfectHash::build(&texts).lookup;
        (length, [third, fourth, fifth].map(|factor| factor != 0), rest)
    };
    let nothing = [false; 3];
    assert_eq!(hashed(&["START_ONE_END", "START_TWO_END", "START_THREE_END"]), (false, nothing, false));
    assert_eq!(hashed(&["AAAAAAAAAAAA", "AAAAAAAAAAAAA"]), (true, nothing, false));
    assert_eq!(
        hashed(&["START____ONE_____END_____", "START____TWO_____END_____"]),
        (false, [true, false, false], false)
    );
    let start_and_end = format!("START{}END", "_".repeat(48));
    let words = [[true, false, false], [false, true, false], [false, false, true]];
    for (at, words) in [8, 20, 30].into_iter().zip(words) {
        let mut other = start_and_end.clone();
        other.replace_range(at..=at, "x");
        assert_eq!(hashed(&[&start_and_end, &other]), (false, words, false), "{at}");
    }
    for at in [32, 40, 47] {
        let mut other = start_and_end.clone();
        other.replace_range(at..=at, "x");
        assert_eq!(hashed(&[&start_and_end, &other]), (true, nothing, true), "{at}");
    }
}

#[test]
fn codes_with_the_same_hash_are_sorted() {
    // What lies behind the words makes up for itself, and the words that may not count are all the same.
    let nothing = "\0".repeat(24);
    let twins =
        ["MMMMMMMMtPaaParR", "TbPvfKQc88xH9U88"].map(|rest| format!("AAAAAAAA{nothing}{rest}ZZZZZZZZ"));
    let all = Lookup::new(5).length(true).rest(true);
    let [one, other] = twins.each_ref().map(|twin| all.hash(twin.as_bytes()));
    assert_eq!(one, other);
    assert_eq!(check(twins.clone()), Way::Sorted);
    let among_others = (0..500).map(|n| format!("{n:040}")).chain(twins);
    assert_eq!(check(among_others), Way::Sorted);
}
