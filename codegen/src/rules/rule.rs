//! What a rule is.

use crate::source::SourceFile;

/// A rule that a catalog can break.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// The stable id.
    pub id: &'static str,
    /// How strict it is.
    pub kind: Kind,
    /// What it requires.
    pub requires: &'static str,
    /// Why.
    pub why: &'static str,
    /// A catalog that breaks it, and no other rule.
    pub failing: Sample,
    /// The same catalog, fixed.
    pub fixed: Sample,
}

/// How strict a rule is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// An error, always: the catalog has no meaning as it is.
    Rule,
    /// A lint that is an error until an `allow` gives the reason why it does not apply.
    Deny,
    /// A lint that is a warning until an `allow` gives the reason why it does not apply.
    Warn,
}

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is generated.
    Error,
    /// Worth fixing; does not stop the generation.
    Warning,
}

impl Severity {
    /// The word for it: `error` or `warning`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// A catalog, or as much of it as it takes to show a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sample {
    /// Entries of a group.
    Entries(&'static str),
    /// Fields of a catalog; the others are left out.
    Fields(&'static str),
    /// A whole file.
    File(&'static str),
    /// What can't be shown, in words.
    Words(&'static str),
}

/// The fields that a sample may leave out, each with its first word.
const FRAME: &[(&str, &str)] = &[
    ("vendor:", "vendor: acme\n"),
    ("title:", "title: Acme\n"),
    ("about:", "about: Sells anvils.\n"),
    ("stability:", "stability: stable\n"),
    ("complete:", "complete: true\n"),
    ("sources:", "sources:\n  - { id: errors, title: Errors, retrieved: 2026-11-21 }\n"),
    ("envelope:", "envelope: { code: /code }\n"),
    (
        "groups:",
        "groups:\n  - title: Codes\n    codes:\n      - { code: \"A_FAILED\", category: internal, meaning: The anvil is broken. }\n",
    ),
];

impl Sample {
    /// The text that is shown.
    #[must_use]
    pub const fn text(self) -> &'static str {
        match self {
            Self::Entries(text) | Self::Fields(text) | Self::File(text) | Self::Words(text) => text,
        }
    }

    /// The whole file `acme.yaml`, with everything that the sample leaves out; `None` for words.
    #[must_use]
    pub fn file(self) -> Option<SourceFile> {
        let contents = match self {
            Self::Words(_) => return None,
            Self::File(text) => text.to_owned(),
            Self::Fields(text) => frame(text),
            Self::Entries(text) => {
                let indented: String = text.lines().map(|line| format!("      {line}\n")).collect();
                frame(&format!("groups:\n  - title: Codes\n    codes:\n{indented}"))
            }
        };
        Some(SourceFile::new("acme.yaml", contents))
    }
}

fn frame(fields: &str) -> String {
    let given = |field: &str| fields.lines().any(|line| line.starts_with(field));
    let head: String = FRAME.iter().filter(|(field, _)| !given(field)).map(|(_, lines)| *lines).collect();
    head + fields
}

impl Rule {
    /// How bad breaking it is.
    #[must_use]
    pub const fn severity(&self) -> Severity {
        match self.kind {
            Kind::Rule | Kind::Deny => Severity::Error,
            Kind::Warn => Severity::Warning,
        }
    }

    /// Whether an `allow` may silence it.
    #[must_use]
    pub fn is_lint(&self) -> bool {
        self.kind != Kind::Rule && self.id != UNUSED_ALLOW
    }
}

/// The lint about silencers, which no silencer silences.
pub(crate) const UNUSED_ALLOW: &str = "unused-allow";
