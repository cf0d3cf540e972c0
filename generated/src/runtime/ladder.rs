//! The ladder: which rule decides what an error is, and which one whether to try again.
//!
//! What it is comes from the first of: the code's entry, the code's family, the vendor's rule for
//! the status, the wire's flag if it is what decides the retry, the class of the status, nothing.
//!
//! Whether to try again comes from the first of these that says something: the entry or else the
//! family, the vendor's rule for the status, `true` on the wire, the class of the status, nothing;
//! and nothing means never. `false` on the wire turns down whatever would have allowed a retry.

use super::basis::Basis;
use super::category::Category;
use super::failure::Failure;
use super::held::Held;
use super::retry::Retry;
use super::status_class::StatusClass;
use super::table::{Entry, Http, RetryRule, Rule, StatusRule, Table};

/// What the rules are asked about.
#[derive(Clone, Copy)]
pub(super) struct Question<'q> {
    pub(super) code: Option<&'q str>,
    pub(super) status: Option<u16>,
    pub(super) flag: Option<bool>,
    /// The conditions that hold.
    pub(super) held: Held,
}

/// What they answer.
#[derive(Clone, Copy)]
pub(super) struct Ruling<'a> {
    pub(super) ground: Ground<'a>,
    pub(super) basis: Basis,
    pub(super) category: Category,
    pub(super) retry: Retry,
    pub(super) retry_basis: Basis,
    /// The page's own rule on trying again, were it turned down by the wire's flag or not.
    pub(super) rule: Option<&'a RetryRule<'a>>,
    /// The conditions that held, for when the response is gone.
    pub(super) held: Held,
}

/// What the vendor's page says of it, to be asked for words.
#[derive(Clone, Copy)]
pub(super) enum Ground<'a> {
    /// The entry of the code, and its position.
    Entry(&'a Entry<'a>, u32),
    /// The rule of the code's family, for the status, or for no response.
    Rule(&'a Rule<'a>),
    Nothing,
}

/// What kind of failure it is, by one rung.
#[derive(Clone, Copy)]
struct Kind<'a> {
    basis: Basis,
    category: Category,
    ground: Ground<'a>,
}

/// Whether to try again, by one rung.
#[derive(Clone, Copy)]
struct Again<'a> {
    basis: Basis,
    retry: Retry,
    rule: Option<&'a RetryRule<'a>>,
}

#[inline(always)]
pub(super) fn decide<'a>(table: &'a Table<'a>, question: Question<'_>) -> Ruling<'a> {
    let found = question.code.and_then(|code| table.lookup.find(code));
    let found = found.and_then(|position| Some((table.entries.get(position)?, position as u32)));
    let entry = found.map(|(entry, _)| entry);
    let family = match entry {
        Some(_) => None,
        None => question.code.and_then(|code| table.family(code)).map(|family| &family.rule),
    };
    let status = || question.status.or_else(|| documented_status(entry?));
    let rule =
        || table.status_where(status()?, question.held).filter(|rule| !rule.success).map(|rule| &rule.rule);

    let again = entry
        .and_then(|entry| Again::by(Basis::Code, entry.retry.as_ref()))
        .or_else(|| Again::by(Basis::Family, family?.retry.as_ref()))
        .or_else(|| Again::by(Basis::Status, rule()?.retry.as_ref()))
        .or_else(|| Again::promised(question.flag))
        .or_else(|| Again::by_class(status()))
        .unwrap_or(Again { basis: Basis::Unknown, retry: Retry::Never, rule: None })
        .vetoed(question.flag);
    let kind = found
        .map(|(entry, position)| Kind::of_entry(entry, position))
        .or_else(|| family.map(|rule| Kind::of_rule(Basis::Family, rule)))
        .or_else(|| rule().map(|rule| Kind::of_rule(Basis::Status, rule)))
        .unwrap_or_else(|| Kind::by_class(status(), again.basis));
    Ruling::new(kind, again, question.held)
}

/// The vendor's rule for the status of an error, whatever decided about it.
pub(super) fn status_rule<'a>(
    table: &'a Table<'a>,
    entry: Option<&Entry<'_>>,
    status: Option<u16>,
    held: Held,
) -> Option<&'a StatusRule<'a>> {
    table.status_where(status.or_else(|| documented_status(entry?))?, held)
}

/// The ruling on a request that got no response.
pub(super) fn without_response<'a>(table: &'a Table<'a>, failure: Failure) -> Ruling<'a> {
    let basis = Basis::NoResponse;
    let by_default = Again { basis, retry: Retry::Backoff, rule: None };
    match &table.no_response {
        Some(rule) => {
            let again = Again::by(basis, rule.retry.as_ref()).unwrap_or(by_default);
            Ruling::new(Kind::of_rule(basis, rule), again, Held::NONE)
        }
        None => {
            let kind = Kind { basis, category: failure.category(), ground: Ground::Nothing };
            Ruling::new(kind, by_default, Held::NONE)
        }
    }
}

/// What it means where the vendor's page says nothing of it.
pub(super) const fn meaning(status: Option<u16>, failure: Option<Failure>) -> &'static str {
    if let Some(failure) = failure {
        return failure.meaning();
    }
    if let Some(status) = status
        && let Some(class) = StatusClass::of(status)
    {
        return class.meaning;
    }
    "Nothing is known about this error."
}

/// The status that an entry documents, where it is a single one: it stands in where the response
/// has none, as over a WebSocket.
fn documented_status(entry: &Entry<'_>) -> Option<u16> {
    match entry.http {
        Http::Statuses([only]) if only.width() == 1 => Some(only.first()),
        _ => None,
    }
}

impl<'a> Ruling<'a> {
    const fn new(kind: Kind<'a>, again: Again<'a>, held: Held) -> Self {
        let Kind { basis, category, ground } = kind;
        let Again { basis: retry_basis, retry, rule } = again;
        Self { ground, basis, category, retry, retry_basis, rule, held }
    }
}

impl<'a> Kind<'a> {
    const fn of_entry(entry: &'a Entry<'a>, position: u32) -> Self {
        Self { basis: Basis::Code, category: entry.category, ground: Ground::Entry(entry, position) }
    }

    const fn of_rule(basis: Basis, rule: &'a Rule<'a>) -> Self {
        Self { basis, category: rule.category, ground: Ground::Rule(rule) }
    }

    /// What the class of the status says. Nothing that the vendor documents matched here, so where the
    /// wire's flag decided whether to try again, it is the basis.
    fn by_class(status: Option<u16>, again: Basis) -> Self {
        let class = status.and_then(StatusClass::of);
        let basis = match (again, class) {
            (Basis::WireFlag, _) => Basis::WireFlag,
            (_, Some(_)) => Basis::StatusClass,
            (_, None) => Basis::Unknown,
        };
        let category = class.map_or(Category::Unknown, |class| class.category);
        Self { basis, category, ground: Ground::Nothing }
    }
}

impl<'a> Again<'a> {
    fn by(basis: Basis, rule: Option<&'a RetryRule<'a>>) -> Option<Self> {
        let rule = rule?;
        Some(Self { basis, retry: rule.kind, rule: Some(rule) })
    }

    fn promised(flag: Option<bool>) -> Option<Self> {
        (flag == Some(true)).then_some(Self { basis: Basis::WireFlag, retry: Retry::Backoff, rule: None })
    }

    fn by_class(status: Option<u16>) -> Option<Self> {
        let class = StatusClass::of(status?)?;
        Some(Self { basis: Basis::StatusClass, retry: class.retry, rule: None })
    }

    /// `false` on the wire turns a retry down; where nothing else is known, it is what decided.
    fn vetoed(self, flag: Option<bool>) -> Self {
        let decides = self.retry.allows_retry() || self.basis == Basis::Unknown;
        if flag == Some(false) && decides {
            return Self { basis: Basis::WireFlag, retry: Retry::Never, ..self };
        }
        self
    }
}
