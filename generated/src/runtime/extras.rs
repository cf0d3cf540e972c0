//! What a response says beyond what decides, read from it when it is asked for.

use alloc::{borrow::Cow, string::String};

#[cfg(feature = "json")]
use super::body::find;
#[cfg(feature = "json")]
use super::details::{DetailValue, Details};
#[cfg(feature = "json")]
use super::judgement::Json;
use super::judgement::Judgement;
use super::percent;
use super::table::{Field, Location};

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
        Some(match self.sent(Field::Other(name))? {
            Sent::Header(text) => Cow::Borrowed(text),
            Sent::Body(json) => DetailValue::new(json).into_text_or_json(),
        })
    }

    /// A field of this vendor's own by its name in the catalog, where it came in a header.
    #[cfg(not(feature = "json"))]
    #[must_use]
    pub fn field(&self, name: &str) -> Option<Cow<'_, str>> {
        let wanted = Field::Other(name);
        let mut places = self.table.envelope.places.iter().filter(|place| place.field == wanted);
        places.find_map(|place| match place.location {
            Location::Header(header) => self.header_fields.get(header).map(Cow::Borrowed),
            Location::Pointer(_) => None,
        })
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
        let (Sent::Header(text) | Sent::Body(text)) = self.sent(Field::Details)?;
        Some(text)
    }

    /// More about the error, read into the type that the generated module has for it. What is missing,
    /// or of another type than documented, is left as it is by default.
    #[cfg(feature = "json")]
    #[must_use]
    pub fn details_as<'v, D: Details<'v>>(&'v self) -> D {
        self.details().map(super::details::read).unwrap_or_default()
    }

    /// What is at the first place of a field where something other than `null` is.
    #[cfg(feature = "json")]
    fn sent(&self, field: Field<'_>) -> Option<Sent<'_>> {
        let mut places = self.table.envelope.places.iter().filter(|place| place.field == field);
        places.find_map(|place| match place.location {
            Location::Header(header) => self.header_fields.get(header).map(Sent::Header),
            Location::Pointer(pointer) => {
                let json = find::at_pointer(self.envelope()?, pointer)?;
                (json != "null").then_some(Sent::Body(json))
            }
        })
    }

    /// The JSON to which the places of the table are relative.
    #[cfg(feature = "json")]
    pub(super) fn envelope(&self) -> Option<&str> {
        match (&self.json, &self.item) {
            (Json::Body(body), Some(item)) => find::error(body, self.table, item.index),
            (Json::Body(body), None) => Some(body),
            (Json::Part(part), _) => Some(part),
            (Json::Envelope(envelope), _) => Some(envelope),
        }
    }
}

/// What a response says of a field that is read when it is asked for.
#[cfg(feature = "json")]
enum Sent<'v> {
    Header(&'v str),
    /// Raw JSON.
    Body(&'v str),
}
