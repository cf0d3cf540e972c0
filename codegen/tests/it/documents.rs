//! Documents of YAML as the JSON that they stand for.

use std::fs;

use errcat_codegen::{SourceFile, document};
use serde_json::{Number, Value, json};

use crate::fixtures;

fn read(text: &str) -> Result<Value, &'static str> {
    document(&SourceFile::new("a.yaml", text)).map_err(|finding| finding.rule)
}

#[test]
fn a_document_is_the_json_that_it_stands_for() {
    let text = "\u{feff}a: [1, 1.5, no, \"2\", ~, true]\n404: c\n";
    assert_eq!(read(text), Ok(json!({ "a": [1, 1.5, "no", "2", null, true], "404": "c" })));
    for (text, rule) in [("a: &b c\n", "anchor"), ("a: [\n", "yaml-syntax"), (&"[".repeat(100), "too-deep")] {
        assert_eq!(read(text), Err(rule), "{text}");
    }
}

/// What `serde_yaml` says of a scalar without quotes in a list; `None` where it is not a scalar.
fn by_serde_yaml(plain: &str) -> Option<Value> {
    let list = format!("- {plain}\n");
    let float = |number: f64| Number::from_f64(number).map_or_else(|| plain.into(), Value::Number);
    let Ok([value]) = serde_yaml::from_str::<[serde_yaml::Value; 1]>(&list) else {
        // What does not fit 64 bits is still a number.
        return serde_yaml::from_str::<[f64; 1]>(&list).ok().map(|[number]| float(number));
    };
    match value {
        serde_yaml::Value::Null => Some(Value::Null),
        serde_yaml::Value::Bool(flag) => Some(flag.into()),
        serde_yaml::Value::Number(number) => match (number.as_u64(), number.as_i64()) {
            (Some(number), _) => Some(number.into()),
            (_, Some(number)) => Some(number.into()),
            // JSON has no infinity: it stays the text that it is.
            (None, None) => number.as_f64().map(float),
        },
        serde_yaml::Value::String(text) => Some(text.into()),
        serde_yaml::Value::Sequence(_) | serde_yaml::Value::Mapping(_) | serde_yaml::Value::Tagged(_) => None,
    }
}

/// Reads scalars as one list, and compares each with what `serde_yaml` says; gives how many there were.
fn compare<T: AsRef<str>>(texts: &[T]) -> usize {
    let scalars: Vec<(&str, Value)> =
        texts.iter().map(AsRef::as_ref).filter_map(|text| Some((text, by_serde_yaml(text)?))).collect();
    let list: String = scalars.iter().map(|(text, _)| format!("- {text}\n")).collect();
    let Value::Array(values) = read(&list).unwrap() else { panic!("it is not a list") };
    assert_eq!(values.len(), scalars.len());
    for ((text, expected), value) in scalars.iter().zip(&values) {
        assert_eq!(value, expected, "{text}");
    }
    scalars.len()
}

#[test]
fn short_scalars_mean_what_serde_yaml_says() {
    let mut texts = vec![String::new()];
    let mut last = 0..1;
    for characters in ["017xobeE+-._~:infaNulT"; 3].into_iter().chain(["017xobeE+-._:"]) {
        let end = texts.len();
        for at in last {
            for c in characters.chars() {
                texts.push(format!("{}{c}", texts[at]));
            }
        }
        last = end..texts.len();
    }
    let seen = compare(&texts);
    assert!(seen > 100_000, "{seen}");
}

#[test]
fn words_and_long_numbers_mean_what_serde_yaml_says() {
    let texts = [
        "null",
        "Null",
        "NULL",
        "nUll",
        "true",
        "True",
        "TRUE",
        "tRue",
        "false",
        "False",
        "FALSE",
        "no",
        "NO",
        "yes",
        "on",
        "off",
        "y",
        "n",
        "infinity",
        "-infinity",
        "nan",
        "NaN",
        ".nan",
        ".NaN",
        ".inf",
        "-.inf",
        "+.Inf",
        "999999999999999999",
        "1000000000000000000",
        "9223372036854775807",
        "9223372036854775808",
        "18446744073709551615",
        "18446744073709551616",
        "-9223372036854775808",
        "-9223372036854775809",
        "340282366920938463463374607431768211456",
        "0x1F",
        "-0x1F",
        "0o17",
        "0b101",
        "0b12",
        "08000",
        "00",
        "22E01",
        "1e400",
        "1_000",
        "12:30:45",
        "2026-11-21",
        "2026-11-21T00:00:00Z",
        "1.5.5",
        "5xx",
        "429",
        "Something broke.",
        "/error/code",
        "https://example.com/",
        "ünïcödé",
        "=",
        "<<",
        "---",
        "--",
        "...",
        ".",
    ];
    let others: Vec<&str> = texts.into_iter().filter(|text| by_serde_yaml(text).is_none()).collect();
    assert_eq!(others, [""; 0]);
    compare(&texts);
}

/// What is found before a mistake at the end would be taken for the mistake.
#[test]
fn nothing_is_mistyped_in_what_is_yaml() {
    let mut folders = vec![fixtures::folder("../../../catalog"), fixtures::folder("")];
    let mut seen = 0;
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let is_yaml = path.extension().is_some_and(|ending| ending == "yaml");
            if path.is_dir() {
                folders.push(path);
            } else if is_yaml && !path.to_string_lossy().contains("yaml-syntax") {
                let text = fs::read_to_string(&path).unwrap();
                let file = SourceFile::new("a.yaml", format!("{text}\n@broken\n"));
                let Err(finding) = document(&file) else { panic!("{} is read", path.display()) };
                let is_before = finding.rule == "yaml-syntax" && finding.place.span.start < text.len();
                assert!(!is_before, "{}: {finding:?}", path.display());
                seen += 1;
            }
        }
    }
    assert!(seen > 50, "{seen}");
}
