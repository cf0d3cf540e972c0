//! Where a response carries what. The facts are those of errcat's vocabulary, so that each is declared there alone.

use std::borrow::Cow;
use std::sync::LazyLock;

use errcat_core::table::{Field, ListChoice, Stream};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::Map;

use super::{Location, Test};
use crate::breakage::Breakage;
use crate::notation::{EmbeddedLists, FieldName, Pointer};
use crate::read::{
    Field as _, FieldDeclaration, Fields, FromNode, OneOrMany, Policy, Reader, Spanned, YamlMap,
};
use crate::tree::Node;

/// Where a response carries what.
#[derive(Debug, Default, Clone, PartialEq)]
pub(crate) struct Envelope {
    pub(crate) is_error: OneOrMany<Spanned<Test>>,
    pub(crate) each: Option<Spanned<Pointer>>,
    pub(crate) each_decides: Option<Spanned<ListChoice>>,
    pub(crate) embedded: EmbeddedLists,
    pub(crate) stream: Option<Spanned<Stream>>,
    /// The places of each fact of the vocabulary, in its order.
    facts: Vec<(Field, OneOrMany<Location>)>,
    pub(crate) fields: YamlMap<FieldName, OneOrMany<Location>>,
}

impl Envelope {
    /// This envelope, with each field that it leaves out as it is in the other one.
    pub(crate) fn over(self, base: Self) -> Self {
        let (mut facts, mut fields) = (self.facts, self.fields);
        for (field, locations) in base.facts {
            match facts.iter_mut().find(|(own, _)| *own == field) {
                Some((_, own)) if own.is_empty() => *own = locations,
                Some(_) => {}
                None => facts.push((field, locations)),
            }
        }
        for field in base.fields.0 {
            if !fields.iter().any(|(name, _)| *name == field.0) {
                fields.0.push(field);
            }
        }
        Self {
            is_error: if self.is_error.is_empty() { base.is_error } else { self.is_error },
            each: self.each.or(base.each),
            each_decides: self.each_decides.or(base.each_decides),
            embedded: if self.embedded.is_empty() { base.embedded } else { self.embedded },
            stream: self.stream.or(base.stream),
            facts,
            fields,
        }
    }

    /// The places of each fact, with the name of those that are the vendor's own.
    pub(crate) fn facts(
        &self,
    ) -> impl Iterator<Item = (Field, Option<&Spanned<FieldName>>, &OneOrMany<Location>)> {
        let known = self.facts.iter().map(|(field, locations)| (*field, None, locations));
        known.chain(self.fields.iter().map(|(name, locations)| (Field::Other, Some(name), locations)))
    }
}

// What the fields are about that are not facts of the vocabulary.
const IS_ERROR: &str = "What makes a response an error: a test, or several of which one has to hold; left out: an error is where a code is present.";
const EACH: &str = "Where a list of errors is; the other pointers are then relative to one of its elements.";
const EACH_DECIDES: &str = "Which error of the list is that of the whole response.";
const EMBEDDED: &str = "Where elements of a successful body carry the same envelope: pointers to lists (one that ends \
    with `*` also leads to the members of an object), or `any_list`.";
const STREAM: &str = "How the vendor streams; a body that is not JSON is then read as such a stream whatever its content type.";
const FIELDS: &str = "The vendor's own fields, each by a name of ours.";

/// The facts that have a field of their own.
fn vocabulary() -> impl Iterator<Item = Field> {
    Field::ALL.iter().copied().filter(|field| *field != Field::Other)
}

pub(super) static DECLARED: LazyLock<Vec<FieldDeclaration>> = LazyLock::new(|| {
    let facts = vocabulary().map(Field::as_str);
    let names = ["is_error", "each", "each_decides", "embedded", "stream"];
    let names = names.into_iter().chain(facts).chain(["fields"]);
    // Whatever it says of a response, programs judge responses otherwise once it says something else.
    let breakage = Breakage::Behaviour;
    names.map(|name| FieldDeclaration { name, is_required: false, unless: None, breakage }).collect()
});

impl FromNode for Envelope {
    fn read(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let mut fields = Fields::of(node, &DECLARED, reader)?;
        Some(Self {
            is_error: fields.read_or_default("is_error")?,
            each: fields.read("each", Policy::Refuse)?,
            each_decides: fields.read("each_decides", Policy::Refuse)?,
            embedded: fields.read_or_default("embedded")?,
            stream: fields.read("stream", Policy::Refuse)?,
            facts: vocabulary()
                .map(|field| Some((field, fields.read_or_default(field.as_str())?)))
                .collect::<Option<_>>()?,
            fields: fields.read_or_default("fields")?,
        })
    }

    fn stand_in() -> Option<Self> {
        Some(Self::default())
    }

    fn shift(&mut self, bytes: usize) {
        let Self { is_error, each, each_decides, embedded, stream, facts, fields } = self;
        is_error.shift(bytes);
        each.shift_field(bytes);
        each_decides.shift_field(bytes);
        embedded.shift(bytes);
        stream.shift_field(bytes);
        facts.iter_mut().for_each(|(_, locations)| locations.shift(bytes));
        fields.shift(bytes);
    }

    fn schema(generator: &mut SchemaGenerator) -> Schema {
        generator.subschema_for::<Self>()
    }
}

impl JsonSchema for Envelope {
    fn schema_name() -> Cow<'static, str> {
        "Envelope".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut properties = Map::new();
        let mut add = |name: &str, about: &str, mut schema: Schema| {
            schema.insert("description".into(), about.into());
            properties.insert(name.to_owned(), schema.to_value());
        };
        add("is_error", IS_ERROR, OneOrMany::<Spanned<Test>>::schema(generator));
        add("each", EACH, Pointer::schema(generator));
        let mut choice = ListChoice::schema(generator);
        choice.insert("default".into(), ListChoice::First.as_str().into());
        add("each_decides", EACH_DECIDES, choice);
        add("embedded", EMBEDDED, EmbeddedLists::schema(generator));
        add("stream", STREAM, Stream::schema(generator));
        for field in vocabulary() {
            add(field.as_str(), field.about(), OneOrMany::<Location>::schema(generator));
        }
        let mut own = YamlMap::<FieldName, OneOrMany<Location>>::schema(generator);
        // In the order in which a derived schema has them.
        own.insert("description".into(), FIELDS.into());
        own.insert("propertyNames".into(), FieldName::keys().to_value());
        add("fields", FIELDS, own);
        json_schema!({
            "type": "object",
            "additionalProperties": false,
            "properties": properties,
            "description": "Where a response carries what.",
        })
    }
}
