//! What a draft is made from, and which kind of source it is.

use std::fmt;
use std::str::FromStr;

/// A text, and how messages name it.
#[derive(Debug, Clone, Copy)]
pub struct SourceText<'a> {
    /// How messages name it, such as `service-2.json`.
    pub name: &'a str,
    /// The text.
    pub text: &'a str,
}

/// What a draft is made from.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// The page, the model or the table.
    pub main: SourceText<'a>,
    /// Which kind it is; [`Kind::of`] its text where this is `None`.
    pub kind: Option<Kind>,
    /// The gRPC service config beside a proto file: its retry policies.
    pub service_config: Option<SourceText<'a>>,
}

impl<'a> Source<'a> {
    /// A source of which only the text is given.
    #[must_use]
    pub fn new(name: &'a str, text: &'a str) -> Self {
        Self { main: SourceText { name, text }, kind: None, service_config: None }
    }

    /// Its kind: the one that was given, or the one that its text shows.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.kind.unwrap_or_else(|| Kind::of(self.main.text))
    }
}

/// The kinds of sources.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A page written for people: HTML, Markdown, or text pasted out of a browser.
    #[default]
    Page,
    /// A service model of botocore: `service-2.json`.
    Botocore,
    /// A Smithy model as a JSON AST.
    Smithy,
    /// An OpenAPI 3 or Swagger 2 document, as JSON or YAML.
    OpenApi,
    /// A protocol buffers file with an enum of codes.
    Proto,
    /// PostgreSQL's `errcodes.txt`.
    Postgresql,
    /// Kafka's `Errors.java`, or the table of errors of its protocol page.
    Kafka,
    /// MongoDB's `error_codes.yml`.
    Mongodb,
}

impl Kind {
    /// Every kind.
    pub const ALL: &'static [Self] = &[
        Self::Page,
        Self::Botocore,
        Self::Smithy,
        Self::OpenApi,
        Self::Proto,
        Self::Postgresql,
        Self::Kafka,
        Self::Mongodb,
    ];

    /// The word for it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Botocore => "botocore",
            Self::Smithy => "smithy",
            Self::OpenApi => "openapi",
            Self::Proto => "proto",
            Self::Postgresql => "postgresql",
            Self::Kafka => "kafka",
            Self::Mongodb => "mongodb",
        }
    }

    /// What it is, in a few words.
    #[must_use]
    pub const fn about(self) -> &'static str {
        match self {
            Self::Page => "a saved page: HTML, Markdown, or text pasted out of a browser",
            Self::Botocore => "a service model of botocore (service-2.json)",
            Self::Smithy => "a Smithy model (JSON AST)",
            Self::OpenApi => "an OpenAPI 3 or Swagger 2 document (JSON or YAML)",
            Self::Proto => "a proto file with an enum of codes",
            Self::Postgresql => "PostgreSQL's errcodes.txt",
            Self::Kafka => "Kafka's Errors.java, or the table of its protocol page",
            Self::Mongodb => "MongoDB's error_codes.yml",
        }
    }

    /// The word before a vendor's own words in a draft.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Page => "page",
            _ => "source",
        }
    }

    /// The kind of a text, by what is in it; a page where nothing else fits.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let text = text.trim_start_matches('\u{feff}').trim_start();
        let found = if text.starts_with('{') { of_json(text) } else { of_lines(text) };
        found.unwrap_or_default()
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for Kind {
    type Err = UnknownKind;

    fn from_str(word: &str) -> Result<Self, UnknownKind> {
        let found = Self::ALL.iter().copied().find(|kind| kind.as_str() == word);
        found.ok_or_else(|| UnknownKind(word.to_owned()))
    }
}

/// The word is not that of a kind of source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownKind(String);

impl fmt::Display for UnknownKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words: Vec<&str> = Kind::ALL.iter().map(|kind| kind.as_str()).collect();
        write!(f, "`{}` is not a kind of source; the kinds are {}", self.0, words.join(", "))
    }
}

impl std::error::Error for UnknownKind {}

/// The kind of a JSON text, by the keys that it has: a broken one has to be told apart too, to say what is broken.
fn of_json(text: &str) -> Option<Kind> {
    let has = |key: &str| text.contains(key);
    if has("\"smithy\"") && has("\"smithy.api#") {
        Some(Kind::Smithy)
    } else if has("\"openapi\"") || has("\"swagger\"") {
        Some(Kind::OpenApi)
    } else {
        (has("\"metadata\"") && has("\"shapes\"")).then_some(Kind::Botocore)
    }
}

/// The kind of a text that is not JSON, by its lines.
fn of_lines(text: &str) -> Option<Kind> {
    text.lines().find_map(of_line).or_else(|| {
        // The page that Kafka's own sources make of its enum.
        (text.contains("UNKNOWN_SERVER_ERROR") && text.contains("Retriable")).then_some(Kind::Kafka)
    })
}

/// The kind of which a line is typical.
fn of_line(line: &str) -> Option<Kind> {
    // What follows a key of a YAML document's outermost mapping.
    let key = |key: &str| {
        let line = line.strip_prefix(['"', '\'']).unwrap_or(line);
        line.strip_prefix(key)?.trim_start_matches(['"', '\'']).strip_prefix(':')
    };
    if key("openapi").is_some_and(is_version) || key("swagger").is_some_and(is_version) {
        return Some(Kind::OpenApi);
    }
    if key("error_codes").is_some_and(|rest| rest.trim().is_empty()) {
        return Some(Kind::Mongodb);
    }
    let mut words = line.split_whitespace();
    match words.next()? {
        "syntax" | "edition" if line.contains('=') && line.contains('"') && line.contains(';') => {
            Some(Kind::Proto)
        }
        "enum" if line.contains('{') => Some(Kind::Proto),
        "public" if line.contains(" enum Errors") => Some(Kind::Kafka),
        sqlstate if is_sqlstate(sqlstate) => {
            let severity = matches!(words.next(), Some("E" | "W" | "S"));
            let is_macro = words.next().is_some_and(|word| word.starts_with("ERRCODE_"));
            (severity && is_macro).then_some(Kind::Postgresql)
        }
        _ => None,
    }
}

fn is_version(rest: &str) -> bool {
    rest.trim().trim_start_matches(['"', '\'']).starts_with(|c: char| c.is_ascii_digit())
}

/// Whether this is written like an SQLSTATE.
pub(crate) fn is_sqlstate(word: &str) -> bool {
    word.len() == 5 && word.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase())
}
