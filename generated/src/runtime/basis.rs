//! Which rule gave a verdict.

use super::vocabulary::vocabulary;

vocabulary! {
    /// The rung of the ladder that decided: the first that knows an answer.
    pub enum Basis {
        /// The entry of the vendor's code.
        Code = "code",
        /// The family of an unknown code.
        Family = "family",
        /// The vendor's rule for the HTTP status.
        Status = "status",
        /// What HTTP says of the status, as the vendor says nothing.
        StatusClass = "status_class",
        /// The vendor's own flag in the body, as nothing else is known.
        WireFlag = "wire_flag",
        /// No response came.
        NoResponse = "no_response",
        /// Nothing is known.
        Unknown = "unknown",
    }
}
