//! What a response says beyond what decides, read from it when it is asked for.

use alloc::{borrow::Cow, string::String};

#[cfg(feature = "json")]
use super::body::find;
#[cfg(feature = "json")]
use super::details::{DetailValue, Details};
use super::judgement::Judgement;
use super::percent;
use super::table::Field;
#[cfg(feature = "json")]
use super::table::Location;

impl Judgement<'_> {
    /// Where the vendor documents this error: as the response says, or else as the vendor's page does
    /// for a code.
    #[must_use]
    pub fn documentation_url(&self) -> Option<Cow<'_, str>> {
        if let Some(url) = self.sent_documentation_url() {
            return Some(Cow::Borrowed(url));
        }
        let code = self.entry().map(|entry| entry.code).or_else(|| self.raw_code())?;
        let template = self.table.documentation_url?;
        let mut escaped = String::new();
        percent::encode(code, &mut escaped);
        Some(Cow::Owned(template.replace("{code}", &escaped)))
    }

    /// A field of this vendor's own by its name in the catalog, such as `task_type`: a text or a number
    /// as text, anything else as JSON. `None` too where it is `null`.
    ///
    /// Each call reads the body again up to it.
    #[cfg(feature = "json")]
    #[must_use]
    pub fn field(&self, name: &str) -> Option<Cow<'_, str>> {
        let wanted = Field::Other(name);
        let header = self.header_fields.get(wanted).map(Cow::Borrowed);
        let json = || Some(DetailValue::new(self.raw(wanted)?).into_text_or_json());
        header.or_else(json)
    }

    /// A field of this vendor's own by its name in the catalog, where it came in a header.
    #[cfg(not(feature = "json"))]
    #[must_use]
    pub fn field(&self, name: &str) -> Option<Cow<'_, str>> {
        self.header_fields.get(Field::Other(name)).map(Cow::Borrowed)
    }

    /// More about the error, as the JSON that the vendor sent; `None` too where it is `null`.
    ///
    /// ```
    /// # #[cfg(feature = "runagent")] {
    /// use errcat::{Response, runagent::TABLE};
    ///
    /// let body = r#"{"error": {"code": "AGENT_NOT_FOUND", "details": {"agent_id": "agent-123"}}}"#;
    /// let judgement = TABLE.classify(&Response::new(404).body(body)).expect("an error");
    /// assert_eq!(judgement.details(), Some(r#"{"agent_id": "agent-123"}"#));
    /// # }
    /// ```
    #[cfg(feature = "json")]
    #[must_use]
    pub fn details(&self) -> Option<&str> {
        self.header_fields.get(Field::Details).or_else(|| self.raw(Field::Details))
    }

    /// More about the error, read into the type that the generated module has for it. What is missing,
    /// or of another type than documented, is left as it is by default.
    #[cfg(feature = "json")]
    #[must_use]
    pub fn details_as<'v, D: Details<'v>>(&'v self) -> D {
        self.details().map(super::details::read).unwrap_or_default()
    }

    /// The raw JSON of the first place of a field where something other than `null` is.
    #[cfg(feature = "json")]
    fn raw(&self, field: Field<'_>) -> Option<&str> {
        let envelope = match &self.item {
            Some(item) => find::item(&self.json, self.table, item)?,
            None => &self.json,
        };
        self.table.envelope.places.iter().filter(|place| place.field == field).find_map(|place| {
            let Location::Pointer(pointer) = place.location else { return None };
            find::at_pointer(envelope, pointer).filter(|json| *json != "null")
        })
    }
}
