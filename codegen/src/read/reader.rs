//! What is collected while a catalog is read.

use std::collections::HashSet;
use std::ops::Range;

use super::declaration::FieldDeclaration;
use super::misplaced::{Problem, Subject, misplaced};
use super::unread::UnreadNames;
use crate::finding::{self, Finding};
use crate::near::Words;
use crate::parallel;
use crate::source::{SourceFile, SourceSpan, has_hash_before_word};
use crate::tree::{Meaning, Node, Value};

/// Collects what is wrong, and what is left out because of it.
pub(crate) struct Reader<'t> {
    file: &'t SourceFile,
    text: &'t str,
    levels: &'t [Level],
    problems: Vec<Problem>,
    texts: Vec<Finding>,
    replaced: HashSet<usize>,
    unread: UnreadNames,
    damaged: Vec<Range<usize>>,
    /// Whether anything in the element that is being read can't be read.
    pub(super) is_damaged: bool,
}

/// The fields of one kind of mapping, for those that stand in another.
pub(crate) struct Level {
    /// What the mapping is, such as `a code`.
    pub(crate) what: &'static str,
    /// Where it stands.
    pub(crate) place: &'static str,
    /// Its fields.
    pub(crate) fields: &'static [FieldDeclaration],
}

/// What was collected.
pub(crate) struct ReadOutcome {
    /// What can't be read.
    pub(crate) findings: Vec<Finding>,
    /// What is wrong with texts by themselves.
    pub(crate) texts: Vec<Finding>,
    /// Where the texts begin that something else stands in for.
    pub(crate) replaced: HashSet<usize>,
    /// The codes and ids of elements that lack something.
    pub(crate) unread: UnreadNames,
    /// Where these elements are, as far as they hold something that can't be read.
    pub(crate) damaged: Vec<Range<usize>>,
}

impl<'t> Reader<'t> {
    /// A reader of a file, of which this is the text.
    pub(crate) fn new(file: &'t SourceFile, text: &'t str, levels: &'t [Level]) -> Self {
        Self {
            file,
            text,
            levels,
            problems: Vec::new(),
            texts: Vec::new(),
            replaced: HashSet::new(),
            unread: UnreadNames::default(),
            damaged: Vec::new(),
            is_damaged: false,
        }
    }

    /// The level that a field belongs to, of those that are known.
    pub(super) fn level_of(&self, field: &str) -> Option<&'t Level> {
        self.levels.iter().find(|level| level.fields.iter().any(|known| known.name == field))
    }

    /// What was collected.
    pub(crate) fn notes(self) -> ReadOutcome {
        let Self { problems, texts, replaced, unread, damaged, .. } = self;
        ReadOutcome { findings: misplaced(problems), texts, replaced, unread, damaged }
    }

    /// Reads an element of a list. What can't be read in it damages nothing around it; `has_name` says whether others
    /// may refer to it.
    pub(super) fn element<T>(
        &mut self,
        node: &Node<'_>,
        has_name: bool,
        read: impl FnOnce(&mut Self) -> Option<T>,
    ) -> Option<T> {
        let around = std::mem::replace(&mut self.is_damaged, false);
        let element = read(self);
        if has_name && (self.is_damaged || element.is_none()) {
            self.unread.add(names(node));
        }
        if self.is_damaged {
            self.damaged.push(node.span.clone());
        }
        self.is_damaged = around;
        element
    }

    /// Reads the elements of a list as [`element`](Self::element) does; those of a large one on every core.
    pub(super) fn elements<T: Send>(
        &mut self,
        list: &Node<'_>,
        nodes: &[Node<'_>],
        has_name: bool,
        read: impl Fn(&Node<'_>, &mut Self) -> Option<T> + Sync,
    ) -> Vec<T> {
        let one = |reader: &mut Self, node| reader.element(node, has_name, |reader| read(node, reader));
        let Some(pieces) = parallel::pieces(list.span.len()) else {
            let mut elements = Vec::with_capacity(nodes.len());
            elements.extend(nodes.iter().filter_map(|node| one(self, node)));
            return elements;
        };
        // Each is made where it stays: there are many, and large ones.
        let mut elements: Vec<Option<T>> = Vec::new();
        elements.resize_with(nodes.len(), || None);
        let size = nodes.len().div_ceil(pieces).max(1);
        let (file, text, levels) = (self.file, self.text, self.levels);
        let readers = parallel::map(nodes.chunks(size).zip(elements.chunks_mut(size)), |(nodes, room)| {
            let mut reader = Self::new(file, text, levels);
            for (node, element) in nodes.iter().zip(room) {
                *element = one(&mut reader, node);
            }
            reader
        });
        readers.into_iter().for_each(|reader| self.take(reader));
        elements.into_iter().flatten().collect()
    }

    /// Takes over what another reader collected, of what comes next.
    fn take(&mut self, other: Self) {
        let Self { file: _, text: _, levels: _, problems, texts, replaced, unread, damaged, is_damaged } =
            other;
        self.problems.extend(problems);
        self.texts.extend(texts);
        self.replaced.extend(replaced);
        self.unread.extend(unread);
        self.damaged.extend(damaged);
        self.is_damaged |= is_damaged;
    }

    /// The place to underline: for a mapping its first key, for a list its start.
    pub(crate) fn place(&self, node: &Node<'_>) -> Range<usize> {
        match &node.value {
            Value::Map(pairs) => pairs.first().map_or(node.span.clone(), |(key, _)| key.span.clone()),
            Value::List(_) => {
                let start = node.span.start;
                let first = self.text.get(start..).and_then(|rest| rest.chars().next());
                start..start + first.map_or(0, char::len_utf8)
            }
            Value::Scalar(_) => node.span.clone(),
        }
    }

    /// Reports what can't be read, as a finding to be added to; the message has no full stop, the help is a remedy.
    pub(super) fn report(
        &mut self,
        rule: &'static str,
        span: &Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> &mut Finding {
        self.report_about(Subject::Value, rule, span, message, help)
    }

    /// The same for a field that is missing or not known.
    pub(super) fn report_about(
        &mut self,
        about: Subject,
        rule: &'static str,
        span: &Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> &mut Finding {
        self.is_damaged = true;
        let finding = Finding::new(rule, self.file.place(span), message, help);
        &mut self.problems.push_mut(Problem { finding, about }).finding
    }

    /// Reports what is wrong with a text by itself. It damages nothing around it.
    pub(crate) fn report_text(
        &mut self,
        rule: &'static str,
        span: &Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> &mut Finding {
        self.texts.push_mut(Finding::new(rule, self.file.place(span), message, help))
    }

    /// Reports a text that something else stands in for.
    pub(crate) fn report_replaced(
        &mut self,
        rule: &'static str,
        span: &Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> &mut Finding {
        self.replaced.insert(span.start);
        self.report_text(rule, span, message, help)
    }

    /// A place of the file, for a finding that names several.
    pub(super) fn file_place(&self, span: &Range<usize>) -> SourceSpan {
        self.file.place(span)
    }

    /// Reports that something else belongs here; `None`, so that a reader can end with it.
    pub(crate) fn wrong_type<T>(&mut self, node: &Node<'_>, wanted: &str) -> Option<T> {
        let found = kind(node);
        let message = format!("{wanted} belongs here, not {found}");
        let help = match &node.value {
            Value::Map(_) if wanted == LIST => "begin each element of the list with `- `".to_owned(),
            Value::Scalar(_) if self.is_commented_out(node) => {
                "what stands behind ` #` is a comment: write the text in double quotes".to_owned()
            }
            Value::Scalar(scalar) => {
                pasted(&scalar.text).map_or_else(|| format!("write {wanted}"), str::to_owned)
            }
            _ => format!("write {wanted}"),
        };
        self.report("wrong-type", &self.place(node), message, help).label = format!("this is {found}");
        None
    }

    /// Whether nothing is written at a place but a comment without a space, which may be meant as text.
    fn is_commented_out(&self, node: &Node<'_>) -> bool {
        let behind = self.text.get(node.span.end..).and_then(|rest| rest.strip_prefix(':'));
        node.meaning() == Some(Meaning::Null)
            && behind.is_some_and(|behind| has_hash_before_word(behind.as_bytes()))
    }

    /// Reads something, and says whether anything in it can't be read.
    pub(crate) fn watched<T>(&mut self, read: impl FnOnce(&mut Self) -> T) -> (T, bool) {
        let around = std::mem::replace(&mut self.is_damaged, false);
        let value = read(self);
        let is_damaged = self.is_damaged;
        self.is_damaged |= around;
        (value, is_damaged)
    }

    /// Reports a list without elements.
    pub(crate) fn empty_list<T>(&mut self, node: &Node<'_>, wanted: &str) -> Option<T> {
        let message = format!("this list is empty, but {wanted} belongs here");
        let help = "write what belongs here, or leave the field out where it is optional";
        self.report("empty-list", &self.place(node), message, help);
        None
    }

    /// Reads text.
    pub(crate) fn text<'n>(&mut self, node: &'n Node<'_>) -> Option<&'n str> {
        if let Some(text) = node.text() {
            return Some(text);
        }
        // A field that is there has a value: `action:` with nothing behind it is a mistake, not an absence.
        let Some(plain) = node.written().filter(|plain| !plain.is_empty()) else {
            return self.wrong_type(node, "text");
        };
        let finding = self.report("unquoted-scalar", &node.span, "", "");
        unquoted(finding, plain);
        None
    }

    /// Reads a text or a number as it is written.
    pub(crate) fn written<'n>(&mut self, node: &'n Node<'_>) -> Option<&'n str> {
        match node.meaning() {
            Some(Meaning::Text | Meaning::Integer(_) | Meaning::Unsigned(_) | Meaning::Float(_)) => {
                node.written()
            }
            _ => self.wrong_type(node, "a number or text"),
        }
    }

    /// Reads a word. `none` and the like are words too; `true` and `5` are in no list.
    pub(crate) fn word<'n>(&mut self, node: &'n Node<'_>) -> Option<&'n str> {
        match node.meaning() {
            Some(Meaning::Text | Meaning::Bool(_) | Meaning::Integer(_) | Meaning::Float(_)) => {
                node.written()
            }
            _ => self.wrong_type(node, "one word"),
        }
    }

    /// Reports a word that is in no list, but of which it is known what it may mean.
    pub(crate) fn unknown_text(&mut self, node: &Node<'_>, message: String, help: String) {
        self.report("unknown-word", &node.span, message, help);
    }

    /// Reports a word that is not in its list.
    pub(crate) fn unknown_word<T>(&mut self, node: &Node<'_>, word: &str, list: &[&str]) -> Option<T> {
        let message = format!("`{}` is not a word that may stand here", word.escape_debug());
        let words = Words::of(list.iter().copied());
        let help = pasted(word).map_or_else(|| format!("write one of {}", listed(list)), str::to_owned);
        self.report("unknown-word", &node.span, message, help).near(&words, word);
        None
    }
}

/// Says of a scalar without quotes that text belongs where it is.
pub(crate) fn unquoted(finding: &mut Finding, plain: &str) {
    let quoted = finding::quoted(plain);
    finding.message = format!("`{}` without quotes is not text everywhere in YAML", plain.escape_debug());
    finding.help = format!("write {quoted}");
    finding.correct(Some(&quoted));
    finding.label = "read as a number, a truth value, a time or nothing".to_owned();
}

/// What to say where a mapping or a list of another notation stands in quotes.
pub(crate) fn pasted(text: &str) -> Option<&'static str> {
    let text = text.trim();
    let is_closed =
        text.starts_with('{') && text.ends_with('}') || text.starts_with('[') && text.ends_with(']');
    if !is_closed {
        None
    } else if serde_json::from_str::<serde_json::Value>(text).is_ok() {
        Some("write the JSON without the quotes around it, as JSON is YAML")
    } else {
        let is_python = text.contains("{'") || text.contains("['") || text.contains(": None");
        is_python.then_some(
            "this is how Python prints it: write it as YAML, without the quotes around it, and with `null`, `true` and `false`",
        )
    }
}

/// How an element is called, so that it is not missed where another one names it.
fn names<'n>(node: &'n Node<'_>) -> impl Iterator<Item = &'n str> {
    let pairs = if let Value::Map(pairs) = &node.value { pairs.as_slice() } else { &[] };
    pairs
        .iter()
        .filter(|(key, _)| matches!(key.written(), Some("code" | "id")))
        .filter_map(|(_, value)| value.text())
}

fn kind(node: &Node<'_>) -> String {
    match &node.value {
        Value::List(_) => "a list".to_owned(),
        Value::Map(_) => "a mapping".to_owned(),
        Value::Scalar(scalar) => match scalar.meaning() {
            Meaning::Null => "nothing".to_owned(),
            Meaning::Text => "text".to_owned(),
            Meaning::Bool(value) => format!("`{value}`"),
            Meaning::Integer(value) => format!("the number {value}"),
            Meaning::Unsigned(value) => format!("the number {value}"),
            Meaning::Float(value) => format!("the number {value}"),
        },
    }
}

/// Words as they are listed in a sentence: as many as a line has room for.
pub(crate) fn listed(words: &[&str]) -> String {
    let mut room = LINE;
    let fitting = words.iter().take_while(|word| {
        let length = word.len() + 4;
        let fits = length <= room;
        room = room.saturating_sub(length);
        fits
    });
    let fitting: Vec<String> = fitting.map(|word| format!("`{word}`")).collect();
    let left_out = words.len() - fitting.len();
    let more = if left_out == 0 { String::new() } else { format!(" and {left_out} more") };
    fitting.join(", ") + &more
}

/// What fits in a line of a list of words.
const LINE: usize = 240;

/// What a list is called.
pub(super) const LIST: &str = "a list";
