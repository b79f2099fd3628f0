-- SPDX-FileCopyrightText: 2026 The Tollkeeper founders
-- SPDX-License-Identifier: GPL-3.0-or-later
-- Statements are separated by lines that hold two hyphens only. Instants are UTC milliseconds, money is decimal text.
CREATE TABLE workspace (
    key TEXT NOT NULL PRIMARY KEY CHECK (key <> ''),
    value TEXT NOT NULL
) STRICT
--
CREATE TABLE customer (
    id TEXT NOT NULL PRIMARY KEY CHECK (id <> ''),
    name TEXT NOT NULL UNIQUE CHECK (name <> ''),
    currency TEXT NOT NULL CHECK (length(currency) = 3),
    timezone TEXT NOT NULL CHECK (timezone <> ''),
    contact TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    archived_at INTEGER
) STRICT
--
CREATE TABLE token (
    id TEXT NOT NULL PRIMARY KEY CHECK (id <> ''),
    customer_id TEXT NOT NULL REFERENCES customer (id),
    name TEXT NOT NULL CHECK (name <> ''),
    rate TEXT NOT NULL CHECK (rate NOT LIKE '-%'),
    caps TEXT NOT NULL,
    lifetime TEXT NOT NULL CHECK (lifetime <> ''),
    cap_scope TEXT NOT NULL CHECK (cap_scope IN ('lifetime', 'window')),
    over_cap TEXT NOT NULL CHECK (over_cap IN ('free', 'charge', 'reject', 'throttle')),
    overage_rate TEXT CHECK (overage_rate NOT LIKE '-%'),
    align TEXT NOT NULL CHECK (align IN ('term', 'calendar')),
    renewal TEXT NOT NULL CHECK (renewal IN ('none', 'auto')),
    starts TEXT NOT NULL CHECK (starts IN ('first_use', 'creation')),
    plan TEXT NOT NULL,
    note TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    suspended_at INTEGER,
    revoked_at INTEGER,
    UNIQUE (customer_id, name)
) STRICT
--
CREATE INDEX token_by_name ON token (name)
--
CREATE TABLE token_secret (
    token_id TEXT NOT NULL REFERENCES token (id),
    number INTEGER NOT NULL CHECK (number >= 1),
    hash TEXT NOT NULL UNIQUE CHECK (length(hash) = 64),
    prefix TEXT NOT NULL,
    last_four TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    valid_until INTEGER,
    PRIMARY KEY (token_id, number)
) STRICT
--
CREATE TABLE token_change (
    token_id TEXT NOT NULL REFERENCES token (id),
    number INTEGER NOT NULL CHECK (number >= 1),
    kind TEXT NOT NULL CHECK (kind IN ('renew', 'extend')),
    at INTEGER NOT NULL,
    by_span TEXT CHECK ((kind = 'extend') = (by_span IS NOT NULL)),
    PRIMARY KEY (token_id, number)
) STRICT
--
CREATE TABLE token_tag (
    token_id TEXT NOT NULL REFERENCES token (id),
    tag TEXT NOT NULL CHECK (tag <> ''),
    PRIMARY KEY (token_id, tag)
) STRICT
--
CREATE TABLE plan (
    id TEXT NOT NULL PRIMARY KEY CHECK (id <> ''),
    name TEXT NOT NULL UNIQUE CHECK (name <> ''),
    created_at INTEGER NOT NULL
) STRICT
--
CREATE TABLE plan_version (
    plan_id TEXT NOT NULL REFERENCES plan (id),
    version INTEGER NOT NULL CHECK (version >= 1),
    from_ms INTEGER NOT NULL,
    document TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (plan_id, version)
) STRICT
--
CREATE TRIGGER plan_version_follows BEFORE INSERT ON plan_version
WHEN NEW.version <> (SELECT coalesce(max(version), 0) + 1 FROM plan_version WHERE plan_id = NEW.plan_id)
    OR NEW.from_ms <= (SELECT max(from_ms) FROM plan_version WHERE plan_id = NEW.plan_id)
BEGIN
    SELECT RAISE(ABORT, 'a plan version follows the last one');
END
--
CREATE TRIGGER plan_version_stays BEFORE UPDATE ON plan_version
BEGIN
    SELECT RAISE(ABORT, 'plan versions are never changed');
END
--
CREATE TRIGGER plan_version_remains BEFORE DELETE ON plan_version
BEGIN
    SELECT RAISE(ABORT, 'plan versions are never removed');
END
--
CREATE TABLE plan_assignment (
    customer_id TEXT NOT NULL REFERENCES customer (id) ON DELETE CASCADE,
    from_ms INTEGER NOT NULL,
    plan_id TEXT REFERENCES plan (id),
    created_at INTEGER NOT NULL,
    PRIMARY KEY (customer_id, from_ms)
) STRICT
--
CREATE TABLE import_layout (
    shape TEXT NOT NULL PRIMARY KEY,
    document TEXT NOT NULL
) STRICT
--
CREATE TABLE import_batch (
    id TEXT NOT NULL PRIMARY KEY CHECK (id <> ''),
    source TEXT NOT NULL,
    file_name TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    finished_at INTEGER,
    read_rows INTEGER NOT NULL CHECK (read_rows >= 0),
    added INTEGER NOT NULL CHECK (added >= 0),
    duplicates INTEGER NOT NULL CHECK (duplicates >= 0),
    conflicts INTEGER NOT NULL CHECK (conflicts >= 0),
    rejected INTEGER NOT NULL CHECK (rejected >= 0),
    first_ms INTEGER,
    last_ms INTEGER
) STRICT
--
CREATE TABLE segment (
    number INTEGER PRIMARY KEY,
    batch_id TEXT NOT NULL REFERENCES import_batch (id),
    created_at INTEGER NOT NULL,
    events INTEGER NOT NULL CHECK (events >= 1),
    from_ms INTEGER NOT NULL,
    to_ms INTEGER NOT NULL CHECK (to_ms > from_ms),
    digest BLOB NOT NULL CHECK (length(digest) = 32)
) STRICT
--
CREATE INDEX segment_by_time ON segment (from_ms, to_ms)
--
CREATE TABLE segment_column (
    segment INTEGER NOT NULL REFERENCES segment (number),
    position INTEGER NOT NULL CHECK (position >= 0),
    name TEXT NOT NULL CHECK (name <> ''),
    digest BLOB NOT NULL CHECK (length(digest) = 32),
    data BLOB NOT NULL,
    PRIMARY KEY (segment, position),
    UNIQUE (segment, name)
) STRICT
--
CREATE TRIGGER segment_stays BEFORE UPDATE ON segment
BEGIN
    SELECT RAISE(ABORT, 'segments are never changed');
END
--
CREATE TRIGGER segment_column_stays BEFORE UPDATE ON segment_column
BEGIN
    SELECT RAISE(ABORT, 'segments are never changed');
END
--
CREATE TABLE usage_cell_day (
    token_id TEXT NOT NULL REFERENCES token (id),
    day INTEGER NOT NULL,
    cells BLOB NOT NULL,
    PRIMARY KEY (token_id, day)
) STRICT
--
CREATE TABLE token_use (
    token_id TEXT NOT NULL PRIMARY KEY REFERENCES token (id),
    first_ms INTEGER NOT NULL,
    last_ms INTEGER NOT NULL CHECK (last_ms >= first_ms)
) STRICT
--
CREATE TABLE usage_conflict (
    number INTEGER PRIMARY KEY,
    batch_id TEXT NOT NULL REFERENCES import_batch (id),
    found_at INTEGER NOT NULL,
    hash BLOB NOT NULL CHECK (length(hash) = 16),
    first_body TEXT NOT NULL,
    second_body TEXT NOT NULL,
    decision TEXT CHECK (decision IN ('first', 'second')),
    UNIQUE (hash, first_body, second_body)
) STRICT
--
CREATE TABLE ledger (
    seq INTEGER PRIMARY KEY,
    time INTEGER NOT NULL,
    actor TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind <> ''),
    payload TEXT NOT NULL
) STRICT
--
CREATE TRIGGER ledger_grows BEFORE INSERT ON ledger
WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM ledger)
BEGIN
    SELECT RAISE(ABORT, 'the ledger grows at its end only');
END
--
CREATE TRIGGER ledger_stays BEFORE UPDATE ON ledger
BEGIN
    SELECT RAISE(ABORT, 'the ledger is never changed');
END
--
CREATE TRIGGER ledger_remains BEFORE DELETE ON ledger
BEGIN
    SELECT RAISE(ABORT, 'nothing is removed from the ledger');
END
