//! Writes the draft: facts as the page has them, its sentences as comments, and a TODO wherever a person has to
//! check, decide or write something.

use errcat_core::Retry;

use super::about::About;
use super::fact::Fact;
use super::facts::{Facts, Group, Item};
use super::retry_cell::RetryCell;
use super::{guess, yaml};

/// A text that a person has to write: a catalog with it is refused.
const TODO: &str = "\"\" # TODO:";

/// The catalog as text.
pub(super) fn draft(about: &About, facts: &Facts) -> String {
    let mut draft = DraftWriter { lines: Vec::new() };
    draft.head(about, facts);
    draft.envelope(facts);
    draft.statuses(&facts.statuses);
    draft.groups(&facts.groups);
    draft.lines.push(String::new());
    draft.lines.join("\n")
}

/// The draft as if a person had written what is left to write, line for line.
pub(super) fn filled(draft: &str) -> String {
    draft
        .replace(TODO, "\"…\" #")
        .replace("\nstability: TODO", "\nstability: unstable")
        .replace("\ncomplete: TODO", "\ncomplete: false")
}

/// The lines written so far.
struct DraftWriter {
    lines: Vec<String>,
}

impl DraftWriter {
    fn line(&mut self, indent: usize, text: impl AsRef<str>) {
        self.lines.push(format!("{:indent$}{}", "", text.as_ref()));
    }

    fn blank(&mut self) {
        self.lines.push(String::new());
    }

    fn head(&mut self, about: &About, facts: &Facts) {
        let title = match &about.title {
            Some(title) => yaml::text(title),
            None => format!("{TODO} the name as people write it"),
        };
        let page = facts.title.as_deref().unwrap_or("Errors");
        self.line(0, "# yaml-language-server: $schema=schema.json");
        self.line(0, "# Drafted from a saved page. Every TODO is for a person. The lines with `page:` are the vendor's own");
        self.line(0, "# words: write what they mean in yours, and remove them.");
        for note in &facts.notes {
            self.line(0, format!("# {}", yaml::comment(note)));
        }
        self.line(0, format!("vendor: {}", about.vendor.as_str()));
        self.line(0, format!("title: {title}"));
        self.line(0, format!("about: {TODO} what the API does, in one sentence"));
        self.line(0, "stability: TODO # stable, or unstable: codes may change without notice");
        self.line(0, "complete: TODO # true, or false: the page lists only some of the codes");
        self.line(0, "sources:");
        self.line(2, "- id: errors # TODO: is this the page's title, and its day? Add its `url:`");
        self.line(4, format!("title: {}", yaml::text(page)));
        self.line(4, format!("retrieved: {}", about.retrieved));
    }

    fn envelope(&mut self, facts: &Facts) {
        self.blank();
        let Some(sample) = &facts.sample else {
            self.line(0, "envelope:");
            self.line(
                2,
                "code: /error/code # TODO: where a response carries the code; no sample on the page shows it",
            );
            return;
        };
        self.line(0, "envelope: # TODO: check; this is what the page's samples have");
        if let Some((pointer, value)) = &sample.is_error {
            self.line(2, format!("is_error: {{ pointer: {}, equals: {value} }}", yaml::text(pointer)));
        }
        if let Some(each) = &sample.each {
            self.line(2, format!("each: {}", yaml::text(each)));
        }
        for (field, pointer) in &sample.places {
            self.line(2, format!("{field}: {}", yaml::text(pointer)));
        }
        if let Some(wait) = &sample.wait {
            self.blank();
            self.line(0, "wait: # TODO: check; is there a header too, and how is it written?");
            self.line(2, format!("- {{ pointer: {} }}", yaml::text(wait)));
        }
    }

    fn statuses(&mut self, statuses: &[Fact]) {
        if statuses.is_empty() {
            return;
        }
        self.blank();
        self.line(0, "statuses:");
        for fact in statuses {
            self.line(2, format!("- status: {}", list(&fact.statuses)));
            if fact.statuses.iter().all(|status| status.starts_with('2')) {
                self.line(4, "success: true # TODO: guessed from the status");
            } else {
                self.category(4, "", fact);
                self.retry(4, fact);
            }
            self.texts(4, fact);
        }
    }

    fn groups(&mut self, groups: &[Group]) {
        self.blank();
        if groups.is_empty() {
            self.line(0, "groups: [] # TODO: the page has no table of codes");
            return;
        }
        let has_retry = groups
            .iter()
            .flat_map(|group| &group.items)
            .any(|item| matches!(item, Item::Entry { fact, .. } if fact.retry.is_some()));
        if !has_retry {
            self.line(
                0,
                "# TODO: no column says whether to try again; where the page's text does, add `retry:`.",
            );
        }
        self.line(0, "groups:");
        for group in groups {
            self.line(2, format!("- title: {}", yaml::text(&group.title)));
            let entries = group.items.iter().filter(|item| matches!(item, Item::Entry { .. })).count();
            self.line(4, if entries == 0 { "codes: []" } else { "codes:" });
            for item in &group.items {
                match item {
                    Item::Entry { code, fact } => self.entry(code, fact),
                    Item::Unreadable(line) => {
                        self.line(
                            6,
                            format!("# TODO: this could not be read as a row: {}", yaml::comment(line)),
                        );
                    }
                }
            }
        }
    }

    fn entry(&mut self, code: &str, fact: &Fact) {
        self.line(6, format!("- code: {}", yaml::quoted(code)));
        if fact.no_status {
            self.line(8, "http: none");
        } else if !fact.statuses.is_empty() {
            self.line(8, format!("http: {}", list(&fact.statuses)));
        }
        self.category(8, code, fact);
        self.retry(8, fact);
        self.texts(8, fact);
        if !fact.details.is_empty() {
            let members: Vec<String> =
                fact.details.iter().map(|(name, kind)| format!("{}: {kind}", yaml::key(name))).collect();
            self.line(8, format!("details: {{ {} }} # TODO: check; read from a sample", members.join(", ")));
        }
    }

    fn category(&mut self, indent: usize, code: &str, fact: &Fact) {
        let guess = guess::category(code, &fact.statuses);
        self.line(indent, format!("category: {} # TODO: {}", guess.category, yaml::comment(&guess.because)));
    }

    fn retry(&mut self, indent: usize, fact: &Fact) {
        let (Some(read), Some(cell)) = (&fact.retry, &fact.documented) else { return };
        let RetryCell { kind, window, change, doubt } = read;
        if let Some(doubt) = doubt {
            self.line(indent, format!("# TODO: retry: {doubt}"));
        }
        let Some(kind) = kind else {
            // Without a kind there is no rule: the cell becomes a comment.
            self.line(indent, format!("# retry: {{ kind: …, documented: {} }}", yaml::quoted(cell)));
            return;
        };
        let mut fields = vec![format!("kind: {kind}")];
        fields.extend(window.map(|window| format!("window: {window}")));
        fields.extend(
            change
                .as_ref()
                .filter(|_| *kind == Retry::WithChange)
                .map(|change| format!("change: {}", yaml::quoted(change))),
        );
        fields.push(format!("documented: {}", yaml::quoted(cell)));
        self.line(indent, format!("retry: {{ {} }}", fields.join(", ")));
    }

    fn texts(&mut self, indent: usize, fact: &Fact) {
        for doubt in &fact.doubts {
            self.line(indent, format!("# TODO: {}", yaml::comment(doubt)));
        }
        for (head, text) in &fact.texts {
            self.line(indent, format!("# page: {}: {}", yaml::comment(head), yaml::comment(text)));
        }
        self.line(indent, format!("meaning: {TODO} in your own words"));
        if let Some(action) = &fact.action {
            self.line(indent, format!("# page: to do: {}", yaml::comment(action)));
            self.line(indent, format!("action: {TODO} in your own words"));
        }
    }
}

/// One status, or a list of them.
fn list(statuses: &[String]) -> String {
    match statuses {
        [one] => one.clone(),
        many => format!("[{}]", many.join(", ")),
    }
}
