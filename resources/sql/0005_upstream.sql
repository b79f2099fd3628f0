-- SPDX-FileCopyrightText: 2026 The Tollkeeper founders
-- SPDX-License-Identifier: GPL-3.0-or-later
-- Which price list an upstream provider charges us by, for usage whose source fits the pattern, from an instant on; no
-- plan ends it.
CREATE TABLE upstream_assignment (
    pattern TEXT NOT NULL CHECK (pattern <> ''),
    from_ms INTEGER NOT NULL,
    plan_id TEXT REFERENCES plan (id),
    created_at INTEGER NOT NULL,
    PRIMARY KEY (pattern, from_ms)
) STRICT
