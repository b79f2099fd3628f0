-- SPDX-FileCopyrightText: 2026 The Tollkeeper founders
-- SPDX-License-Identifier: GPL-3.0-or-later
-- Prices and plans of tokens that changed in mid-life; no row where there was never another.
CREATE TABLE token_version (
    token_id TEXT NOT NULL REFERENCES token (id),
    number INTEGER NOT NULL CHECK (number >= 1),
    from_ms INTEGER NOT NULL,
    rate TEXT NOT NULL CHECK (rate NOT LIKE '-%'),
    caps TEXT NOT NULL,
    lifetime TEXT NOT NULL CHECK (lifetime <> ''),
    cap_scope TEXT NOT NULL CHECK (cap_scope IN ('lifetime', 'window')),
    over_cap TEXT NOT NULL CHECK (over_cap IN ('free', 'charge', 'reject', 'throttle')),
    overage_rate TEXT CHECK (overage_rate NOT LIKE '-%'),
    align TEXT NOT NULL CHECK (align IN ('term', 'calendar')),
    renewal TEXT NOT NULL CHECK (renewal IN ('none', 'auto')),
    plan TEXT NOT NULL,
    PRIMARY KEY (token_id, number)
) STRICT
--
CREATE TRIGGER token_version_follows BEFORE INSERT ON token_version
WHEN NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM token_version WHERE token_id = NEW.token_id)
    OR NEW.from_ms <= (SELECT max(from_ms) FROM token_version WHERE token_id = NEW.token_id)
BEGIN
    SELECT RAISE(ABORT, 'a token version follows the last one');
END
--
CREATE TRIGGER token_version_stays BEFORE UPDATE ON token_version
BEGIN
    SELECT RAISE(ABORT, 'token versions are never changed');
END
--
CREATE TRIGGER token_version_remains BEFORE DELETE ON token_version
BEGIN
    SELECT RAISE(ABORT, 'token versions are never removed');
END
