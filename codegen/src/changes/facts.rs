//! The facts of a vendor one by one, each with the field of the format that says it.
//!
//! Tables are taken apart field by field, so that the compiler names this place to whoever adds one.

use std::collections::BTreeMap;
use std::time::Duration;

use errcat_core::table::{
    Deprecated, Entry, Envelope, Family, Field, Http, Member, Place, RetryRule, Rule, Schedule, Source,
    StatusRule, Table, Unanswered, Variant,
};
use serde_json::{Value, json};

use super::subject::{Subject, Where};
use crate::breakage::Breakage;
use crate::catalogs::{Example, Notes, Vendor};
use crate::emit::{json as documents, words};
use crate::raw;

/// A fact as it is compared and shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    /// As JSON.
    pub value: Value,
    /// In words, on one line.
    pub shown: String,
}

/// Something that facts are about, and they.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Item {
    /// By the path of their fields, in the order of the format.
    pub(super) facts: Vec<(String, Breakage, Fact)>,
    /// Whether the code is about to be retired.
    pub(super) is_deprecated: bool,
}

/// Lists in which the order matters, by their path.
type Orders = BTreeMap<(Subject, &'static str), Vec<Subject>>;

/// The facts of a vendor.
#[derive(Debug, Default)]
pub(super) struct Facts {
    pub(super) items: BTreeMap<Subject, Item>,
    pub(super) orders: Orders,
}

/// What a change of a field of the format breaks. A field that does not exist breaks what names do, so that a
/// mistake here is never taken for something harmless.
pub(super) fn breakage(mapping: &str, field: &str) -> Breakage {
    let fields = raw::FORMAT.iter().find(|(name, _)| *name == mapping).map(|(_, fields)| *fields);
    let field = fields.and_then(|fields| fields.iter().find(|declared| declared.name == field));
    field.map_or(Breakage::Names, |field| field.breakage)
}

impl Facts {
    /// Every fact of a vendor.
    pub(super) fn of(vendor: &Vendor<'_>) -> Self {
        let mut facts = Self::default();
        facts.vendor(vendor);
        facts
    }

    fn item(&mut self, subject: &Subject) -> &mut Item {
        self.items.entry(subject.clone()).or_default()
    }

    fn ordered(&mut self, of: &Subject, path: &'static str, subject: Subject) {
        self.orders.entry((of.clone(), path)).or_default().push(subject);
    }

    fn vendor(&mut self, vendor: &Vendor<'_>) {
        let Vendor {
            table,
            extends,
            module: _,
            type_name: _,
            details,
            groups,
            notes: _,
            host_sources: _,
            examples,
            conditions: _,
            allowed,
        } = vendor;
        let Table {
            id: _,
            title,
            about,
            area,
            stability,
            complete,
            sources,
            hosts,
            documentation_url,
            envelope,
            waits,
            plan: _,
            schedule,
            unanswered,
            statuses,
            families,
            entries: _,
            lookup: _,
        } = table;
        let item = self.item(&Subject::Vendor);
        item.add("Catalog", "title", json!(title));
        item.add("Catalog", "about", json!(about));
        item.add("Catalog", "area", json!(area));
        item.add("Catalog", "stability", json!(stability));
        item.add("Catalog", "complete", json!(complete));
        item.add("Catalog", "documentation_url", json!(documentation_url));
        item.show("Catalog", "hosts", json!(hosts), || listed(hosts, |host| host.pattern.to_owned()));
        // Those of the first source are the rule.
        let host_sources = vendor
            .hosts()
            .filter(|(_, at)| *at > 0)
            .filter_map(|(host, at)| Some(format!("{} from {}", host.pattern, sources.get(at)?.id)));
        item.under("hosts", "Host", "source", json!(host_sources.collect::<Vec<_>>()));
        item.add("Catalog", "extends", json!(extends.map(|base| base.vendor)));
        item.envelope(envelope);
        item.show("Catalog", "wait", json!(waits), || {
            listed(waits, |wait| words::wait_place(wait, words::plain))
        });
        item.schedule(schedule);
        item.members("Catalog", details.members.iter().map(|member| &member.of));
        item.examples("Catalog", examples);
        item.show("Catalog", "allow", json!(allowed), || listed(allowed, |(rule, _)| (*rule).to_owned()));
        for Source { id, title, retrieved, url } in *sources {
            let item = self.item(&Subject::Source((*id).to_owned()));
            item.add("Source", "title", json!(title));
            item.add("Source", "retrieved", json!(retrieved));
            item.add("Source", "url", json!(url));
        }
        for Unanswered { failures, rule } in *unanswered {
            let reasons: Vec<&str> = failures.iter().map(|failure| failure.as_str()).collect();
            let reasons = (!reasons.is_empty()).then(|| reasons.join(", "));
            self.item(&Subject::NoResponse(reasons)).rule("NoResponse", rule);
        }
        statuses.iter().for_each(|rule| self.status(rule));
        families.iter().for_each(|family| self.family(family));
        for group in *groups {
            self.item(&Subject::Group(group.title.to_owned())).add("Group", "about", json!(group.about));
        }
        for (entry, notes) in vendor.entries() {
            let source = notes.origin.source().and_then(|at| sources.get(at)).map(|source| source.id);
            self.entry(entry, notes, source);
        }
    }

    fn status(&mut self, rule: &StatusRule<'_>) {
        let StatusRule { status, success, when, rule } = rule;
        let subject = Subject::Status(status.to_string(), when.as_ref().map(Where::of));
        self.ordered(&Subject::Vendor, "statuses", subject.clone());
        let item = self.item(&subject);
        if *success {
            item.add("StatusRule", "success", json!(true));
            item.add("StatusRule", "meaning", json!(rule.meaning));
        } else {
            item.rule("StatusRule", rule);
        }
    }

    fn family(&mut self, family: &Family<'_>) {
        let Family { prefix, when, before_codes, rule } = family;
        let subject = Subject::Family((*prefix).to_owned(), when.as_ref().map(Where::of));
        self.ordered(&Subject::Vendor, "families", subject.clone());
        let item = self.item(&subject);
        item.add("Family", "before_codes", json!(before_codes));
        item.rule("Family", rule);
    }

    fn entry(&mut self, entry: &Entry<'_>, notes: &Notes<'_>, source: Option<&str>) {
        let Entry { code, name, aliases, group, http, rule, variants, details, since, deprecated } = entry;
        let subject = Subject::Code((*code).to_owned());
        let item = self.item(&subject);
        item.add("Entry", "name", json!(name));
        item.add("Entry", "aliases", json!(aliases));
        let http_value = if *http == Http::Unstated { Value::Null } else { json!(words::http(http)) };
        item.add("Entry", "http", http_value);
        item.rule("Entry", rule);
        item.members("Entry", *details);
        item.add("Entry", "source", json!(source));
        item.add("Entry", "since", json!(since));
        item.is_deprecated = deprecated.is_some();
        if let Some(Deprecated { since, note, replaced_by }) = deprecated {
            item.add("Entry", "deprecated", json!(true));
            item.under("deprecated", "Deprecated", "since", json!(since));
            item.under("deprecated", "Deprecated", "note", json!(note));
            item.under("deprecated", "Deprecated", "replaced_by", json!(replaced_by));
        }
        item.examples("Entry", notes.examples);
        item.push("group".to_owned(), breakage("Group", "title"), json!(group), None);
        for Variant { when, rule, details } in *variants {
            let variant = Subject::Variant((*code).to_owned(), Where::of(when));
            self.ordered(&subject, "variants", variant.clone());
            let item = self.item(&variant);
            item.rule("Variant", rule);
            item.members("Variant", *details);
        }
    }
}

impl Item {
    /// Adds a fact, unless there is nothing to it.
    fn push(&mut self, path: String, breakage: Breakage, value: Value, shown: Option<String>) {
        let is_nothing = match &value {
            Value::Null | Value::Bool(false) => true,
            Value::Array(list) => list.is_empty(),
            Value::Object(members) => members.is_empty(),
            _ => false,
        };
        if !is_nothing {
            let shown = shown.unwrap_or_else(|| plain(&value));
            self.facts.push((path, breakage, Fact { value, shown }));
        }
    }

    fn add(&mut self, mapping: &str, field: &str, value: Value) {
        self.push(field.to_owned(), breakage(mapping, field), value, None);
    }

    fn show(&mut self, mapping: &str, field: &str, value: Value, shown: impl Fn() -> String) {
        self.push(field.to_owned(), breakage(mapping, field), value, Some(shown()));
    }

    fn under(&mut self, path: &str, mapping: &str, field: &str, value: Value) {
        self.push(format!("{path}.{field}"), breakage(mapping, field), value, None);
    }

    fn rule(&mut self, mapping: &str, rule: &Rule<'_>) {
        let Rule { category, retry, meaning, action, remedy, who, scope, inferred } = rule;
        self.add(mapping, "category", json!(category));
        if let Some(RetryRule { kind, documented, max_attempts, default_wait, change, window }) = retry {
            self.under("retry", "RetryRule", "kind", json!(kind));
            self.under("retry", "RetryRule", "documented", json!(documented));
            self.under("retry", "RetryRule", "max_attempts", json!(max_attempts));
            self.under("retry", "RetryRule", "default_wait", json!(default_wait.map(words::duration)));
            self.under("retry", "RetryRule", "change", json!(change));
            self.under("retry", "RetryRule", "window", json!(window));
        }
        self.add(mapping, "meaning", json!(meaning));
        self.add(mapping, "action", json!(action));
        self.add(mapping, "remedy", json!(remedy));
        self.add(mapping, "who", json!(who));
        self.add(mapping, "scope", json!(scope));
        self.add(mapping, "inferred", json!(inferred));
    }

    fn envelope(&mut self, envelope: &Envelope<'_>) {
        let Envelope { is_error, each, each_decides, embedded, stream, places } = envelope;
        let mut add = |path: &str, field: &str, value: Value, shown: Option<String>| {
            self.push(format!("envelope.{path}"), breakage("Envelope", field), value, shown);
        };
        add("is_error", "is_error", json!(is_error), None);
        add("each", "each", json!(each), None);
        add("each_decides", "each_decides", json!(each_decides), None);
        add("embedded", "embedded", json!(embedded), None);
        add("stream", "stream", json!(stream), None);
        let mut by_name: BTreeMap<(u8, String), (Field, Vec<&Place<'_>>)> = BTreeMap::new();
        for place in *places {
            let name =
                place.name.map_or_else(|| place.field.as_str().to_owned(), |name| format!("fields.{name}"));
            by_name.entry((place.field as u8, name)).or_insert((place.field, Vec::new())).1.push(place);
        }
        for ((_, name), (field, places)) in by_name {
            let field = if field == Field::Other { "fields" } else { field.as_str() };
            let shown = listed(&places, |place| words::fact_place(place, words::plain));
            add(&name, field, json!(places), Some(shown));
        }
    }

    fn schedule(&mut self, schedule: &Schedule) {
        let Schedule {
            max_attempts,
            max_attempts_documented,
            initial,
            factor_millis,
            max,
            backoff_documented,
            max_wait,
        } = schedule;
        let ours = |documented: bool| if documented { "" } else { " (errcat's own)" };
        let mut add = |path: &str, mapping: &str, field: &str, text: String, documented: bool| {
            self.push(
                format!("retry.{path}"),
                breakage(mapping, field),
                json!(format!("{text}{}", ours(documented))),
                None,
            );
        };
        let longest = if *max == Duration::MAX { "any".to_owned() } else { words::duration(*max) };
        add("max_attempts", "Schedule", "max_attempts", max_attempts.to_string(), *max_attempts_documented);
        add("backoff.initial", "Backoff", "initial", words::duration(*initial), *backoff_documented);
        let factor = f64::from(*factor_millis) / 1000.0;
        add("backoff.factor", "Backoff", "factor", factor.to_string(), *backoff_documented);
        add("backoff.max", "Backoff", "max", longest, *backoff_documented);
        if let Some(max_wait) = max_wait {
            add("max_wait", "Schedule", "max_wait", words::duration(*max_wait), true);
        }
    }

    fn members<'a>(&mut self, mapping: &str, members: impl IntoIterator<Item = &'a Member<'a>>) {
        for Member { name, kind } in members {
            self.push(format!("details.{name}"), breakage(mapping, "details"), json!(kind), None);
        }
    }

    fn examples(&mut self, mapping: &str, examples: &[Example<'_>]) {
        let value = examples.iter().map(documents::example).collect();
        self.show(mapping, "examples", value, || examples.len().to_string());
    }
}

/// The words for each, one after the other.
fn listed<T>(of: &[T], in_words: impl Fn(&T) -> String) -> String {
    of.iter().map(in_words).collect::<Vec<_>>().join("; ")
}

/// A value on one line: a text as it is, a list of texts with commas, anything else as JSON.
fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => words::plain(text),
        Value::Array(list) if list.iter().all(Value::is_string) => {
            list.iter().map(plain).collect::<Vec<_>>().join(", ")
        }
        other => words::plain(&other.to_string()),
    }
}
