//! Findings as SARIF 2.1.0, which code hosts and editors read.

use std::fmt::Write as _;
use std::ops::Range;

use errcat_codegen::rules::{self, Rule};
use errcat_codegen::{Finding, Fix, Position, SourceSpan};
use serde::Serialize;

use super::sources::Sources;

#[derive(Serialize)]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool,
    column_kind: &'static str,
    results: Vec<Outcome<'a>>,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
struct Driver {
    name: &'static str,
    version: &'static str,
    rules: Vec<Descriptor>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Descriptor {
    id: &'static str,
    short_description: Message,
    full_description: Message,
    help: Message,
    default_configuration: Configuration,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
struct Message {
    text: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Outcome<'a> {
    rule_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
    level: &'static str,
    message: Message,
    locations: [Location; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fixes: Option<[Repair<'a>; 1]>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Repair<'a> {
    description: Message,
    artifact_changes: [ArtifactChange<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactChange<'a> {
    artifact_location: ArtifactLocation,
    replacements: [Replacement<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement<'a> {
    deleted_region: Region,
    inserted_content: Content<'a>,
}

#[derive(Serialize)]
struct Content<'a> {
    text: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    physical_location: PhysicalLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Message>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    region: Region,
}

#[derive(Serialize)]
struct ArtifactLocation {
    uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
}

pub(super) fn render(sources: &Sources<'_>, findings: &[Finding]) -> String {
    let driver = Driver {
        name: "errcat",
        version: env!("CARGO_PKG_VERSION"),
        rules: rules::all().map(descriptor).collect(),
    };
    super::pretty(&Log {
        schema: "https://json.schemastore.org/sarif-2.1.0.json",
        version: "2.1.0",
        runs: [Run {
            tool: Tool { driver },
            column_kind: "unicodeCodePoints",
            results: findings.iter().map(|finding| outcome(sources, finding)).collect(),
        }],
    })
}

fn descriptor(rule: &Rule) -> Descriptor {
    Descriptor {
        id: rule.id,
        short_description: message(rule.requires),
        full_description: message(&format!("{} {}", rule.requires, rule.why)),
        help: message(&rules::explain(rule)),
        default_configuration: Configuration { level: rule.severity().as_str() },
    }
}

fn outcome<'a>(sources: &Sources<'_>, finding: &'a Finding) -> Outcome<'a> {
    let label = if finding.label.is_empty() { String::new() } else { format!(" ({})", finding.label) };
    let text = format!("{}{label}. Help: {}.", finding.message, finding.help);
    Outcome {
        rule_id: finding.rule,
        rule_index: rules::all().position(|rule| rule.id == finding.rule),
        level: finding.severity.as_str(),
        message: message(&text),
        locations: [location(sources, &finding.place, None)],
        related_locations: finding
            .related
            .iter()
            .map(|(place, what)| location(sources, place, Some(what)))
            .collect(),
        fixes: finding.fix.as_ref().map(|fix| [repair(sources, finding, fix)]),
    }
}

fn repair<'a>(sources: &Sources<'_>, finding: &Finding, fix: &'a Fix) -> Repair<'a> {
    let replacement = Replacement {
        deleted_region: region(sources.positions_of_fix(finding, fix)),
        inserted_content: Content { text: &fix.replacement },
    };
    Repair {
        description: message(&finding.help),
        artifact_changes: [ArtifactChange {
            artifact_location: ArtifactLocation { uri: uri(&finding.place.file) },
            replacements: [replacement],
        }],
    }
}

fn location(sources: &Sources<'_>, place: &SourceSpan, what: Option<&str>) -> Location {
    Location {
        physical_location: PhysicalLocation {
            artifact_location: ArtifactLocation { uri: uri(&place.file) },
            region: region(sources.positions(place)),
        },
        message: what.map(message),
    }
}

fn region(Range { start, end }: Range<Position>) -> Region {
    Region { start_line: start.line, start_column: start.column, end_line: end.line, end_column: end.column }
}

fn message(text: &str) -> Message {
    Message { text: text.to_owned() }
}

/// A path as a reference relative to where the command runs, or as an address where it is absolute.
fn uri(path: &str) -> String {
    let mut uri = String::new();
    if path.starts_with('/') {
        uri.push_str("file://");
    }
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            // Writing to a string never fails.
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    uri
}
