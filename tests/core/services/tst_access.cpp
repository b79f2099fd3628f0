// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// Who may use a token, and what a customer's tokens share, as services keep it.
#include "core/services/accessjson.h"
#include "tests/core/services/gatedesk.h"

using namespace toll;
using namespace toll::test;

class TestAccess : public QObject, GateDesk {
    Q_OBJECT

private slots:
    void init() { openDesk(); }

    void tokenKeepsItsAccess();
    void editChangesOnlyWhatItSays();
    void badPatternsAreRefused_data();
    void badPatternsAreRefused();
    void poolIsKeptAndNoted();
};

void TestAccess::tokenKeepsItsAccess()
{
    const TokenAccess access{valueOf(parseRateLimit("10/second burst 20")), {valueOf(parseIpNetwork("10.0.0.0/8"))},
        {"gpt-4o*"}, {"/v1/*", "/v2/chat"}};
    const Token made = issue("t", refusing("none"), access);
    QCOMPARE(valueOf(m_workspace->tokens().show(made.id)).token.access, access);
    const auto history = valueOf(m_workspace->tokens().history(made.id));
    const Json *noted = history.front().payload.find("access");
    QVERIFY(noted);
    const std::string expected = R"({"endpoints":["/v1/*","/v2/chat"],"models":["gpt-4o*"],"networks":["10.0.0.0/8"],)"
                                 R"("rate_limit":"10/second burst 20"})";
    QCOMPARE(noted->dump(), expected);
}

void TestAccess::editChangesOnlyWhatItSays()
{
    TokenAccess access;
    access.models = {"a*"};
    const Token made = issue("t", refusing("none"), access);
    TokenEdit edit;
    edit.note = "new";
    valueOf(m_workspace->tokens().edit(made.id, edit));
    QCOMPARE(valueOf(m_workspace->tokens().show(made.id)).token.access, access);
    edit.access = TokenAccess();
    valueOf(m_workspace->tokens().edit(made.id, edit));
    QCOMPARE(valueOf(m_workspace->tokens().show(made.id)).token.access, TokenAccess());
}

void TestAccess::badPatternsAreRefused_data()
{
    QTest::addColumn<QByteArray>("pattern");
    QTest::addColumn<int>("code");
    QTest::newRow("empty") << QByteArray() << static_cast<int>(ErrorCode::Syntax);
    QTest::newRow("two lines") << QByteArray("a\nb") << static_cast<int>(ErrorCode::Syntax);
    QTest::newRow("too long") << QByteArray(4097, 'x') << static_cast<int>(ErrorCode::OutOfRange);
}

void TestAccess::badPatternsAreRefused()
{
    QFETCH(QByteArray, pattern);
    QFETCH(int, code);
    NewToken wanted;
    wanted.customer = m_acme.id;
    wanted.name = "t";
    wanted.access.endpoints = {"/v1/*", pattern.toStdString()};
    const auto refused = m_workspace->tokens().create(wanted);
    QVERIFY(!refused.has_value());
    QCOMPARE(static_cast<int>(refused.error().code), code);
    QCOMPARE(refused.error().where, std::string("endpoints"));
}

void TestAccess::poolIsKeptAndNoted()
{
    setPool({{valueOf(parseCap("1000/day"))}, valueOf(parseRateLimit("50/second"))});
    const Customer customer = valueOf(m_workspace->customers().find("Acme"));
    const std::string expected = R"({"caps":["1000/day"],"rate_limit":"50/second"})";
    QCOMPARE(poolJson(customer.pool).dump(), expected);
    CustomerEdit edit;
    edit.contact = "ops@example.org";
    QCOMPARE(valueOf(m_workspace->customers().edit(m_acme.id, edit)).pool, customer.pool);
    const auto noted = valueOf(m_workspace->stores->ledger.mentioning(m_acme.id.text));
    const bool isNoted = std::ranges::any_of(noted, [&expected](const LedgerEntry &entry) {
        return entry.kind == "customer.changed" && entry.payload.find("\"pool\":" + expected) != std::string::npos;
    });
    QVERIFY(isNoted);
}

QTEST_GUILESS_MAIN(TestAccess)
#include "tst_access.moc"
