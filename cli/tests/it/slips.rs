//! Catalogs with one mistake each: one finding, at its place, whatever the format of the report, and the remedy.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::scene::Scene;

const SLIPS: &str = include_str!("../fixtures/slips.txt");

/// The fields that a slip leaves out.
const FRAME: &[(&str, &str)] = &[
    ("title:", "title: Acme\n"),
    ("about:", "about: Sells anvils.\n"),
    ("stability:", "stability: stable\n"),
    ("complete:", "complete: true\n"),
    ("sources:", "sources: [{ id: errors, title: Errors, retrieved: 2026-11-21 }]\n"),
    ("envelope:", "envelope: { code: /code }\n"),
    (
        "groups:",
        "groups:\n  - { title: Codes, codes: [{ code: \"A_FAILED\", category: internal, meaning: It failed. }] }\n",
    ),
];

/// A catalog with a mistake.
struct Slip {
    rule: &'static str,
    remedy: &'static str,
    text: String,
    place: (u64, u64),
    /// What is underlined.
    marked: String,
}

/// Every slip, each with a vendor of its own.
fn slips() -> Vec<Slip> {
    let parts = SLIPS.split("\n#### ").skip(1).enumerate();
    let slips = parts.map(|(number, part)| {
        let (head, body) = part.split_once('\n').unwrap();
        let (rule, remedy) = head.split_once(": ").unwrap();
        let body = format!("{}\n", body.trim_end()).replace("U+00A0", "\u{a0}");
        let has = |field: &str| {
            let bare = body.replace(['«', '»'], "");
            bare.lines().any(|line| line.starts_with(field))
        };
        let vendor = if has("vendor:") { String::new() } else { format!("vendor: {}\n", name(number)) };
        let frame = FRAME.iter().filter(|(field, _)| !has(field)).map(|(_, lines)| *lines);
        let text = vendor + &frame.collect::<String>() + &body;
        let (before, rest) = text.split_once('«').unwrap();
        let (marked, after) = rest.split_once('»').unwrap();
        let line = before.matches('\n').count() as u64 + 1;
        let column = before.rsplit('\n').next().unwrap().chars().count() as u64 + 1;
        let (marked, place) = (marked.to_owned(), (line, column));
        Slip { rule, remedy, text: format!("{before}{marked}{after}"), place, marked }
    });
    slips.collect()
}

fn name(number: usize) -> String {
    format!("v{number:03}")
}

/// The catalogs of all slips in one folder, with these lines ends and this in front.
fn scene(slips: &[Slip], mark: &str, line_end: &str) -> Scene {
    let scene = Scene::new(&[]);
    for (number, slip) in slips.iter().enumerate() {
        let text = format!("{mark}{}", slip.text.replace('\n', line_end));
        scene.write(&format!("catalog/{}.yaml", name(number)), &text);
    }
    scene
}

/// The rule, the line and the column of each finding, by file.
type Found = BTreeMap<String, Vec<(String, u64, u64)>>;

fn add(found: &mut Found, file: &str, rule: &str, line: u64, column: u64) {
    let name = file.trim_start_matches("catalog/").trim_end_matches(".yaml");
    found.entry(name.to_owned()).or_default().push((rule.to_owned(), line, column));
}

fn in_json(document: &Value) -> Found {
    let mut found = Found::new();
    for finding in document["findings"].as_array().unwrap() {
        let [line, column] = ["line", "column"].map(|of| finding["start"][of].as_u64().unwrap());
        add(&mut found, finding["file"].as_str().unwrap(), finding["rule"].as_str().unwrap(), line, column);
    }
    found
}

fn in_sarif(document: &Value) -> Found {
    let mut found = Found::new();
    for result in document["runs"][0]["results"].as_array().unwrap() {
        let place = &result["locations"][0]["physicalLocation"];
        let [line, column] = ["startLine", "startColumn"].map(|of| place["region"][of].as_u64().unwrap());
        let file = place["artifactLocation"]["uri"].as_str().unwrap();
        add(&mut found, file, result["ruleId"].as_str().unwrap(), line, column);
    }
    found
}

fn in_github(text: &str) -> Found {
    let mut found = Found::new();
    for command in text.lines() {
        let (_, rest) = command.split_once(' ').unwrap();
        let properties: BTreeMap<&str, &str> =
            rest.split("::").next().unwrap().split(',').map(|of| of.split_once('=').unwrap()).collect();
        let number = |of: &str| properties[of].parse().unwrap();
        add(&mut found, properties["file"], properties["title"], number("line"), number("col"));
    }
    found
}

fn in_text(text: &str) -> Found {
    let mut found = Found::new();
    let mut rule = "";
    for line in text.lines() {
        if let Some((level, rest)) = line.split_once('[')
            && matches!(level, "error" | "warning")
        {
            rule = rest.split(']').next().unwrap();
        } else if let Some(place) = line.trim_start().strip_prefix("--> ") {
            let parts: Vec<&str> = place.split(':').collect();
            let [file, line, column] = parts.as_slice() else { panic!("{place}") };
            add(&mut found, file, rule, line.parse().unwrap(), column.parse().unwrap());
        }
    }
    found
}

#[test]
fn each_slip_is_one_finding_at_its_place_in_every_format() {
    let slips = slips();
    assert!(slips.len() >= 120, "{}", slips.len());
    let expected: Found = slips
        .iter()
        .enumerate()
        .map(|(number, slip)| (name(number), vec![(slip.rule.to_owned(), slip.place.0, slip.place.1)]))
        .collect();
    for (mark, line_end) in [("", "\n"), ("\u{feff}", "\r\n")] {
        let scene = scene(&slips, mark, line_end);
        let run = |format: &str| scene.check(&["--all", "--format", format]).out;
        let json: Value = serde_json::from_str(&run("json")).unwrap();
        let sarif = serde_json::from_str(&run("sarif")).unwrap();
        let found = [
            ("json", in_json(&json)),
            ("sarif", in_sarif(&sarif)),
            ("github", in_github(&run("github"))),
            ("human", in_text(&run("human"))),
        ];
        for (format, found) in found {
            let wrong: Vec<_> = expected
                .iter()
                .filter(|(name, of)| found.get(*name) != Some(of))
                .map(|(name, of)| (name, of, found.get(name)))
                .collect();
            assert!(wrong.is_empty(), "{format}, {line_end:?}: {wrong:#?}");
            assert_eq!(found.len(), expected.len(), "{format}");
        }
        for (slip, finding) in slips.iter().zip(json["findings"].as_array().unwrap()) {
            let help = finding["help"].as_str().unwrap();
            assert!(help.contains(slip.remedy), "{:?} is not in {help:?}", slip.remedy);
            assert_eq!(finding["text"].as_str().unwrap(), slip.marked, "{}", slip.text);
        }
    }
}

#[test]
fn what_is_certain_is_fixed_and_then_gone() {
    let slips = slips();
    for (mark, line_end) in [("", "\n"), ("\u{feff}", "\r\n")] {
        let scene = scene(&slips, mark, line_end);
        let before: Value = serde_json::from_str(&scene.check(&["--format", "json"]).out).unwrap();
        let run = scene.check(&["--fix", "--format", "json"]);
        let after: Value = serde_json::from_str(&run.out).unwrap();
        let mut fixed = 0;
        for (number, finding) in before["findings"].as_array().unwrap().iter().enumerate() {
            let left = after["findings"].as_array().unwrap();
            let left: Vec<&Value> = left.iter().filter(|of| of["file"] == finding["file"]).collect();
            if finding["fix"].is_null() {
                assert_eq!(left, [finding]);
            } else {
                assert!(left.is_empty(), "{}\n{left:#?}", slips[number].text);
                fixed += 1;
            }
        }
        assert!(fixed > 30, "{fixed}");
        assert!(
            run.err.contains("\n+")
                && run.err.contains(&format!("fixed {fixed} mistakes in {fixed} catalogs")),
            "{}",
            run.err
        );
        // Line ends and the mark stay.
        let text = scene.read("catalog/v007.yaml");
        assert!(text.starts_with(mark) && text.matches('\n').count() == text.matches(line_end).count());
    }
}
