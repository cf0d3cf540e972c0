//! Documents against JSON schemas, as editors and other readers hold them to one.

use boon::{Compiler, SchemaIndex, Schemas};
use serde_json::Value;

/// A JSON schema that documents are held to.
pub(crate) struct Validator {
    schemas: Schemas,
    schema: SchemaIndex,
}

impl Validator {
    /// Of a schema, which says itself how it is to be read; if it does not, it is of the latest draft.
    pub(crate) fn new(schema: Value) -> Self {
        const ADDRESS: &str = "https://example.org/schema.json";
        let mut compiler = Compiler::new();
        compiler.enable_format_assertions();
        compiler.add_resource(ADDRESS, schema).unwrap();
        let mut schemas = Schemas::new();
        let schema = compiler.compile(ADDRESS, &mut schemas).unwrap();
        Self { schemas, schema }
    }

    /// The schema's complaints about a document: one for each place, with the place.
    pub(crate) fn complaints(&self, document: &Value) -> Vec<String> {
        let Err(error) = self.schemas.validate(document, self.schema) else { return Vec::new() };
        error.to_string().lines().skip(1).map(|line| line.trim_start().to_owned()).collect()
    }
}
