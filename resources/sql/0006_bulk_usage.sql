-- SPDX-FileCopyrightText: 2026 The Tollkeeper founders
-- SPDX-License-Identifier: GPL-3.0-or-later
-- Usage that came in bulk: the cells of many tokens in one row, beside those of single tokens in usage_cell_day, and
-- likewise their first and last uses beside token_use. What is true is the sum (the widest span) of both.
CREATE TABLE usage_token (
    number INTEGER PRIMARY KEY,
    token_id TEXT NOT NULL UNIQUE REFERENCES token (id)
) STRICT
--
CREATE TABLE usage_cell_chunk (
    number INTEGER PRIMARY KEY,
    day INTEGER NOT NULL,
    part INTEGER NOT NULL,
    first_token INTEGER NOT NULL REFERENCES usage_token (number),
    last_token INTEGER NOT NULL REFERENCES usage_token (number) CHECK (last_token >= first_token),
    cells BLOB NOT NULL
) STRICT
--
CREATE INDEX usage_cell_chunk_by_day ON usage_cell_chunk (day, first_token, last_token, part)
--
CREATE TABLE usage_use_part (
    number INTEGER PRIMARY KEY,
    first_ms INTEGER NOT NULL,
    last_ms INTEGER NOT NULL CHECK (last_ms >= first_ms),
    uses BLOB NOT NULL
) STRICT
