//! The catalogs as JSON, for the reference, for sites and for commands: the tables as they serialize, and what the
//! pages know besides.

mod lines;
mod schema;

use errcat_core::table::{Entry, Host, Source, Table, Variant, seconds};
use serde::ser::{Serialize, SerializeMap as _, Serializer};
use serde_json::{Value, json};

use crate::artifact::MARKER;
use crate::catalogs::{Body, Catalogs, Example, Expect, Expected, ExpectedWait, Notes, Origin, Vendor};

pub(super) use lines::to_string;
pub use schema::{Document, schema};

/// The version of errcat, which documents name as `errcat`.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The version of the documents' form: it grows when a member changes its meaning.
pub const FORMAT: u32 = 1;

/// The address of a code, by the vendor's id, for its `url`.
pub type Address<'f> = &'f dyn Fn(&str, &Entry<'_>, &Notes<'_>) -> String;

/// The place of a code in the Markdown reference, relative to it.
#[must_use]
pub fn reference(vendor: &str, _: &Entry<'_>, notes: &Notes<'_>) -> String {
    format!("{vendor}.md#{}", notes.anchor)
}

/// The id of a code: it stays as long as the vendor's id and the code do.
#[must_use]
pub fn id(vendor: &str, code: &str) -> String {
    format!("{vendor}:{code}")
}

/// Every vendor with everything that is known about it, written without a tree of it in memory.
pub(super) struct CatalogsDocument<'d> {
    /// The vendors.
    pub(super) catalogs: &'d Catalogs<'d>,
    /// The words that mark the file as generated.
    pub(super) mark: String,
}

impl Serialize for CatalogsDocument<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut json = to.serialize_map(None)?;
        json.serialize_entry(MARKER, &self.mark)?;
        json.serialize_entry("$schema", "catalog.schema.json")?;
        json.serialize_entry("errcat", VERSION)?;
        json.serialize_entry("format", &FORMAT)?;
        let of = |vendor| VendorDocument { vendor, address: &reference };
        json.serialize_entry("vendors", &Each(|| self.catalogs.vendors.iter().map(of)))?;
        json.end()
    }
}

/// A vendor with everything that is known about it.
#[must_use]
pub fn vendor(vendor: &Vendor<'_>, address: Address<'_>) -> Value {
    json!(VendorDocument { vendor, address })
}

/// A code with all its facts.
#[must_use]
pub fn entry(vendor: &str, entry: &Entry<'_>, notes: &Notes<'_>, address: Address<'_>) -> Value {
    json!(EntryDocument { vendor, entry, notes, address })
}

/// A list whose elements are made one at a time.
struct Each<F>(F);

impl<I: Iterator<Item: Serialize>, F: Fn() -> I> Serialize for Each<F> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq((self.0)())
    }
}

struct VendorDocument<'d> {
    vendor: &'d Vendor<'d>,
    address: Address<'d>,
}

impl Serialize for VendorDocument<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let Self { vendor, address } = *self;
        let Table {
            id,
            title,
            about,
            area,
            stability,
            complete,
            sources,
            hosts: _,
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
        } = &vendor.table;
        let mut json = to.serialize_map(None)?;
        json.serialize_entry("id", id)?;
        json.serialize_entry("module", vendor.module)?;
        json.serialize_entry("title", title)?;
        json.serialize_entry("about", about)?;
        json.serialize_entry("area", area)?;
        json.serialize_entry("stability", stability)?;
        json.serialize_entry("complete", complete)?;
        json.serialize_entry("sources", sources)?;
        let host = |(host, source): (&Host<'_>, usize)| json!({ "pattern": host.pattern, "source": source });
        json.serialize_entry("hosts", &Each(|| vendor.hosts().map(host)))?;
        json.serialize_entry("documentation_url", documentation_url)?;
        json.serialize_entry("envelope", envelope)?;
        json.serialize_entry("waits", waits)?;
        json.serialize_entry("schedule", schedule)?;
        json.serialize_entry("no_response", unanswered)?;
        json.serialize_entry("statuses", statuses)?;
        json.serialize_entry("families", families)?;
        json.serialize_entry("details", &Each(|| vendor.details.members.iter().map(|member| member.of)))?;
        json.serialize_entry("details_type", &vendor.details.type_name)?;
        let of = |(entry, notes)| EntryDocument { vendor: id, entry, notes, address };
        json.serialize_entry("codes", &Each(|| vendor.entries().map(of)))?;
        json.serialize_entry("examples", &Each(|| vendor.examples.iter().map(example)))?;
        if let Some(base) = vendor.extends {
            json.serialize_entry("extends", base.vendor)?;
        }
        json.end()
    }
}

struct EntryDocument<'d> {
    vendor: &'d str,
    entry: &'d Entry<'d>,
    notes: &'d Notes<'d>,
    address: Address<'d>,
}

impl Serialize for EntryDocument<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let Self { vendor, entry, notes, address } = *self;
        let Entry { code, name, aliases, group, http, rule, variants, details, since, deprecated } = entry;
        let mut json = to.serialize_map(None)?;
        json.serialize_entry("id", &id(vendor, code))?;
        json.serialize_entry("code", code)?;
        json.serialize_entry("name", name)?;
        json.serialize_entry("aliases", aliases)?;
        json.serialize_entry("group", group)?;
        json.serialize_entry("http", http)?;
        json.serialize_entry("category", &rule.category)?;
        json.serialize_entry("canonical", &rule.category.canonical())?;
        json.serialize_entry("retry", &rule.retry)?;
        json.serialize_entry("meaning", rule.meaning)?;
        json.serialize_entry("action", &rule.action)?;
        json.serialize_entry("details", details)?;
        json.serialize_entry("details_type", &notes.details.type_name)?;
        json.serialize_entry("inferred", rule.inferred)?;
        json.serialize_entry("source", &notes.origin.source())?;
        json.serialize_entry("since", since)?;
        json.serialize_entry("deprecated", deprecated)?;
        json.serialize_entry("url", &address(vendor, entry, notes))?;
        json.serialize_entry("examples", &Each(|| notes.examples.iter().map(example)))?;
        // What few entries have is left out of the others.
        if let Some(remedy) = rule.remedy {
            json.serialize_entry("remedy", &remedy)?;
        }
        if let Some(who) = rule.who {
            json.serialize_entry("who", &who)?;
        }
        if let Some(scope) = rule.scope {
            json.serialize_entry("scope", &scope)?;
        }
        if let Origin::Inherited(base) = notes.origin {
            json.serialize_entry("inherited_from", base.vendor)?;
        }
        if !variants.is_empty() {
            json.serialize_entry("variants", &Each(|| variants.iter().map(variant)))?;
        }
        json.end()
    }
}

fn variant(of: &Variant<'_>) -> Value {
    let Variant { when, rule, details } = of;
    let mut json = json!({ "when": when, "details": details });
    if let (Value::Object(json), Value::Object(rule)) = (&mut json, json!(rule)) {
        json.extend(rule);
    }
    json
}

/// A page that facts come from.
#[must_use]
pub fn source(source: &Source<'_>) -> Value {
    json!(source)
}

/// A received response and what it means.
#[must_use]
pub fn example(example: &Example<'_>) -> Value {
    let Example { title, test_name: _, status, headers, body, expect } = example;
    json!({
        "title": title,
        "status": status,
        "headers": headers,
        "body": match body {
            Body::Empty => Value::Null,
            Body::Text(text) => json!(text),
            // The catalog's own JSON is read again as it was.
            Body::Json(text) => serde_json::from_str(text).unwrap_or_default(),
        },
        "expect": match expect {
            Expect::NoError => json!("none"),
            Expect::Verdict(one) => expected(one),
            Expect::Verdicts(many) => many.iter().map(expected).collect(),
        },
    })
}

fn expected(expected: &Expected<'_>) -> Value {
    let Expected { code, raw_code, category, retry, wait, basis, change, request_id } = expected;
    json!({
        "code": code,
        "raw_code": raw_code,
        "category": category,
        "retry": retry,
        "wait": wait.map(|wait| match wait {
            ExpectedWait::None => json!("none"),
            ExpectedWait::For(time) => json!(seconds(time)),
            ExpectedWait::Until(time) => json!(time.to_string()),
        }),
        "basis": basis,
        "change": change,
        "request_id": request_id,
    })
}
