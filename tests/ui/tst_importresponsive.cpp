// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// The window while a large file is imported. TOLL_ROWS=10000000 runs it as it is meant to be held: then the stalls and
// the memory are held too; otherwise they are only printed, as machines that run many tests stall by themselves.
#include "tests/support/watchdog.h"
#include "ui/pages/usage/importjob.h"
#include "ui/shell/language.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/pagestack.h"

#include <QApplication>
#include <QFile>
#include <QSemaphore>
#include <QTemporaryDir>
#include <QTest>

#include <random>

using namespace toll;
using namespace Qt::StringLiterals;

namespace {

constexpr std::int64_t usualRows = 300'000;
constexpr int tokens = 40;
constexpr int waitMs = 20 * 60 * 1000;
constexpr std::int64_t quarterMs = std::int64_t{90} * 24 * 3600 * 1000;

std::int64_t rowsWanted()
{
    return qEnvironmentVariable("TOLL_ROWS", QString::number(usualRows)).toLongLong();
}

bool isHeld()
{
    return rowsWanted() > usualRows;
}

} // namespace

class TestImportResponsive : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void questionsAreAnsweredWhileAJobIsUnderWay();
    void questionSeesOneMoment();
    void windowStaysResponsiveAndTotalsAreThoseOfTheFile();
    void cancelKeepsWholeBatchesAndTheRestFollows();

private:
    struct Totals {
        std::int64_t requests = 0;
        std::int64_t input = 0;
        bool operator==(const Totals &) const = default;
    };

    void makeWorkspace() const;
    /// A file of this many rows over 90 days, written piece by piece so that it takes no memory; and what is in it.
    Totals writeFile(const QString &path, std::int64_t rows) const;
    void openWindow();
    int startImporting(std::optional<std::vector<FileOutcome>> &outcomes);
    [[nodiscard]] Totals counted();

    template<typename Job>
    auto ask(Job job)
    {
        std::optional<decltype(job(std::declval<Services &>()))> answer;
        m_window->host().workspace().read(this, job, [&answer](auto result) { answer = std::move(result); });
        [[maybe_unused]] const bool isThere = QTest::qWaitFor([&] { return answer.has_value(); }, waitMs);
        return std::move(*answer);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<Language> m_language;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<PageContext> m_context;
    QString m_workspace;
    QString m_file;
    ImportOptions m_options;
};

void TestImportResponsive::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_theme = std::make_unique<Theme>(*qApp);
    m_language = std::make_unique<Language>();
    m_language->setChoice(u"en"_s);
    m_workspace = m_folder->filePath(u"w.toll"_s);
    m_file = m_folder->filePath(u"usage.csv"_s);
    makeWorkspace();
}

void TestImportResponsive::cleanup()
{
    m_window.reset();
    m_context.reset();
    m_folder.reset();
}

void TestImportResponsive::makeWorkspace() const
{
    Services::Options options;
    options.path = m_workspace.toStdString();
    options.mode = OpenMode::WriteOrCreate;
    auto services = Services::open(options);
    QVERIFY(services.has_value());
    const auto customer = (*services)->customers.add({.name = "Acme", .contact = {}});
    QVERIFY(customer.has_value());
    for (int i = 0; i < tokens; ++i) {
        NewToken token;
        token.customer = customer->id;
        token.name = "token-" + std::to_string(i);
        token.price.rate = *Decimal::parse("0.002");
        QVERIFY((*services)->tokens.create(token).has_value());
    }
}

TestImportResponsive::Totals TestImportResponsive::writeFile(const QString &path, std::int64_t rows) const
{
    std::mt19937 dice(7);
    const std::int64_t begin = parseRfc3339("2026-01-01T00:00:00Z")->ms;
    QFile file(path);
    Totals totals;
    if (!file.open(QIODevice::WriteOnly))
        return totals;
    QByteArray piece = "time,id,token,status,response_ms,input_units,model\n";
    for (std::int64_t i = 0; i < rows; ++i) {
        const std::int64_t input = dice() % 4000;
        totals.requests += 1;
        totals.input += input;
        piece += toRfc3339({begin + quarterMs / rows * i}).c_str();
        piece += ",r" + QByteArray::number(i) + ",token-" + QByteArray::number(dice() % tokens);
        piece += dice() % 20 == 0 ? ",500," : ",200,";
        piece += QByteArray::number(dice() % 1500) + ',' + QByteArray::number(input) + ",m";
        piece += QByteArray::number(dice() % 5) + '\n';
        if (piece.size() > 1'000'000 || i + 1 == rows) {
            file.write(piece);
            piece.clear();
        }
    }
    return file.flush() ? totals : Totals();
}

void TestImportResponsive::openWindow()
{
    m_window = std::make_unique<MainWindow>(*m_theme, *m_language, m_folder->filePath(u"state.conf"_s));
    m_window->show();
    m_window->start(m_workspace, false);
    QTRY_VERIFY(m_window->isSettled());
    m_window->showPage(u"usage"_s);
    QTRY_VERIFY(m_window->isSettled());
    m_context = std::make_unique<PageContext>(PageContext{m_window->host().workspace(), m_window->actions(),
        m_window->jobs(), m_window->undo(), [](const QString &, const QVariantMap &) {},
        [](const QString &error) { qWarning("%s", qPrintable(error)); }, [](const QString &) {}});
}

int TestImportResponsive::startImporting(std::optional<std::vector<FileOutcome>> &outcomes)
{
    const auto layout =
        ask([path = m_file.toStdString()](Services &services) { return services.imports.layoutOf(path, Zone(), {}); });
    m_options = {};
    m_options.layout = layout.value_or(Layout());
    return startImport(*m_context, {m_file}, m_options, {}, this,
        [&outcomes](const std::vector<FileOutcome> &answer) { outcomes = answer; });
}

TestImportResponsive::Totals TestImportResponsive::counted()
{
    const auto summary = ask([](Services &services) {
        return services.usage.summary({{}, Zone(), {}, {GroupBy::Token}, false, false, {}});
    });
    if (!summary)
        return {};
    const UsageSums &total = summary->total;
    return {total.requests, total.units[static_cast<std::size_t>(UnitMeter::Input)].sum};
}

void TestImportResponsive::questionsAreAnsweredWhileAJobIsUnderWay()
{
    openWindow();
    QSemaphore mayEnd;
    bool hasEnded = false;
    Workspace &workspace = m_window->host().workspace();
    workspace.ask(
        this,
        [&mayEnd](Services &) {
            mayEnd.acquire();
            return true;
        },
        [&hasEnded](bool) { hasEnded = true; });
    const auto names = ask([](Services &services) { return services.tokens.names(); });
    QCOMPARE(names->size(), std::size_t{tokens});
    for (const QString &page : {u"dashboard"_s, u"tokens"_s, u"plans"_s, u"usage"_s}) {
        m_window->showPage(page);
        QTRY_VERIFY2(m_window->isSettled(), qPrintable(page));
    }
    QVERIFY(!hasEnded);
    mayEnd.release();
    QTRY_VERIFY(hasEnded);
}

void TestImportResponsive::questionSeesOneMoment()
{
    openWindow();
    QSemaphore hasLooked, mayLookAgain;
    std::optional<std::pair<std::size_t, std::size_t>> seen;
    Workspace &workspace = m_window->host().workspace();
    const auto count = [](Services &services) { return services.customers.list(true).value().size(); };
    workspace.read(
        this,
        [&](Services &services) {
            const std::size_t before = count(services);
            hasLooked.release();
            mayLookAgain.acquire();
            return std::pair(before, count(services));
        },
        [&seen](const auto &counts) { seen = counts; });
    bool isAdded = false;
    workspace.ask(
        this,
        [&hasLooked](Services &services) {
            hasLooked.acquire();
            return services.customers.add({.name = "Late", .contact = {}});
        },
        [&](const Result<Customer> &added) {
            isAdded = added.has_value();
            mayLookAgain.release();
        });
    QTRY_VERIFY(seen.has_value());
    QVERIFY(isAdded);
    QCOMPARE(seen->first, std::size_t{1});
    QCOMPARE(seen->second, std::size_t{1});
    QCOMPARE(
        ask([&count](Services &services) { return Result<std::size_t>(count(services)); }).value(), std::size_t{2});
}

void TestImportResponsive::windowStaysResponsiveAndTotalsAreThoseOfTheFile()
{
    const Totals inFile = writeFile(m_file, rowsWanted());
    QCOMPARE(inFile.requests, rowsWanted());
    openWindow();
    test::Watchdog watchdog;
    QElapsedTimer time;
    time.start();
    std::optional<std::vector<FileOutcome>> outcomes;
    startImporting(outcomes);
    // The operator looks around meanwhile.
    const QStringList pages{u"usage"_s, u"dashboard"_s, u"tokens"_s, u"usage"_s};
    qsizetype shown = 0;
    int answered = 0;
    QVERIFY(QTest::qWaitFor(
        [&] {
            if (!outcomes && m_window->isSettled() && time.elapsed() > 300 * (answered + 1)) {
                ++answered;
                m_window->showPage(pages[++shown % pages.size()]);
            }
            return outcomes.has_value();
        },
        waitMs));
    const qint64 imported = time.elapsed();
    const auto peak = static_cast<long long>(test::peakMemory()); // until here; then the pages ask about all of it
    QTRY_VERIFY_WITH_TIMEOUT(m_window->isSettled(), waitMs);
    qInfo("%lld rows in %.1f s; pages answered meanwhile: %d; longest stall of the window %lld ms (of its own work "
          "%.0f ms); peak memory %lld MiB, of the pages afterwards %lld MiB",
        static_cast<long long>(rowsWanted()), static_cast<double>(imported) / 1000, answered,
        static_cast<long long>(watchdog.longest), watchdog.longestWork, peak,
        static_cast<long long>(test::peakMemory()));
    const ImportReport report = totalOf(*outcomes);
    QVERIFY(!report.broken && !report.cancelled);
    QCOMPARE(report.added, rowsWanted());
    QCOMPARE(counted(), inFile);
    if (isHeld()) {
        QVERIFY2(watchdog.longest <= 100, "the window stalled");
        QVERIFY2(peak < 600, "too much memory");
    }
}

void TestImportResponsive::cancelKeepsWholeBatchesAndTheRestFollows()
{
    const std::int64_t rows = std::min(rowsWanted(), usualRows);
    const Totals inFile = writeFile(m_file, rows);
    openWindow();
    const unsigned seed = qEnvironmentVariable("TOLL_SEED").isEmpty() ? std::random_device()()
                                                                      : qEnvironmentVariable("TOLL_SEED").toUInt();
    qInfo("TOLL_SEED=%u", seed);
    std::mt19937 dice(seed);
    std::int64_t kept = 0;
    for (int round = 0; round < 3; ++round) {
        std::optional<std::vector<FileOutcome>> outcomes;
        const int job = startImporting(outcomes);
        QTest::qWait(static_cast<int>(dice() % 120));
        m_window->jobs().cancel(job);
        QVERIFY(QTest::qWaitFor([&] { return outcomes.has_value(); }, waitMs));
        const ImportReport report = totalOf(*outcomes);
        kept += report.added;
        const auto batches = ask([](Services &services) { return services.upkeep.size(); });
        QCOMPARE(batches->events, kept); // what the cancelled run says it added is there, and nothing else
        QCOMPARE(counted().requests, kept); // and is summed
    }
    std::optional<std::vector<FileOutcome>> outcomes;
    startImporting(outcomes);
    QVERIFY(QTest::qWaitFor([&] { return outcomes.has_value(); }, waitMs));
    const ImportReport rest = totalOf(*outcomes);
    QCOMPARE(rest.duplicates, kept);
    QCOMPARE(rest.added, rows - kept);
    QCOMPARE(counted(), inFile);
}

QTEST_MAIN(TestImportResponsive)
#include "tst_importresponsive.moc"
