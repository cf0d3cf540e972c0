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
use crate::table::{Condition, Entry, Family, RetryRule, Rule, StatusRule, Table, Unanswered, Variant};
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
    Some(Rule::new(category).meaning(meaning).retry(RetryRule::new(retry)))
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
    rule: RuleId,
    pub(crate) retry_basis: Basis,
    pub(crate) retry: Retry,
    /// The rule that decided whether to try again, or that the wire's flag turned down.
    retry_rule: RuleId,
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
enum RuleId {
    /// None of the vendor's.
    None,
    /// That of the entry at this position.
    Entry(u32),
    /// That of the variant that holds, of the entry at this position.
    Variant(u32),
    /// That of the family at this position.
    Family(u32),
    /// That for the status at this position.
    Status(u32),
    /// That for no response at this position.
    NoResponse(u32),
}

/// A rule, as far as it was looked for.
#[derive(Clone, Copy, Debug)]
enum Asked {
    /// It was not needed, and no condition decides about it.
    No,
    /// There is none.
    None,
    /// It is the one at this position.
    Rule(u32),
}

impl Asked {
    /// The answer, which is the position of the rule if there is one.
    fn of(position: Option<usize>) -> Self {
        position.map_or(Self::None, |position| Self::Rule(position as u32))
    }

    /// The position of the rule; asks for it where it was not looked for.
    fn position(&mut self, ask: impl FnOnce() -> Option<usize>) -> Option<usize> {
        if let Self::No = self {
            *self = Self::of(ask());
        }
        if let Self::Rule(position) = self { Some(*position as usize) } else { None }
    }
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

/// An entry and its position.
type Known<'a> = Option<(&'a Entry<'a>, u32)>;

/// The entry of a code.
#[inline(always)]
pub(crate) fn entry<'a>(table: &'a Table<'a>, code: Option<&str>) -> Known<'a> {
    let position = table.lookup.find(code?)?;
    Some((table.entries.get(position)?, position as u32))
}

/// Decides about an error where that is plain, as nearly always: its entry says everything, and nothing depends on a
/// condition or on what the response orders. `None` where the ladder has to be climbed.
#[inline(always)]
pub(crate) fn plain(table: &Table<'_>, entry: Known<'_>, question: Question<'_>) -> Option<Ruling> {
    let (Entry { rule: Rule { category, retry: Some(retry), .. }, variants: [], .. }, position) = entry?
    else {
        return None;
    };
    if table.plan.conditional_statuses || table.plan.conditional_families || question.directive.is_some() {
        return None;
    }
    let rule = RuleId::Entry(position);
    let decided = Decided { kind: (Basis::Code, *category, rule), retry: (Basis::Code, retry.kind, rule) };
    Some(decided.turned_down(question.flag).ruling(Conditional::NOT_ASKED))
}

/// Decides about an error, rung by rung; `holds` says whether a condition holds for its response.
#[inline(never)]
pub(crate) fn by_rungs<'a>(
    table: &'a Table<'a>,
    entry: Known<'a>,
    question: Question<'_>,
    holds: &dyn Fn(&Condition<'_>) -> bool,
) -> Ruling {
    Ladder { table, question, entry, conditional: Conditional::NOT_ASKED, holds }.decide()
}

/// Decides about a request that got no response.
pub(crate) fn without_response(table: &Table<'_>, failure: Failure) -> Ruling {
    let basis = Basis::NoResponse;
    let (category, retry, rule) = match table.unanswered_by(failure) {
        Some((rule, position)) => {
            (rule.category, rule.retry.map(|retry| retry.kind), RuleId::NoResponse(position))
        }
        None => (failure.category(), None, RuleId::None),
    };
    let retry = retry.unwrap_or(Retry::Backoff);
    Decided { kind: (basis, category, rule), retry: (basis, retry, rule) }.ruling(Conditional::NOT_ASKED)
}

impl Decided {
    /// The same, unless the wire's flag turns a retry down.
    #[inline(always)]
    fn turned_down(mut self, flag: Option<bool>) -> Self {
        let (basis, retry, _) = &mut self.retry;
        if flag == Some(false) && (retry.allows_retry() || *basis == Basis::Unknown) {
            (*basis, *retry) = (Basis::WireFlag, Retry::Never);
        }
        self
    }

    /// The ruling, as long as the caller says nothing else.
    #[inline(always)]
    const fn ruling(self, conditional: Conditional) -> Ruling {
        let (basis, category, rule) = self.kind;
        let (retry_basis, retry, retry_rule) = self.retry;
        Ruling {
            basis,
            category,
            rule,
            retry_basis,
            retry,
            retry_rule,
            overridden: Override::NOTHING,
            decided: (category, retry),
            conditional,
        }
    }
}

impl<'l, 'a> Ladder<'l, 'a> {
    /// The ladder of an error about which it was decided.
    fn again(table: &'a Table<'a>, question: Question<'l>, conditional: Conditional) -> Self {
        let entry = entry(table, question.code);
        Self { table, question, entry, conditional, holds: &no_condition }
    }

    fn decide(mut self) -> Ruling {
        self.choose_variant();
        let mut decided = self.climb().turned_down(self.question.flag);
        if decided.retry.0 == Basis::WireFlag && matches!(decided.kind.0, Basis::StatusClass | Basis::Unknown)
        {
            decided.kind.0 = Basis::WireFlag;
        }
        if let Some(is_worth_it) = self.question.directive {
            let (basis, retry, _) = &mut decided.retry;
            *basis = Basis::Directive;
            *retry = match is_worth_it {
                true if !retry.allows_retry() => Retry::Backoff,
                false if retry.allows_retry() => Retry::Never,
                _ => *retry,
            };
        }
        if self.table.plan.conditional_statuses {
            self.status_rule();
        }
        if self.table.plan.conditional_families {
            self.family();
        }
        decided.ruling(self.conditional)
    }

    /// Asks which variant of the entry holds.
    fn choose_variant(&mut self) {
        let variants = self.entry.map_or(&[][..], |(entry, _)| entry.variants);
        let holds = variants.iter().position(|variant| (self.holds)(&variant.when));
        self.conditional.variant = holds.and_then(|position| u16::try_from(position).ok());
    }

    /// The variant of the entry that holds.
    fn variant(&self) -> Option<&'a Variant<'a>> {
        self.entry?.0.variants.get(usize::from(self.conditional.variant?))
    }

    /// Asks rung by rung until everything is decided.
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
                (Some((_, position)), Some(variant)) => Answer::of(&variant.rule, RuleId::Variant(position)),
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
        let Self { table, question, entry, holds, .. } = *self;
        let position = self.conditional.family.position(|| {
            let code = question.code.filter(|_| entry.is_none())?;
            table.families.iter().position(|family| {
                code.starts_with(family.prefix) && family.when.is_none_or(|condition| holds(&condition))
            })
        })?;
        Some((table.families.get(position)?, position as u32))
    }

    /// The status that came, or where none did, as over a WebSocket, the one that the entry documents.
    fn status(&self) -> Option<u16> {
        self.question.status.or_else(|| self.entry?.0.http.only())
    }

    /// The rule for the status that holds.
    fn status_rule(&mut self) -> Option<(&'a StatusRule<'a>, u32)> {
        let (table, holds, status) = (self.table, self.holds, self.status());
        let ask = || table.position_of_status(status?, holds);
        let position = self.conditional.status_rule.position(ask)?;
        Some((table.statuses.get(position)?, position as u32))
    }
}

/// A verdict's ruling, once the response is gone.
impl Ruling {
    /// The position of the entry, if that or a variant of it decided what the error is.
    pub(crate) const fn position(&self) -> Option<usize> {
        match self.rule {
            RuleId::Entry(position) | RuleId::Variant(position) => Some(position as usize),
            _ => None,
        }
    }

    /// The variant of the entry that decided what the error is.
    pub(crate) fn variant<'a>(&self, table: &Table<'a>) -> Option<&'a Variant<'a>> {
        let RuleId::Variant(position) = self.rule else { return None };
        table.entries.get(position as usize)?.variants.get(usize::from(self.conditional.variant?))
    }

    /// The vendor's rule that decided what the error is.
    pub(crate) fn rule<'a>(&self, table: &'a Table<'a>) -> Option<&'a Rule<'a>> {
        self.rule_of(table, self.rule)
    }

    /// The vendor's rule that decided whether to try again, or that the wire's flag turned down.
    pub(crate) fn retry_rule<'a>(&self, table: &'a Table<'a>) -> Option<&'a Rule<'a>> {
        self.rule_of(table, self.retry_rule)
    }

    fn rule_of<'a>(&self, table: &'a Table<'a>, id: RuleId) -> Option<&'a Rule<'a>> {
        match id {
            RuleId::None => None,
            RuleId::Entry(position) => table.entries.get(position as usize).map(|entry| &entry.rule),
            RuleId::Variant(position) => {
                let variants = table.entries.get(position as usize)?.variants;
                variants.get(usize::from(self.conditional.variant?)).map(|variant| &variant.rule)
            }
            RuleId::Family(position) => table.families.get(position as usize).map(|family| &family.rule),
            RuleId::Status(position) => table.statuses.get(position as usize).map(|status| &status.rule),
            RuleId::NoResponse(position) => table.unanswered.get(position as usize).map(|of| &of.rule),
        }
    }

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
        Ladder::again(table, question, self.conditional).status_rule().map(|(rule, _)| rule)
    }

    /// What each rung says of the error.
    pub(crate) fn rungs<'a: 'l, 'l>(&self, table: &'a Table<'a>, question: Question<'l>) -> Vec<Rung<'l>> {
        let mut ladder = Ladder::again(table, question, self.conditional);
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
        let says = Says::NoResponse(self.rule(table));
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
    /// The rule for a request that got no response, and its position.
    fn unanswered_by(&self, failure: Failure) -> Option<(&'a Rule<'a>, u32)> {
        let mut rules = self.unanswered.iter().zip(0..);
        let holds = |of: &Unanswered<'_>| of.failures.is_empty() || of.failures.contains(&failure);
        rules.find_map(|(of, position)| holds(of).then_some((&of.rule, position)))
    }

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
