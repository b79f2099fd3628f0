// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// How quickly the table of events shows, jumps and sorts, beside QSqlTableModel in a QTableView over the same rows in a
// plain SQLite table. Each measurement is a process of its own, the two in turn; medians and ratios are printed.
//   bench_table FOLDER ROWS [ROUNDS]     makes table-ROWS.toll and table-ROWS.sqlite where they are not there yet
// One side alone:
//   bench_table tollkeeper|qsqltablemodel FILE
#include "tests/benchmarks/tabledata.h"
#include "ui/pages/usage/eventspanel.h"

#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QHeaderView>
#include <QProcess>
#include <QScrollBar>
#include <QSqlQuery>
#include <QSqlTableModel>
#include <QTableView>

#include <array>
#include <cmath>
#include <cstdio>
#include <functional>
#include <map>
#include <random>

#include <unistd.h>

using namespace toll;
using namespace Qt::StringLiterals;

namespace {

constexpr int jumps = 15;
constexpr std::array sorted{"response", "token", "input", "id"};

double memoryMb()
{
    QFile file(u"/proc/self/statm"_s);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toDouble() * static_cast<double>(sysconf(_SC_PAGESIZE)) / 1e6;
}

void print(const char *name, double value)
{
    std::printf("%s %.3f\n", name, value);
}

double medianOf(std::vector<double> values)
{
    std::ranges::sort(values);
    return values.empty() ? std::nan("") : values[values.size() / 2];
}

/// Knows when a view has been painted in a certain state.
class PaintWatch : public QObject {
public:
    PaintWatch(QTableView &view, std::function<bool()> isDone) : m_isDone(std::move(isDone))
    {
        view.viewport()->installEventFilter(this);
    }
    [[nodiscard]] bool isPainted() const { return m_isPainted; }
    bool eventFilter(QObject *, QEvent *event) override
    {
        m_isPainted = m_isPainted || (event->type() == QEvent::Paint && m_isDone());
        return false;
    }

private:
    std::function<bool()> m_isDone;
    bool m_isPainted = false;
};

/// Milliseconds until `isDone`, and painted as it is then. Events are waited for: spinning would take a core from who
/// reads.
template<typename Begin, typename IsDone>
double timed(QTableView &view, const Begin &begin, const IsDone &isDone)
{
    QElapsedTimer clock;
    clock.start();
    begin();
    const PaintWatch watch(view, isDone);
    while (!watch.isPainted()) {
        if (isDone())
            view.viewport()->update();
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
    return static_cast<double>(clock.nsecsElapsed()) / 1e6;
}

int tollkeeper(const QString &path)
{
    Workspace workspace;
    Actions actions;
    Jobs jobs;
    Undo undo;
    PageContext context{workspace, actions, jobs, undo, [](const QString &, const QVariantMap &) {},
        [](const QString &error) { std::fprintf(stderr, "%s\n", qPrintable(error)); }, [](const QString &) {}};
    bool isOpen = false;
    Services::Options options;
    options.path = path.toStdString();
    workspace.open(options, &jobs, [&isOpen](const Result<void> &opened) { isOpen = opened.has_value(); });
    while (!isOpen)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    EventsPanel panel(context);
    panel.resize(1200, 800);
    QTableView &view = *panel.findChild<QTableView *>();
    const double before = memoryMb();
    print("show_ms",
        timed(
            view,
            [&] {
                panel.show(EventQuery());
                panel.setVisible(true);
            },
            [&] { return panel.isSettled(); }));
    const int rows = panel.model().rowCount();
    const auto jump = [&](int row) {
        return timed(
            view,
            [&] { view.verticalScrollBar()->setValue(row); },
            [&] { return panel.isSettled() && panel.model().rowAt(row); });
    };
    print("jump_ms", jump(rows / 2));
    print("memory_mb", memoryMb() - before);
    const auto jumpAbout = [&] {
        std::mt19937 dice(5);
        std::vector<double> times;
        for (int i = 0; i < jumps; ++i)
            times.push_back(jump(static_cast<int>(dice() % static_cast<unsigned>(rows))));
        return medianOf(times);
    };
    print("jumps_ms", jumpAbout());
    for (const char *column : sorted) {
        int section = 0;
        while (panel.model().columnId(section) != QLatin1StringView(column))
            ++section;
        const std::string name = std::string("sort_") + column;
        print((name + "_ms").c_str(),
            timed(view, [&] { view.model()->sort(section, Qt::DescendingOrder); }, [&] { return panel.isSettled(); }));
        print((name + "_jump_ms").c_str(), jump(rows / 2));
        print((name + "_jumps_ms").c_str(), jumpAbout());
    }
    print("memory_sorted_mb", memoryMb() - before);
    return 0;
}

int qSqlTableModel(const QString &path)
{
    QSqlDatabase database = openPlainTable(path);
    QTableView view;
    view.resize(1200, 800);
    const double before = memoryMb();
    QSqlTableModel model(nullptr, database);
    const auto isReady = [] { return true; };
    print("show_ms",
        timed(
            view,
            [&] {
                model.setTable(u"event"_s);
                model.setSort(-1, Qt::AscendingOrder);
                model.select();
                view.setModel(&model);
                view.setVisible(true);
            },
            isReady));
    QSqlQuery count(u"SELECT max(rowid) FROM event"_s, database);
    const int middle = count.next() ? count.value(0).toInt() / 2 : 0;
    const auto jump = [&] {
        while (model.rowCount() <= middle && model.canFetchMore())
            model.fetchMore();
        view.scrollTo(model.index(middle, 0), QAbstractItemView::PositionAtTop);
    };
    print("jump_ms", timed(view, jump, isReady));
    print("memory_mb", memoryMb() - before);
    for (const char *column : sorted) {
        const std::string name = std::string("sort_") + column;
        print((name + "_ms").c_str(),
            timed(
                view,
                [&] {
                    model.setSort(model.fieldIndex(QLatin1StringView(column)), Qt::DescendingOrder);
                    model.select();
                },
                isReady));
        if (column == sorted.front())
            print((name + "_jump_ms").c_str(), timed(view, jump, isReady));
    }
    print("memory_sorted_mb", memoryMb() - before);
    return 0;
}

using Figures = std::map<QString, std::vector<double>>;

void measure(const QString &side, const QString &file, Figures &figures)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(QCoreApplication::applicationFilePath(), {side, file});
    process.waitForFinished(-1);
    for (const QByteArray &line : process.readAllStandardOutput().split('\n')) {
        const QList<QByteArray> parts = line.split(' ');
        if (parts.size() == 2)
            figures[QString::fromLatin1(parts[0])].push_back(parts[1].toDouble());
    }
}

int compare(const QString &folder, std::int64_t rows, int rounds)
{
    QDir().mkpath(folder);
    const QString own = folder + u"/table-%1.toll"_s.arg(rows);
    const QString plain = folder + u"/table-%1.sqlite"_s.arg(rows);
    if (!QFile::exists(own))
        makeTableWorkspace(own, rows);
    if (!QFile::exists(plain))
        makePlainTable(plain, rows);
    Figures ours;
    Figures theirs;
    for (int round = 0; round < rounds; ++round) {
        measure(u"tollkeeper"_s, own, ours);
        measure(u"qsqltablemodel"_s, plain, theirs);
    }
    std::printf("%lld rows, %lld MB as a workspace, %lld MB as a table, medians of %d\n", static_cast<long long>(rows),
        static_cast<long long>(QFileInfo(own).size() / 1'000'000),
        static_cast<long long>(QFileInfo(plain).size() / 1'000'000), rounds);
    std::printf("%-24s %12s %16s %8s\n", "", "tollkeeper", "QSqlTableModel", "ratio");
    for (const auto &[name, values] : ours) {
        const double mine = medianOf(values);
        const double peer = theirs.contains(name) ? medianOf(theirs[name]) : std::nan("");
        std::printf("%-24s %12.2f %16.2f %8.1f\n", qPrintable(name), mine, peer, peer / mine);
    }
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (argc == 3 && arguments[1] == u"tollkeeper"_s)
        return tollkeeper(arguments[2]);
    if (argc == 3 && arguments[1] == u"qsqltablemodel"_s)
        return qSqlTableModel(arguments[2]);
    if (argc >= 3 && arguments[2].toLongLong() > 0)
        return compare(arguments[1], arguments[2].toLongLong(), argc > 3 ? arguments[3].toInt() : 3);
    std::fprintf(stderr, "usage: bench_table FOLDER ROWS [ROUNDS]\n");
    return 2;
}
