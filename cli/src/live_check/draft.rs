//! Entries and examples that the catalogs lack, for a person to complete.

use errcat_codegen::words;
use serde_json::json;

use super::sample::Sample;
use super::tally::Tally;

/// What to add to the catalogs.
pub(super) fn draft(tally: &Tally) -> String {
    let mut text = "# Drafted from a recording. Every TODO is for a person: the facts are those of the vendor's page. Only the\n\
        # shape of each body is kept, with its code and its message: read that for secrets before it is committed.\n"
        .to_owned();
    let samples = || tally.samples.iter().flatten();
    let vendors: Vec<&'static str> = tally.coverage.keys().copied().collect();
    for vendor in vendors {
        let of_vendor =
            || samples().filter(|((id, _), _)| *id == vendor).map(|((_, code), sample)| (code, sample));
        let new: String = of_vendor()
            .filter(|(_, sample)| !sample.is_known)
            .map(|(code, sample)| entry(code, sample))
            .collect();
        if !new.is_empty() {
            text.push_str(&format!("\n# {vendor}: codes that the catalog does not have\ngroups:\n  - title: TODO\n    codes:\n{new}"));
        }
        let examples = of_vendor().filter(|(_, sample)| sample.is_known);
        let examples: String = examples
            .filter_map(|(code, sample)| Some((code, sample.example("          ")?)))
            .map(|(code, example)| format!("      - code: {}\n        examples:\n{example}", json!(code)))
            .collect();
        if !examples.is_empty() {
            text.push_str(&format!("\n# {vendor}: examples of codes that have none\n{examples}"));
        }
        for ((_, code, status), _) in tally.statuses.met.iter().filter(|((id, ..), _)| *id == vendor) {
            text.push_str(&format!(
                "\n# {vendor}: {} came with {status} too; does its page say so?\n",
                words::plain(code)
            ));
        }
    }
    text
}

fn entry(code: &str, sample: &Sample) -> String {
    let Some(code) = sample.code.as_deref() else {
        return format!(
            "      # TODO: a code that may be a secret, or is too long to be one: {}\n",
            words::plain(code)
        );
    };
    let mut lines = vec![format!("code: {}", json!(code))];
    if let Some(status) = sample.status {
        lines.push(format!("http: {status} # TODO: as it came; what does the page say?"));
    }
    lines.push(format!("category: {} # TODO: as it is judged without an entry", sample.category));
    lines.push("# TODO: retry: what does the page say?".to_owned());
    lines.push("meaning: \"\" # TODO: in your own words".to_owned());
    let text = format!("      - {}\n", lines.join("\n        "));
    match sample.example("          ") {
        Some(example) => format!("{text}        examples:\n{example}"),
        None => text,
    }
}
