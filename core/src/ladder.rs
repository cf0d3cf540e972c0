//! The ladder: which rule decides what an error is, and which one whether to try again.
//!
//! The rungs are asked in this order, and the first that says something decides: the entry of the code, the family
//! of the code, the vendor's rule for the status, the wire's flag, the class of the status, and nothing. What the
//! error is and whether to try again are decided apart from each other.
//!
//! A flag that the vendor documents as deciding whether to try again stands above all of them, for the retry alone:
//! `true` allows one whatever the rules say, and `false` turns it down. Above even that stands what the caller says
//! instead of the vendor ([`Overrides`](crate::Overrides)), which is asked once everything else is decided.
//!
//! The wire's flag says nothing about what the error is. `true` allows a retry; `false` turns down whatever would
//! have allowed one. Where the flag decides, and no rule of the vendor says what the error is, the flag is the basis
//! of that too.

mod rung;

use alloc::vec::Vec;

use crate::overrides::Override;
use crate::table::{Condition, Entry, Family, RetryRule, Rule, StatusRule, Table, Variant};
use crate::{Basis, Category, Failure, Retry};

pub use rung::{Rung, Says, Status};

/// The rungs in the order in which they are asked.
pub const RUNGS: [Basis; 7] = [
    Basis::Directive,
    Basis::Code,
    Basis::Family,
    Basis::Status,
    Basis::WireFlag,
    Basis::StatusClass,
    Basis::Unknown,
];

/// What an HTTP status from 400 to 599 usually means, where the vendor says nothing about it; nothing is said about
/// others.
#[must_use]
pub const fn usual(status: u16) -> Option<Rule<'static>> {
    let retry = match status {
        408 | 425 | 429 | 500..=599 => Retry::Backoff,
        400..=499 => Retry::Never,
        _ => return None,
    };
    let (category, meaning) = match status {
        401 | 407 => (Category::Unauthenticated, "No valid credentials came with the request."),
        402 => (Category::PaymentRequired, "Money or a higher plan is needed first."),
        403 => (Category::PermissionDenied, "The credentials do not allow this request."),
        404 | 410 => (Category::NotFound, "What the request names does not exist."),
        408 | 504 | 522 | 524 => (Category::Timeout, "The server gave up waiting."),
        409 | 412 => (Category::Conflict, "The request collides with the state of what it names."),
        425 => (Category::Unavailable, "The server does not take the request this early."),
        429 => (Category::RateLimited, "Too many requests came in a short time."),
        451 => (Category::Blocked, "The server may not answer for legal reasons."),
        499 => (Category::Cancelled, "The connection was closed before the server answered."),
        400..=499 => (Category::InvalidRequest, "The server refused the request as it is."),
        502 | 503 | 521 | 523 | 525 | 526 | 529 | 530 => {
            (Category::Unavailable, "The server is down, overloaded or cannot be reached.")
        }
        _ => (Category::Internal, "The server failed."),
    };
    Some(Rule::new(category, meaning).retry(RetryRule::new(retry)))
}

/// What is asked about an error.
#[derive(Clone, Copy)]
pub(crate) struct Question<'q> {
    pub(crate) code: Option<&'q str>,
    pub(crate) status: Option<u16>,
    pub(crate) flag: Option<bool>,
    /// The flag that decides whether to try again.
    pub(crate) directive: Option<bool>,
}

/// What was decided about an error. Rules are kept by their positions in the table.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ruling {
    pub(crate) basis: Basis,
    pub(crate) category: Category,
    /// The rule that decided what it is.
    pub(crate) rule: RuleId,
    pub(crate) retry_basis: Basis,
    pub(crate) retry: Retry,
    /// The rule that decided whether to try again, or that the wire's flag turned down.
    pub(crate) retry_rule: RuleId,
    /// What the caller says instead.
    overridden: Override,
    /// What was decided before the caller said so.
    decided: (Category, Retry),
    /// The rules that hold under a condition.
    conditional: Conditional,
}

/// The rules of which a condition decides whether they hold, as far as they were looked for.
#[derive(Clone, Copy, Debug)]
struct Conditional {
    /// The rule for the status.
    status_rule: Asked,
    /// The family of the code.
    family: Asked,
    /// The variant of the entry.
    variant: Option<u16>,
}

impl Conditional {
    const NOT_ASKED: Self = Self { status_rule: Asked::No, family: Asked::No, variant: None };
}

/// A rule of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RuleId {
    /// None of the vendor's.
    None,
    /// That of the entry at this position.
    Entry(u32),
    /// That of a variant, the second number, of the entry at this position.
    Variant(u32, u16),
    /// That of the family at this position.
    Family(u32),
    /// That for the status at this position.
    Status(u32),
    /// That for no response.
    NoResponse,
}

/// The rule for a status, as far as it was looked for.
#[derive(Clone, Copy, Debug)]
enum Asked {
    /// It was not needed, and no condition decides about it.
    No,
    /// The one at this position, or none.
    Yes(Option<u32>),
}

/// What one rung says.
#[derive(Clone, Copy)]
struct Answer {
    category: Option<Category>,
    retry: Option<Retry>,
    rule: RuleId,
}

impl Answer {
    const NOTHING: Self = Self { category: None, retry: None, rule: RuleId::None };

    fn of(rule: &Rule<'_>, id: RuleId) -> Self {
        Self { category: Some(rule.category), retry: rule.retry.map(|retry| retry.kind), rule: id }
    }
}

impl<'a> Table<'a> {
    /// The rule of this id.
    #[inline]
    pub(crate) fn rule(&'a self, id: RuleId) -> Option<&'a Rule<'a>> {
        match id {
            RuleId::None => None,
            RuleId::Entry(position) => self.entries.get(position as usize).map(|entry| &entry.rule),
            RuleId::Variant(position, variant) => {
                let entry = self.entries.get(position as usize)?;
                entry.variants.get(usize::from(variant)).map(|variant| &variant.rule)
            }
            RuleId::Family(position) => self.families.get(position as usize).map(|family| &family.rule),
            RuleId::Status(position) => self.statuses.get(position as usize).map(|status| &status.rule),
            RuleId::NoResponse => self.unanswered.as_ref(),
        }
    }
}

/// What an error is and whether to try again, each with the rung that decided and its rule.
struct Decided {
    kind: (Basis, Category, RuleId),
    retry: (Basis, Retry, RuleId),
}

/// The ladder, set up for one error.
struct Ladder<'l, 'a> {
    table: &'a Table<'a>,
    question: Question<'l>,
    entry: Option<(&'a Entry<'a>, u32)>,
    conditional: Conditional,
    holds: &'l dyn Fn(&Condition<'_>) -> bool,
}

/// Decides about an error; `holds` says whether a condition holds for its response.
#[inline(always)]
pub(crate) fn decide<'a>(
    table: &'a Table<'a>,
    question: Question<'_>,
    holds: &dyn Fn(&Condition<'_>) -> bool,
) -> Ruling {
    Ladder::new(table, question, Conditional::NOT_ASKED, holds).decide()
}

/// Decides about a request that got no response.
pub(crate) fn without_response(table: &Table<'_>, failure: Failure) -> Ruling {
    let basis = Basis::NoResponse;
    let (category, retry, rule) = match &table.unanswered {
        Some(rule) => (rule.category, rule.retry.map(|retry| retry.kind), RuleId::NoResponse),
        None => (failure.category(), None, RuleId::None),
    };
    let retry = retry.unwrap_or(Retry::Backoff);
    Ruling {
        basis,
        category,
        rule,
        retry_basis: basis,
        retry,
        retry_rule: rule,
        overridden: Override::NOTHING,
        decided: (category, retry),
        conditional: Conditional::NOT_ASKED,
    }
}

impl<'l, 'a> Ladder<'l, 'a> {
    #[inline(always)]
    fn new(
        table: &'a Table<'a>,
        question: Question<'l>,
        conditional: Conditional,
        holds: &'l dyn Fn(&Condition<'_>) -> bool,
    ) -> Self {
        let found = question.code.and_then(|code| table.lookup.find(code));
        let entry = found.and_then(|position| Some((table.entries.get(position)?, position as u32)));
        Self { table, question, entry, conditional, holds }
    }

    #[inline(always)]
    fn decide(mut self) -> Ruling {
        // Nearly always the code is known, and its entry says everything.
        let Decided { kind, retry } = match self.entry {
            Some((Entry { rule: Rule { category, retry: Some(retry), .. }, variants: [], .. }, position)) => {
                let rule = RuleId::Entry(position);
                Decided { kind: (Basis::Code, *category, rule), retry: (Basis::Code, retry.kind, rule) }
            }
            _ => {
                self.choose_variant();
                self.climb()
            }
        };
        let (mut basis, category, rule) = kind;
        let (mut retry_basis, mut retry, retry_rule) = retry;
        if self.question.flag == Some(false) && (retry.allows_retry() || retry_basis == Basis::Unknown) {
            (retry_basis, retry) = (Basis::WireFlag, Retry::Never);
        }
        if retry_basis == Basis::WireFlag && matches!(basis, Basis::StatusClass | Basis::Unknown) {
            basis = Basis::WireFlag;
        }
        if let Some(is_worth_it) = self.question.directive {
            retry_basis = Basis::Directive;
            retry = match is_worth_it {
                true if !retry.allows_retry() => Retry::Backoff,
                false if retry.allows_retry() => Retry::Never,
                _ => retry,
            };
        }
        if self.table.plan.conditional_statuses {
            self.status_rule();
        }
        if self.table.plan.conditional_families {
            self.family();
        }
        Ruling {
            basis,
            category,
            rule,
            retry_basis,
            retry,
            retry_rule,
            overridden: Override::NOTHING,
            decided: (category, retry),
            conditional: self.conditional,
        }
    }

    /// Asks which variant of the entry holds.
    #[cold]
    fn choose_variant(&mut self) {
        let variants = self.entry.map_or(&[][..], |(entry, _)| entry.variants);
        let holds = variants.iter().position(|variant| (self.holds)(&variant.when));
        self.conditional.variant = holds.and_then(|position| u16::try_from(position).ok());
    }

    /// The variant of the entry that holds.
    fn variant(&self) -> Option<(&'a Variant<'a>, u16)> {
        let position = self.conditional.variant?;
        Some((self.entry?.0.variants.get(usize::from(position))?, position))
    }

    /// Asks rung by rung until everything is decided.
    #[inline(never)]
    fn climb(&mut self) -> Decided {
        let (mut kind, mut retry) = (None, None);
        for rung in RUNGS {
            let answer = self.ask(rung);
            kind = kind.or_else(|| Some((rung, answer.category?, answer.rule)));
            retry = retry.or_else(|| Some((rung, answer.retry?, answer.rule)));
            if kind.is_some() && retry.is_some() {
                break;
            }
        }
        Decided {
            kind: kind.unwrap_or((Basis::Unknown, Category::Unknown, RuleId::None)),
            retry: retry.unwrap_or((Basis::Unknown, Retry::Never, RuleId::None)),
        }
    }

    /// What a rung says.
    fn ask(&mut self, rung: Basis) -> Answer {
        match rung {
            // They are asked once the others have decided.
            Basis::Override | Basis::Directive => Answer::NOTHING,
            Basis::Code => match (self.entry, self.variant()) {
                (Some((_, position)), Some((variant, number))) => {
                    Answer::of(&variant.rule, RuleId::Variant(position, number))
                }
                (Some((entry, position)), None) => Answer::of(&entry.rule, RuleId::Entry(position)),
                (None, _) => Answer::NOTHING,
            },
            Basis::Family => self.family().map_or(Answer::NOTHING, |(family, position)| {
                Answer::of(&family.rule, RuleId::Family(position))
            }),
            Basis::Status => match self.status_rule() {
                Some((rule, position)) if !rule.success => Answer::of(&rule.rule, RuleId::Status(position)),
                _ => Answer::NOTHING,
            },
            Basis::WireFlag => Answer {
                retry: (self.question.flag == Some(true)).then_some(Retry::Backoff),
                ..Answer::NOTHING
            },
            Basis::StatusClass => match self.status().and_then(usual) {
                Some(rule) => Answer::of(&rule, RuleId::None),
                None => Answer::NOTHING,
            },
            Basis::NoResponse | Basis::Unknown => {
                Answer { category: Some(Category::Unknown), retry: Some(Retry::Never), rule: RuleId::None }
            }
        }
    }

    /// The family of the code, where the code itself is unknown.
    fn family(&mut self) -> Option<(&'a Family<'a>, u32)> {
        let position = match self.conditional.family {
            Asked::Yes(position) => position,
            Asked::No => {
                let code = self.question.code.filter(|_| self.entry.is_none());
                let position = code.and_then(|code| {
                    self.table.families.iter().position(|family| {
                        code.starts_with(family.prefix)
                            && family.when.is_none_or(|condition| (self.holds)(&condition))
                    })
                });
                let position = position.map(|position| position as u32);
                self.conditional.family = Asked::Yes(position);
                position
            }
        };
        let position = position?;
        Some((self.table.families.get(position as usize)?, position))
    }

    /// The status that came, or where none did, as over a WebSocket, the one that the entry documents.
    fn status(&self) -> Option<u16> {
        self.question.status.or_else(|| self.entry?.0.http.only())
    }

    /// The rule for the status that holds.
    fn status_rule(&mut self) -> Option<(&'a StatusRule<'a>, u32)> {
        let position = match self.conditional.status_rule {
            Asked::Yes(position) => position,
            Asked::No => {
                let position = self.status().and_then(|status| {
                    self.table.position_of_status(status, self.holds).map(|position| position as u32)
                });
                self.conditional.status_rule = Asked::Yes(position);
                position
            }
        };
        let position = position?;
        Some((self.table.statuses.get(position as usize)?, position))
    }
}

/// A verdict's ruling, once the response is gone.
impl Ruling {
    /// The category before the caller said anything.
    pub(crate) const fn own_category(&self) -> Category {
        self.decided.0
    }

    /// Whether this is what the caller says already.
    pub(crate) fn has(&self, holds: Override) -> bool {
        holds.or(self.overridden) == self.overridden
    }

    /// Lets what the caller says decide, where it says something.
    pub(crate) fn override_by(&mut self, holds: Override) {
        self.overridden = holds.or(self.overridden);
        if let Some(category) = holds.category() {
            (self.basis, self.category) = (Basis::Override, category);
        }
        if let Some(retry) = holds.retry() {
            (self.retry_basis, self.retry) = (Basis::Override, retry);
        }
    }

    /// The rung of what the caller says, where it says something.
    fn rung_of_override<'l>(&self) -> Option<Rung<'l>> {
        let Override { category, retry } = self.overridden;
        let rung = || self.rung(Basis::Override, category, retry, Says::Override);
        (!self.overridden.is_empty()).then(rung)
    }

    /// The rule for the status that holds, whether it decided or not.
    pub(crate) fn status_rule<'a>(
        &self,
        table: &'a Table<'a>,
        question: Question<'_>,
    ) -> Option<&'a StatusRule<'a>> {
        Ladder::new(table, question, self.conditional, &no_condition).status_rule().map(|(rule, _)| rule)
    }

    /// What each rung says of the error.
    pub(crate) fn rungs<'a: 'l, 'l>(&self, table: &'a Table<'a>, question: Question<'l>) -> Vec<Rung<'l>> {
        let mut ladder = Ladder::new(table, question, self.conditional, &no_condition);
        let rung = |basis| {
            let Answer { category, retry, .. } = ladder.ask(basis);
            let says = ladder.says(basis);
            let retry = if let Says::Directive(_) = says { Some(self.decided.1) } else { retry };
            self.rung(basis, category, retry, says)
        };
        // A vendor that sends no such flag has no such rung.
        let is_there = |basis: &Basis| *basis != Basis::Directive || table.plan.deciding != 0;
        let of_rules = RUNGS.into_iter().filter(is_there).map(rung);
        self.rung_of_override().into_iter().chain(of_rules).collect()
    }

    /// The one rung that is asked about a request that got no response, after what the caller says.
    pub(crate) fn rungs_of_no_response<'a>(&self, table: &'a Table<'a>) -> Vec<Rung<'a>> {
        let says = Says::NoResponse(table.unanswered.as_ref());
        let (category, retry) = self.decided;
        let rung = self.rung(Basis::NoResponse, Some(category), Some(retry), says);
        self.rung_of_override().into_iter().chain([rung]).collect()
    }

    fn rung<'l>(
        &self,
        basis: Basis,
        category: Option<Category>,
        retry: Option<Retry>,
        says: Says<'l>,
    ) -> Rung<'l> {
        let (decides_kind, decides_retry) = (basis == self.basis, basis == self.retry_basis);
        Rung { basis, category, retry, says, decides_kind, decides_retry }
    }
}

/// Which rule for the status holds was asked while the response was there, if any of them has a condition.
const fn no_condition(_: &Condition<'_>) -> bool {
    false
}

impl<'a> Table<'a> {
    /// The position of the rule for a status: the first of which the condition holds, if it has one.
    pub(crate) fn position_of_status(
        &self,
        status: u16,
        holds: &dyn Fn(&Condition<'_>) -> bool,
    ) -> Option<usize> {
        self.statuses.iter().position(|rule| {
            rule.status.contains(status) && rule.when.is_none_or(|condition| holds(&condition))
        })
    }
}
