// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// Imports that are cut short: cancelled, failing, damaged.
#include "tests/core/services/importsfixture.h"

#include <set>

using namespace toll;
using namespace Qt::StringLiterals;

class TestImportBreaks : public QObject, private ImportDesk {
    Q_OBJECT

private slots:
    void init() { open(); }
    void cleanup() { m_workspace.reset(); }

    void cancelledImportContinues();
    void failingStatementLeavesWholeBatches();
    void cutFileIsDamaged();
};

void TestImportBreaks::cancelledImportContinues()
{
    const QString path = write(u"a.csv"_s, manyRows(60000));
    JobControl *running = nullptr;
    JobControl job([&running](std::int64_t done, std::int64_t total) {
        if (done > total / 2)
            running->cancel();
    });
    running = &job;
    const auto report = import(path, toGateway(), job);
    QVERIFY_RESULT(report);
    QVERIFY(report->cancelled);
    QVERIFY(report->added > 0 && report->added < 60000);
    QCOMPARE(report->read, report->added);
    QCOMPARE(m_workspace->requests(), report->added);
    QVERIFY(!m_workspace->imports().preview(path.toStdString(), {})->isRemembered);
    const auto rest = import(path, toGateway());
    QVERIFY_RESULT(rest);
    QVERIFY(!rest->cancelled);
    QCOMPARE(rest->added, 60000 - report->added);
    QCOMPARE(rest->duplicates, report->added);
    QCOMPARE(rest->conflicts, 0);
    QCOMPARE(m_workspace->requests(), 60000);
}

void TestImportBreaks::failingStatementLeavesWholeBatches()
{
    const QString path = write(u"a.csv"_s, manyRows(20500));
    std::set<std::int64_t> seen;
    int statement = 0;
    for (int failing = 1;; failing += 9) { // every ninth will do: each try reads the whole file
        statement = 0;
        m_workspace->stores->connection->fault = [&] { return ++statement == failing; };
        const auto report = import(path, toGateway());
        m_workspace->stores->connection->fault = nullptr;
        const std::int64_t kept = m_workspace->eventCount();
        QCOMPARE(kept, m_workspace->requests());
        QVERIFY2(kept == 0 || kept == 20000 || kept == 20500, std::to_string(kept).c_str());
        seen.insert(kept);
        if (report)
            break;
        QCOMPARE(report.error().code, ErrorCode::Database);
    }
    QVERIFY(seen.contains(20000));
    QCOMPARE(m_workspace->eventCount(), 20500);
}

void TestImportBreaks::cutFileIsDamaged()
{
    const QString path = test::sharedPath(u"data/azure-llm-2023/AzureLLMInferenceTrace_conv.csv.xz"_s);
    if (!QFile::exists(path))
        QSKIP("the shared traces are not here");
    QFile whole(path);
    QVERIFY(whole.open(QIODevice::ReadOnly));
    ImportOptions options = toGateway();
    options.layout = m_workspace->imports().preview(path.toStdString(), {})->layout;
    const QByteArray bytes = whole.readAll();
    const auto report = import(write(u"cut.csv.xz"_s, bytes.left(bytes.size() / 2)), options);
    QVERIFY_RESULT(report);
    QCOMPARE(report->broken->code, ErrorCode::Damaged);
    QCOMPARE(report->broken->found, "xz");
    QVERIFY(report->added > 0);
    QCOMPARE(m_workspace->requests(), report->added);
    const auto rest = import(path, options);
    QVERIFY_RESULT(rest);
    QCOMPARE(m_workspace->requests(), 19366);
}

QTEST_GUILESS_MAIN(TestImportBreaks)
#include "tst_importbreaks.moc"
