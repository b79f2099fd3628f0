-- SPDX-FileCopyrightText: 2026 The Tollkeeper founders
-- SPDX-License-Identifier: GPL-3.0-or-later
-- What the HTTP service keeps beside the books: its management keys, the answers it repeats, and what changed last.
CREATE TABLE admin_key (
    id TEXT NOT NULL PRIMARY KEY CHECK (id <> ''),
    name TEXT NOT NULL CHECK (name <> ''),
    hash TEXT NOT NULL UNIQUE CHECK (length(hash) = 64),
    last_four TEXT NOT NULL,
    scopes TEXT NOT NULL CHECK (scopes <> ''),
    created_at INTEGER NOT NULL,
    revoked_at INTEGER
) STRICT
--
CREATE TABLE kept_reply (
    request TEXT NOT NULL PRIMARY KEY CHECK (length(request) = 64),
    fingerprint TEXT NOT NULL CHECK (length(fingerprint) = 64),
    status INTEGER NOT NULL CHECK (status BETWEEN 200 AND 299),
    location TEXT NOT NULL,
    etag TEXT NOT NULL,
    body TEXT NOT NULL,
    created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID
--
CREATE INDEX kept_reply_by_time ON kept_reply (created_at)
--
-- One line for each customer, token and plan: when it changed last, counted over all of them. The mark tells apart what
-- two copies of a workspace count alike.
CREATE TABLE revision (
    seq INTEGER NOT NULL PRIMARY KEY CHECK (seq >= 1),
    kind TEXT NOT NULL CHECK (kind IN ('customer', 'token', 'plan')),
    id TEXT NOT NULL CHECK (id <> ''),
    mark TEXT NOT NULL DEFAULT (lower(hex(randomblob(4)))) CHECK (length(mark) = 8),
    UNIQUE (kind, id)
) STRICT
--
CREATE TABLE feed (
    only INTEGER NOT NULL PRIMARY KEY CHECK (only = 1),
    identity TEXT NOT NULL CHECK (length(identity) = 32)
) STRICT
--
INSERT INTO feed (only, identity) VALUES (1, lower(hex(randomblob(16))))
--
INSERT INTO revision (kind, id) SELECT 'customer', id FROM customer ORDER BY id
--
INSERT INTO revision (kind, id) SELECT 'plan', name FROM plan ORDER BY name
--
INSERT INTO revision (kind, id) SELECT 'token', id FROM token ORDER BY id
--
CREATE TRIGGER customer_added AFTER INSERT ON customer
BEGIN
    INSERT INTO revision (seq, kind, id)
    VALUES ((SELECT coalesce(max(seq), 0) + 1 FROM revision), 'customer', NEW.id)
    ON CONFLICT (kind, id) DO UPDATE SET seq = excluded.seq, mark = excluded.mark;
END
--
CREATE TRIGGER customer_changed AFTER UPDATE ON customer
BEGIN
    INSERT INTO revision (seq, kind, id)
    VALUES ((SELECT coalesce(max(seq), 0) + 1 FROM revision), 'customer', NEW.id)
    ON CONFLICT (kind, id) DO UPDATE SET seq = excluded.seq, mark = excluded.mark;
END
--
CREATE TRIGGER customer_removed AFTER DELETE ON customer
BEGIN
    INSERT INTO revision (seq, kind, id)
    VALUES ((SELECT coalesce(max(seq), 0) + 1 FROM revision), 'customer', OLD.id)
    ON CONFLICT (kind, id) DO UPDATE SET seq = excluded.seq, mark = excluded.mark;
END
--
CREATE TRIGGER token_added AFTER INSERT ON token
BEGIN
    INSERT INTO revision (seq, kind, id)
    VALUES ((SELECT coalesce(max(seq), 0) + 1 FROM revision), 'token', NEW.id)
    ON CONFLICT (kind, id) DO UPDATE SET seq = excluded.seq, mark = excluded.mark;
END
--
CREATE TRIGGER token_changed AFTER UPDATE ON token
BEGIN
    INSERT INTO revision (seq, kind, id)
    VALUES ((SELECT coalesce(max(seq), 0) + 1 FROM revision), 'token', NEW.id)
    ON CONFLICT (kind, id) DO UPDATE SET seq = excluded.seq, mark = excluded.mark;
END
--
CREATE TRIGGER token_secret_added AFTER INSERT ON token_secret
BEGIN
    INSERT INTO revision (seq, kind, id)
    VALUES ((SELECT coalesce(max(seq), 0) + 1 FROM revision), 'token', NEW.token_id)
    ON CONFLICT (kind, id) DO UPDATE SET seq = excluded.seq, mark = excluded.mark;
END
--
CREATE TRIGGER token_term_changed AFTER INSERT ON token_change
BEGIN
    INSERT INTO revision (seq, kind, id)
    VALUES ((SELECT coalesce(max(seq), 0) + 1 FROM revision), 'token', NEW.token_id)
    ON CONFLICT (kind, id) DO UPDATE SET seq = excluded.seq, mark = excluded.mark;
END
--
CREATE TRIGGER token_version_added AFTER INSERT ON token_version
BEGIN
    INSERT INTO revision (seq, kind, id)
    VALUES ((SELECT coalesce(max(seq), 0) + 1 FROM revision), 'token', NEW.token_id)
    ON CONFLICT (kind, id) DO UPDATE SET seq = excluded.seq, mark = excluded.mark;
END
--
CREATE TRIGGER plan_version_added AFTER INSERT ON plan_version
BEGIN
    INSERT INTO revision (seq, kind, id)
    VALUES ((SELECT coalesce(max(seq), 0) + 1 FROM revision), 'plan', (SELECT name FROM plan WHERE id = NEW.plan_id))
    ON CONFLICT (kind, id) DO UPDATE SET seq = excluded.seq, mark = excluded.mark;
END
