-- SPDX-FileCopyrightText: 2026 The Tollkeeper founders
-- SPDX-License-Identifier: GPL-3.0-or-later
-- Periods that were closed, with their statements as they stood. A closing is undone by a reopening, never removed.
CREATE TABLE closing (
    id TEXT NOT NULL PRIMARY KEY CHECK (id <> ''),
    customer_id TEXT NOT NULL REFERENCES customer (id),
    from_ms INTEGER NOT NULL,
    to_ms INTEGER NOT NULL CHECK (to_ms > from_ms),
    closed_at INTEGER NOT NULL,
    closed_by TEXT NOT NULL,
    currency TEXT NOT NULL CHECK (length(currency) = 3),
    total TEXT NOT NULL,
    settled INTEGER NOT NULL CHECK (settled >= 0)
) STRICT
--
CREATE INDEX closing_by_customer ON closing (customer_id, from_ms)
--
CREATE TABLE reopening (
    closing_id TEXT NOT NULL PRIMARY KEY REFERENCES closing (id),
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    reason TEXT NOT NULL,
    batch_id TEXT REFERENCES import_batch (id),
    CHECK (reason <> '' OR batch_id IS NOT NULL)
) STRICT
--
-- The statement of the whole customer (an empty token) and of each of their tokens.
CREATE TABLE closing_statement (
    closing_id TEXT NOT NULL REFERENCES closing (id),
    token_id TEXT NOT NULL,
    document TEXT NOT NULL CHECK (document <> ''),
    digest TEXT NOT NULL CHECK (length(digest) = 64),
    PRIMARY KEY (closing_id, token_id)
) STRICT
--
-- Where the first terms of the tokens on a closed statement began: later imports no longer move them.
CREATE TABLE closing_term (
    closing_id TEXT NOT NULL REFERENCES closing (id),
    token_id TEXT NOT NULL REFERENCES token (id),
    start_ms INTEGER NOT NULL,
    PRIMARY KEY (closing_id, token_id)
) STRICT
--
-- Usage that came after its period was closed, or before its own time.
CREATE TABLE usage_notice (
    number INTEGER PRIMARY KEY,
    batch_id TEXT NOT NULL REFERENCES import_batch (id),
    customer_id TEXT NOT NULL REFERENCES customer (id),
    kind TEXT NOT NULL CHECK (kind IN ('late', 'future')),
    closing_id TEXT REFERENCES closing (id) CHECK ((kind = 'late') = (closing_id IS NOT NULL)),
    policy TEXT CHECK (policy IN ('next_bill', 'reopen', 'reject')) CHECK ((kind = 'late') = (policy IS NOT NULL)),
    events INTEGER NOT NULL CHECK (events >= 1),
    first_ms INTEGER NOT NULL,
    last_ms INTEGER NOT NULL CHECK (last_ms >= first_ms),
    noted_at INTEGER NOT NULL
) STRICT
--
CREATE INDEX usage_notice_by_customer ON usage_notice (customer_id, kind)
--
CREATE TRIGGER closing_follows BEFORE INSERT ON closing
WHEN NEW.from_ms <> (SELECT max(c.to_ms) FROM closing c WHERE c.customer_id = NEW.customer_id
        AND NOT EXISTS (SELECT 1 FROM reopening r WHERE r.closing_id = c.id))
BEGIN
    SELECT RAISE(ABORT, 'a closed period follows the last one');
END
--
CREATE TRIGGER closing_stays BEFORE UPDATE ON closing
BEGIN
    SELECT RAISE(ABORT, 'closed periods are never changed');
END
--
CREATE TRIGGER closing_remains BEFORE DELETE ON closing
BEGIN
    SELECT RAISE(ABORT, 'closed periods are never removed');
END
--
CREATE TRIGGER reopening_is_of_the_last BEFORE INSERT ON reopening
WHEN EXISTS (SELECT 1 FROM closing c JOIN closing later ON later.customer_id = c.customer_id AND later.from_ms >= c.to_ms
        WHERE c.id = NEW.closing_id AND NOT EXISTS (SELECT 1 FROM reopening r WHERE r.closing_id = later.id))
BEGIN
    SELECT RAISE(ABORT, 'only the last closed period can be reopened');
END
--
CREATE TRIGGER reopening_stays BEFORE UPDATE ON reopening
BEGIN
    SELECT RAISE(ABORT, 'reopenings are never changed');
END
--
CREATE TRIGGER reopening_remains BEFORE DELETE ON reopening
BEGIN
    SELECT RAISE(ABORT, 'reopenings are never removed');
END
--
CREATE TRIGGER closing_statement_stays BEFORE UPDATE ON closing_statement
BEGIN
    SELECT RAISE(ABORT, 'closed statements are never changed');
END
--
CREATE TRIGGER closing_statement_remains BEFORE DELETE ON closing_statement
BEGIN
    SELECT RAISE(ABORT, 'closed statements are never removed');
END
--
CREATE TRIGGER closing_term_stays BEFORE UPDATE ON closing_term
BEGIN
    SELECT RAISE(ABORT, 'closed terms are never changed');
END
--
CREATE TRIGGER closing_term_remains BEFORE DELETE ON closing_term
BEGIN
    SELECT RAISE(ABORT, 'closed terms are never removed');
END
--
CREATE TRIGGER usage_notice_stays BEFORE UPDATE ON usage_notice
BEGIN
    SELECT RAISE(ABORT, 'notices of usage are never changed');
END
--
CREATE TRIGGER usage_notice_remains BEFORE DELETE ON usage_notice
BEGIN
    SELECT RAISE(ABORT, 'notices of usage are never removed');
END
