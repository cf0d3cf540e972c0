//! The fields of a table: each is read as what it has to be, and what can't be is a finding.

use std::ops::Range;

use errcat_codegen::{Finding, SourceFile, Words};
use toml_edit::{Item, TableLike};

/// The fields of a table.
pub(super) struct Fields<'a> {
    file: &'a SourceFile,
    table: &'a dyn TableLike,
    span: Range<usize>,
    findings: &'a mut Vec<Finding>,
}

/// A value and where it stands.
#[derive(Debug, Clone)]
pub(super) struct Spanned<T> {
    pub(super) value: T,
    pub(super) span: Range<usize>,
}

/// A finding of the file; the message has no full stop, the help is a remedy.
pub(super) fn finding(
    file: &SourceFile,
    rule: &'static str,
    span: Range<usize>,
    message: impl Into<String>,
    help: impl Into<String>,
) -> Finding {
    Finding::new(rule, file.place(&span), message, help)
}

impl<'a> Fields<'a> {
    pub(super) fn new(
        file: &'a SourceFile,
        table: &'a dyn TableLike,
        span: Range<usize>,
        findings: &'a mut Vec<Finding>,
    ) -> Self {
        Self { file, table, span, findings }
    }

    /// Reports every field but these.
    pub(super) fn only(&mut self, known: &[&str]) {
        for (name, item) in self.table.iter() {
            if known.contains(&name) {
                continue;
            }
            let key = self.table.get_key_value(name).and_then(|(key, _)| key.span());
            let span = key.or_else(|| item.span()).unwrap_or_else(|| self.span.clone());
            let near = Words::of(known.iter().copied()).all_near(name).first().copied();
            let help = match near {
                Some(near) => format!("write `{near}`, or remove it"),
                None => format!("remove it; there are {}", known.join(", ")),
            };
            let mut finding =
                finding(self.file, "unknown-field", span, format!("there is no field `{name}`"), help);
            finding.suggest(near);
            self.findings.push(finding);
        }
    }

    /// Which of these fields are there.
    pub(super) fn present<'n>(&self, names: &[&'n str]) -> Vec<&'n str> {
        names.iter().copied().filter(|name| self.table.contains_key(name)).collect()
    }

    /// A text that is not empty.
    pub(super) fn text(&mut self, name: &str) -> Option<Spanned<String>> {
        let item = self.table.get(name)?;
        let span = item.span().unwrap_or_else(|| self.span.clone());
        match item.as_str() {
            Some("") => {
                self.report("empty-text", span, format!("`{name}` is empty"), "fill it in, or remove it");
                None
            }
            Some(text) => Some(Spanned { value: text.to_owned(), span }),
            None => {
                self.wrong_type(name, item, "a text between quotation marks");
                None
            }
        }
    }

    /// A list of texts.
    pub(super) fn texts(&mut self, name: &str) -> Option<Spanned<Vec<String>>> {
        let item = self.table.get(name)?;
        let texts = item.as_array().and_then(|array| {
            array.iter().map(|value| value.as_str().map(str::to_owned)).collect::<Option<Vec<_>>>()
        });
        if texts.is_none() {
            self.wrong_type(name, item, "a list of texts, such as [\"std\"]");
        }
        let span = item.span().unwrap_or_else(|| self.span.clone());
        texts.map(|value| Spanned { value, span })
    }

    /// A table.
    pub(super) fn table(&mut self, name: &str) -> Option<Fields<'_>> {
        let item = self.table.get(name)?;
        let Some(table) = item.as_table_like() else {
            self.wrong_type(name, item, "a table");
            return None;
        };
        let span = item.span().unwrap_or_else(|| self.span.clone());
        Some(Fields::new(self.file, table, span, self.findings))
    }

    /// Reports something at a place.
    pub(super) fn report(
        &mut self,
        rule: &'static str,
        span: Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.findings.push(finding(self.file, rule, span, message, help));
    }

    /// Reports something about the table as a whole.
    pub(super) fn report_table(
        &mut self,
        rule: &'static str,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.report(rule, self.span.clone(), message, help);
    }

    fn wrong_type(&mut self, name: &str, item: &Item, wanted: &str) {
        let span = item.span().unwrap_or_else(|| self.span.clone());
        let found = match item.type_name() {
            "integer" => "a whole number",
            "float" => "a number",
            "boolean" => "true or false",
            "datetime" => "a date",
            "array" => "a list",
            "string" => "a text",
            _ => "a table",
        };
        self.report("wrong-type", span, format!("`{name}` is {found}"), format!("it has to be {wanted}"));
    }
}
