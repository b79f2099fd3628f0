-- SPDX-FileCopyrightText: 2026 The Tollkeeper founders
-- SPDX-License-Identifier: GPL-3.0-or-later
-- Usage that sources give already summed, at their own grain. No token: the source does not say whose. NULL: unknown.
CREATE TABLE usage_bucket (
    number INTEGER PRIMARY KEY,
    source TEXT NOT NULL CHECK (source <> ''),
    from_ms INTEGER NOT NULL,
    to_ms INTEGER NOT NULL CHECK (to_ms > from_ms),
    token_id TEXT REFERENCES token (id),
    model TEXT NOT NULL,
    requests INTEGER NOT NULL CHECK (requests >= 0),
    input_units INTEGER CHECK (input_units >= 0),
    cached_input_units INTEGER CHECK (cached_input_units >= 0),
    cache_write_units INTEGER CHECK (cache_write_units >= 0),
    output_units INTEGER CHECK (output_units >= 0)
) STRICT
--
CREATE UNIQUE INDEX usage_bucket_by_place ON usage_bucket (source, from_ms, to_ms, coalesce(token_id, ''), model)
