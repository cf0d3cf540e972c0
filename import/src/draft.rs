//! Writes the draft: facts as the source has them, its sentences as comments, and a TODO wherever a person has to
//! check, decide or write something.

use errcat_core::Retry;

use super::about::About;
use super::envelope::Envelope;
use super::fact::{Example, Fact};
use super::facts::{Facts, Group, Item};
use super::retry_cell::RetryCell;
use super::schedule::Schedule;
use super::source::Kind;
use super::{guess, yaml};

/// A text that a person has to write: a catalog with it is refused.
const TODO: &str = "\"\" # TODO:";

/// The catalog as text.
pub(super) fn draft(about: &About, facts: &Facts) -> String {
    let mut draft = DraftWriter { kind: facts.kind, lines: Vec::new() };
    draft.head(about, facts);
    draft.envelope(facts);
    draft.schedule(facts.schedule.as_ref());
    draft.statuses(&facts.statuses);
    draft.groups(&facts.groups);
    draft.examples(0, &facts.examples);
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
    kind: Kind,
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
        let page = about.source_title.as_deref().or(facts.title.as_deref()).unwrap_or("Errors");
        self.line(0, "# yaml-language-server: $schema=schema.json");
        let (what, word) = (facts.kind.about(), facts.kind.word());
        let what = what.split_once(':').map_or(what, |(what, _)| what);
        self.line(0, format!("# Drafted from {what}. Every TODO is for a person. The lines with"));
        self.line(
            0,
            format!(
                "# `{word}:` are the vendor's own words: write what they mean in yours, and remove them."
            ),
        );
        for note in &facts.notes {
            self.line(0, format!("# {}", yaml::comment(note)));
        }
        self.line(0, format!("vendor: {}", about.vendor.as_str()));
        self.line(0, format!("title: {title}"));
        self.line(0, format!("about: {TODO} what the API does, in one sentence"));
        self.line(0, "stability: TODO # stable, or unstable: codes may change without notice");
        self.line(0, format!("complete: TODO # true, or false: the {word} lists only some of the codes"));
        self.line(0, "sources:");
        let (title, url) = (&about.source_title, &about.url);
        let todo = match (title, url) {
            (None, None) => format!("is this the {word}'s title, and its day? Add its `url:`"),
            (None, Some(_)) => format!("is this the {word}'s title, and its day?"),
            (Some(_), None) => "is this its day? Add its `url:`".to_owned(),
            (Some(_), Some(_)) => "is this its day?".to_owned(),
        };
        self.line(2, format!("- id: errors # TODO: {todo}"));
        self.line(4, format!("title: {}", yaml::text(page)));
        self.line(4, format!("retrieved: {}", about.retrieved));
        if let Some(url) = url {
            self.line(4, format!("url: {}", yaml::quoted(url)));
        }
    }

    fn envelope(&mut self, facts: &Facts) {
        self.blank();
        let no_sample = match facts.kind {
            Kind::Page => "no sample on the page shows it",
            _ => "the source does not say",
        };
        let Some(Envelope { doubt, is_error, each, places, waits }) = &facts.envelope else {
            self.line(0, "envelope:");
            self.line(2, format!("code: /error/code # TODO: where a response carries the code; {no_sample}"));
            return;
        };
        self.line(0, format!("envelope: # TODO: {}", yaml::comment(doubt)));
        if let Some(is_error) = is_error {
            self.line(2, format!("is_error: {is_error}"));
        }
        if let Some(each) = each {
            self.line(2, format!("each: {each}"));
        }
        for (field, place) in places {
            self.line(2, format!("{field}: {place}"));
        }
        if places.iter().all(|(field, _)| *field != "code") {
            self.line(2, format!("code: /error/code # TODO: where a response carries the code; {no_sample}"));
        }
        if !waits.is_empty() {
            self.blank();
            self.line(
                0,
                format!(
                    "wait: # TODO: check; {}how is it written?",
                    if has_header(waits) { "" } else { "is there a header too, and " }
                ),
            );
            for wait in waits {
                self.line(2, format!("- {wait}"));
            }
        }
    }

    fn schedule(&mut self, schedule: Option<&Schedule>) {
        let Some(Schedule { max_attempts, initial, factor, max }) = schedule else { return };
        self.blank();
        self.line(0, "retry:");
        match max_attempts {
            Some(tries) => self.line(2, format!("max_attempts: {tries}")),
            None => self
                .line(2, "max_attempts: 5 # TODO: the source does not say; this is the most that gRPC makes"),
        }
        self.line(2, format!("backoff: {{ initial: {initial}, factor: {factor}, max: {max} }}"));
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
            let none = match self.kind {
                Kind::Page => "the page has no table of codes",
                _ => "the source has no list of codes",
            };
            self.line(0, format!("groups: [] # TODO: {none}"));
            return;
        }
        let has_retry = groups
            .iter()
            .flat_map(|group| &group.items)
            .any(|item| matches!(item, Item::Entry { fact, .. } if fact.retry.is_some()));
        if !has_retry {
            let none = match self.kind {
                Kind::Page => "no column says whether to try again; where the page's text does",
                _ => "the source does not say whether to try again; where the vendor's documentation does",
            };
            self.line(0, format!("# TODO: {none}, add `retry:`."));
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
        if let Some(name) = &fact.name {
            self.line(8, format!("name: {name}"));
        }
        if !fact.aliases.is_empty() {
            let aliases: Vec<String> = fact.aliases.iter().map(|alias| yaml::quoted(alias)).collect();
            self.line(8, format!("aliases: [{}]", aliases.join(", ")));
        }
        if fact.no_status {
            self.line(8, "http: none");
        } else if !fact.statuses.is_empty() {
            self.line(8, format!("http: {}", list(&fact.statuses)));
        }
        self.category(8, code, fact);
        self.retry(8, fact);
        if fact.implied_status && !fact.statuses.is_empty() {
            self.line(8, "inferred: [http]");
        }
        self.texts(8, fact);
        if fact.deprecated {
            self.line(8, "deprecated:");
            self.line(10, format!("note: {TODO} what to use instead"));
        }
        if !fact.details.is_empty() {
            let members: Vec<String> =
                fact.details.iter().map(|(name, kind)| format!("{}: {kind}", yaml::key(name))).collect();
            self.line(8, format!("details: {{ {} }} # TODO: check; read from a sample", members.join(", ")));
        }
        self.examples(8, &fact.examples);
    }

    fn examples(&mut self, indent: usize, examples: &[Example]) {
        if examples.is_empty() {
            return;
        }
        if indent == 0 {
            self.blank();
        }
        self.line(indent, "examples:");
        for Example { title, status, code, body } in examples {
            let title = title.as_deref().unwrap_or("as the source shows it");
            self.line(indent + 2, format!("- title: {}", yaml::quoted(title)));
            if let Some(status) = status {
                self.line(indent + 4, format!("status: {status}"));
            }
            self.line(indent + 4, format!("body: {body}"));
            match code {
                Some(code) => self.line(indent + 4, format!("expect: {{ code: {} }}", yaml::quoted(code))),
                None => self.line(indent + 4, "expect: { basis: status } # TODO: which code is this?"),
            }
        }
    }

    fn category(&mut self, indent: usize, code: &str, fact: &Fact) {
        let guess = fact.category.clone().unwrap_or_else(|| guess::category(code, &fact.statuses));
        self.line(indent, format!("category: {} # TODO: {}", guess.category, yaml::comment(&guess.because)));
    }

    fn retry(&mut self, indent: usize, fact: &Fact) {
        let Some(read) = &fact.retry else { return };
        let RetryCell { kind, window, change, doubt } = read;
        if let Some(doubt) = doubt {
            self.line(indent, format!("# TODO: retry: {doubt}"));
        }
        let Some(kind) = kind else {
            // Without a kind there is no rule: the cell becomes a comment.
            let cell = yaml::quoted(fact.documented.as_deref().unwrap_or_default());
            self.line(indent, format!("# retry: {{ kind: …, documented: {cell} }}"));
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
        fields.extend(fact.documented.as_ref().map(|cell| format!("documented: {}", yaml::quoted(cell))));
        let only = fields.len() == 1;
        self.line(
            indent,
            if only { format!("retry: {kind}") } else { format!("retry: {{ {} }}", fields.join(", ")) },
        );
    }

    fn texts(&mut self, indent: usize, fact: &Fact) {
        for doubt in &fact.doubts {
            self.line(indent, format!("# TODO: {}", yaml::comment(doubt)));
        }
        for (head, text) in &fact.texts {
            let word = self.kind.word();
            self.line(indent, format!("# {word}: {}: {}", yaml::comment(head), yaml::comment(text)));
        }
        self.line(indent, format!("meaning: {TODO} in your own words"));
        if let Some(action) = &fact.action {
            let word = self.kind.word();
            self.line(indent, format!("# {word}: to do: {}", yaml::comment(action)));
            self.line(indent, format!("action: {TODO} in your own words"));
        }
    }
}

/// Whether one of these waits is in a header.
fn has_header(waits: &[String]) -> bool {
    waits.iter().any(|wait| wait.contains("header:"))
}

/// One status, or a list of them.
fn list(statuses: &[String]) -> String {
    match statuses {
        [one] => one.clone(),
        many => format!("[{}]", many.join(", ")),
    }
}
