//! The findings that a draft would still have once it is filled in, such as a code that needs a `name:`.

use errcat_codegen::{Input, Options, SourceFile, check};

use super::{draft, yaml};

/// The lints about texts that only stand in for those that are still to be written.
const OF_STAND_INS: [&str; 2] = ["placeholder", "repeated-text"];

/// Adds each finding as a TODO below the line that it is about.
pub(super) fn add(vendor: &str, draft: &str) -> String {
    let filled = draft::filled(draft);
    let file = SourceFile::new(format!("{vendor}.yaml"), filled.as_str());
    // They come in the order of their places.
    let input = Input::new(vec![file]);
    let findings = check(&input, &Options::default()).findings.into_iter();
    let mut findings = findings.filter(|finding| !OF_STAND_INS.contains(&finding.rule)).peekable();
    let mut out = String::with_capacity(draft.len());
    let mut end = 0;
    for (line, as_filled) in draft.split_inclusive('\n').zip(filled.split_inclusive('\n')) {
        out.push_str(line);
        end += as_filled.len();
        let indent = line.len() - line.trim_start_matches([' ', '-']).len();
        while let Some(finding) = findings.next_if(|finding| finding.place.span.start < end) {
            let note = yaml::comment(&format!("{}; {}", finding.message, finding.help));
            out.push_str(&format!("{:indent$}# TODO: {note}\n", ""));
        }
    }
    out
}
