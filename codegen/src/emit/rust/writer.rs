//! The values of a table as Rust, laid out as rustfmt would: how each is written down says
//! [`Emit`].

use std::fmt;
use std::time::Duration;

use errcat_core::codegen::{Emit, Emitter};

/// Lines are no longer than this where they can be broken.
const WIDTH: usize = 100;
const INDENT: &str = "    ";

/// A value as a Rust expression, of which the first line stands at this indentation; what follows it on its last line
/// is not counted.
pub(super) fn expression(value: &dyn Emit, indent: usize) -> String {
    let mut text = String::new();
    Expression::of(value).print(indent, indent * INDENT.len(), &mut text);
    text
}

/// An expression before it is laid out.
enum Expression {
    /// What is never broken.
    Atom(String),
    /// A path, its arguments if it is called, and the methods that are called on the result.
    Call { path: String, arguments: Option<Vec<Expression>>, methods: Vec<(String, Expression)> },
    /// A list between brackets or parentheses.
    List { open: &'static str, close: &'static str, items: Vec<Expression> },
}

impl Expression {
    fn of(value: &dyn Emit) -> Self {
        let mut writer = Writer { written: None };
        value.emit(&mut writer);
        writer.written.unwrap_or_else(|| Self::Atom(String::new()))
    }

    /// The expression on one line.
    fn flat(&self, text: &mut String) {
        match self {
            Self::Atom(atom) => text.push_str(atom),
            Self::Call { path, arguments, methods } => {
                text.push_str(path);
                if let Some(arguments) = arguments {
                    flat_list("(", arguments, ")", text);
                }
                for (name, argument) in methods {
                    text.extend([".", name, "("]);
                    argument.flat(text);
                    text.push(')');
                }
            }
            Self::List { open, close, items } => flat_list(open, items, close, text),
        }
    }

    /// The expression on one line if it fits there, or else on several; `column` is where it begins.
    fn print(&self, indent: usize, column: usize, text: &mut String) {
        let start = text.len();
        self.flat(text);
        if column + (text.len() - start) <= WIDTH || matches!(self, Self::Atom(_)) {
            return;
        }
        text.truncate(start);
        match self {
            Self::Atom(atom) => text.push_str(atom),
            Self::List { open, close, items } => print_list(open, items, close, indent, text),
            Self::Call { path, arguments, methods } => {
                text.push_str(path);
                let mut of_methods = indent + 1;
                if let Some(arguments) = arguments {
                    let before = text.len();
                    flat_list("(", arguments, ")", text);
                    if column + (text.len() - start) > WIDTH {
                        text.truncate(before);
                        print_list("(", arguments, ")", indent, text);
                        of_methods = indent;
                    }
                }
                for (name, argument) in methods {
                    print_method(name, argument, of_methods, text);
                }
            }
        }
    }
}

/// The call of a method on a line of its own.
fn print_method(name: &str, argument: &Expression, indent: usize, text: &mut String) {
    line(indent, text);
    text.extend([".", name, "("]);
    let column = indent * INDENT.len() + name.len() + 2;
    let start = text.len();
    argument.flat(text);
    if column + (text.len() - start) < WIDTH || matches!(argument, Expression::Atom(_)) {
        text.push(')');
        return;
    }
    text.truncate(start);
    match argument {
        Expression::Atom(_) | Expression::List { .. } => argument.print(indent, column, text),
        Expression::Call { .. } => {
            line(indent + 1, text);
            argument.print(indent + 1, (indent + 1) * INDENT.len(), text);
            text.push(',');
            line(indent, text);
        }
    }
    text.push(')');
}

fn flat_list(open: &str, items: &[Expression], close: &str, text: &mut String) {
    text.push_str(open);
    for (at, item) in items.iter().enumerate() {
        text.push_str(if at == 0 { "" } else { ", " });
        item.flat(text);
    }
    text.push_str(close);
}

/// One item a line.
fn print_list(open: &str, items: &[Expression], close: &str, indent: usize, text: &mut String) {
    text.push_str(open);
    for item in items {
        line(indent + 1, text);
        item.print(indent + 1, (indent + 1) * INDENT.len(), text);
        text.push(',');
    }
    line(indent, text);
    text.push_str(close);
}

fn line(indent: usize, text: &mut String) {
    text.push('\n');
    text.extend(std::iter::repeat_n(INDENT, indent));
}

/// Takes down one expression.
struct Writer {
    written: Option<Expression>,
}

impl Emitter for Writer {
    fn text(&mut self, text: &str) {
        self.written = Some(Expression::Atom(super::tokens::string(text)));
    }

    fn literal(&mut self, literal: fmt::Arguments<'_>) {
        self.written = Some(Expression::Atom(literal.to_string()));
    }

    fn duration(&mut self, duration: Duration) {
        let (seconds, nanoseconds) = (duration.as_secs(), duration.subsec_nanos());
        self.written = Some(Expression::Atom(match nanoseconds {
            _ if duration == Duration::MAX => "core::time::Duration::MAX".to_owned(),
            0 => format!("core::time::Duration::from_secs({seconds})"),
            _ => format!("core::time::Duration::new({seconds}, {nanoseconds})"),
        }));
    }

    fn call(&mut self, of: &str, function: &str, arguments: &[&dyn Emit], fields: &[(&str, &dyn Emit)]) {
        let arguments: Vec<Expression> = arguments.iter().map(|of| Expression::of(*of)).collect();
        // A variant without a field is a path; every constructor has something to be called with.
        let is_called = !arguments.is_empty() || function == "new";
        self.written = Some(Expression::Call {
            path: format!("table::{of}::{function}"),
            arguments: is_called.then_some(arguments),
            methods: fields.iter().map(|(name, of)| ((*name).to_owned(), Expression::of(*of))).collect(),
        });
    }

    fn slice(&mut self, items: &mut dyn Iterator<Item = &dyn Emit>) {
        let items = items.map(Expression::of).collect();
        self.written = Some(Expression::List { open: "&[", close: "]", items });
    }

    fn tuple(&mut self, items: &[&dyn Emit]) {
        let items = items.iter().map(|item| Expression::of(*item)).collect();
        self.written = Some(Expression::List { open: "(", close: ")", items });
    }
}
