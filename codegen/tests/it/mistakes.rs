//! Mistakes in catalogs: each gives one finding, of the right rule, at exactly the value.

use errcat_codegen::{Position, SourceFile};

use crate::fixtures;

/// The fields that a case leaves out.
const FRAME: &[(&str, &str)] = &[
    ("vendor:", "vendor: acme\n"),
    ("title:", "title: Acme\n"),
    ("about:", "about: Sells anvils.\n"),
    ("stability:", "stability: stable\n"),
    ("complete:", "complete: true\n"),
    ("sources:", "sources: [{ id: errors, title: Errors, retrieved: 2026-11-21 }]\n"),
    ("envelope:", "envelope: { code: /code }\n"),
    (
        "groups:",
        "groups:\n- { title: Codes, codes: [{ code: \"AN_ANVIL\", category: internal, meaning: It broke. }] }\n",
    ),
];

/// A rule and a catalog that breaks it, where it is marked `«so»`. Fields that do not matter are left out;
/// `E:` begins the rest of an entry, `R:` that of a rule for a status.
const MISTAKES: &[(&str, &str)] = &[
    // What is not YAML.
    ("yaml-syntax", "title: Acme\n«\t»about: Sells anvils.\n"),
    ("yaml-syntax", "about: «\"»Sells anvils.\nstability: stable\n"),
    ("yaml-syntax", "about: Sells anvils«:» heavy ones.\n"),
    ("yaml-syntax", "groups:\n  - title: Codes\n   «c»odes: []\n"),
    ("yaml-syntax", "groups: [{ title: Codes, codes: [] «]»\n"),
    ("yaml-syntax", "title: «@»Acme\n"),
    ("yaml-syntax", "title: Acme\n«about Sells anvils.»\n"),
    ("several-documents", "title: Acme\n«---»\nabout: Sells anvils.\n"),
    ("anchor", "title: «&»name Acme\n"),
    ("anchor", "title: «*»name\n"),
    ("anchor", "title: «!!str» Acme\n"),
    ("anchor", "title: «!» Acme\n"),
    // What is mistyped as YAML.
    (
        "yaml-syntax",
        "groups:\n- title: Codes\n  codes:\n  - code: \"A\"\n    category: internal\n    meaning: 'The card«'»s last digits are wrong.'\n",
    ),
    (
        "yaml-syntax",
        "groups:\n- title: Codes\n  codes:\n  - code: \"A\"\n    category: internal\n    meaning: \"The «\"»card\" is wrong.\"\n",
    ),
    (
        "yaml-syntax",
        "groups:\n- title: Codes\n  codes:\n  - code: \"A\"\n    category: internal\n    meaning: \"The card is «\"»wrong\".\n",
    ),
    (
        "yaml-syntax",
        "groups:\n- title: Codes\n  codes:\n  - code: \"A\"\n    category: internal\n    meaning: «\"»The card is wrong.\n    action: Look at it.\n",
    ),
    (
        "yaml-syntax",
        "groups:\n- title: Codes\n  codes:\n  - code: \"A\"\n    category: internal\n    meaning: «'»The card is wrong.\n    action: Look at it.\n",
    ),
    (
        "yaml-syntax",
        "groups:\n- title: Codes\n  codes:\n  - code: «\"»A\n    category: internal\n    meaning: \"It broke.\"\n",
    ),
    (
        "yaml-syntax",
        "groups:\n- title: Codes\n  codes:\n  - { code: «\"»A, category: \"internal\", meaning: It broke. }\n",
    ),
    (
        "yaml-syntax",
        "groups:\n- title: Codes\n  codes:\n  - { code: A, category: internal, meaning: 'The card«'»s wrong.' }\n",
    ),
    (
        "yaml-syntax",
        "groups:\n- title: Codes\n  codes:\n  - code: \"A\"\n    category: internal\n    meaning: «“»Wrong: the card.”\n",
    ),
    (
        "yaml-syntax",
        "groups:\n- title: Codes\n  codes:\n  - code: \"A\"\n    category: internal\n    meaning: \"C:\\\\«\\»d\"\n",
    ),
    (
        "yaml-syntax",
        "groups:\n- title: Codes\n  codes:\n  - { code: \"A\", category: internal, meaning: It broke.«»\n  - { code: \"B\", category: internal, meaning: It bent. }\n",
    ),
    (
        "yaml-syntax",
        "groups:\n- title: Codes\n  codes:\n  - { code: \"A\", http: [500, 502«», category: internal, meaning: It broke. }\n",
    ),
    (
        "yaml-syntax",
        "groups:\n- title: Codes\n  codes:\n  - code: \"A\"\n    category: internal\n    http: [500, 502«»\n    meaning: It broke.\n",
    ),
    (
        "yaml-syntax",
        "groups:\n- title: Codes\n  codes:\n  - code: \"A\"\n    category: internal\n    http: [500, 502]«]»\n    meaning: It broke.\n",
    ),
    (
        "yaml-syntax",
        "groups:\n- title: Codes\n  codes:\n  - { code: \"A\"«» category: internal, meaning: It broke. }\n",
    ),
    (
        "yaml-syntax",
        "groups:\n- title: Codes\n  codes:\n  - { code: \"A\", category: internal«» meaning: It broke. }\n  - { code: \"B\", category: internal, meaning: It bent. }\n",
    ),
    (
        "yaml-syntax",
        "groups:\n- title: Codes\n  codes:\n  - { code: \"A\", http: [500]«» category: internal, meaning: It broke. }\n",
    ),
    (
        "yaml-syntax",
        "groups:\n- title: Codes\n  codes:\n  - { code: \"A\",\n      category: internal«»\n      meaning: It broke. }\n  - { code: \"B\", category: internal, meaning: It bent. }\n",
    ),
    (
        "yaml-syntax",
        "groups:\n- title: Codes\n  codes:\n  - { code: \"A\", category: internal, meaning: It broke«:» badly. }\n",
    ),
    (
        "yaml-syntax",
        "groups:\n- title: Codes\n  codes:\n  - code: \"A\"\n    category: internal\n    aliases: [\"B\"«» \"C\"]\n    meaning: It broke.\n",
    ),
    (
        "yaml-syntax",
        "groups:\n- title: Codes\n  codes:\n  - code: \"A\"\n    category: internal\n    meaning: «{»code} is not known.\n",
    ),
    ("yaml-syntax", "envelope: { code: /code«»\n"),
    (
        "yaml-syntax",
        "groups:\n- title: Codes\n  codes:\n  - code: \"A\"\n    category: internal\n    meaning: It broke«:» badly.\n",
    ),
    (
        "yaml-syntax",
        "groups:\n- title: Codes\n  codes:\n  - code: \"A\"\n    category: internal\n    meaning: It broke.\n    action: Ask«:» support@acme.example\n",
    ),
    (
        "yaml-syntax",
        "groups:\n- title: Codes\n  codes:\n  - code: \"A\"\n    category: internal\n    meaning: It broke\n      so badly«:» look.\n",
    ),
    (
        "yaml-syntax",
        "groups:\n- title: Codes\n  codes:\n  - code: \"A\"\n    category: internal\n    meaning: «`»fresh` is wrong.\n",
    ),
    (
        "yaml-syntax",
        "groups:\n- title: Codes\n  codes:\n  - code: \"A\"\n    category: internal\n    meaning: «@»acme knows.\n",
    ),
    (
        "yaml-syntax",
        "groups:\n- title: Codes\n  codes:\n  - code: \"A\"\n    category: internal\n    meaning: «%»s is wrong.\n",
    ),
    ("yaml-syntax", "groups:\n- title: Codes\n  codes: «-» code: \"A\"\n"),
    (
        "yaml-syntax",
        "groups:\n  - title: Codes\n    codes:\n      - code: \"A\"\n      «category»: internal\n        meaning: It broke.\n",
    ),
    (
        "yaml-syntax",
        "groups:\n- title: Codes\n  codes:\n  - code: \"A\"\n    category: internal\n     «meaning»: It broke.\n",
    ),
    (
        "yaml-syntax",
        "groups:\n- title: Codes\n  codes:\n  - code: \"A\"\n    category: internal\n   «meaning»: It broke.\n",
    ),
    (
        "yaml-syntax",
        "groups:\n- title: Codes\n  codes:\n    - code: \"A\"\n      category: internal\n      meaning: It broke.\n   «-» code: \"B\"\n      category: internal\n      meaning: It bent.\n",
    ),
    ("yaml-syntax", "sources:\n  - id: errors\n    title: Errors\n     «retrieved»: 2026-11-21\n"),
    (
        "yaml-syntax",
        "groups:\n- title: Codes\n  codes:\n  - code: \"A\"\n    category: internal\n«\t»meaning: It broke.\n",
    ),
    (
        "yaml-syntax",
        "groups:\n- title: Codes\n  codes:\n  - code: \"A\"\n    category: internal\n    «\t»meaning: It broke.\n",
    ),
    (
        "yaml-syntax",
        "groups:\n- title: Codes\n  codes:\n  - code: \"A\"\n    category: internal\n  «\u{a0}»\u{a0}meaning: It broke.\n",
    ),
    (
        "yaml-syntax",
        "groups:\n- title: Codes\n  codes:\n  - code: \"A\"\n    category: internal\n    «meaning:»It broke.\n",
    ),
    (
        "yaml-syntax",
        "groups:\n- title: Codes\n  codes:\n  - code: \"A\"\n    category: internal\n    «meaning It broke.»\n",
    ),
    ("yaml-syntax", "«<<<<<<<» HEAD\ntitle: Acme\n=======\ntitle: Acme Inc.\n>>>>>>> other\n"),
    (
        "yaml-syntax",
        "groups:\n- title: Codes\n  codes:\n  - code: \"A\"\n    category: internal\n    meaning: It broke.\n«<<<<<<<» HEAD\n    action: Look.\n=======\n    action: Ask.\n>>>>>>> other\n",
    ),
    (
        "yaml-syntax",
        "groups:\n- title: Codes\n  codes:\n  - code: \"A\"\n    category: internal\n    meaning: It broke.\n«=======»\n    action: Ask.\n",
    ),
    (
        "duplicate-key",
        "groups:\n- title: Codes\n  codes:\n  - code: \"A\"\n    category: internal\n    meaning: It broke.\n    «code»: \"B\"\n    category: internal\n    meaning: It bent.\n",
    ),
    (
        "duplicate-key",
        "groups:\n- title: Codes\n  codes:\n  - code: \"A\"\n    category: internal\n    meaning: It broke.\n    «code»: \"B\"\n    category: internal\n    meaning: It bent.\n    code: \"C\"\n    category: internal\n    meaning: It tore.\n",
    ),
    ("unknown-field", "«codes»:\n  - { code: \"A\", category: internal, meaning: It broke. }\n"),
    ("wrong-type", "groups:\n  «codes»:\n    - { code: \"A\", category: internal, meaning: It broke. }\n"),
    ("unknown-field", "groups:\n  - «code»: \"A\"\n    category: internal\n    meaning: It broke.\n"),
    ("unknown-field", "«action»: Look.\n"),
    ("unknown-field", "E: code: \"A\", category: internal, meaning: It broke., «retries»: never"),
    ("unknown-field", "E: code: \"A\", category: internal, meaning: It broke., «Action»: Look."),
    // Another shape than a catalog.
    ("wrong-type", "complete: «\"true\"»\n"),
    ("wrong-type", "complete: «yes»\n"),
    ("wrong-type", "«complete»:\n"),
    ("wrong-type", "«about»:\n"),
    ("unquoted-scalar", "about: «~»\n"),
    ("unquoted-scalar", "title: «2026»\n"),
    ("unquoted-scalar", "title: «true»\n"),
    ("wrong-type", "title: «[»Acme]\n"),
    ("wrong-type", "title: { «name»: Acme }\n"),
    ("wrong-type", "sources: «errors»\n"),
    ("wrong-type", "sources: { «id»: errors, title: Errors, retrieved: 2026-11-21 }\n"),
    ("wrong-type", "sources: [«errors»]\n"),
    ("source", "sources: «[»]\n"),
    ("missing-field", "sources: [{ «title»: Errors, retrieved: 2026-11-21 }]\n"),
    ("date", "sources: [{ id: errors, title: Errors, retrieved: «2026-02-30» }]\n"),
    ("date", "sources: [{ id: errors, title: Errors, retrieved: «2026-1-2» }]\n"),
    ("date", "sources: [{ id: errors, title: Errors, retrieved: «\"21 November 2026\"» }]\n"),
    ("unquoted-scalar", "sources: [{ id: errors, title: Errors, retrieved: «20261121» }]\n"),
    (
        "source",
        "sources: [{ id: errors, title: One, retrieved: 2026-11-21 }, { id: «errors», title: Two, retrieved: 2026-11-21 }]\n",
    ),
    ("url", "sources: [{ id: errors, title: Errors, retrieved: 2026-11-21, url: «acme.example/errors» }]\n"),
    ("url", "documentation_url: «https://acme.example/errors/code»\n"),
    ("unknown-word", "stability: «stabel»\n"),
    ("unknown-word", "stability: «Stable»\n"),
    ("wrong-type", "stability: «[»stable]\n"),
    ("unknown-field", "«discription»: Anvils.\n"),
    ("unknown-field", "«titel»: Acme\ntitle: Acme\n"),
    ("unknown-field", "envelope: { code: /code, «mesage»: /message }\n"),
    ("unknown-field", "wait: [{ «heder»: Retry-After }]\n"),
    ("unknown-field", "retry: { «attempts»: 4 }\n"),
    ("unknown-field", "retry: { backoff: { initial: 1s, «maximum»: 8s } }\n"),
    ("unknown-field", "retry: { backoff: { «intial»: 1s } }\n"),
    ("unknown-field", "E: code: \"AN_ANVIL\", category: internal, meaning: It broke., «cause»: gravity"),
    ("unknown-field", "E: code: \"AN_ANVIL\", «catgory»: internal, meaning: It broke."),
    (
        "unknown-field",
        "E: code: \"AN_ANVIL\", category: internal, retry: { kind: never, «wait»: 7s }, meaning: It broke., action: Look.",
    ),
    ("unknown-field", "E: code: \"AN_ANVIL\", category: internal, meaning: It broke, «as anvils do»"),
    (
        "unknown-field",
        "E: code: \"AN_ANVIL\", category: internal, meaning: It broke., deprecated: { «replacedBy»: \"X\" }",
    ),
    (
        "unknown-field",
        "E: code: \"AN_ANVIL\", category: internal, meaning: It broke., examples: [{ status: 500, «expected»: { retry: backoff } }]",
    ),
    (
        "unknown-field",
        "E: code: \"AN_ANVIL\", category: internal, meaning: It broke., examples: [{ status: 500, expect: { «retries»: backoff } }]",
    ),
    (
        "unknown-field",
        "E: code: \"AN_ANVIL\", category: internal, meaning: It broke., allow: [{ «lint»: action-missing, reason: So. }]",
    ),
    ("unknown-field", "R: status: 500, category: internal, «meanign»: It broke."),
    ("unknown-field", "families: [{ «prefx»: \"AN_\", category: internal, meaning: It broke. }]\n"),
    ("missing-field", "E: «code»: \"AN_ANVIL\", category: internal"),
    ("missing-field", "E: «category»: internal, meaning: It broke."),
    ("missing-field", "R: «status»: 500, category: internal"),
    ("missing-field", "R: «category»: internal, meaning: It broke."),
    ("missing-field", "groups: [{ «title»: Codes }]\n"),
    (
        "missing-field",
        "groups: [{ «codes»: [{ code: \"AN_ANVIL\", category: internal, meaning: It broke. }] }]\n",
    ),
    (
        "missing-field",
        "E: code: \"AN_ANVIL\", category: internal, meaning: It broke., examples: [{ «status»: 500 }]",
    ),
    (
        "missing-field",
        "E: code: \"AN_ANVIL\", category: internal, meaning: It broke., allow: [{ «rule»: action-missing }]",
    ),
    (
        "missing-field",
        "E: code: \"AN_ANVIL\", category: internal, retry: { «window»: month }, meaning: It broke.",
    ),
    ("duplicate-key", "title: Acme\nabout: Sells anvils.\n«title»: Acme\n"),
    ("duplicate-key", "E: code: \"AN_ANVIL\", category: internal, meaning: It broke., «meaning»: It bent."),
    ("duplicate-key", "envelope: { code: /code, fields: { a: /a, «a»: /b } }\n"),
    (
        "duplicate-key",
        "E: code: \"AN_ANVIL\", category: internal, meaning: It broke., details: { a: string, «a»: integer }",
    ),
    ("unquoted-scalar", "E: code: «404», name: NotThere, category: internal, meaning: It broke."),
    ("unquoted-scalar", "E: code: «NO», name: NotThere, category: internal, meaning: It broke."),
    ("unquoted-scalar", "E: code: «null», name: NotThere, category: internal, meaning: It broke."),
    ("wrong-type", "E: «code»: , category: internal, meaning: It broke."),
    ("empty-text", "E: code: «\"\"», category: internal, meaning: It broke."),
    ("empty-text", "E: code: \"AN_ANVIL\", category: internal, meaning: «\"\"»"),
    ("unquoted-scalar", "E: code: \"AN_ANVIL\", aliases: [«12»], category: internal, meaning: It broke."),
    ("wrong-type", "E: code: \"AN_ANVIL\", aliases: «\"OTHER\"», category: internal, meaning: It broke."),
    (
        "duplicate-code",
        "E: code: \"AN_ANVIL\", aliases: [«\"AN_ANVIL\"»], category: internal, meaning: It broke.",
    ),
    (
        "duplicate-code",
        "E: code: \"AN_ANVIL\", aliases: [\"B\", «\"B\"»], category: internal, meaning: It broke.",
    ),
    ("unknown-word", "E: code: \"AN_ANVIL\", category: «Internal», meaning: It broke."),
    ("unknown-word", "E: code: \"AN_ANVIL\", category: «server_error», meaning: It broke."),
    ("wrong-type", "E: code: \"AN_ANVIL\", category: «[»internal], meaning: It broke."),
    ("wrong-type", "E: code: \"AN_ANVIL\", «category»: , meaning: It broke."),
    ("unknown-word", "E: code: \"AN_ANVIL\", category: internal, retry: «yes», meaning: It broke."),
    ("unknown-word", "E: code: \"AN_ANVIL\", category: internal, retry: «true», meaning: It broke."),
    ("wrong-type", "E: code: \"AN_ANVIL\", category: internal, retry: «[»never], meaning: It broke."),
    (
        "unknown-word",
        "E: code: \"AN_ANVIL\", category: internal, retry: { kind: «none» }, meaning: It broke.",
    ),
    (
        "wrong-type",
        "E: code: \"AN_ANVIL\", category: internal, retry: { kind: backoff, max_attempts: «\"3\"» }, meaning: It broke.",
    ),
    (
        "wrong-type",
        "E: code: \"AN_ANVIL\", category: internal, retry: { kind: backoff, max_attempts: «-1» }, meaning: It broke.",
    ),
    (
        "wrong-type",
        "E: code: \"AN_ANVIL\", category: internal, retry: { kind: backoff, max_attempts: «2.5» }, meaning: It broke.",
    ),
    (
        "retry",
        "E: code: \"AN_ANVIL\", category: internal, retry: { kind: backoff, max_attempts: «0» }, meaning: It broke.",
    ),
    (
        "retry",
        "E: code: \"AN_ANVIL\", category: internal, retry: { kind: «with_change» }, meaning: It broke.",
    ),
    (
        "retry",
        "E: code: \"AN_ANVIL\", category: internal, retry: { kind: never, default_wait: «7s» }, meaning: It broke., action: Look.",
    ),
    (
        "retry",
        "E: code: \"AN_ANVIL\", category: internal, retry: { kind: backoff, window: «month» }, meaning: It broke.",
    ),
    (
        "unknown-word",
        "E: code: \"AN_ANVIL\", category: internal, retry: { kind: after_reset, window: «monthly» }, meaning: It broke., action: Look.",
    ),
    (
        "duration",
        "E: code: \"AN_ANVIL\", category: internal, retry: { kind: after_wait, default_wait: «7» }, meaning: It broke.",
    ),
    (
        "duration",
        "E: code: \"AN_ANVIL\", category: internal, retry: { kind: after_wait, default_wait: «7 s» }, meaning: It broke.",
    ),
    (
        "duration",
        "E: code: \"AN_ANVIL\", category: internal, retry: { kind: after_wait, default_wait: «soon» }, meaning: It broke.",
    ),
    ("duration", "retry: { backoff: { initial: «1 second» } }\n"),
    ("duration", "retry: { backoff: { initial: «-1s» } }\n"),
    ("duration", "retry: { backoff: { initial: «1» } }\n"),
    ("wrong-type", "retry: { backoff: { initial: 1s, factor: «two» } }\n"),
    ("schedule", "retry: { backoff: { initial: 1s, factor: «0.5» } }\n"),
    ("schedule", "retry: { backoff: { initial: 8s, max: «1s» } }\n"),
    ("schedule", "retry: { max_attempts: «0» }\n"),
    ("schedule", "retry: { max_wait: «0s» }\n"),
    ("schedule", "retry: { backoff: { initial: 1s, max: 30s }, max_wait: «20s» }\n"),
    ("schedule", "retry: { backoff: { initial: 30s }, max_wait: «20s» }\n"),
    ("duration", "retry: { max_wait: «120» }\n"),
    (
        "schedule",
        "retry: { max_wait: 30s }\nno_response: { category: unavailable, retry: { kind: after_wait, default_wait: «1m» }, meaning: Nothing came. }\n",
    ),
    ("wrong-type", "retry: «4»\n"),
    ("wrong-type", "retry: { backoff: «1s» }\n"),
    ("status", "E: code: \"AN_ANVIL\", http: «42», category: internal, meaning: It broke."),
    ("status", "E: code: \"AN_ANVIL\", http: «1000», category: internal, meaning: It broke."),
    ("status", "E: code: \"AN_ANVIL\", http: «600x», category: internal, meaning: It broke."),
    ("status", "E: code: \"AN_ANVIL\", http: «\"4xx,5xx\"», category: internal, meaning: It broke."),
    ("status", "E: code: \"AN_ANVIL\", http: [500, «5XX»], category: internal, meaning: It broke."),
    ("status", "E: code: \"AN_ANVIL\", http: [500, «500»], category: internal, meaning: It broke."),
    ("status", "E: code: \"AN_ANVIL\", http: [500, «none»], category: internal, meaning: It broke."),
    ("status", "E: code: \"AN_ANVIL\", http: «n/a», category: internal, meaning: It broke."),
    ("status", "E: code: \"AN_ANVIL\", http: «500-599», category: internal, meaning: It broke."),
    ("status", "E: code: \"AN_ANVIL\", http: «500.0», category: internal, meaning: It broke."),
    ("wrong-type", "E: code: \"AN_ANVIL\", http: «true», category: internal, meaning: It broke."),
    ("wrong-type", "E: code: \"AN_ANVIL\", http: { «status»: 500 }, category: internal, meaning: It broke."),
    ("empty-list", "E: code: \"AN_ANVIL\", http: «[»], category: internal, meaning: It broke."),
    ("wrong-type", "E: code: \"AN_ANVIL\", «http»: , category: internal, meaning: It broke."),
    ("status", "R: status: «99», category: internal, meaning: It broke."),
    ("status", "R: status: «none», category: internal, meaning: It broke."),
    ("empty-list", "R: status: «[»], category: internal, meaning: It broke."),
    ("success", "R: status: «500», meaning: It broke."),
    ("success", "R: status: 201, success: true, retry: «never», meaning: It is made."),
    ("wrong-type", "R: status: 201, success: «\"yes\"», meaning: It is made."),
    (
        "duplicate-rule",
        "statuses:\n- { status: 5xx, category: internal, meaning: It broke. }\n- { status: «5xx», category: unavailable, meaning: It is away. }\n",
    ),
    (
        "duplicate-rule",
        "families:\n- { prefix: \"AN_\", category: internal, meaning: It broke. }\n- { prefix: «\"AN_\"», category: unavailable, meaning: It is away. }\n",
    ),
    ("empty-text", "families: [{ prefix: «\"\"», category: internal, meaning: It broke. }]\n"),
    ("wrong-type", "families: { «prefix»: \"AN_\", category: internal, meaning: It broke. }\n"),
    ("wrong-type", "statuses: { «500»: { category: internal, meaning: It broke. } }\n"),
    ("pointer", "envelope: { code: «error.code» }\n"),
    ("pointer", "envelope: { code: «$.error.code» }\n"),
    ("pointer", "envelope: { code: [/error/code, «error»] }\n"),
    ("pointer", "envelope: { code: /code, each: «errors» }\n"),
    ("pointer", "envelope: { code: /code, embedded: [/a, «any_list»] }\n"),
    ("pointer", "envelope: { code: «/a~2» }\n"),
    ("pointer", "wait: [{ pointer: «retry_after» }]\n"),
    ("unknown-word", "envelope: { code: /code, stream: «ndjson» }\n"),
    ("header", "envelope: { code: { header: «\":\"» } }\n"),
    ("header", "envelope: { code: { header: «\"X Error\"» } }\n"),
    ("header", "wait: [{ header: «\"Retry-After: 7\"» }]\n"),
    (
        "header",
        "E: code: \"AN_ANVIL\", category: internal, meaning: It broke., examples: [{ status: 500, headers: { «\"Retry After\"»: \"7\" }, expect: { retry: backoff } }]",
    ),
    ("unknown-field", "envelope: { code: { «heaader»: X-Error } }\n"),
    ("wrong-type", "envelope: «/code»\n"),
    ("unquoted-scalar", "envelope: { code: «5» }\n"),
    ("empty-list", "envelope: { code: «[»] }\n"),
    ("envelope", "envelope: { «message»: /message }\n"),
    ("envelope", "envelope: «{»}\n"),
    ("envelope", "envelope: { is_error: { pointer: «/status» }, code: /code }\n"),
    (
        "envelope",
        "envelope: { is_error: { pointer: /status, equals: error, present: «true» }, code: /code }\n",
    ),
    ("envelope", "envelope: { is_error: { pointer: /status, present: «false» }, code: /code }\n"),
    ("envelope", "envelope: { is_error: { header: «X-Status» }, code: /code }\n"),
    ("envelope", "envelope: { is_error: { pointer: /status, contains: [bad, «\" \"»] }, code: /code }\n"),
    ("condition", "wait: [{ header: X-Wait, when: { pointer: /type, starts_with: «\"\"» } }]\n"),
    ("envelope", "envelope: { is_error: { «equals»: error }, code: /code }\n"),
    ("envelope", "envelope: { is_error: «{»}, code: /code }\n"),
    (
        "envelope",
        "envelope: { is_error: { header: X-Status, pointer: «/status», equals: error }, code: /code }\n",
    ),
    (
        "envelope",
        "envelope: { is_error: { header: X-Status, equals: [error, «\" failed\"»] }, code: /code }\n",
    ),
    ("header", "envelope: { is_error: { header: «\"X-Status:\"», equals: error }, code: /code }\n"),
    ("pointer", "envelope: { is_error: { pointer: «status», equals: error }, code: /code }\n"),
    (
        "place",
        "envelope: { is_error: { header: X-Status, where: { «type»: a }, equals: error }, code: /code }\n",
    ),
    (
        "duplicate-value",
        "envelope: { is_error: { header: X-Status, equals: [error, «error»] }, code: /code }\n",
    ),
    (
        "envelope",
        "envelope: { is_error: { pointer: «/errors/0/code», present: true }, each: /errors, code: /code }\n",
    ),
    ("wrong-type", "envelope: { is_error: { pointer: /status, equals: «1.5» }, code: /code }\n"),
    ("wrong-type", "envelope: { is_error: «/status», code: /code }\n"),
    ("field-name", "envelope: { code: /code, fields: { «taskType»: /t } }\n"),
    ("field-name", "envelope: { code: /code, fields: { «\"2nd\"»: /t } }\n"),
    ("wrong-type", "envelope: { code: /code, fields: «[»/t] }\n"),
    ("wait-source", "wait: [{ «encoding»: seconds }]\n"),
    ("wait-source", "wait: [«{»}]\n"),
    ("wait-source", "wait: [{ header: Retry-After, pointer: «/retry_after» }]\n"),
    ("condition", "wait: [{ header: A, when: { «equals»: 0 } }]\n"),
    ("condition", "wait: [{ header: A, when: { header: B, pointer: «/b», equals: 0 } }]\n"),
    ("condition", "wait: [{ header: A, when: { header: «B» } }]\n"),
    ("condition", "wait: [{ header: A, when: { pointer: «/b» } }]\n"),
    ("condition", "wait: [{ header: A, when: { header: B, equals: 0, not_equals: «1» } }]\n"),
    ("condition", "wait: [{ header: A, when: { header: B, equals: 0, present: «true» } }]\n"),
    ("condition", "wait: [{ header: A, when: { header: B, present: «false» } }]\n"),
    ("condition", "wait: [{ header: A, when: { header: B, equals: «\" 0\"» } }]\n"),
    ("condition", "wait: [{ header: A, when: { header: B, not_equals: [\"1\", «\"\"»] } }]\n"),
    ("header", "wait: [{ header: A, when: { header: «\"B:\"», equals: 0 } }]\n"),
    ("pointer", "wait: [{ header: A, when: { pointer: «b», equals: 0 } }]\n"),
    ("duplicate-value", "wait: [{ header: A, when: { header: B, equals: [0, «0»] } }]\n"),
    (
        "duplicate-value",
        "wait: [{ header: A, when: { header: B, equals: 0 } }, { header: «a», when: { header: B, equals: 0 } }]\n",
    ),
    ("empty-list", "wait: [{ header: A, when: { header: B, equals: «[»] } }]\n"),
    ("unknown-field", "wait: [{ header: A, when: { header: B, «equal»: 0 } }]\n"),
    ("place", "wait: [{ header: A, where: { «header»: B, equals: 0 } }]\n"),
    ("wrong-type", "wait: [{ header: A, when: «always» }]\n"),
    ("wrong-type", "wait: [{ header: A, when: «[»{ header: B, equals: 0 }] }]\n"),
    ("wrong-type", "wait: [{ header: A, when: { header: B, equals: «0.5» } }]\n"),
    ("wrong-type", "wait: [{ header: A, when: { header: B, present: «maybe» } }]\n"),
    (
        "condition",
        "R: status: 403, when: { header: «B» }, category: rate_limited, retry: backoff, meaning: Too fast.",
    ),
    (
        "pointer",
        "R: status: 403, when: { pointer: «b», present: true }, category: rate_limited, retry: backoff, meaning: Too fast.",
    ),
    ("success", "R: status: 404, success: true, when: { «header»: B, present: true }, meaning: It is gone."),
    (
        "unexercised-place",
        "statuses: [{ status: 403, when: { pointer: «/b», present: true }, category: rate_limited, retry: backoff, meaning: Too fast. }]\nexamples: [{ status: 500, body: { code: AN_ANVIL }, expect: { code: \"AN_ANVIL\" } }]\n",
    ),
    (
        "unexercised-place",
        "wait: [{ header: A, when: { header: «B», present: true } }]\nexamples: [{ status: 500, headers: { A: 7 }, body: { code: AN_ANVIL }, expect: { code: \"AN_ANVIL\" } }]\n",
    ),
    (
        "header-spelling",
        "wait: [{ header: «Retry-Afer» }]\nexamples: [{ status: 500, headers: { Retry-After: 7 }, body: { code: AN_ANVIL }, expect: { code: \"AN_ANVIL\" } }]\n",
    ),
    ("place", "envelope: { code: /code, message: { pointer: /message, decides: «true» } }\n"),
    ("place", "envelope: { code: { pointer: /code, where: { «type»: fatal } } }\n"),
    ("place", "envelope: { code: { header: A, pointer: «/code» } }\n"),
    ("place", "envelope: { code: { pointer: /code, after: «\"\"» } }\n"),
    ("wait-source", "wait: [{ header: «A», longest: [{ header: B }] }]\n"),
    ("condition", "wait: [{ header: A, when: { pointer: /b, above: «1e12» } }]\n"),
    ("condition", "wait: [{ header: A, when: { all: [{ header: «B» }] } }]\n"),
    ("unknown-word", "wait: [{ header: Retry-After, encoding: «sec» }]\n"),
    ("wrong-type", "wait: { «header»: Retry-After }\n"),
    ("wrong-type", "wait: [«Retry-After»]\n"),
    ("duplicate-value", "wait: [{ header: Retry-After }, { header: «retry-after» }]\n"),
    ("duplicate-value", "envelope: { code: [/code, «/code»] }\n"),
    ("inferred", "E: code: \"AN_ANVIL\", category: internal, meaning: It broke., inferred: [«http»]"),
    ("inferred", "E: code: \"AN_ANVIL\", category: internal, meaning: It broke., inferred: [«meanings»]"),
    (
        "wrong-type",
        "E: code: \"AN_ANVIL\", http: 500, category: internal, meaning: It broke., inferred: «http»",
    ),
    (
        "duplicate-value",
        "E: code: \"AN_ANVIL\", http: 500, category: internal, meaning: It broke., inferred: [http, «http»]",
    ),
    ("source", "E: code: \"AN_ANVIL\", category: internal, meaning: It broke., source: «page»"),
    (
        "deprecated",
        "E: code: \"AN_ANVIL\", category: internal, meaning: It broke., deprecated: { replaced_by: «\"AN_ANVILL\"» }",
    ),
    (
        "deprecated",
        "E: code: \"AN_ANVIL\", category: internal, meaning: It broke., deprecated: { replaced_by: «\"AN_ANVIL\"» }",
    ),
    ("wrong-type", "E: code: \"AN_ANVIL\", category: internal, meaning: It broke., deprecated: «true»"),
    ("unquoted-scalar", "E: code: \"AN_ANVIL\", category: internal, meaning: It broke., since: «2.0»"),
    ("variant-name", "E: code: «\"404\"», category: internal, meaning: It broke."),
    ("variant-name", "E: code: \"404\", name: «not_there», category: internal, meaning: It broke."),
    ("variant-name", "E: code: «\"***\"», category: internal, meaning: It broke."),
    ("unquoted-scalar", "E: code: \"404\", name: «404», category: internal, meaning: It broke."),
    (
        "name-collision",
        "groups: [{ title: Codes, codes: [{ code: \"NOT_HERE\", category: internal, meaning: It broke. }, { code: «\"notHere\"», category: internal, meaning: It bent. }] }]\n",
    ),
    (
        "member-name",
        "E: code: \"AN_ANVIL\", category: internal, meaning: It broke., details: { «\"2nd\"»: string }",
    ),
    (
        "unknown-word",
        "E: code: \"AN_ANVIL\", category: internal, meaning: It broke., details: { second: «text» }",
    ),
    ("invisible-character", "E: code: «\" AN_ANVIL\"», category: internal, meaning: It broke."),
    ("vendor-stem", "vendor: «apex»\n"),
    ("unquoted-scalar", "vendor: «7»\n"),
    ("nothing-known", "groups: «[»]\n"),
    ("nothing-known", "groups: «[»{ title: Codes, codes: [] }]\n"),
    (
        "empty-list",
        "groups: [{ title: One, codes: [{ code: \"AN_ANVIL\", category: internal, meaning: It broke. }] }, { title: Two, codes: «[»] }]\n",
    ),
    ("wrong-type", "«groups»:\n"),
    ("wrong-type", "groups: [«Codes»]\n"),
    ("wrong-type", "groups: { «title»: Codes, codes: [] }\n"),
    ("wrong-type", "groups: [{ title: Codes, codes: [«\"AN_ANVIL\"»] }]\n"),
    ("wrong-type", "groups: [{ title: Codes, codes: { «AN_ANVIL»: { category: internal } } }]\n"),
    ("example", "examples: [{ «title»: Nothing, expect: { retry: never } }]\n"),
    ("example", "examples: [{ status: 500, expect: «{»} }]\n"),
    ("empty-list", "examples: [{ status: 500, expect: «[»] }]\n"),
    ("example", "examples: [{ status: 500, expect: { code: «\"AN_ANVILL\"» } }]\n"),
    ("wrong-type", "examples: [{ status: «5xx», expect: { retry: never } }]\n"),
    ("status", "examples: [{ status: «42», expect: { retry: never } }]\n"),
    ("unknown-word", "examples: [{ status: 500, expect: «nothing» }]\n"),
    ("unknown-word", "examples: [{ status: 500, expect: { basis: «codes» } }]\n"),
    ("unknown-word", "examples: [{ status: 500, expect: { retry: «yes» } }]\n"),
    ("duration", "examples: [{ status: 500, expect: { wait: «7» } }]\n"),
    ("duration", "examples: [{ status: 500, expect: { wait: «later» } }]\n"),
    ("wrong-type", "examples: [{ status: 500, headers: «[»Retry-After], expect: { retry: backoff } }]\n"),
    (
        "duplicate-value",
        "examples: [{ status: 500, headers: { Retry-After: \"7\", «retry-after»: \"8\" }, expect: { retry: backoff } }]\n",
    ),
    ("example-verdict", "examples: [{ status: 500, expect: { retry: «never» } }]\n"),
    ("example-verdict", "examples: [{ status: 500, expect: { basis: «code» } }]\n"),
    ("example-verdict", "examples: [{ status: 500, expect: { wait: «7s» } }]\n"),
    (
        "example-verdict",
        "examples: [{ status: 500, body: { code: AN_ANVIL }, expect: { raw_code: «\"AN_OTHER\"» } }]\n",
    ),
    ("example-verdict", "examples: [{ status: 500, expect: «none» }]\n"),
    ("example-verdict", "examples: [{ status: 200, expect: { «retry»: never } }]\n"),
    ("example-verdict", "examples: [{ status: 500, expect: «[»{ retry: backoff }, { retry: backoff }] }]\n"),
    ("allow", "allow: [{ rule: «action-misssing», reason: So. }]\n"),
    ("allow", "allow: [{ rule: «duplicate-code», reason: So. }]\n"),
    ("unused-allow", "allow: [{ rule: «action-missing», reason: So. }]\n"),
    ("wrong-type", "allow: [«action-missing»]\n"),
    // What is left out is not missed elsewhere.
    (
        "wrong-type",
        "sources: «errors»\ngroups: [{ title: Codes, codes: [{ code: \"A\", category: internal, meaning: It broke., source: errors }] }]\n",
    ),
    (
        "missing-field",
        "sources: [{ «id»: errors, title: Errors }]\ngroups: [{ title: Codes, codes: [{ code: \"A\", category: internal, meaning: It broke., source: errors }] }]\n",
    ),
    ("wrong-type", "groups: «codes»\nexamples: [{ status: 500, expect: { code: \"A\" } }]\n"),
    (
        "missing-field",
        "groups: [{ title: Codes, codes: [{ «code»: \"A\", category: internal }] }]\nexamples: [{ status: 500, expect: { code: \"A\" } }]\n",
    ),
    (
        "unknown-word",
        "groups: [{ title: Codes, codes: [{ code: \"A\", category: «intern», meaning: It broke. }, { code: \"B\", category: internal, meaning: It bent., deprecated: { replaced_by: \"A\" } }] }]\n",
    ),
    // Blocks and their indentation.
    ("yaml-syntax", "«title:Acme»\n"),
    ("yaml-syntax", " «about»: Sells anvils.\n"),
    (
        "wrong-type",
        "groups:\n- title: Codes\n  codes:\n    «-code»: \"AN_ANVIL\"\n    category: internal\n    meaning: It broke.\n",
    ),
    (
        "unknown-field",
        "groups:\n- title: Codes\n  codes:\n  - code: \"AN_ANVIL\"\n    category: internal\n  «meaning»: It broke.\n",
    ),
    (
        "unknown-field",
        "groups:\n- title: Codes\n  codes:\n  - code: \"AN_ANVIL\"\n    category: internal\n«meaning»: It broke.\n",
    ),
    ("unknown-field", "groups:\n- «code»: \"AN_ANVIL\"\n  category: internal\n  meaning: It broke.\n"),
    (
        "missing-field",
        "groups:\n- title: Codes\n  codes:\n  - «code»: \"AN_ANVIL\"\n    # category: internal\n    meaning: It broke.\n  - code: \"A_ROPE\"\n    category: internal\n    meaning: It tore.\n",
    ),
    (
        "wrong-type",
        "groups:\n- title: Codes\n  codes:\n  - code: \"AN_ANVIL\"\n    category: internal\n    meaning:\n    - «»It broke.\n",
    ),
    (
        "wrong-type",
        "groups:\n- title: Codes\n  codes:\n  - code: \"AN_ANVIL\"\n    category: internal\n    «meaning»:\n    action: Look up.\n",
    ),
    (
        "wrong-type",
        "groups:\n- title: Codes\n  codes:\n  -«»\n  - code: \"AN_ANVIL\"\n    category: internal\n    meaning: It broke.\n",
    ),
    (
        "empty-text",
        "groups:\n- title: Codes\n  codes:\n  - code: \"AN_ANVIL\"\n    category: internal\n    «meaning»: >\n\n    action: Look up.\n",
    ),
];

/// Several mistakes of one catalog, one of them in its head, are all found, each once.
#[test]
fn mistakes_hide_no_others() {
    let (file, _) = marked(
        "«»stability: stabel
complete: mostly
envelope: { cod: /code, message: 5 }
sources: [{ id: errors, title: Errors, retrieved: yesterday }]
groups:
- titel: Codes
  codes:
  - { code: \"A_B\", category: internl, retry: sometimes, http: 42 }
  - { code: \"A_C\", http: 42, category: internal, meaning: It broke. }
  - code: \"A_D\"
    category: internal
    meaning: It bent.
    examples: [{ status: oops, expect: { retry: yes, basis: cod } }, { status: 500, expect: { basis: cod } }]
",
    );
    let found: Vec<_> = fixtures::findings(std::slice::from_ref(&file))
        .iter()
        .map(|finding| {
            let at = Position::of(&file.bytes, finding.place.span.start);
            format!("{}:{} {}", at.line, at.column, finding.rule)
        })
        .collect();
    let expected = [
        "1:1 missing-field",
        "1:1 missing-field",
        "1:1 missing-field",
        "1:12 unknown-word",
        "2:11 wrong-type",
        "3:13 unknown-field",
        "3:34 unquoted-scalar",
        "4:51 date",
        "6:3 unknown-field",
        "8:7 missing-field",
        "8:30 unknown-word",
        "8:46 unknown-word",
        "8:63 status",
        "9:26 status",
        "13:26 wrong-type",
        "13:49 unknown-word",
        "13:102 unknown-word",
    ];
    assert_eq!(found, expected);
}

/// What can't be read hides no mistake elsewhere.
#[test]
fn one_unreadable_element_hides_no_mistake_elsewhere() {
    let unread = [
        "allow: [{ rule: action-missing }]",
        "allow: [action-missing]",
        "wait: [{ header: 7 }]",
        "statuses: [{ statu: 500, category: internal, meaning: It broke. }]",
        "examples: [{ statsu: 500, expect: { retry: backoff } }]",
    ];
    for unread in unread {
        let file = fixtures::acme(&format!(
            "{unread}\ngroups:\n- title: Codes\n  codes:\n  - {{ code: \"A_B\", category: internal, meaning: It broke., deprecated: {{ replaced_by: \"A_C\" }} }}\n"
        ));
        let found: Vec<_> =
            fixtures::findings(std::slice::from_ref(&file)).iter().map(|finding| finding.rule).collect();
        assert!(found.len() == 2 && found.contains(&"deprecated"), "{unread}: {found:?}");
    }
}

#[test]
fn each_mistake_gives_one_finding_at_the_very_value() {
    let mut wrong = String::new();
    for (rule, text) in MISTAKES {
        let (file, expected) = marked(&framed(text));
        let findings = fixtures::findings(std::slice::from_ref(&file));
        let found: Vec<_> = findings
            .iter()
            .map(|finding| (finding.rule, Position::of(&file.bytes, finding.place.span.start)))
            .collect();
        if found != [(*rule, expected)] {
            wrong += &format!(
                "--- {rule} at {expected:?} in\n{text}\nfound:\n{}\n",
                fixtures::show(&[file], &findings)
            );
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

fn framed(text: &str) -> String {
    let text = match text.split_once(':') {
        Some(("E", rest)) => format!("groups:\n- title: Codes\n  codes:\n  - {{{rest} }}\n"),
        Some(("R", rest)) => format!("statuses:\n- {{{rest} }}\n"),
        _ => text.to_owned(),
    };
    let given = |field: &str| text.lines().any(|line| line.replace(['«', '»'], "").starts_with(field));
    let head: String = FRAME.iter().filter(|(field, _)| !given(field)).map(|(_, lines)| *lines).collect();
    head + &text
}

/// The catalog without the mark, and where the mark begins.
fn marked(text: &str) -> (SourceFile, Position) {
    let at = text.find('«').expect("a mark");
    let file = SourceFile::new("acme.yaml", text.replace(['«', '»'], ""));
    let expected = Position::of(&file.bytes, at);
    (file, expected)
}
