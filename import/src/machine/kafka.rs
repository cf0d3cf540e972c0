//! Kafka's `Errors.java`: an enum of names, numbers, texts and exceptions.

use std::collections::HashMap;

use errcat_core::Retry;

use super::lexer::{self, Token, What};
use crate::error::Unreadable;
use crate::fact::Fact;
use crate::facts::{Facts, Item};
use crate::retry_cell::RetryCell;
use crate::source::{Kind, SourceText};

/// What the exception of a code that may be tried again extends.
const RETRIABLE: &str = "RetriableException";

/// How many classes may extend each other before it is taken for a circle.
const MOST_CLASSES: usize = 32;

/// Whether a text is the enum, and not a page.
pub(crate) fn is_java(text: &str) -> bool {
    text.contains("enum Errors")
}

/// Reads the enum, and which classes extend which where they are in the same text.
pub(super) fn read(file: &SourceText<'_>) -> Result<Facts, Unreadable> {
    let tokens = lexer::tokens(file)?;
    let Some(open) = body(&tokens) else {
        let message = "this has no `enum Errors { … }`";
        return Err(Unreadable::whole(
            file,
            message,
            "give Errors.java, or the page with the table of errors",
        ));
    };
    let parents = parents(&tokens);
    let mut facts = Facts::of(Kind::Kafka);
    facts.title = Some("Errors.java".to_owned());
    if parents.is_empty() {
        facts.notes.push(format!(
            "TODO: which codes are retriable is said by the classes of their exceptions, those that extend {RETRIABLE}; append their files to this one"
        ));
    }
    let mut at = open + 1;
    while let Some(token) = tokens.get(at).filter(|token| !token.is(';') && !token.is('}')) {
        let end = constant_end(&tokens, at);
        if let (What::Word(name), Some(constant)) = (token.what, tokens.get(at..end)) {
            add(&mut facts, name, constant, &parents);
        }
        at = if tokens.get(end).is_some_and(|token| token.is(',')) { end + 1 } else { end };
    }
    Ok(facts)
}

/// The bracket that opens the enum.
fn body(tokens: &[Token<'_>]) -> Option<usize> {
    let start = tokens.windows(2).position(
        |pair| matches!(pair, [first, second] if first.is_word("enum") && second.is_word("Errors")),
    )?;
    (start..tokens.len()).find(|at| tokens.get(*at).is_some_and(|token| token.is('{')))
}

/// The token behind a constant: the comma, semicolon or bracket that ends it.
fn constant_end(tokens: &[Token<'_>], start: usize) -> usize {
    let mut depth = 0usize;
    for (at, token) in tokens.iter().enumerate().skip(start) {
        match token.what {
            What::Sign('(' | '{' | '[') => depth += 1,
            What::Sign(',' | ';' | '}') if depth == 0 && at > start => return at,
            What::Sign(')' | '}' | ']') => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    tokens.len()
}

/// Which class extends which.
fn parents<'a>(tokens: &[Token<'a>]) -> HashMap<&'a str, &'a str> {
    tokens
        .windows(4)
        .filter_map(|words| match words {
            [
                class,
                Token { what: What::Word(name), .. },
                extends,
                Token { what: What::Word(parent), .. },
            ] if class.is_word("class") && extends.is_word("extends") => Some((*name, *parent)),
            _ => None,
        })
        .collect()
}

fn add(facts: &mut Facts, name: &str, constant: &[Token<'_>], parents: &HashMap<&str, &str>) {
    let title = Some("Protocol errors");
    let number = match constant {
        [_, open, Token { what: What::Word(number), .. }, ..] if open.is('(') => number.parse::<i64>().ok(),
        _ => None,
    };
    let Some(number) = number else {
        return facts.push(title, Item::Unreadable(format!("{name}: its number is not there")));
    };
    let mut fact = Fact { aliases: vec![number.to_string()], ..Fact::default() };
    let message: String = constant
        .iter()
        .filter_map(|token| match token.what {
            What::Text(text) => Some(text),
            _ => None,
        })
        .collect();
    if !message.is_empty() {
        fact.texts.push(("message".to_owned(), message));
    }
    fact.deprecated = constant
        .windows(2)
        .any(|pair| matches!(pair, [at, word] if at.is('@') && word.is_word("Deprecated")));
    match exception(constant) {
        Some(class) => retry(&mut fact, class, parents),
        None => {
            let doubt = "it has no exception: is it an error at all?";
            fact.retry = Some(RetryCell::doubtful(Retry::NotApplicable, doubt));
        }
    }
    facts.entry(title, name, fact);
}

/// The class in `SomeException::new`.
fn exception<'a>(constant: &[Token<'a>]) -> Option<&'a str> {
    constant.windows(4).find_map(|words| match words {
        [Token { what: What::Word(class), .. }, first, second, new]
            if first.is(':') && second.is(':') && new.is_word("new") =>
        {
            Some(*class)
        }
        _ => None,
    })
}

fn retry(fact: &mut Fact, class: &str, parents: &HashMap<&str, &str>) {
    if parents.is_empty() {
        return;
    }
    if !parents.contains_key(class) {
        return fact.doubts.push(format!(
            "the class {class} is not in this text, so it is not known whether it is retriable"
        ));
    }
    let line = std::iter::successors(Some(class), |class| parents.get(class).copied());
    if line.take(MOST_CLASSES).any(|class| class == RETRIABLE) {
        fact.retry(Retry::Backoff, RETRIABLE);
    } else {
        fact.retry = Some(RetryCell::sure(Retry::Never));
    }
}
