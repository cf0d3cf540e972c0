//! How the fields of a mapping are declared.

use crate::breakage::Breakage;

/// A field that a mapping may have.
pub(crate) struct FieldDeclaration {
    pub(crate) name: &'static str,
    pub(crate) is_required: bool,
    /// The field with which it may still be left out.
    pub(crate) unless: Option<&'static str>,
    /// What a change of it breaks.
    pub(crate) breakage: Breakage,
}
