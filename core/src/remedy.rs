//! What to do about an error as a word, for programs that act on it, and whose limit was reached.

use crate::vocabulary::vocabulary;

vocabulary! {
    /// What makes the request work, as a word: for routers, agents and alerts, where a sentence does not help.
    #[non_exhaustive]
    pub enum Remedy {
        /// Correct the request: its parameters, its body or its address.
        FixRequest = "fix_request",
        /// Send less: a shorter text, a smaller file, fewer elements.
        ShrinkInput = "shrink_input",
        /// Put another key or other credentials in place.
        NewKey = "new_key",
        /// Get a new access token with the credentials at hand.
        RefreshToken = "refresh_token",
        /// Have access granted: a permission, a scope, a feature.
        GrantAccess = "grant_access",
        /// Pay, or add credit.
        Pay = "pay",
        /// Have the limit raised, or choose a larger plan.
        RaiseLimit = "raise_limit",
        /// Send fewer requests, or fewer at once.
        SlowDown = "slow_down",
        /// Use another model or another version of it.
        OtherModel = "other_model",
        /// Use another region, host or account.
        OtherRegion = "other_region",
        /// Open the connection or the session anew.
        Reconnect = "reconnect",
        /// Begin the listing from its start: the cursor is no longer valid.
        RestartListing = "restart_listing",
        /// Read the current state, merge, and send the request again.
        ResolveConflict = "resolve_conflict",
        /// Ask the vendor.
        ContactVendor = "contact_vendor",
        /// Nothing but to wait, or to do without.
        None = "none",
    }
}

impl Remedy {
    /// Who usually has to act; `None` where nobody has to.
    #[must_use]
    pub const fn usual_party(self) -> Option<Party> {
        Some(match self {
            Self::FixRequest
            | Self::ShrinkInput
            | Self::RefreshToken
            | Self::SlowDown
            | Self::OtherModel
            | Self::OtherRegion
            | Self::Reconnect
            | Self::RestartListing
            | Self::ResolveConflict => Party::Caller,
            Self::NewKey | Self::ContactVendor => Party::Operator,
            Self::GrantAccess | Self::Pay | Self::RaiseLimit => Party::AccountOwner,
            Self::None => return None,
        })
    }
}

vocabulary! {
    /// Who has to act for a request to work.
    pub enum Party {
        /// The code that calls.
        Caller = "caller",
        /// Who runs that code.
        Operator = "operator",
        /// Who owns the account at the vendor.
        AccountOwner = "account_owner",
        /// The vendor.
        Vendor = "vendor",
    }
}

vocabulary! {
    /// Whose limit was reached: what a client has to pause.
    #[non_exhaustive]
    pub enum LimitScope {
        /// This request alone: it is too large, or has too much in it.
        Request = "request",
        /// All requests with this key or token.
        Key = "key",
        /// All requests of this user.
        User = "user",
        /// All requests of this account, organization or project.
        Account = "account",
        /// All requests to this model.
        Model = "model",
        /// All requests to this endpoint or of this kind.
        Endpoint = "endpoint",
        /// All requests in this region.
        Region = "region",
        /// All requests from this network address.
        Address = "address",
    }
}
