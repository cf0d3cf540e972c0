//! What each vendor's codes mean, as `match`es that a person would write.

use errcat::{Category, Retry};

pub(crate) fn onto(code: &str) -> Option<(Category, Retry)> {
    Some(match code {
        "INVALID_URL" => (Category::InvalidRequest, Retry::Never),
        "UNAUTHORIZED" => (Category::Unauthenticated, Retry::Never),
        "PAYMENT_REQUIRED" => (Category::PaymentRequired, Retry::Never),
        "WAF_BLOCKED" => (Category::Blocked, Retry::Never),
        "ROBOTS_BLOCKED" => (Category::Blocked, Retry::Never),
        "PLAN_RESTRICTED" => (Category::PaymentRequired, Retry::Never),
        "URL_NOT_FOUND" => (Category::NotFound, Retry::Never),
        "RATE_LIMITED" => (Category::QuotaExhausted, Retry::AfterReset),
        "CONCURRENT_LIMIT" => (Category::RateLimited, Retry::AfterWait),
        "EXTRACTION_FAILED" => (Category::Internal, Retry::WithChange),
        "TIMEOUT" => (Category::Timeout, Retry::WithChange),
        _ => return None,
    })
}

pub(crate) fn runagent(code: &str) -> Option<(Category, Retry)> {
    Some(match code {
        "INVALID_API_KEY" => (Category::Unauthenticated, Retry::Never),
        "EXPIRED_API_KEY" => (Category::Unauthenticated, Retry::Never),
        "MISSING_REQUIRED_FIELD" => (Category::InvalidRequest, Retry::Never),
        "INVALID_FIELD_TYPE" => (Category::InvalidRequest, Retry::Never),
        "AGENT_NOT_FOUND" => (Category::NotFound, Retry::Never),
        "DEPLOYMENT_FAILED" => (Category::InvalidRequest, Retry::Never),
        "RATE_LIMIT_EXCEEDED" => (Category::RateLimited, Retry::AfterWait),
        "INTERNAL_ERROR" => (Category::Internal, Retry::Backoff),
        _ => return None,
    })
}

pub(crate) fn runo(code: &str) -> Option<(Category, Retry)> {
    Some(match code {
        "SCHEMA_INVALID" => (Category::InvalidRequest, Retry::Never),
        "SCHEMA_REQUIRED" => (Category::InvalidRequest, Retry::Never),
        "SCHEMA_NOT_ALLOWED" => (Category::InvalidRequest, Retry::Never),
        "TYPE_COERCION_FAILED" => (Category::BadOutput, Retry::Never),
        "RATE_LIMITED" => (Category::RateLimited, Retry::AfterWait),
        "QUOTA_EXCEEDED" => (Category::QuotaExhausted, Retry::AfterReset),
        "TIER_REQUIRED" => (Category::PaymentRequired, Retry::Never),
        "KEY_LIMIT_REACHED" => (Category::LimitReached, Retry::Never),
        "ACCOUNT_SUSPENDED" => (Category::PermissionDenied, Retry::Never),
        "FETCH_BLOCKED" => (Category::Blocked, Retry::Backoff),
        "URL_UNREACHABLE" => (Category::UpstreamFailure, Retry::Backoff),
        "TIMEOUT" => (Category::Timeout, Retry::Backoff),
        "CRAWL_LIMIT_REACHED" => (Category::LimitReached, Retry::NotApplicable),
        "LLM_ERROR" => (Category::BadOutput, Retry::Backoff),
        "LLM_UNAVAILABLE" => (Category::Unavailable, Retry::Backoff),
        "LLM_RATE_LIMITED" => (Category::RateLimited, Retry::Backoff),
        "LLM_TIMEOUT" => (Category::Timeout, Retry::Backoff),
        "LLM_TRUNCATED" => (Category::BadOutput, Retry::Backoff),
        "LLM_BLOCKED" => (Category::Blocked, Retry::Never),
        "LLM_EMPTY" => (Category::BadOutput, Retry::Backoff),
        "LLM_BAD_REQUEST" => (Category::InvalidRequest, Retry::Never),
        "JOB_CANCELLED" => (Category::Cancelled, Retry::NotApplicable),
        "JOB_NOT_FOUND" => (Category::NotFound, Retry::Never),
        "JOB_FORBIDDEN" => (Category::PermissionDenied, Retry::Never),
        _ => return None,
    })
}

pub(crate) fn runware(code: &str) -> Option<(Category, Retry)> {
    Some(match code {
        "invalidApiKey" => (Category::Unauthenticated, Retry::Never),
        "timeoutProvider" => (Category::UpstreamFailure, Retry::Backoff),
        "providerRateLimitExceeded" => (Category::RateLimited, Retry::Backoff),
        _ => return None,
    })
}
