//! The drafts of real sources, held against the catalogs that people wrote of the same.
//!
//! The fixtures have the facts of the sources (codes, numbers, statuses, flags, names of members) and no sentences.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use errcat_codegen::catalogs::Vendor;
use errcat_codegen::{Checked, Input, Options, SourceFile, check};
use errcat_core::table::{Entry, Http};
use errcat_import::{Source, SourceText, draft};

use crate::drafting::{about, checked_as, filled};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

fn fixture(name: &str) -> String {
    let folder: PathBuf = root().join("import/tests/fixtures/real");
    fs::read_to_string(folder.join(name)).unwrap()
}

/// The catalogs of this workspace.
fn catalogs() -> &'static [Vendor<'static>] {
    static CATALOGS: OnceLock<Checked<'static>> = OnceLock::new();
    let checked = CATALOGS.get_or_init(|| {
        let files = fs::read_dir(root().join("catalog")).unwrap().map(|entry| entry.unwrap().path());
        let files = files.filter(|path| path.extension().is_some_and(|ending| ending == "yaml"));
        let files = files.map(|path| SourceFile::new(path.to_str().unwrap(), fs::read(&path).unwrap()));
        check(Box::leak(Box::new(Input::new(files.collect()))), &Options::default())
    });
    checked.catalogs.as_ref().unwrap().vendors()
}

/// What is compared of a code.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Facts {
    aliases: BTreeSet<String>,
    statuses: String,
    name: String,
    retry: Option<String>,
    documented: Option<String>,
}

impl Facts {
    fn of(entry: &Entry) -> Self {
        let statuses = match entry.http {
            Http::Statuses(statuses) => {
                statuses.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
            }
            other => format!("{other:?}"),
        };
        Self {
            aliases: entry.aliases.iter().map(|alias| (*alias).to_owned()).collect(),
            statuses,
            name: entry.name.to_owned(),
            retry: entry.rule.retry.map(|retry| retry.kind.to_string()),
            documented: entry.rule.retry.and_then(|retry| retry.documented).map(str::to_owned),
        }
    }
}

/// The codes of the draft of a source, filled in, each with its facts.
fn drafted(vendor: &str, source: &Source<'_>) -> BTreeMap<String, Facts> {
    let draft = draft(source, &about(vendor)).unwrap().text;
    let checked = checked_as(vendor, &filled(&draft));
    let catalogs = checked.catalogs.unwrap_or_else(|| {
        panic!(
            "{:?}",
            checked
                .findings
                .iter()
                .filter(|finding| finding.severity == errcat_codegen::Severity::Error)
                .map(|finding| &finding.message)
                .collect::<Vec<_>>()
        )
    });
    facts(&catalogs.vendors()[0])
}

fn facts(vendor: &Vendor<'_>) -> BTreeMap<String, Facts> {
    vendor.table.entries.iter().map(|entry| (entry.code.to_owned(), Facts::of(entry))).collect()
}

fn catalog(vendor: &str) -> BTreeMap<String, Facts> {
    facts(catalogs().iter().find(|of| of.table.id == vendor).unwrap())
}

fn single(vendor: &str, file: &str) -> BTreeMap<String, Facts> {
    drafted(vendor, &Source::new(file, &fixture(file)))
}

/// The codes of the first that the second lacks.
fn lacking(of: &BTreeMap<String, Facts>, other: &BTreeMap<String, Facts>) -> Vec<String> {
    of.keys().filter(|code| !other.contains_key(*code)).cloned().collect()
}

/// The codes of both whose facts differ by this measure, each with the draft's and the catalog's.
fn differing<T: PartialEq + std::fmt::Debug>(
    draft: &BTreeMap<String, Facts>,
    catalog: &BTreeMap<String, Facts>,
    measure: impl Fn(&Facts) -> T,
) -> Vec<String> {
    let both =
        draft.iter().filter_map(|(code, facts)| Some((code, measure(facts), measure(catalog.get(code)?))));
    both.filter(|(_, draft, catalog)| draft != catalog)
        .map(|(code, draft, catalog)| format!("{code}: {draft:?}, catalog {catalog:?}"))
        .collect()
}

/// What a comparison of a draft with the catalog finds.
fn differences(draft: &BTreeMap<String, Facts>, catalog: &BTreeMap<String, Facts>) -> Vec<String> {
    let mut found: Vec<String> =
        lacking(draft, catalog).into_iter().map(|code| format!("{code}: not in the catalog")).collect();
    // What a draft leaves open is for a person to fill in, so only what it says is compared.
    found.extend(differing(draft, catalog, |facts| facts.name.clone()));
    found.extend(draft.iter().filter_map(|(code, facts)| {
        let of_catalog = catalog.get(code)?;
        let missing: Vec<_> = facts.aliases.difference(&of_catalog.aliases).collect();
        (!missing.is_empty()).then(|| format!("{code}: the catalog lacks the aliases {missing:?}"))
    }));
    let stated = |facts: &&Facts| facts.statuses != "Unstated";
    found.extend(draft.iter().filter(|(_, facts)| stated(facts)).filter_map(|(code, facts)| {
        let (draft, catalog) = (&facts.statuses, &catalog.get(code)?.statuses);
        (draft != catalog).then(|| format!("{code}: status {draft}, catalog {catalog}"))
    }));
    found.extend(draft.iter().filter_map(|(code, facts)| {
        let of_catalog = catalog.get(code)?;
        let says = |facts: &Facts| {
            (facts.retry.clone().unwrap_or_default(), facts.documented.clone().unwrap_or_default())
        };
        let (draft, catalog) = (says(facts), says(of_catalog));
        let differ = draft.0 != catalog.0
            || ![&draft.1, &catalog.1].iter().any(|words| words.is_empty()) && draft.1 != catalog.1;
        (facts.retry.is_some() && differ).then(|| {
            format!("{code}: retry {} “{}”, catalog {} “{}”", draft.0, draft.1, catalog.0, catalog.1)
        })
    }));
    found
}

/// Checks a draft against the catalog: nothing differs but what is known, and the catalog's own codes are these.
#[track_caller]
fn compare(vendor: &str, draft: &BTreeMap<String, Facts>, known: &[&str], own: &[&str]) {
    let catalog = catalog(vendor);
    assert_eq!(differences(draft, &catalog), known, "{vendor}");
    assert_eq!(lacking(&catalog, draft), own, "{vendor}");
}

#[test]
fn dynamodb_is_as_its_model() {
    // The model has no statuses and hardly a word on retries; the guide has them, and the codes of all of AWS. Some
    // reasons of a cancelled transaction and codes of PartiQL are names of their own.
    let own = [
        "AccessDenied",
        "AccessDeniedException",
        "AuthFailure",
        "ConditionalCheckFailed",
        "DuplicateItem",
        "ExpiredTokenException",
        "IncompleteSignature",
        "IncompleteSignatureException",
        "InternalFailure",
        "InvalidEndpointException",
        "InvalidParameterCombination",
        "InvalidParameterValue",
        "InvalidQueryParameter",
        "InvalidSignatureException",
        "ItemCollectionSizeLimitExceeded",
        "MalformedHttpRequestException",
        "MalformedQueryString",
        "MissingAction",
        "MissingAuthenticationTokenException",
        "MissingParameter",
        "NotAuthorized",
        "OptInRequired",
        "ProvisionedThroughputExceeded",
        "RequestAbortedException",
        "RequestEntityTooLargeException",
        "RequestExpired",
        "RequestThrottledException",
        "RequestTimeTooSkewed",
        "RequestTimeout",
        "RequestTimeoutException",
        "ResourceNotFound",
        "SerializationException",
        "ServiceUnavailable",
        "ServiceUnavailableException",
        "SignatureDoesNotMatch",
        "ThrottledException",
        "Throttling",
        "ThrottlingError",
        "TooManyRequestsException",
        "TransactionConflict",
        "UnknownOperationException",
        "UnrecognizedClientException",
        "ValidationError",
        "ValidationException",
    ];
    compare("dynamodb", &single("dynamodb", "dynamodb.json"), &[], &own);
}

#[test]
fn bedrock_is_as_its_model() {
    // Of agents it comes with another status, and the troubleshooting page says more of the other than the model's flag.
    let known = [
        "ConflictException: status 400, catalog 400 409",
        "ModelNotReadyException: retry backoff “retryable: {\"throttling\":false}”, catalog backoff “The AWS SDK will \
         automatically retry the operation up to 5 times.”",
    ];
    // The codes of all of AWS, of agents and of the dialect of OpenAI's, and two that real responses have.
    let own = [
        "AuthFailure",
        "BadCScoreException",
        "BadGatewayException",
        "DependencyFailedException",
        "ExpiredTokenException",
        "FTUFormNotFilled",
        "IncompleteSignature",
        "InternalFailure",
        "InvalidAction",
        "InvalidClientTokenId",
        "InvalidParameterCombination",
        "InvalidParameterValue",
        "InvalidQueryParameter",
        "InvalidSignatureException",
        "MPAgreementBeingCreated",
        "MalformedHttpRequestException",
        "MalformedQueryString",
        "MissingAction",
        "MissingAuthenticationToken",
        "MissingParameter",
        "NotAuthorized",
        "OptInRequired",
        "RequestAbortedException",
        "RequestEntityTooLargeException",
        "RequestExpired",
        "RequestLimitExceeded",
        "RequestThrottled",
        "RequestThrottledException",
        "RequestTimeTooSkewed",
        "RequestTimeout",
        "RequestTimeoutException",
        "RetryableConflictException",
        "SignatureDoesNotMatch",
        "ThrottledException",
        "Throttling",
        "TooManyRequestsException",
        "UnknownOperationException",
        "UnrecognizedClientException",
        "content_filtered",
        "guardrail_intervened",
        "invalid_api_key",
        "malformed_model_output",
        "malformed_tool_use",
        "validation_error",
    ];
    compare("bedrock", &single("bedrock", "bedrock.json"), &known, &own);
}

#[test]
fn grpc_is_as_its_list() {
    let (main, config) = (fixture("grpc.proto"), fixture("grpc_service_config.json"));
    let service_config = Some(SourceText { name: "grpc_service_config.json", text: &config });
    let source = Source { service_config, ..Source::new("grpc.proto", &main) };
    // The list of codes has words of its own.
    let known = [
        "UNAVAILABLE: retry backoff “retryableStatusCodes: [\"UNAVAILABLE\"]”, catalog backoff “can be corrected by \
         retrying with a backoff”",
    ];
    compare("grpc", &drafted("grpc", &source), &known, &[]);
    // The config is the sample of gRPC's retry design, and so is the schedule of the catalog.
    let text = draft(&source, &about("grpc")).unwrap().text;
    let schedule = "\nretry:\n  max_attempts: 4\n  backoff: { initial: 100ms, factor: 2, max: 1s }\n";
    assert!(text.contains(schedule), "{text}");
    assert!(fs::read_to_string(root().join("catalog/grpc.yaml")).unwrap().contains(schedule));
}

#[test]
fn google_is_as_its_enums() {
    let mut both = single("google", "google.proto");
    both.extend(single("google", "google_reasons.proto"));
    // A response with an error has neither of the values 0.
    let known = ["ERROR_REASON_UNSPECIFIED: not in the catalog", "OK: not in the catalog"];
    let catalog = catalog("google");
    assert_eq!(differences(&both, &catalog), known);
    // The older reasons, those of OAuth, of XML and of operations are from other pages, and are not in capitals but for
    // these.
    let mut older = lacking(&catalog, &both);
    older.retain(|code| code.chars().all(|c| !c.is_ascii_lowercase()));
    let of_other_pages = [
        "INVALID_REQUEST",
        "MAX_DIMENSIONS_EXCEEDED",
        "MAX_ELEMENTS_EXCEEDED",
        "MAX_ROUTE_LENGTH_EXCEEDED",
        "MAX_WAYPOINTS_EXCEEDED",
        "MODEL_CAPACITY_EXHAUSTED",
        "OVER_DAILY_LIMIT",
        "OVER_QUERY_LIMIT",
        "QUOTA_EXCEEDED",
        "REQUEST_DENIED",
        "RESOURCE_OPERATION_RATE_EXCEEDED",
        "UNKNOWN_ERROR",
        "UNREGISTERED",
        "UREQ_PROJECT_BILLING_NOT_FOUND",
        "ZONE_RESOURCE_POOL_EXHAUSTED",
    ];
    assert_eq!(older, of_other_pages);
}

#[test]
fn postgresql_is_as_its_table() {
    // These conditions have one name in two classes. The draft takes the macros', whose abbreviations the catalog
    // writes out.
    let known = [
        "2F002: \"SREModifyingSqlDataNotPermitted\", catalog \"SqlRoutineModifyingSqlDataNotPermitted\"",
        "2F003: \"SREProhibitedSqlStatementAttempted\", catalog \"SqlRoutineProhibitedSqlStatementAttempted\"",
        "2F004: \"SREReadingSqlDataNotPermitted\", catalog \"SqlRoutineReadingSqlDataNotPermitted\"",
        "38002: \"EREModifyingSqlDataNotPermitted\", catalog \"ExternalRoutineModifyingSqlDataNotPermitted\"",
        "38003: \"EREProhibitedSqlStatementAttempted\", catalog \"ExternalRoutineProhibitedSqlStatementAttempted\"",
        "38004: \"EREReadingSqlDataNotPermitted\", catalog \"ExternalRoutineReadingSqlDataNotPermitted\"",
        "39004: \"ERIENullValueNotAllowed\", catalog \"ExternalRoutineInvocationNullValueNotAllowed\"",
    ];
    // The fixture is of 15 and 16; these are newer.
    compare("postgresql", &single("postgresql", "postgresql.txt"), &known, &["10608", "25P04", "58P03"]);
}

#[test]
fn kafka_is_as_its_enum() {
    // What a member of a group has to do first is said by the text of the error; and throttling has a wait.
    let known = [
        "FENCED_MEMBER_EPOCH: retry never “”, catalog with_change “must abandon all its partitions and rejoin”",
        "ILLEGAL_GENERATION: retry never “”, catalog with_change “”",
        "MEMBER_ID_REQUIRED: retry never “”, catalog with_change “”",
        "REBALANCE_IN_PROGRESS: retry never “”, catalog with_change “a rejoin is needed”",
        "STALE_MEMBER_EPOCH: retry never “”, catalog with_change “The member must retry after receiving its updated \
         member epoch”",
        "THROTTLING_QUOTA_EXCEEDED: retry backoff “RetriableException”, catalog after_wait “RetriableException”",
        "UNKNOWN_MEMBER_ID: retry never “”, catalog with_change “”",
    ];
    // The fixture is from before Kafka 4.0; these are newer.
    let newer = [
        "REBOOTSTRAP_REQUIRED",
        "SHARE_SESSION_LIMIT_REACHED",
        "STREAMS_INVALID_TOPOLOGY",
        "STREAMS_INVALID_TOPOLOGY_EPOCH",
        "STREAMS_TOPOLOGY_FENCED",
    ];
    let (drafted, catalog) = (single("kafka", "kafka.java"), catalog("kafka"));
    // The codes of librdkafka itself begin so.
    let (of_librdkafka, lacking): (Vec<_>, Vec<_>) =
        lacking(&catalog, &drafted).into_iter().partition(|code| code.starts_with('_'));
    assert_eq!((of_librdkafka.len(), lacking.as_slice()), (63, newer.map(str::to_owned).as_slice()));
    assert_eq!(differences(&drafted, &catalog), known);
}

#[test]
fn mongodb_is_as_its_table() {
    // Two are retriable within the server, and reach no client; and no retry helps who is not authorized.
    let known = [
        "ConnectionError: retry backoff “RetriableError”, catalog never “”",
        "ConnectionPoolExpired: retry backoff “RetriableError”, catalog never “”",
        "StreamProcessorAtlasUnauthorizedError: retry backoff “StreamProcessorRetryableError”, catalog never “”",
    ];
    // These are the drivers' own, for what has no answer of a server.
    let own = [
        "MongoNetworkError",
        "MongoNetworkTimeoutError",
        "MongoNotConnectedError",
        "MongoPoolClearedError",
        "MongoServerSelectionError",
        "MongoTopologyClosedError",
        "MongoWaitQueueTimeoutError",
    ];
    compare("mongodb", &single("mongodb", "mongodb.yml"), &known, &own);
}
