-- SPDX-FileCopyrightText: 2026 The Tollkeeper founders
-- SPDX-License-Identifier: GPL-3.0-or-later
-- What was agreed with one customer instead of what a plan says, from an instant on; empty terms end it.
CREATE TABLE agreement (
    customer_id TEXT NOT NULL REFERENCES customer (id),
    plan_id TEXT NOT NULL REFERENCES plan (id),
    number INTEGER NOT NULL CHECK (number >= 1),
    from_ms INTEGER NOT NULL,
    terms TEXT NOT NULL CHECK (terms <> ''),
    created_at INTEGER NOT NULL,
    PRIMARY KEY (customer_id, plan_id, number)
) STRICT
--
CREATE TRIGGER agreement_follows BEFORE INSERT ON agreement
WHEN NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM agreement
        WHERE customer_id = NEW.customer_id AND plan_id = NEW.plan_id)
    OR NEW.from_ms <= (SELECT max(from_ms) FROM agreement
        WHERE customer_id = NEW.customer_id AND plan_id = NEW.plan_id)
BEGIN
    SELECT RAISE(ABORT, 'an agreement follows the last one');
END
--
CREATE TRIGGER agreement_stays BEFORE UPDATE ON agreement
BEGIN
    SELECT RAISE(ABORT, 'agreements are never changed');
END
--
CREATE TRIGGER agreement_remains BEFORE DELETE ON agreement
BEGIN
    SELECT RAISE(ABORT, 'agreements are never removed');
END
--
-- One unit of base costs so much of quote from a date on, until the next date that has a rate.
CREATE TABLE exchange_rate (
    base TEXT NOT NULL CHECK (length(base) = 3),
    quote TEXT NOT NULL CHECK (length(quote) = 3 AND quote <> base),
    date TEXT NOT NULL CHECK (length(date) = 10),
    rate TEXT NOT NULL CHECK (rate NOT LIKE '-%'),
    source TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (base, quote, date)
) STRICT
--
CREATE TRIGGER exchange_rate_stays BEFORE UPDATE ON exchange_rate
BEGIN
    SELECT RAISE(ABORT, 'exchange rates are never changed');
END
--
CREATE TRIGGER exchange_rate_remains BEFORE DELETE ON exchange_rate
BEGIN
    SELECT RAISE(ABORT, 'exchange rates are never removed');
END
