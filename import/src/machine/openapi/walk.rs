//! The walk through schemas of errors: where a body has a code, and of which enum.

use std::collections::{BTreeSet, HashMap, HashSet};

use serde_json::Value;

use super::enums;
use super::reference::{Document, identity};
use crate::machine::tree;
use crate::yaml;

/// Envelopes are not deeper than this, composed schemas included.
const DEEPEST: usize = 12;

/// How many schemas are visited in all: schemas may refer to each other in more ways than anyone can follow.
const MOST_VISITS: usize = 500_000;

/// The names of members with codes, the likeliest first.
const CODES: &[&str] = &[
    "code",
    "error_code",
    "errorCode",
    "issue",
    "reason",
    "type",
    "error_type",
    "errorType",
    "error",
    "status",
    "name",
];

/// How many of them hold codes whatever stands beside them.
const SURE: usize = 4;

/// Members that an error has and other things mostly have not.
const OF_ERRORS: &[&str] =
    &["message", "error_message", "errorMessage", "detail", "description", "error_description"];

/// How likely a place is that of the code of every error: the least is the likeliest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Rank {
    /// Whether no response has it.
    unused: bool,
    /// Where its name is in the list of likely ones.
    name: usize,
    /// Whether it has no enum.
    open: bool,
}

impl Rank {
    /// Whether it was found in a response.
    pub(super) fn is_of_responses(self) -> bool {
        !self.unused
    }
}

/// Where a body has a code.
#[derive(Debug)]
pub(super) struct CodePlace<'v> {
    /// The pointer to the object with the code, within the list's element where there is a list.
    pub(super) object: String,
    /// The name of the member.
    pub(super) name: &'v str,
    /// The list of errors.
    pub(super) each: Option<String>,
    /// The members of the object, each with its types.
    pub(super) siblings: Vec<(&'v str, Vec<&'v str>)>,
    pub(super) rank: Rank,
}

impl CodePlace<'_> {
    /// The pointer to the code.
    pub(super) fn pointer(&self) -> String {
        format!("{}/{}", self.object, yaml::pointer_part(self.name))
    }
}

/// An enum of codes.
#[derive(Debug)]
pub(super) struct CodeEnum<'v> {
    pub(super) schema: &'v Value,
    /// What the document calls it.
    pub(super) title: String,
    /// The statuses of the responses that have it.
    pub(super) statuses: BTreeSet<String>,
}

/// A walk through a document's schemas.
pub(super) struct Walk<'v> {
    document: Document<'v>,
    /// The enums that were found, in the order of the document.
    pub(super) enums: Vec<CodeEnum<'v>>,
    pub(super) places: Vec<CodePlace<'v>>,
    by_schema: HashMap<usize, usize>,
    /// The roots that were walked, each with its status.
    roots: HashSet<(usize, Option<String>)>,
    /// Every object with a code that was met.
    met: HashSet<usize>,
    left: usize,
}

/// Where the walk is.
#[derive(Clone)]
struct At<'s> {
    pointer: String,
    each: Option<String>,
    depth: usize,
    /// What the schema is called.
    title: String,
    status: Option<&'s str>,
    /// Whether this is not part of a response.
    unused: bool,
}

impl<'v> Walk<'v> {
    /// A walk that has not begun.
    pub(super) fn new(document: Document<'v>) -> Self {
        Self {
            document,
            enums: Vec::new(),
            places: Vec::new(),
            by_schema: HashMap::new(),
            roots: HashSet::new(),
            met: HashSet::new(),
            left: MOST_VISITS,
        }
    }

    /// Whether there was more than is visited.
    pub(super) fn is_exhausted(&self) -> bool {
        self.left == 0
    }

    /// Walks the schema of a response, or one named by a status.
    pub(super) fn root(&mut self, schema: &'v Value, status: Option<&str>) {
        let at = At {
            pointer: String::new(),
            each: None,
            depth: 0,
            title: "Errors".to_owned(),
            status,
            unused: false,
        };
        self.start(schema, at);
    }

    /// Walks a schema whose name says that it is of errors.
    pub(super) fn named(&mut self, name: &str, schema: &'v Value) {
        if enums::is_enum(self.document, schema) {
            return self.found(schema, name, None);
        }
        let at = At {
            pointer: String::new(),
            each: None,
            depth: 0,
            title: name.to_owned(),
            status: None,
            unused: true,
        };
        self.start(schema, at);
    }

    fn start(&mut self, schema: &'v Value, at: At<'_>) {
        let root = (identity(self.document.resolve(schema)), at.status.map(str::to_owned));
        if self.roots.insert(root) {
            self.schema(schema, at, &mut HashSet::new());
        }
    }

    fn schema(&mut self, schema: &'v Value, mut at: At<'_>, seen: &mut HashSet<(usize, String)>) {
        let (schema, name) = self.document.named(schema);
        if at.depth > DEEPEST || self.left == 0 || !seen.insert((identity(schema), at.pointer.clone())) {
            return;
        }
        self.left -= 1;
        at.depth += 1;
        if let Some(name) = name {
            at.title = name.to_owned();
        }
        for keyword in ["allOf", "oneOf", "anyOf"] {
            for part in tree::elements(schema, keyword) {
                self.schema(part, at.clone(), seen);
            }
        }
        if let Some(items) = schema.get("items") {
            self.schema(items, at.element(), seen);
        }
        if let Some(properties) = schema.get("properties").and_then(Value::as_object) {
            for (name, property) in properties {
                self.property(schema, name, property, &at);
                self.schema(property, at.member(name), seen);
            }
        }
    }

    /// Notes the place of a code, and its enum.
    fn property(&mut self, object: &'v Value, name: &'v str, property: &'v Value, at: &At<'_>) {
        let Some(rank) = CODES.iter().position(|code| *code == name) else { return };
        let names: Vec<&str> =
            tree::members(object, "properties").map(|(name, _)| name.as_str()).take(100).collect();
        let is_of_error = names.iter().any(|name| OF_ERRORS.contains(name));
        let is_enum = enums::is_enum(self.document, property);
        let sure = rank < SURE || is_of_error;
        // What is neither a text nor a number is not a code, and a word such as `type` is one only in an enum.
        if !sure || !is_enum && (rank >= SURE || !is_scalar(self.document.resolve(property))) {
            return;
        }
        if is_enum {
            let (_, called) = self.document.named(property);
            let title = called.map_or_else(|| format!("{}.{name}", at.title), str::to_owned);
            self.found(property, &title, at.status);
        }
        if at.unused && !self.met.insert(identity(object)) {
            return;
        }
        self.met.insert(identity(object));
        let rank = Rank { unused: at.unused, name: rank, open: !is_enum };
        if self
            .places
            .iter()
            .any(|known| known.rank == rank && known.object == at.pointer && known.each == at.each)
        {
            return;
        }
        let kinds = |name: &&'v str| types(self.document.resolve(&object["properties"][*name]));
        let siblings = names.iter().map(|name| (*name, kinds(name))).collect();
        self.places.push(CodePlace {
            object: at.pointer.clone(),
            name,
            each: at.each.clone(),
            siblings,
            rank,
        });
    }

    fn found(&mut self, schema: &'v Value, title: &str, status: Option<&str>) {
        let schema = self.document.resolve(schema);
        let next = self.enums.len();
        let at = *self.by_schema.entry(identity(schema)).or_insert(next);
        if at == next {
            self.enums.push(CodeEnum { schema, title: title.to_owned(), statuses: BTreeSet::new() });
        }
        if let Some(of) = self.enums.get_mut(at) {
            of.statuses.extend(status.map(str::to_owned));
        }
    }
}

impl At<'_> {
    /// The place of a member.
    fn member(&self, name: &str) -> Self {
        Self {
            pointer: format!("{}/{}", self.pointer, yaml::pointer_part(name)),
            title: format!("{}.{name}", self.title),
            ..self.clone()
        }
    }

    /// The place of an element of a list: of the first list each element is an error.
    fn element(&self) -> Self {
        match self.each {
            None => Self { pointer: String::new(), each: Some(self.pointer.clone()), ..self.clone() },
            Some(_) => Self { pointer: format!("{}/0", self.pointer), ..self.clone() },
        }
    }
}

/// The types that a schema names.
fn types(schema: &Value) -> Vec<&str> {
    match schema.get("type") {
        Some(Value::String(only)) => vec![only],
        Some(Value::Array(several)) => several.iter().filter_map(Value::as_str).collect(),
        _ if schema.get("properties").is_some() => vec!["object"],
        _ => Vec::new(),
    }
}

fn is_scalar(schema: &Value) -> bool {
    types(schema).iter().any(|kind| matches!(*kind, "string" | "integer" | "number"))
        || ["oneOf", "anyOf"]
            .iter()
            .any(|keyword| tree::elements(schema, keyword).any(|part| types(part).contains(&"string")))
}
