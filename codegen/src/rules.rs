//! The rules by id: what each wants, and why. The README's list is made of it.

/// A rule that a catalog can break.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// The stable id.
    pub id: &'static str,
    /// What it wants.
    pub wants: &'static str,
    /// Why.
    pub why: &'static str,
}

const fn rule(id: &'static str, wants: &'static str, why: &'static str) -> Rule {
    Rule { id, wants, why }
}

/// Every rule, in the order in which a catalog meets them.
pub const RULES: &[Rule] = &[
    // Reading the file.
    rule(
        "too-large",
        "A catalog has at most 64 MiB.",
        "Nothing that people wrote is larger, and reading it would take minutes.",
    ),
    rule("not-utf8", "A catalog is UTF-8 text.", "Any other encoding would change codes without a word."),
    rule(
        "empty-file",
        "A catalog is not empty.",
        "An empty file is a slip; a vendor without facts helps nobody.",
    ),
    rule("yaml-syntax", "A catalog is YAML.", "What can't be read can't be checked."),
    rule("several-documents", "A file holds one document.", "One vendor a file, named after it."),
    rule(
        "too-deep",
        "Nothing is nested more than 64 levels deep.",
        "A bracket that is never closed looks like that.",
    ),
    rule(
        "anchor",
        "Anchors, aliases and tags are not used.",
        "Each entry can be read by itself, and nothing can multiply.",
    ),
    // Shape.
    rule("duplicate-key", "A key is given once.", "Most readers take the last one without a word."),
    rule(
        "unknown-field",
        "Only the fields of the format are used.",
        "A misspelt field would be a fact that is lost.",
    ),
    rule(
        "missing-field",
        "Required fields are there.",
        "A catalog that leaves them out can't answer what it is for.",
    ),
    rule("wrong-type", "Each field holds what it is for.", "Text where a list belongs is a slip."),
    rule(
        "unknown-word",
        "Words come from the closed lists.",
        "Retry kinds and categories are what clients branch on.",
    ),
    rule(
        "unquoted-scalar",
        "Texts that YAML may read as something else are quoted.",
        "`1e3`, `NO` and `08000` change in other readers.",
    ),
    // The vendor.
    rule(
        "vendor-stem",
        "The file is named after its vendor.",
        "The file's stem is the module, the cargo feature and the page.",
    ),
    rule(
        "vendor-name",
        "The vendor's id is lower-case ASCII that Rust, cargo and the reference can use.",
        "It becomes a module, a cargo feature and a page.",
    ),
    rule("duplicate-vendor", "A vendor has one catalog.", "Two would write the same files."),
    rule("empty-text", "Texts say something.", "A blank meaning is a gap that looks like an answer."),
    rule(
        "source",
        "A catalog names its pages: at least one, each with an id of its own, and an entry's source is one of them.",
        "A fact without a page can't be checked again.",
    ),
    rule("date", "Days are written `2026-11-21`.", "Everybody reads them alike, and they sort."),
    rule("url", "Addresses are absolute, and a template has `{code}` in it.", "They become links."),
    rule("nothing-known", "A catalog has codes or statuses.", "Without either it can't judge anything."),
    // Codes.
    rule(
        "duplicate-code",
        "A code stands once, as a code or as an alias.",
        "Two entries would contradict each other.",
    ),
    rule(
        "invisible-character",
        "Codes hold no control, invisible or direction characters.",
        "They would look like another code.",
    ),
    rule(
        "status",
        "Statuses are numbers from 100 to 999 or classes such as `5xx`, each once.",
        "`42` is no HTTP status.",
    ),
    rule(
        "retry",
        "A retry rule holds what its kind needs, and nothing else.",
        "A change that no kind makes would never be made.",
    ),
    rule(
        "duration",
        "Durations have a unit, such as `1s`.",
        "A bare number is taken for seconds by some and for milliseconds by others.",
    ),
    rule("inferred", "`inferred` names facts that are there.", "A mark on nothing hides a slip."),
    rule(
        "deprecated",
        "A replacement is another code of the catalog.",
        "A reader who follows it must arrive.",
    ),
    rule(
        "variant-name",
        "Each code gives a Rust variant, or has a `name:`.",
        "The generator never guesses a name.",
    ),
    rule(
        "name-collision",
        "No two codes are the same Rust variant, and no two types have one name.",
        "The generator never guesses a suffix.",
    ),
    rule("member-name", "Each member of the details gives a Rust field of its own.", "They become a struct."),
    // What holds without a code.
    rule("duplicate-rule", "A status or a prefix has one rule.", "The second would never be asked."),
    rule(
        "success",
        "A status is either a success or has a category.",
        "A success is never retried, and an error has a kind.",
    ),
    // The envelope.
    rule(
        "pointer",
        "Places in a body are JSON pointers such as `/error/code`.",
        "Anything else would never match.",
    ),
    rule("header", "Header names are HTTP tokens.", "Anything else can't be sent."),
    rule(
        "envelope",
        "The envelope says what makes a response an error.",
        "Without a code and without a test no body is an error.",
    ),
    rule("field-name", "Own fields have names such as `task_type`.", "Users ask for them by that name."),
    rule("wait-source", "A wait is in a header or in the body.", "One place each; a list has several."),
    rule(
        "schedule",
        "A schedule tries at least once, and its waits grow to its maximum.",
        "Anything else is a slip.",
    ),
    // Examples.
    rule(
        "example",
        "An example shows a response and expects something of it.",
        "An example that expects nothing proves nothing.",
    ),
];

/// The rule with this id.
#[must_use]
pub fn find(id: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.id == id)
}
