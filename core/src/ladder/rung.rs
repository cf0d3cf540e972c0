//! What each rung of the ladder has to say about an error, for people who ask why.

use core::fmt;

use super::{Ladder, usual};
use crate::mask;
use crate::table::{Entry, Family, Field, Rule, StatusRule, Variant};
use crate::{Basis, Category, Retry};

/// One rung of the ladder, as it was asked about an error.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Rung<'v> {
    /// Which.
    pub basis: Basis,
    /// What kind of failure it is, by this rung alone.
    pub category: Option<Category>,
    /// Whether to try again, by this rung alone.
    pub retry: Option<Retry>,
    /// What it was asked, and what it found.
    pub says: Says<'v>,
    /// Whether it decided what the error is.
    pub decides_kind: bool,
    /// Whether it decided whether to try again.
    pub decides_retry: bool,
}

/// What a rung found. `Debug` masks and cuts a code that is not known, as that of [`Verdict`](crate::Verdict) does.
#[derive(Clone, Copy, PartialEq)]
#[non_exhaustive]
pub enum Says<'v> {
    /// The caller says something else.
    Override,
    /// The response has no code.
    NoCode,
    /// The table does not have the code that was sent.
    UnknownCode(&'v str),
    /// The table has the code that was sent, as a code or as an alias.
    Code {
        /// What was sent.
        sent: &'v str,
        /// The entry.
        entry: &'v Entry<'v>,
        /// The variant of it that holds, if one does.
        variant: Option<&'v Variant<'v>>,
    },
    /// A family is not asked where the code is known.
    KnownCode,
    /// No family has a prefix of the code.
    NoFamily,
    /// This family has one.
    Family(&'v Family<'v>),
    /// There is no status.
    NoStatus,
    /// The vendor has no rule for the status, or none of which the condition holds.
    NoRule(Status),
    /// The vendor's rule for the status.
    Rule(Status, &'v StatusRule<'v>),
    /// The response has no flag that decides.
    NoDirective,
    /// The flag that decides.
    Directive(bool),
    /// The response has no flag.
    NoFlag,
    /// The vendor documents no flag.
    NoFlagDocumented,
    /// The flag.
    Flag(bool),
    /// The status is not one of a failure.
    NoClass(Status),
    /// What the status usually means.
    Class(Status, Rule<'static>),
    /// There was no response; the vendor's rule for that, if it has one.
    NoResponse(Option<&'v Rule<'v>>),
    /// Nothing is known.
    Nothing,
}

impl fmt::Debug for Says<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut one = |name, value: &dyn fmt::Debug| f.debug_tuple(name).field(value).finish();
        match self {
            Self::UnknownCode(code) => one("UnknownCode", &mask::unknown_code(code)),
            Self::Family(family) => one("Family", family),
            Self::NoRule(status) => one("NoRule", status),
            Self::Directive(flag) => one("Directive", flag),
            Self::Flag(flag) => one("Flag", flag),
            Self::NoClass(status) => one("NoClass", status),
            Self::NoResponse(rule) => one("NoResponse", rule),
            Self::Rule(status, rule) => f.debug_tuple("Rule").field(status).field(rule).finish(),
            Self::Class(status, rule) => f.debug_tuple("Class").field(status).field(rule).finish(),
            Self::Code { sent, entry, variant } => {
                let mut code = f.debug_struct("Code");
                code.field("sent", sent).field("entry", entry).field("variant", variant).finish()
            }
            Self::Override => f.write_str("Override"),
            Self::NoCode => f.write_str("NoCode"),
            Self::KnownCode => f.write_str("KnownCode"),
            Self::NoFamily => f.write_str("NoFamily"),
            Self::NoStatus => f.write_str("NoStatus"),
            Self::NoDirective => f.write_str("NoDirective"),
            Self::NoFlag => f.write_str("NoFlag"),
            Self::NoFlagDocumented => f.write_str("NoFlagDocumented"),
            Self::Nothing => f.write_str("Nothing"),
        }
    }
}

/// The status that a rung was asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// It came with the response.
    Sent(u16),
    /// None came, and the vendor documents this one for the code.
    Documented(u16),
}

impl Status {
    /// The status.
    #[must_use]
    pub const fn number(self) -> u16 {
        match self {
            Self::Sent(status) | Self::Documented(status) => status,
        }
    }
}

impl<'l, 'a: 'l> Ladder<'l, 'a> {
    /// What a rung found.
    pub(super) fn says(&mut self, rung: Basis) -> Says<'l> {
        match rung {
            Basis::Override => Says::Override,
            Basis::Directive => self.question.directive.map_or(Says::NoDirective, Says::Directive),
            Basis::Code => match (self.question.code, self.entry) {
                (None, _) => Says::NoCode,
                (Some(sent), None) => Says::UnknownCode(sent),
                (Some(sent), Some((entry, _))) => Says::Code { sent, entry, variant: self.variant() },
            },
            Basis::Family => match (self.question.code, self.entry) {
                (None, _) => Says::NoCode,
                (_, Some(_)) => Says::KnownCode,
                (_, None) => self.family().map_or(Says::NoFamily, |(family, _)| Says::Family(family)),
            },
            Basis::Status => match (self.named_status(), self.status_rule()) {
                (None, _) => Says::NoStatus,
                (Some(status), None) => Says::NoRule(status),
                (Some(status), Some((rule, _))) => Says::Rule(status, rule),
            },
            Basis::WireFlag => match self.question.flag {
                Some(flag) => Says::Flag(flag),
                None if self.sends_flag() => Says::NoFlag,
                None => Says::NoFlagDocumented,
            },
            Basis::StatusClass => match self.named_status() {
                None => Says::NoStatus,
                Some(status) => {
                    usual(status.number()).map_or(Says::NoClass(status), |rule| Says::Class(status, rule))
                }
            },
            Basis::NoResponse | Basis::Unknown => Says::Nothing,
        }
    }

    fn sends_flag(&self) -> bool {
        self.table.envelope.places.iter().any(|place| place.field == Field::Retryable && !place.decides)
    }

    fn named_status(&self) -> Option<Status> {
        match self.question.status {
            Some(status) => Some(Status::Sent(status)),
            None => self.status().map(Status::Documented),
        }
    }
}
