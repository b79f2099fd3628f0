// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// Which row is which: duplicates and conflicts, and the tokens that rows belong to.
#include "tests/core/services/importsfixture.h"

using namespace toll;
using namespace Qt::StringLiterals;

class TestImportIdentity : public QObject, private ImportDesk {
    Q_OBJECT

private slots:
    void init() { open(); }
    void cleanup() { m_workspace.reset(); }

    void identicalRowsWithoutIdAllCount();
    void sameIdWithAnotherBodyIsAConflict();
    void conflictWithinTheFile_data();
    void conflictWithinTheFile();
    void tokensMatchByIdThenName();
    void ambiguousNameIsAFault();
    void rowsCustomerSettlesAnAmbiguousName();
    void unknownTokensAreMadeOnDemand();
    void fileWithoutTokensNeedsOne();
    void revokedTokensUsageIsKept();
};

void TestImportIdentity::identicalRowsWithoutIdAllCount()
{
    const QByteArray rows = "time,model\n2026-01-01T00:00:00Z,m\n2026-01-01T00:00:00Z,m\n2026-01-01T00:00:00Z,m\n";
    const auto report = import(write(u"a.csv"_s, rows), toGateway());
    QVERIFY_RESULT(report);
    QCOMPARE(report->added, 3);
    const auto longer = import(write(u"b.csv"_s, rows + "2026-01-01T00:00:00Z,m\n"), toGateway());
    QVERIFY_RESULT(longer);
    QCOMPARE(longer->duplicates, 3);
    QCOMPARE(longer->added, 1);
    QCOMPARE(m_workspace->requests(), 4);
}

void TestImportIdentity::sameIdWithAnotherBodyIsAConflict()
{
    QVERIFY_RESULT(import(write(u"a.csv"_s, "time,id,status\n2026-01-01T00:00:00Z,x,200\n"), toGateway()));
    const QString second = write(u"b.csv"_s, "time,id,status\n2026-01-01T00:00:00Z,x,500\n");
    for (int times = 0; times < 2; ++times) {
        const auto report = import(second, toGateway());
        QVERIFY_RESULT(report);
        QCOMPARE(report->conflicts, 1);
        QCOMPARE(report->added, 0);
    }
    const auto conflicts = m_workspace->stores->batches.conflicts(true);
    QVERIFY_RESULT(conflicts);
    QCOMPARE(conflicts->size(), 1U);
    const std::string body =
        R"({"time":"2026-01-01T00:00:00Z","id":"x","token":")" + m_gateway.id.text + R"(","status":)";
    QCOMPARE(conflicts->front().firstBody, body + R"(200,"count":1,"source":"import"})");
    QCOMPARE(conflicts->front().secondBody, body + R"(500,"count":1,"source":"import"})");
    QCOMPARE(m_workspace->stores->usage.events({})->front().event.status, 200);
}

void TestImportIdentity::conflictWithinTheFile_data()
{
    QTest::addColumn<int>("between");
    QTest::newRow("same batch") << 5;
    QTest::newRow("next batch") << 25000;
}

void TestImportIdentity::conflictWithinTheFile()
{
    QFETCH(int, between);
    const QByteArray csv = manyRows(between) + "2026-01-01T00:00:00Z,r0,200,m\n2026-01-01T00:00:00Z,r0,200,other\n";
    const QString path = write(u"a.csv"_s, csv);
    ImportOptions dry = toGateway();
    dry.dryRun = true;
    for (const ImportOptions &options : {dry, toGateway()}) {
        const auto report = import(path, options);
        QVERIFY_RESULT(report);
        QCOMPARE(report->added, between);
        QCOMPARE(report->duplicates, 1);
        QCOMPARE(report->conflicts, 1);
    }
    QCOMPARE(m_workspace->stores->batches.conflicts(true)->size(), 1U);
}

void TestImportIdentity::tokensMatchByIdThenName()
{
    const QByteArray csv = "time,id,token\n2026-01-01T00:00:00Z,a," + QByteArray::fromStdString(m_gateway.id.text)
        + "\n2026-01-01T00:00:00Z,b,gateway\n2026-01-01T00:00:00Z,c,nobody\n2026-01-01T00:00:00Z,d,\n";
    const auto report = import(write(u"a.csv"_s, csv));
    QVERIFY_RESULT(report);
    QCOMPARE(report->added, 2);
    QCOMPARE(placesOf(report->faults), (Places{u"4 token"_s, u"5 token"_s}));
    QCOMPARE(report->faults[0].code, ErrorCode::NotFound);
    QCOMPARE(report->faults[0].found, "nobody");
    QCOMPARE(report->faults[1].code, ErrorCode::Missing);
}

void TestImportIdentity::ambiguousNameIsAFault()
{
    const auto other = m_workspace->customers().add({"Other", "USD", "UTC", ""});
    QVERIFY_RESULT(other);
    const Token second = m_workspace->addToken(other->id, "gateway");
    const QString path = write(u"a.csv"_s, "time,id,token\n2026-01-01T00:00:00Z,a,gateway\n");
    const auto report = import(path);
    QVERIFY_RESULT(report);
    QCOMPARE(report->rejected, 1);
    QCOMPARE(report->faults.front().code, ErrorCode::Ambiguous);
    ImportOptions options;
    options.customer = other->id;
    const auto settled = import(path, options);
    QVERIFY_RESULT(settled);
    QCOMPARE(settled->added, 1);
    QCOMPARE(m_workspace->stores->usage.events({})->front().token, second.id);
}

void TestImportIdentity::rowsCustomerSettlesAnAmbiguousName()
{
    const auto other = m_workspace->customers().add({"Other", "USD", "UTC", ""});
    QVERIFY_RESULT(other);
    const Token second = m_workspace->addToken(other->id, "gateway");
    const auto report = import(write(u"a.csv"_s, "time,id,customer,token\n2026-01-01T00:00:00Z,a,Other,gateway\n"));
    QVERIFY_RESULT(report);
    QCOMPARE(report->added, 1);
    QCOMPARE(m_workspace->stores->usage.events({})->front().token, second.id);
}

void TestImportIdentity::unknownTokensAreMadeOnDemand()
{
    const QString path = write(u"a.csv"_s,
        "time,id,key\n2026-01-01T00:00:00Z,a,new-1\n2026-01-01T00:00:00Z,b,new-2\n2026-01-01T00:00:00Z,c,new-1\n");
    ImportOptions options;
    options.tokenColumn = "key";
    options.createTokens = true;
    const auto needsCustomer = import(path, options);
    QCOMPARE_ERROR(needsCustomer, ErrorCode::Missing);
    QCOMPARE(needsCustomer.error().where, "customer");

    options.customer = m_acme.id;
    ImportOptions dry = options;
    dry.dryRun = true;
    const auto tried = import(path, dry);
    QVERIFY_RESULT(tried);
    QCOMPARE(tried->createdTokens, 2);
    QCOMPARE(m_workspace->tokens().list()->size(), 1U);

    m_workspace->heard = {};
    const auto report = import(path, options);
    QVERIFY_RESULT(report);
    QCOMPARE(report->createdTokens, 2);
    QCOMPARE(report->added, 3);
    QCOMPARE(m_workspace->heard, Topic::Usage | Topic::Tokens);
    const auto made = m_workspace->tokens().find("new-1");
    QVERIFY_RESULT(made);
    QVERIFY(made->price.rate.isZero());
    QVERIFY(made->price.caps.empty() && !made->price.lifetime);
    QVERIFY(made->secretHash.empty());
    QCOMPARE(made->tags, std::vector<std::string>{"imported"});
    QCOMPARE(made->note, "a.csv");
    const auto history = m_workspace->tokens().history(made->id);
    QVERIFY_RESULT(history);
    QCOMPARE(history->front().kind, "token.created");
    const auto again = import(path, options);
    QVERIFY_RESULT(again);
    QCOMPARE(again->createdTokens, 0);
    QCOMPARE(again->duplicates, 3);
}

void TestImportIdentity::fileWithoutTokensNeedsOne()
{
    const auto report = import(write(u"a.csv"_s, manyRows(3)));
    QVERIFY(!report);
    QCOMPARE(report.error(), (Error{ErrorCode::Missing, "token", "", "time, id, status, model", 0}));
}

void TestImportIdentity::revokedTokensUsageIsKept()
{
    QVERIFY_RESULT(m_workspace->tokens().revoke(m_gateway.id));
    const auto report = import(write(u"a.csv"_s, manyRows(3)), toGateway());
    QVERIFY_RESULT(report);
    QCOMPARE(report->added, 3);
}

QTEST_GUILESS_MAIN(TestImportIdentity)
#include "tst_importidentity.moc"
