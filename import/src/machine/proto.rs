//! A proto file with enums of codes.

use errcat_core::Retry;

use super::lexer::{self, Token, What};
use crate::error::Unreadable;
use crate::fact::Fact;
use crate::facts::{Facts, Item};
use crate::source::{Kind, SourceText};

/// An enum of a file.
struct Enum<'a> {
    name: &'a str,
    values: Vec<EnumValue<'a>>,
}

/// A value of an enum.
struct EnumValue<'a> {
    name: &'a str,
    /// As it is written; `None` where no number could be read.
    number: Option<&'a str>,
    comment: String,
    deprecated: bool,
}

/// Reads the enums of codes of a file: those whose names say so, or the only one that there is.
pub(super) fn read(file: &SourceText<'_>) -> Result<Facts, Unreadable> {
    let tokens = lexer::tokens(file)?;
    let mut enums = enums(file, &tokens)?;
    let mut facts = Facts::of(Kind::Proto);
    let package = tokens.windows(2).find(|pair| pair.first().is_some_and(|token| token.is_word("package")));
    let package = package.and_then(|pair| match pair.last()?.what {
        What::Word(name) => Some(name),
        _ => None,
    });
    if enums.len() > 1 {
        enums.retain(|of| {
            let is_of_codes = says_codes(of.name);
            if !is_of_codes {
                facts.notes.push(format!(
                    "not read: the enum {}; its name does not say that it holds codes",
                    of.name
                ));
            }
            is_of_codes
        });
    }
    if let [only] = &*enums {
        facts.title =
            Some(package.map_or_else(|| only.name.to_owned(), |package| format!("{package}.{}", only.name)));
    }
    for of in &enums {
        add(&mut facts, of);
    }
    Ok(facts)
}

/// Whether a name is that of an enum of codes.
fn says_codes(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    ["code", "error", "reason", "status"].iter().any(|word| name.contains(word))
}

/// The enums of a file, also those within messages.
fn enums<'a>(file: &SourceText<'a>, tokens: &[Token<'a>]) -> Result<Vec<Enum<'a>>, Unreadable> {
    let mut enums = Vec::new();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let name = tokens.get(at + 1).map(|token| token.what);
        match name {
            Some(What::Word(name))
                if token.is_word("enum") && tokens.get(at + 2).is_some_and(|token| token.is('{')) =>
            {
                let (values, end) = values(file, tokens, at + 2)?;
                enums.push(Enum { name, values });
                at = end;
            }
            _ => at += 1,
        }
    }
    Ok(enums)
}

/// The values of an enum whose bracket opens at this token, and the token behind its end.
fn values<'a>(
    file: &SourceText<'a>,
    tokens: &[Token<'a>],
    open: usize,
) -> Result<(Vec<EnumValue<'a>>, usize), Unreadable> {
    let mut values = Vec::new();
    let mut at = open + 1;
    loop {
        let Some(token) = tokens.get(at) else {
            let at = tokens.get(open).map_or(0, |token| token.at);
            let message = "this enum does not end";
            return Err(Unreadable::at(file, at, message, "close it with `}`, or save the file again"));
        };
        if token.is('}') {
            return Ok((values, at + 1));
        }
        let end = statement_end(tokens, at);
        let is_setting = ["option", "reserved"].iter().any(|word| token.is_word(word))
            && !tokens.get(at + 1).is_some_and(|token| token.is('='));
        if let (What::Word(name), false) = (token.what, is_setting) {
            values.push(value(name, tokens.get(at..end).unwrap_or_default(), tokens.get(end)));
        }
        at = end + 1;
    }
}

/// The token that ends a statement: its semicolon, or the last one before the bracket that closes the enum.
fn statement_end(tokens: &[Token<'_>], start: usize) -> usize {
    let mut depth = 0usize;
    for (at, token) in tokens.iter().enumerate().skip(start) {
        match token.what {
            What::Sign('{' | '[' | '(') => depth += 1,
            What::Sign('}') if depth == 0 => return at - 1,
            What::Sign('}' | ']' | ')') => depth = depth.saturating_sub(1),
            What::Sign(';') if depth == 0 => return at,
            _ => {}
        }
    }
    tokens.len()
}

fn value<'a>(name: &'a str, statement: &[Token<'a>], end: Option<&Token<'a>>) -> EnumValue<'a> {
    let mut words = statement.iter();
    let mut comment = words.next().map(|token| token.comment.clone()).unwrap_or_default();
    comment.extend(statement.iter().chain(end).map(|token| token.trailing.as_str()));
    let number = match words.as_slice() {
        [equals, Token { what: What::Word(number), .. }, ..] if equals.is('=') => {
            number.parse::<i64>().ok().map(|_| *number)
        }
        _ => None,
    };
    let deprecated = words.as_slice().windows(3).any(|option| {
        matches!(option, [name, equals, value] if name.is_word("deprecated") && equals.is('=') && value.is_word("true"))
    });
    EnumValue { name, number, comment, deprecated }
}

fn add(facts: &mut Facts, of: &Enum<'_>) {
    // Clients hand the codes of a `Code` over as numbers too; those of a reason are texts alone.
    let numbered = of.name.to_ascii_lowercase().contains("code");
    for value in &of.values {
        let Some(number) = value.number else {
            facts.push(Some(of.name), Item::Unreadable(format!("{} of the enum {}", value.name, of.name)));
            continue;
        };
        let mut fact = Fact { deprecated: value.deprecated, ..Fact::default() };
        if numbered {
            fact.aliases.push(number.to_owned());
        }
        fact.statuses.extend(status(&value.comment));
        if !value.comment.trim().is_empty() {
            fact.texts.push(("comment".to_owned(), value.comment.clone()));
        }
        if number == "0" {
            no_error(value.name, &mut fact);
        }
        facts.entry(Some(of.name), value.name, fact);
    }
}

/// The value 0 of an enum is what is there when nothing was set.
fn no_error(name: &str, fact: &mut Fact) {
    let name = name.to_ascii_uppercase();
    let is_good = ["OK", "NONE", "SUCCESS", "NO_ERROR"].iter().any(|word| name.ends_with(word));
    if is_good {
        fact.retry = Some(crate::retry_cell::RetryCell::doubtful(
            Retry::NotApplicable,
            "the name says that this is not an error",
        ));
    } else {
        fact.doubts
            .push("the value 0 is what is there when nothing was set; is it an error at all?".to_owned());
    }
}

/// The status in a comment such as `HTTP Mapping: 499 Client Closed Request`.
fn status(comment: &str) -> Option<String> {
    comment.lines().find_map(|line| {
        let (before, after) = line.split_once(':')?;
        let words = ["http mapping", "http status", "http code", "http status code"];
        words.contains(&before.trim().to_ascii_lowercase().as_str()).then_some(())?;
        crate::cells::status(after.split_whitespace().next()?)
    })
}
