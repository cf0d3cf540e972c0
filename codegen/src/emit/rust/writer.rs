//! The values of a table as Rust, laid out as rustfmt would: how each is written down says
//! [`Emit`].

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};
use std::ops::Range;
use std::time::Duration;

use errcat_core::codegen::{Emit, Emitter};
use foldhash::HashMap;

use crate::ident;

/// Lines are no longer than this where they can be broken.
const WIDTH: usize = 100;
const INDENT: &str = "    ";

/// Fields of which most entries have one of a few values.
const SHARED: &[&str] = &["http", "inferred", "retry"];

/// What most entries have one of a few values of but for its texts, and these texts.
const BUT_FOR_TEXTS: (&str, [&str; 2]) = ("Rule", ["meaning", "action"]);

/// Such values, as far as they are made of words and numbers alone, each a constant by the name of the field or the type and
/// of these: the compiler evaluates a constant once.
#[derive(Default)]
pub(super) struct Constants {
    /// By their names.
    declarations: BTreeMap<String, String>,
    /// The names by the values, as they are written; `None` where a value has none.
    names: HashMap<String, Option<String>>,
}

impl Constants {
    /// Writes a value as a Rust expression, of which the first line stands at this indentation; what follows it on its
    /// last line is not counted.
    pub(super) fn expression(&mut self, value: &dyn Emit, indent: usize, to: &mut String) {
        let mut writer = Writer { constants: self, flat: String::new(), form: None, leaves: None };
        let expression = writer.expression(value);
        Layout { flat: &writer.flat, to }.print(&expression, indent, indent * INDENT.len());
    }

    /// The declarations of all constants that were written.
    pub(super) fn declarations(&self) -> impl Iterator<Item = &str> {
        self.declarations.values().map(String::as_str)
    }

    /// Declares the constant of a field or a type that has this value, and gives its name; `None` where that name is another
    /// value's, or the value is a list that fits on no line.
    fn declare(
        &mut self,
        field: &str,
        leaves: &[String],
        of: &str,
        (flat, value): (&str, &Expression),
    ) -> Option<String> {
        let name = ident::constant(std::iter::once(field).chain(leaves.iter().map(String::as_str)));
        let mut declaration = format!("const {name}: {of} =");
        if INDENT.len() + value.flat.len() + ";".len() <= WIDTH {
            let fits = declaration.len() + value.flat.len() + " ;".len() <= WIDTH;
            declaration.push_str(if fits { " " } else { "\n    " });
            declaration.push_str(flat.get(value.flat.clone()).unwrap_or_default());
        } else if let Form::Call { .. } = value.form {
            declaration.push(' ');
            let column = declaration.len();
            Layout { flat, to: &mut declaration }.print(value, 0, column);
        } else {
            return None;
        }
        declaration.push_str(";\n");
        let there = self.declarations.entry(name.clone()).or_insert_with(|| declaration.clone());
        (*there == declaration).then_some(name)
    }
}

/// An expression before it is laid out.
struct Expression {
    /// Where it stands among what is written on one line.
    flat: Range<usize>,
    form: Form,
}

/// What parts an expression has.
enum Form {
    /// What is never broken.
    Atom,
    /// A path, its arguments if it is called, and the methods that are called on the result.
    Call { path: Range<usize>, arguments: Option<List>, methods: Vec<Method> },
    /// A list between brackets or parentheses.
    List(List),
}

/// A list.
struct List {
    flat: Range<usize>,
    open: &'static str,
    close: &'static str,
    items: Vec<Expression>,
}

/// The call of a method with one argument.
struct Method {
    /// Its name, with the dot before and the parenthesis after it.
    head: Range<usize>,
    argument: Expression,
}

/// Lays expressions out.
struct Layout<'t> {
    /// All of it on one line.
    flat: &'t str,
    to: &'t mut String,
}

impl Layout<'_> {
    /// Writes what stands here on one line.
    fn copy(&mut self, flat: &Range<usize>) {
        self.to.push_str(self.flat.get(flat.clone()).unwrap_or_default());
    }

    /// The expression on one line if it fits there, or else on several; `column` is where it begins.
    fn print(&mut self, of: &Expression, indent: usize, column: usize) {
        if column + of.flat.len() <= WIDTH {
            return self.copy(&of.flat);
        }
        match &of.form {
            Form::Atom => self.copy(&of.flat),
            Form::List(list) => self.list(list, indent),
            Form::Call { path, arguments, methods } => {
                self.copy(path);
                let mut of_methods = indent + 1;
                if let Some(arguments) = arguments {
                    if column + path.len() + arguments.flat.len() > WIDTH {
                        self.list(arguments, indent);
                        of_methods = indent;
                    } else {
                        self.copy(&arguments.flat);
                    }
                }
                for method in methods {
                    self.method(method, of_methods);
                }
            }
        }
    }

    /// The call of a method on a line of its own.
    fn method(&mut self, method: &Method, indent: usize) {
        let Method { head, argument } = method;
        self.line(indent);
        self.copy(head);
        let column = indent * INDENT.len() + head.len();
        let fits = column + argument.flat.len() < WIDTH;
        match argument.form {
            _ if fits => self.copy(&argument.flat),
            Form::Atom | Form::List(_) => self.print(argument, indent, column),
            Form::Call { .. } => {
                self.line(indent + 1);
                self.print(argument, indent + 1, (indent + 1) * INDENT.len());
                self.to.push(',');
                self.line(indent);
            }
        }
        self.to.push(')');
    }

    /// One item a line.
    fn list(&mut self, list: &List, indent: usize) {
        self.to.push_str(list.open);
        for item in &list.items {
            self.line(indent + 1);
            self.print(item, indent + 1, (indent + 1) * INDENT.len());
            self.to.push(',');
        }
        self.line(indent);
        self.to.push_str(list.close);
    }

    fn line(&mut self, indent: usize) {
        self.to.push('\n');
        self.to.extend(std::iter::repeat_n(INDENT, indent));
    }
}

/// Takes down one expression after another: all of them on one line, and where their parts are.
struct Writer<'c> {
    constants: &'c mut Constants,
    flat: String,
    form: Option<Form>,
    /// The texts, numbers and variants of what is taken down, in their order, where a constant may be made of it.
    leaves: Option<Vec<String>>,
}

impl Writer<'_> {
    /// Takes down an expression.
    fn expression(&mut self, value: &dyn Emit) -> Expression {
        let start = self.flat.len();
        value.emit(self);
        Expression { flat: start..self.flat.len(), form: self.form.take().unwrap_or(Form::Atom) }
    }

    /// Takes down the value of a field or a type, by the name of a constant if it can be one.
    fn shared(&mut self, field: &str, take_down: impl FnOnce(&mut Self) -> Expression) -> Expression {
        let around = self.leaves.replace(Vec::new());
        let expression = take_down(self);
        let leaves = self.leaves.take().unwrap_or_default();
        self.leaves = around.map(|around| [around, leaves.clone()].concat());
        let flat = self.flat.get(expression.flat.clone()).unwrap_or_default();
        if !self.constants.names.contains_key(flat) {
            let of = match &expression.form {
                Form::Call { path, arguments: Some(_), .. } => {
                    let path = self.flat.get(path.clone()).unwrap_or_default();
                    path.rsplit_once("::").map(|(of, _)| format!("{of}<'static>"))
                }
                Form::List(_) => flat.starts_with("&[\"").then(|| "&[&str]".to_owned()),
                _ => None,
            };
            let is_word =
                |leaf: &String| leaf.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
            let of = of.filter(|_| leaves.iter().all(is_word));
            let value = (self.flat.as_str(), &expression);
            let name = of.and_then(|of| self.constants.declare(field, &leaves, &of, value));
            self.constants.names.insert(flat.to_owned(), name);
        }
        match self.constants.names.get(flat) {
            Some(Some(name)) => {
                self.flat.truncate(expression.flat.start);
                self.flat.push_str(name);
                Expression { flat: expression.flat.start..self.flat.len(), form: Form::Atom }
            }
            _ => expression,
        }
    }

    /// Takes down a variant, or the call of an associated function and of the methods on its result.
    fn called(
        &mut self,
        of: &str,
        function: &str,
        arguments: &[&dyn Emit],
        fields: &[(&str, &dyn Emit)],
    ) -> Expression {
        let path = self.part(&["table::", of, "::", function]);
        // A variant without a field is a path; every constructor has something to be called with.
        let is_called = !arguments.is_empty() || function == "new";
        if !is_called {
            self.leaf(format_args!("{function}"));
        }
        let start = path.start;
        let arguments = is_called.then(|| self.list("(", &mut arguments.iter().copied(), ")"));
        let methods = self.methods(fields);
        Expression { flat: start..self.flat.len(), form: Form::Call { path, arguments, methods } }
    }

    /// Takes down the calls of methods.
    fn methods(&mut self, fields: &[(&str, &dyn Emit)]) -> Vec<Method> {
        let method = |(name, argument): &(&str, &dyn Emit)| {
            let head = self.part(&[".", name, "("]);
            let argument = match SHARED.contains(name) {
                true => self.shared(name, |writer| writer.expression(*argument)),
                false => self.expression(*argument),
            };
            self.flat.push(')');
            Method { head, argument }
        };
        fields.iter().map(method).collect()
    }

    /// Notes a part of the value of which a constant may be made.
    fn leaf(&mut self, leaf: fmt::Arguments<'_>) {
        if let Some(leaves) = &mut self.leaves {
            leaves.push(leaf.to_string());
        }
    }

    /// Takes down a text.
    fn part(&mut self, parts: &[&str]) -> Range<usize> {
        let start = self.flat.len();
        self.flat.extend(parts.iter().copied());
        start..self.flat.len()
    }

    fn list(
        &mut self,
        open: &'static str,
        items: &mut dyn Iterator<Item = &dyn Emit>,
        close: &'static str,
    ) -> List {
        let start = self.part(&[open]).start;
        let mut list = Vec::new();
        for item in items {
            if !list.is_empty() {
                self.flat.push_str(", ");
            }
            list.push(self.expression(item));
        }
        let end = self.part(&[close]).end;
        List { flat: start..end, open, close, items: list }
    }
}

impl Emitter for Writer<'_> {
    fn text(&mut self, text: &str) {
        self.leaf(format_args!("{text}"));
        super::tokens::string(text, &mut self.flat);
    }

    fn literal(&mut self, literal: fmt::Arguments<'_>) {
        self.leaf(literal);
        // Writing to a string never fails.
        let _ = self.flat.write_fmt(literal);
    }

    fn duration(&mut self, duration: Duration) {
        let (seconds, nanoseconds) = (duration.as_secs(), duration.subsec_nanos());
        match nanoseconds {
            _ if duration == Duration::MAX => self.flat.push_str("core::time::Duration::MAX"),
            0 => self.literal(format_args!("core::time::Duration::from_secs({seconds})")),
            _ => self.literal(format_args!("core::time::Duration::new({seconds}, {nanoseconds})")),
        }
    }

    fn call(&mut self, of: &str, function: &str, arguments: &[&dyn Emit], fields: &[(&str, &dyn Emit)]) {
        let (shared, texts) = BUT_FOR_TEXTS;
        if of != shared {
            let call = self.called(of, function, arguments, fields);
            self.form = Some(call.form);
            return;
        }
        let (texts, rest): (Vec<_>, Vec<_>) = fields.iter().partition(|(name, _)| texts.contains(name));
        let same = self.shared("rule", |writer| writer.called(of, function, arguments, &rest));
        let more = self.methods(&texts);
        self.form = Some(match same.form {
            Form::Call { path, arguments, mut methods } => {
                methods.extend(more);
                Form::Call { path, arguments, methods }
            }
            _ => Form::Call { path: same.flat, arguments: None, methods: more },
        });
    }

    fn slice(&mut self, items: &mut dyn Iterator<Item = &dyn Emit>) {
        self.form = Some(Form::List(self.list("&[", items, "]")));
    }

    fn tuple(&mut self, items: &[&dyn Emit]) {
        self.form = Some(Form::List(self.list("(", &mut items.iter().copied(), ")")));
    }
}
