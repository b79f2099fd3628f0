-- SPDX-FileCopyrightText: 2026 The Tollkeeper founders
-- SPDX-License-Identifier: GPL-3.0-or-later
-- Files of a watched folder that were imported whole: the same name with the same content is not read again.
CREATE TABLE watched_file (
    name TEXT NOT NULL CHECK (name <> ''),
    size INTEGER NOT NULL CHECK (size >= 0),
    digest BLOB NOT NULL CHECK (length(digest) = 32),
    imported_at INTEGER NOT NULL,
    added INTEGER NOT NULL CHECK (added >= 0),
    rejected INTEGER NOT NULL CHECK (rejected >= 0),
    PRIMARY KEY (name, size, digest)
) STRICT
