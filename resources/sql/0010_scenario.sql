-- SPDX-FileCopyrightText: 2026 The Tollkeeper founders
-- SPDX-License-Identifier: GPL-3.0-or-later
-- What-if scenarios by name, each with all its versions as JSON documents. The newest is the one in use.
CREATE TABLE scenario (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE CHECK (name <> ''),
    created_at INTEGER NOT NULL
) STRICT
--
CREATE TABLE scenario_version (
    scenario_id TEXT NOT NULL REFERENCES scenario (id) ON DELETE CASCADE,
    version INTEGER NOT NULL CHECK (version >= 1),
    document TEXT NOT NULL,
    saved_at INTEGER NOT NULL,
    PRIMARY KEY (scenario_id, version)
) STRICT, WITHOUT ROWID
