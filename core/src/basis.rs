//! Which rule gave a verdict.

use crate::vocabulary::vocabulary;

vocabulary! {
    /// Which rule decided. The first of them that knows something does, in this order but for the
    /// wire's flag, which may also turn a retry down that another rule allows.
    #[non_exhaustive]
    pub enum Basis {
        /// What the caller says instead of the vendor: see [`Overrides`](crate::Overrides).
        Override = "override",
        /// What the response itself orders: a flag that the vendor documents as deciding whether to try again.
        Directive = "directive",
        /// The entry of the code.
        Code = "code",
        /// The rule for codes that start alike.
        Family = "family",
        /// The vendor's rule for the HTTP status.
        Status = "status",
        /// The class of the HTTP status, where the vendor says nothing about it.
        StatusClass = "status_class",
        /// The flag in the response that says whether a retry is worth it.
        WireFlag = "wire_flag",
        /// There was no response.
        NoResponse = "no_response",
        /// Nothing is known.
        Unknown = "unknown",
    }
}
