-- SPDX-FileCopyrightText: 2026 The Tollkeeper founders
-- SPDX-License-Identifier: GPL-3.0-or-later
-- Who may pass the service's gate, and the requests that passed it and are not usage yet. Lists have a line an entry.
ALTER TABLE token ADD COLUMN rate_limit TEXT CHECK (rate_limit <> '')
--
ALTER TABLE token ADD COLUMN networks TEXT NOT NULL DEFAULT ''
--
ALTER TABLE token ADD COLUMN models TEXT NOT NULL DEFAULT ''
--
ALTER TABLE token ADD COLUMN endpoints TEXT NOT NULL DEFAULT ''
--
ALTER TABLE customer ADD COLUMN pool_caps TEXT NOT NULL DEFAULT ''
--
ALTER TABLE customer ADD COLUMN pool_rate_limit TEXT CHECK (pool_rate_limit <> '')
--
CREATE TABLE gate (
    only INTEGER NOT NULL PRIMARY KEY CHECK (only = 1),
    journal TEXT NOT NULL CHECK (journal <> ''),
    drained INTEGER NOT NULL CHECK (drained >= 0)
) STRICT
--
CREATE TABLE gate_request (
    id TEXT NOT NULL PRIMARY KEY CHECK (id <> ''),
    token_id TEXT NOT NULL REFERENCES token (id),
    time INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'reserved', 'uncompleted', 'expired')),
    expires_at INTEGER CHECK ((state IN ('reserved', 'expired')) = (expires_at IS NOT NULL)),
    requests INTEGER NOT NULL CHECK (requests >= 1),
    input_units INTEGER CHECK (input_units >= 0),
    cached_input_units INTEGER CHECK (cached_input_units >= 0),
    cache_write_units INTEGER CHECK (cache_write_units >= 0),
    output_units INTEGER CHECK (output_units >= 0),
    model TEXT NOT NULL,
    endpoint TEXT NOT NULL
) STRICT, WITHOUT ROWID
--
CREATE INDEX gate_request_by_state ON gate_request (state, time)
