// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/batchstore.h"
#include "core/storage/customerstore.h"
#include "core/storage/ledgerstore.h"
#include "core/storage/planstore.h"
#include "core/storage/tokenstore.h"
#include "core/storage/usagestore.h"
#include "tests/core/storage/workspacefixture.h"

#include <functional>

using namespace toll;
using namespace Qt::StringLiterals;

namespace {

using Work = std::function<Result<void>(Connection &)>;

Result<void> ledger(Connection &connection)
{
    auto written = LedgerStore(connection).append({1}, "me", "kind", Json::Object());
    if (!written)
        return std::unexpected(written.error());
    return {};
}

Result<void> addCustomer(Connection &connection)
{
    if (auto done = CustomerStore(connection).insert(sampleCustomer("New")); !done)
        return done;
    return ledger(connection);
}

Result<void> addToken(Connection &connection)
{
    Token token = sampleToken("new");
    token.tags = {"a", "b"};
    token.changes = {{TermChange::Kind::Renew, {6}, {}}};
    if (auto done = TokenStore(connection).insert(token); !done)
        return done;
    return ledger(connection);
}

Result<void> updateToken(Connection &connection)
{
    Token token = sampleToken();
    token.tags = {"c"};
    token.note = "changed";
    if (auto done = TokenStore(connection).update(token); !done)
        return done;
    return ledger(connection);
}

Result<void> addPlan(Connection &connection)
{
    if (auto added = PlanStore(connection).add({{"p"}, "Standard", 1, {1}, "{}", {1}}); !added)
        return std::unexpected(added.error());
    return ledger(connection);
}

Result<void> importBatch(Connection &connection)
{
    const TokenId token = sampleToken().id;
    auto done = BatchStore(connection).insert({{"b2"}, "gate", "b.csv", {1}, {}, 0, 0, 0, 0, 0, {}, {}});
    for (int segment = 0; done && segment < 2; ++segment) {
        const std::string name = std::to_string(segment);
        done = UsageStore(connection)
                   .append({sampleEvent(token, segment, "a" + name), sampleEvent(token, msPerDay, "b" + name)}, {"b2"},
                       {}, {1});
    }
    if (done)
        done = BatchStore(connection).update({{"b2"}, "gate", "b.csv", {1}, Instant{2}, 4, 4, 0, 0, 0, {}, {}});
    return done ? ledger(connection) : done;
}

/// Everything the file holds.
std::vector<std::string> contentOf(Connection &connection)
{
    const auto texts = [&](const QString &sql) {
        return connection.rows(sql, [](const Row &row) { return row.text(0); })
            .value_or(std::vector<std::string>{"unreadable"});
    };
    std::vector<std::string> content;
    for (const std::string &table : texts(u"SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"_s)) {
        std::string columns;
        for (const std::string &column : texts(u"SELECT name FROM pragma_table_info('"_s + toQString(table) + u"')"_s))
            columns += (columns.empty() ? "quote(" : " || quote(") + column + ")";
        for (const std::string &row : texts(u"SELECT "_s + toQString(columns) + u" FROM "_s + toQString(table)))
            content.push_back(table + row);
    }
    return content;
}

} // namespace

Q_DECLARE_METATYPE(Work)

class TestFaults : public QObject {
    Q_OBJECT

private slots:
    void nothingIsHalfDone_data();
    void nothingIsHalfDone();
};

void TestFaults::nothingIsHalfDone_data()
{
    QTest::addColumn<Work>("work");
    QTest::addColumn<bool>("isLasting");
    for (const bool isLasting : {false, true}) {
        const char *how = isLasting ? "that and all later fail" : "one fails";
        QTest::addRow("customer, %s", how) << Work(addCustomer) << isLasting;
        QTest::addRow("token, %s", how) << Work(addToken) << isLasting;
        QTest::addRow("token update, %s", how) << Work(updateToken) << isLasting;
        QTest::addRow("plan, %s", how) << Work(addPlan) << isLasting;
        QTest::addRow("import, %s", how) << Work(importBatch) << isLasting;
    }
}

void TestFaults::nothingIsHalfDone()
{
    QFETCH(const Work, work);
    QFETCH(const bool, isLasting);
    WorkspaceFixture workspace;
    Connection &connection = *workspace.writer;
    QVERIFY_RESULT(atomically(connection, [&]() -> Result<void> {
        Token token = sampleToken();
        token.tags = {"a", "b"};
        auto done = CustomerStore(connection).insert(sampleCustomer());
        if (done)
            done = TokenStore(connection).insert(token);
        if (done)
            done = BatchStore(connection).insert({{"b1"}, "gate", "a.csv", {1}, {}, 0, 0, 0, 0, 0, {}, {}});
        if (done)
            done = UsageStore(connection).append({sampleEvent(token.id, 5, "old")}, {"b1"}, {}, {1});
        return done ? ledger(connection) : done;
    }));
    const std::vector<std::string> before = contentOf(connection);
    QVERIFY(before.size() > 10);

    int failing = 0;
    for (bool hasFailed = true; hasFailed; ++failing) {
        int access = 0;
        connection.fault = [&] { return isLasting ? access++ >= failing : access++ == failing; };
        const auto done = atomically(connection, [&] { return work(connection); });
        connection.fault = nullptr;
        hasFailed = access > failing;
        QCOMPARE(done.has_value(), !hasFailed);
        QVERIFY(!connection.isInTransaction());
        if (hasFailed)
            QCOMPARE(contentOf(connection), before);
    }
    QVERIFY2(failing > 4, "the work must run over several statements");
    QVERIFY(contentOf(connection).size() > before.size() || contentOf(connection) != before);
}

QTEST_GUILESS_MAIN(TestFaults)
#include "tst_faults.moc"
