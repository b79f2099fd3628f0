// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// An import in a process of its own that is killed at random moments: no confirmed batch is lost, none is doubled, and
// the import repeated gives an independent count's totals. TOLL_KILLS sets how many times (10).
#include "core/services/importrun.h"
#include "tests/core/services/bulkusage.h"

#include <QElapsedTimer>
#include <QProcess>

#include <cstdio>

using namespace toll;
using namespace Qt::StringLiterals;

namespace {

constexpr int rowCount = 150'000;

/// The child: imports, and says after each commit how many events there are.
int importAndTell(const QString &workspace, const QString &csv)
{
    auto opened = Connection::openWriter(workspace);
    if (!opened)
        return 1;
    Stores stores(std::move(*opened));
    const auto tell = [&stores](Topics) {
        std::printf("confirmed %lld\n", static_cast<long long>(stores.usage.eventCount().value_or(-1)));
        std::fflush(stdout);
    };
    ServiceContext context{&stores, [] { return Instant{1'800'000'000'000}; }, systemEntropy(), "child", tell};
    ImportService imports(context);
    ImportOptions options;
    const auto preview = imports.preview(csv.toStdString(), {});
    const auto acme = stores.customers.byIdOrName("Acme");
    if (!preview || !acme)
        return 1;
    options.layout = preview->layout;
    options.createTokens = true;
    options.customer = acme->id;
    return imports.run(csv.toStdString(), options, JobControl()) ? 0 : 1;
}

std::int64_t lastConfirmed(const QByteArray &told)
{
    std::int64_t last = 0;
    for (const QByteArray &line : told.left(told.lastIndexOf('\n') + 1).split('\n')) {
        if (line.startsWith("confirmed "))
            last = line.mid(10).toLongLong();
    }
    return last;
}

} // namespace

class TestImportKill : public QObject {
    Q_OBJECT

private slots:
    void killedImportsLoseAndDoubleNothing()
    {
        const BulkUsage usage(rowCount, 11);
        const BulkUsage::Sums expected = usage.sums(Zone());
        const int wanted = qEnvironmentVariableIsSet("TOLL_KILLS") ? qEnvironmentVariableIntValue("TOLL_KILLS") : 10;
        std::mt19937 dice(static_cast<unsigned>(wanted));
        QTemporaryDir folder;
        QFile csv(folder.filePath(u"usage.csv"_s));
        QVERIFY(csv.open(QIODevice::WriteOnly) && csv.write(usage.file()) > 0);
        csv.close();
        int kills = 0;
        int whole = 0;
        qint64 longest = 400;
        QString workspace;
        while (kills < wanted) {
            if (workspace.isEmpty())
                workspace = makeWorkspace(folder, whole);
            QVERIFY(!workspace.isEmpty());
            QProcess child;
            QElapsedTimer clock;
            clock.start();
            child.start(QCoreApplication::applicationFilePath(), {u"--import"_s, workspace, csv.fileName()});
            QVERIFY(child.waitForStarted());
            const bool isDone = child.waitForFinished(static_cast<int>(dice() % static_cast<unsigned>(longest)));
            child.kill(); // SIGKILL
            child.waitForFinished(-1);
            if (isDone) {
                QCOMPARE(child.exitCode(), 0);
                longest = std::max<qint64>(clock.elapsed(), 20);
            } else {
                ++kills;
            }
            const std::int64_t confirmed = lastConfirmed(child.readAllStandardOutput());
            auto opened = Connection::openWriter(workspace);
            QVERIFY_RESULT(opened);
            Stores stores(std::move(*opened));
            const std::int64_t kept = stores.usage.eventCount().value_or(-1);
            QVERIFY2(kept >= confirmed, qPrintable(u"%1 of %2"_s.arg(kept).arg(confirmed)));
            checkWhole(stores, kept);
            if (kept == rowCount) {
                QVERIFY(BulkUsage::sumsOf(stores, Zone()) == expected);
                ++whole;
                workspace.clear();
            }
        }
        if (!workspace.isEmpty()) { // the last one is brought to its end
            QCOMPARE(QProcess::execute(QCoreApplication::applicationFilePath(),
                         {u"--import"_s, workspace, csv.fileName()}), 0);
            Stores stores(std::move(*Connection::openWriter(workspace)));
            QVERIFY(BulkUsage::sumsOf(stores, Zone()) == expected);
        }
        qInfo("%d kills, %d imports came to their end between them", kills, whole);
    }

private:
    static QString makeWorkspace(const QTemporaryDir &folder, int number)
    {
        const QString path = folder.filePath(u"w%1.toll"_s.arg(number));
        auto opened = Connection::openWriter(path, IfAbsent::Create);
        if (!opened || !migrate(**opened))
            return {};
        Stores stores(std::move(*opened));
        ServiceContext context{&stores, [] { return Instant{1'800'000'000'000}; }, seededEntropy(1), "parent", {}};
        return CustomerService(context).add({"Acme", "USD", "UTC", ""}) ? path : QString();
    }

    /// Every batch is there with its cells, its count and its place in the ledger, or not at all.
    static void checkWhole(Stores &stores, std::int64_t kept)
    {
        std::int64_t noted = 0;
        for (const ImportBatch &batch : stores.batches.list().value_or(std::vector<ImportBatch>()))
            noted += batch.added;
        QCOMPARE(noted, kept);
        const auto events = stores.usage.events({});
        QVERIFY_RESULT(events);
        std::int64_t ofEvents = 0;
        for (const StoredEvent &stored : *events)
            ofEvents += stored.event.count;
        std::int64_t ofCells = 0;
        for (const auto &[key, sums] : BulkUsage::sumsOf(stores, Zone()))
            ofCells += std::get<0>(sums);
        QCOMPARE(ofCells, ofEvents);
        QCOMPARE(static_cast<std::int64_t>(events->size()), kept);
    }
};

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() == 4 && arguments[1] == u"--import")
        return importAndTell(arguments[2], arguments[3]);
    TestImportKill test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_importkill.moc"
