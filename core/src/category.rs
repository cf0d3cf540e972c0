//! What kind of failure it is, in words that hold for every vendor.

use crate::vocabulary::vocabulary;

vocabulary! {
    /// The vendor-neutral class of an error.
    ///
    /// The list is closed on purpose: code that handles every category handles every vendor.
    /// A category is errcat's own reading of a vendor's page, never a vendor's word.
    pub enum Category {
        /// The request is malformed or breaks a rule; the same request fails again.
        InvalidRequest = "invalid_request",
        /// No valid credentials came with the request.
        Unauthenticated = "unauthenticated",
        /// The credentials are valid, but do not allow this.
        PermissionDenied = "permission_denied",
        /// Money or a higher plan is needed first.
        PaymentRequired = "payment_required",
        /// The thing that the request names does not exist.
        NotFound = "not_found",
        /// The request collides with the state of the thing it names.
        Conflict = "conflict",
        /// Too many requests in a short time; waiting helps.
        RateLimited = "rate_limited",
        /// A quota over a long window (a day, a month) is used up; waiting briefly does not help.
        QuotaExhausted = "quota_exhausted",
        /// Somebody gave up waiting; the request may still have taken effect.
        Timeout = "timeout",
        /// The work was called off before it ended.
        Cancelled = "cancelled",
        /// The vendor is down, overloaded or in maintenance.
        Unavailable = "unavailable",
        /// A third party that the vendor depends on failed.
        UpstreamFailure = "upstream_failure",
        /// The work was done, but what came out cannot be used.
        BadOutput = "bad_output",
        /// A policy, a filter or the target itself refused.
        Blocked = "blocked",
        /// A cap on how many or how much was reached; not a matter of time.
        LimitReached = "limit_reached",
        /// The vendor's own fault.
        Internal = "internal",
        /// Nothing is known about it.
        Unknown = "unknown",
    }
}

impl Category {
    /// The name of the canonical `google.rpc.Code` that comes nearest.
    ///
    /// ```
    /// assert_eq!(errcat::Category::RateLimited.canonical(), "RESOURCE_EXHAUSTED");
    /// ```
    #[must_use]
    pub const fn canonical(self) -> &'static str {
        match self {
            Self::InvalidRequest => "INVALID_ARGUMENT",
            Self::Unauthenticated => "UNAUTHENTICATED",
            Self::PermissionDenied | Self::Blocked => "PERMISSION_DENIED",
            Self::PaymentRequired => "FAILED_PRECONDITION",
            Self::NotFound => "NOT_FOUND",
            Self::Conflict => "ABORTED",
            Self::RateLimited | Self::QuotaExhausted | Self::LimitReached => "RESOURCE_EXHAUSTED",
            Self::Timeout => "DEADLINE_EXCEEDED",
            Self::Cancelled => "CANCELLED",
            Self::Unavailable | Self::UpstreamFailure => "UNAVAILABLE",
            Self::BadOutput | Self::Internal => "INTERNAL",
            Self::Unknown => "UNKNOWN",
        }
    }

    /// How much an error of this kind concerns besides its own request: of several errors of one response, the one
    /// with the greatest severity says what a client has to do. What stops all requests of an account comes first,
    /// then what slows them down, then what is wrong with the vendor, and last what is wrong with one request.
    #[must_use]
    pub const fn severity(self) -> u8 {
        match self {
            Self::Unauthenticated | Self::PaymentRequired => 9,
            Self::QuotaExhausted => 8,
            Self::RateLimited => 7,
            Self::Unavailable => 6,
            Self::Internal | Self::UpstreamFailure => 5,
            Self::Timeout => 4,
            Self::PermissionDenied | Self::LimitReached => 3,
            Self::InvalidRequest | Self::Conflict | Self::Blocked | Self::BadOutput => 2,
            Self::NotFound | Self::Cancelled => 1,
            Self::Unknown => 0,
        }
    }

    /// Whether a request that failed this way may still have taken effect.
    ///
    /// `true` means "cannot be ruled out": sending such a request again may do the work twice.
    #[must_use]
    pub const fn may_have_taken_effect(self) -> bool {
        match self {
            Self::InvalidRequest
            | Self::Unauthenticated
            | Self::PermissionDenied
            | Self::PaymentRequired
            | Self::NotFound
            | Self::Conflict
            | Self::RateLimited
            | Self::QuotaExhausted
            | Self::Blocked
            | Self::LimitReached => false,
            Self::Timeout
            | Self::Cancelled
            | Self::Unavailable
            | Self::UpstreamFailure
            | Self::BadOutput
            | Self::Internal
            | Self::Unknown => true,
        }
    }
}
