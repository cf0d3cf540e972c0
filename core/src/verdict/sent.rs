//! What a response says beyond what decides, read from it when it is asked for.

use alloc::borrow::Cow;
use alloc::string::String;

use super::details::{self, DetailValue, Details};
use super::{Facts, Json, Verdict};
use crate::percent;
use crate::read::descend;
use crate::read::reading::error_of_list;
use crate::table::{Field, Location};

impl<C> Verdict<'_, C> {
    /// Where the vendor documents this error: as the response says, or else as the vendor's page does
    /// for a code.
    #[must_use]
    pub fn documentation_url(&self) -> Option<Cow<'_, str>> {
        if let Some(url) = self.facts.text(Field::DocumentationUrl) {
            return Some(Cow::Borrowed(url));
        }
        let code = self.entry().map(|entry| entry.code).or_else(|| self.raw_code())?;
        let template = self.table().documentation_url?;
        let mut escaped = String::new();
        percent::encode(code, &mut escaped);
        Some(Cow::Owned(template.replace("{code}", &escaped)))
    }

    /// A field by its name in the catalog: one of this vendor's own, such as `task_type`, or one of all vendors, such as
    /// `request_id`, so that both are had in the same way. A text or a number is given as text, anything else as JSON. `None`
    /// also where it is `null`.
    ///
    /// For a field of the vendor's own, each call reads the body again up to it, and what is written with escapes there is
    /// not borrowed. What all vendors have is read already: [`request_id`](Self::request_id), [`message`](Self::message) and
    /// the like borrow it.
    ///
    /// ```
    /// use errcat::{Response, runware};
    ///
    /// let body = r#"{"errors": [{"code": "timeoutProvider", "taskType": "imageInference", "taskUUID": "u7"}]}"#;
    /// let verdict = runware::classify(&Response::new(504).body(body)).expect("an error");
    /// assert_eq!(verdict.request_id(), Some("u7"));
    /// let fields = ["request_id", "task_type", "trace_id"].map(|name| verdict.field(name));
    /// assert_eq!(fields, [Some("u7".into()), Some("imageInference".into()), None]);
    /// ```
    #[must_use]
    pub fn field(&self, name: &str) -> Option<Cow<'_, str>> {
        match self.facts.sent(Field::Other, Some(name)) {
            Some(Sent::Header(text)) => Some(Cow::Borrowed(text)),
            Some(Sent::Body(json)) => Some(DetailValue::new(json).into_text_or_json()),
            None => match name.parse().ok()? {
                Field::Details => self.details().map(Cow::Borrowed),
                field => self.facts.text(field).map(Cow::Borrowed),
            },
        }
    }

    /// More about the error, as the JSON that the vendor sent; `None` also where it is `null`.
    ///
    /// ```
    /// use errcat::{Response, runagent};
    ///
    /// let body = r#"{"error": {"code": "AGENT_NOT_FOUND", "details": {"agent_id": "agent-123"}}}"#;
    /// let verdict = runagent::classify(&Response::new(404).body(body)).expect("an error");
    /// assert_eq!(verdict.details(), Some(r#"{"agent_id": "agent-123"}"#));
    /// ```
    #[must_use]
    pub fn details(&self) -> Option<&str> {
        let (Sent::Header(text) | Sent::Body(text)) = self.facts.sent(Field::Details, None)?;
        Some(text)
    }

    /// More about the error, read into the type that the generated module has for it. What is missing,
    /// or of another type than documented, is left as it is by default.
    #[must_use]
    pub fn details_as<'v, D: Details<'v>>(&'v self) -> D {
        self.details().map(details::read).unwrap_or_default()
    }
}

impl Facts<'_> {
    /// What is at the first place of a fact where something other than `null` is.
    fn sent(&self, field: Field, name: Option<&str>) -> Option<Sent<'_>> {
        let places = self.table.envelope.places.iter();
        let mut places = places.filter(|place| place.field == field && place.name == name);
        places.find_map(|place| match place.at {
            Location::Header(header) => self.header_fields.get(header).map(Sent::Header),
            Location::Pointer(pointer) => {
                let json = descend::at_pointer(self.envelope()?, &pointer)?;
                (json != "null").then_some(Sent::Body(json))
            }
        })
    }

    /// The JSON to which the places of the table are relative.
    pub(super) fn envelope(&self) -> Option<&str> {
        match (&self.json, &self.item) {
            (Json::Body(body), Some(item)) => error_of_list(self.table, body, item.index),
            (Json::Body(body), None) => Some(body),
            (Json::Part(part), _) => Some(part),
            (Json::Envelope(envelope), _) => Some(envelope),
        }
    }
}

/// What a response says of a fact that is read when it is asked for.
enum Sent<'v> {
    Header(&'v str),
    /// Raw JSON.
    Body(&'v str),
}
