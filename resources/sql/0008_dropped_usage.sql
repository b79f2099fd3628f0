-- SPDX-FileCopyrightText: 2026 The Tollkeeper founders
-- SPDX-License-Identifier: GPL-3.0-or-later
-- What is left of events that retention dropped: who they were (16 bytes each, sorted), so that they are known when they
-- come again. Their sums stay in the cells.
CREATE TABLE dropped_segment (
    number INTEGER PRIMARY KEY,
    batch_id TEXT NOT NULL REFERENCES import_batch (id),
    dropped_at INTEGER NOT NULL,
    events INTEGER NOT NULL CHECK (events >= 1),
    from_ms INTEGER NOT NULL,
    to_ms INTEGER NOT NULL CHECK (to_ms > from_ms),
    digest BLOB NOT NULL CHECK (length(digest) = 32),
    identities BLOB NOT NULL CHECK (length(identities) = 16 * events)
) STRICT
--
CREATE INDEX dropped_segment_by_time ON dropped_segment (from_ms, to_ms)
--
CREATE TRIGGER dropped_segment_stays BEFORE UPDATE ON dropped_segment
BEGIN
    SELECT RAISE(ABORT, 'identities of dropped events are never changed');
END
--
CREATE TRIGGER dropped_segment_remains BEFORE DELETE ON dropped_segment
BEGIN
    SELECT RAISE(ABORT, 'identities of dropped events are never removed');
END
--
-- How many events of a token were dropped, with the first and the last of them.
CREATE TABLE dropped_use (
    token_id TEXT NOT NULL PRIMARY KEY REFERENCES token (id),
    first_ms INTEGER NOT NULL,
    last_ms INTEGER NOT NULL CHECK (last_ms >= first_ms),
    events INTEGER NOT NULL CHECK (events >= 1)
) STRICT
--
-- Of each UTC day with dropped events: a digest of what its cells hold of them.
CREATE TABLE dropped_day (
    day INTEGER NOT NULL PRIMARY KEY,
    digest BLOB NOT NULL CHECK (length(digest) = 32)
) STRICT
--
-- Closed periods that cells alone cannot rate again: late usage can no longer adjust them.
CREATE TABLE dropped_closing (
    closing_id TEXT NOT NULL PRIMARY KEY REFERENCES closing (id)
) STRICT
