// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tokens/state.h"
#include "tests/support/zones.h"

#include <QtTest>

using namespace toll;
using test::utc;

namespace {

const Interval january{utc("2025-01-01T00:00:00Z"), utc("2025-01-31T00:00:00Z")};

TokenFacts used(std::int64_t count)
{
    TokenFacts facts;
    facts.firstUse = january.begin;
    facts.currentTerm = Term{january, 1};
    facts.allowance = 6000;
    facts.usedInTerm = count;
    return facts;
}

const std::vector<TokenState> allStates{TokenState::Unused, TokenState::Active, TokenState::Expiring,
    TokenState::Expired, TokenState::Exhausted, TokenState::Suspended, TokenState::Revoked};

} // namespace

Q_DECLARE_METATYPE(toll::Token)
Q_DECLARE_METATYPE(toll::TokenFacts)
Q_DECLARE_METATYPE(toll::TokenState)

class TestState : public QObject {
    Q_OBJECT
private slots:
    void derives_data();
    void derives();
    void warnsAsEarlyAsAsked();
    void allows_data();
    void allows();
    void saysWhatWouldDo();
};

void TestState::derives_data()
{
    QTest::addColumn<Token>("token");
    QTest::addColumn<TokenFacts>("facts");
    QTest::addColumn<QByteArray>("now");
    QTest::addColumn<QByteArray>("state");
    const auto row = [](const char *name, const Token &token, const TokenFacts &facts, const char *now,
                         const char *state) {
        QTest::newRow(name) << token << facts << QByteArray(now) << QByteArray(state);
    };
    const Token plain;
    Token automatic;
    automatic.price.renewal = Renewal::Auto;
    Token suspended;
    suspended.suspendedAt = utc("2025-01-10T00:00:00Z");
    Token revoked = suspended;
    revoked.revokedAt = utc("2025-01-20T00:00:00Z");
    TokenFacts endless = used(100);
    endless.currentTerm->span.end = latestInstant;
    endless.allowance.reset();
    TokenFacts renewed = used(100);
    renewed.endOfLastTerm = utc("2025-03-02T00:00:00Z");

    row("never called", plain, {}, "2025-01-15T00:00:00Z", "unused");
    row("its term lies ahead", plain, used(0), "2024-12-31T23:59:59.999Z", "unused");
    row("its term begins", plain, used(0), "2025-01-01T00:00:00Z", "active");
    row("just before the warning", plain, used(5999), "2025-01-23T23:59:59.999Z", "active");
    row("a week before the end", plain, used(5999), "2025-01-24T00:00:00Z", "expiring");
    row("last moment", plain, used(5999), "2025-01-30T23:59:59.999Z", "expiring");
    row("at the end", plain, used(5999), "2025-01-31T00:00:00Z", "expired");
    row("all spent", plain, used(6000), "2025-01-15T00:00:00Z", "exhausted");
    row("more than all", plain, used(7000), "2025-01-30T00:00:00Z", "exhausted");
    row("spent and over", plain, used(6000), "2025-02-15T00:00:00Z", "expired");
    row("without end", plain, endless, "9999-12-31T00:00:00Z", "active");
    row("renews by itself", automatic, used(1), "2025-01-30T00:00:00Z", "active");
    row("renews by itself, stale term", automatic, used(1), "2025-01-31T00:00:00Z", "active");
    row("renews by itself, spent", automatic, used(6000), "2025-01-30T00:00:00Z", "exhausted");
    row("renewed already", plain, renewed, "2025-01-30T00:00:00Z", "active");
    row("renewed already, near that end", plain, renewed, "2025-02-24T00:00:00Z", "expiring");
    row("not yet suspended", suspended, used(1), "2025-01-09T23:59:59.999Z", "active");
    row("suspended", suspended, used(6000), "2025-01-10T00:00:00Z", "suspended");
    row("suspended before use", suspended, {}, "2025-01-10T00:00:00Z", "suspended");
    row("suspended past its end", suspended, used(1), "2025-02-10T00:00:00Z", "suspended");
    row("suspended, to be revoked", revoked, used(1), "2025-01-19T00:00:00Z", "suspended");
    row("revoked", revoked, used(1), "2025-01-20T00:00:00Z", "revoked");
    row("revoked past its end", revoked, used(6000), "2025-05-20T00:00:00Z", "revoked");
}

void TestState::derives()
{
    QFETCH(const Token, token);
    QFETCH(const TokenFacts, facts);
    QFETCH(const QByteArray, now);
    QFETCH(const QByteArray, state);
    QCOMPARE(QByteArray(name(stateOf(token, facts, utc(now.constData()))).data()), state);
}

void TestState::warnsAsEarlyAsAsked()
{
    QVERIFY(stateOf({}, used(1), utc("2025-01-30T00:00:00Z"), 1) == TokenState::Expiring);
    QVERIFY(stateOf({}, used(1), utc("2025-01-29T23:59:59Z"), 1) == TokenState::Active);
    QVERIFY(stateOf({}, used(1), utc("2025-01-30T23:59:59Z"), 0) == TokenState::Active);
    QVERIFY(stateOf({}, used(1), utc("2025-01-02T00:00:00Z"), 30) == TokenState::Expiring);
}

void TestState::allows_data()
{
    QTest::addColumn<int>("action");
    QTest::addColumn<QByteArrayList>("states");
    const auto row = [](TokenAction action, const char *expectedName, QByteArrayList states) {
        QTest::newRow(expectedName) << static_cast<int>(action) << states;
        QCOMPARE(QByteArray(name(action).data()), QByteArray(expectedName));
    };
    row(TokenAction::Suspend, "suspend", {"unused", "active", "expiring", "expired", "exhausted"});
    row(TokenAction::Resume, "resume", {"suspended"});
    row(TokenAction::Revoke, "revoke", {"unused", "active", "expiring", "expired", "exhausted", "suspended"});
    row(TokenAction::Renew, "renew", {"active", "expiring", "expired", "exhausted"});
    row(TokenAction::Extend, "extend", {"active", "expiring", "expired", "exhausted"});
    row(TokenAction::Rotate, "rotate", {"unused", "active", "expiring", "expired", "exhausted", "suspended"});
}

void TestState::allows()
{
    QFETCH(const int, action);
    QFETCH(const QByteArrayList, states);
    for (const TokenState state : allStates) {
        const bool isFitting = states.contains(QByteArray(name(state).data()));
        QCOMPARE(allowed(static_cast<TokenAction>(action), state).has_value(), isFitting);
    }
}

void TestState::saysWhatWouldDo()
{
    const auto result = allowed(TokenAction::Renew, TokenState::Revoked);
    QVERIFY(!result.has_value());
    const Error expected{ErrorCode::WrongState, "renew", "revoked", "active, expiring, expired, exhausted", 0};
    QVERIFY(result.error() == expected);
}

QTEST_APPLESS_MAIN(TestState)
#include "tst_state.moc"
