// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// The table of events at volume: pages on demand, sorting, going places, copying and files.
#include "tests/support/catalogue.h"
#include "ui/pages/usage/eventspanel.h"
#include "ui/text/numbers.h"
#include "ui/widgets/datatable.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace toll;
using namespace Qt::StringLiterals;

namespace {

constexpr int many = 200'000;
constexpr int waitMs = 60'000;
constexpr std::int64_t begin = 1'772'323'200'000; // 1 March 2026
constexpr std::int64_t step = 4'000; ///< ms between two requests

QByteArray traffic(int from, int count)
{
    QByteArray csv = "time,id,token,status,response_ms,input_units,model\n";
    for (int i = from; i < from + count; ++i) {
        csv += QByteArray::fromStdString(toRfc3339({begin + i * step})) + ",r" + QByteArray::number(i) + ",mobile,"
            + (i % 50 == 0 ? "500," : "200,") + QByteArray::number(i * 7919LL % 1009) + ','
            + QByteArray::number(i % 300) + (i % 3 == 0 ? ",small\n" : ",large\n");
    }
    return csv;
}

} // namespace

class TestEventsPanel : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup() { m_panel.reset(); }
    void modelKeepsItsPromises();
    void showsTheNewestFirstAndAnyPlaceWhenScrolledTo();
    void headersSortAllEvents();
    void filterLeavesWhatFits();
    void goesToRowsAndTimes();
    void copiesWhatIsSelectedInTheOrderShown();
    void tooMuchToCopyIsToldAndCopiesNothing();
    void writesAllThatIsShownAsAJob();
    void staysInPlaceWhenMoreArrives();
    void sortThatIsGivenUpLeavesWhatWasShown();

private:
    template<typename Job>
    auto ask(Job job)
    {
        std::optional<decltype(job(std::declval<Services &>()))> answer;
        m_workspace.ask(this, job, [&answer](auto result) { answer = std::move(result); });
        [[maybe_unused]] const bool isAnswered = QTest::qWaitFor([&answer] { return answer.has_value(); }, waitMs);
        Q_ASSERT(isAnswered && answer->has_value());
        return std::move(**answer);
    }
    void import(const QByteArray &csv);
    void settle()
    {
        QVERIFY(QTest::qWaitFor([this] { return m_panel->isSettled(); }, waitMs));
    }
    void show(const QString &where = {});
    [[nodiscard]] QTableView *view() const { return m_panel->findChild<QTableView *>(); }
    [[nodiscard]] QString cell(int row, const QString &column) const;
    [[nodiscard]] int columnOf(const QString &id) const;
    void sortBy(const QString &column);

    QTemporaryDir m_folder;
    Workspace m_workspace;
    Actions m_actions;
    Jobs m_jobs;
    Undo m_undo;
    QStringList m_errors;
    CustomerId m_customer;
    std::unique_ptr<PageContext> m_context;
    std::unique_ptr<EventsPanel> m_panel;
    int m_rows = 0;
};

void TestEventsPanel::initTestCase()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    test::speakEnglish();
    std::optional<Result<void>> opened;
    Services::Options options;
    options.path = m_folder.filePath(u"w.toll"_s).toStdString();
    options.mode = OpenMode::WriteOrCreate;
    m_workspace.open(options, this, [&opened](Result<void> result) { opened = result; });
    QVERIFY(QTest::qWaitFor([&opened] { return opened.has_value(); }, waitMs));
    QVERIFY(opened->has_value());
    m_customer = ask([](Services &services) { return services.customers.add({"Acme", "USD", "UTC", ""}); }).id;
    m_context = std::make_unique<PageContext>(
        PageContext{m_workspace, m_actions, m_jobs, m_undo, [](const QString &, const QVariantMap &) {},
            [this](const QString &error) { m_errors << error; }, [](const QString &) {}});
    import(traffic(0, many));
    m_rows = many;
}

void TestEventsPanel::init()
{
    m_errors.clear();
    m_panel = std::make_unique<EventsPanel>(*m_context);
    m_panel->resize(1100, 700);
    m_panel->setVisible(true);
    show();
}

void TestEventsPanel::import(const QByteArray &csv)
{
    QFile file(m_folder.filePath(u"in.csv"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(csv) == csv.size());
    file.close();
    const ImportReport report =
        ask([path = file.fileName().toStdString(), customer = m_customer](Services &services) -> Result<ImportReport> {
            ImportOptions options;
            const Result<ImportPreview> preview = services.imports.preview(path, {});
            if (!preview)
                return std::unexpected(preview.error());
            options.layout = preview->layout;
            options.createTokens = true;
            options.customer = customer;
            return services.imports.run(path, options, JobControl());
        });
    QCOMPARE(report.rejected, 0);
}

void TestEventsPanel::show(const QString &where)
{
    EventQuery query;
    query.where = *parseFilter(where.toStdString(), Zone());
    m_panel->show(query);
    settle();
}

int TestEventsPanel::columnOf(const QString &id) const
{
    for (int column = 0; column < m_panel->model().columnCount(); ++column)
        if (m_panel->model().columnId(column) == id)
            return column;
    return -1;
}

QString TestEventsPanel::cell(int row, const QString &column) const
{
    return m_panel->model().index(row, columnOf(column)).data().toString();
}

void TestEventsPanel::sortBy(const QString &column)
{
    emit view() -> horizontalHeader()->sectionClicked(columnOf(column));
    settle();
}

void TestEventsPanel::modelKeepsItsPromises()
{
    EventsModel model{Zone()};
    std::vector<std::int64_t> wanted;
    connect(&model, &EventsModel::pagesWanted, this, [&wanted](const auto &firsts) { wanted = firsts; });
    {
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.reset(1000, 0, std::vector<EventRow>(EventsModel::pageRows));
        model.setPage(EventsModel::pageRows, std::vector<EventRow>(EventsModel::pageRows));
        model.reset(0, 0, {});
    }
    model.reset(10'000'000, 0, std::vector<EventRow>(EventsModel::pageRows));
    QCoreApplication::processEvents();
    wanted.clear();
    QCOMPARE(model.rowCount(), 10'000'000);
    QCOMPARE(model.index(0, 6).data().toString(), u"1"_s);
    QCOMPARE(model.index(9'999'999, 0).data().toString(), u"…"_s);
    QVERIFY(QTest::qWaitFor([&wanted] { return !wanted.empty(); }, waitMs));
    const std::int64_t last = 9'999'999 / EventsModel::pageRows * EventsModel::pageRows;
    QCOMPARE(wanted, std::vector{last});
    model.setPage(last, std::vector<EventRow>(static_cast<std::size_t>(10'000'000 - last)));
    QCOMPARE(model.index(9'999'999, 6).data().toString(), u"1"_s);
    QVERIFY(model.match(model.index(0, 0), Qt::DisplayRole, u"x"_s, 1, {}).isEmpty());
}

void TestEventsPanel::showsTheNewestFirstAndAnyPlaceWhenScrolledTo()
{
    QCOMPARE(m_panel->model().rowCount(), m_rows);
    QCOMPARE(cell(0, u"id"_s), u"r%1"_s.arg(m_rows - 1));
    for (const int row : {m_rows / 2, m_rows - 10, 77}) {
        view()->verticalScrollBar()->setValue(row);
        QVERIFY(QTest::qWaitFor([&] { return m_panel->isSettled() && m_panel->model().rowAt(row); }, waitMs));
        QCOMPARE(cell(row, u"id"_s), u"r%1"_s.arg(m_rows - 1 - row));
    }
}

void TestEventsPanel::headersSortAllEvents()
{
    sortBy(u"response"_s); // numbers begin with the largest
    QCOMPARE(cell(0, u"response"_s), u"1,008"_s);
    view()->verticalScrollBar()->setValue(m_rows - 1);
    QVERIFY(QTest::qWaitFor([&] { return m_panel->isSettled() && m_panel->model().rowAt(m_rows - 1); }, waitMs));
    QCOMPARE(cell(m_rows - 1, u"response"_s), u"0"_s);
    sortBy(u"response"_s);
    QCOMPARE(view()->verticalScrollBar()->value(), 0);
    QCOMPARE(cell(0, u"response"_s), u"0"_s);
    QCOMPARE(m_panel->view()->query().order, (std::vector<EventSort>{{EventColumn::Response, false}}));
}

void TestEventsPanel::filterLeavesWhatFits()
{
    show(u"status:500 model:small"_s);
    QCOMPARE(m_panel->model().rowCount(), (m_rows + 149) / 150);
    show(u"model:nothing"_s);
    QCOMPARE(m_panel->model().rowCount(), 0);
    m_panel->showNothing();
    QCOMPARE(m_panel->model().rowCount(), 0);
}

void TestEventsPanel::goesToRowsAndTimes()
{
    auto *field = m_panel->findChild<QLineEdit *>();
    const auto go = [&](const QString &text) {
        field->setText(text);
        emit field->returnPressed();
        QTest::qWait(50);
        settle();
    };
    go(u"123,456"_s);
    QCOMPARE(view()->verticalScrollBar()->value(), 123'455);
    QCOMPARE(cell(123'455, u"id"_s), u"r%1"_s.arg(m_rows - 123'456));
    go(u"2026-03-05"_s); // its last request, since the newest come first
    const int row = view()->verticalScrollBar()->value();
    QTRY_VERIFY(m_panel->model().rowAt(row));
    QCOMPARE(m_panel->model().rowAt(row)->stored.event.time.ms, begin + 5 * msPerDay - step);
    QVERIFY(m_errors.isEmpty());
    go(u"900,000"_s);
    go(u"tomorrow"_s);
    sortBy(u"status"_s);
    go(u"2026-03-05"_s);
    QCOMPARE(m_errors.size(), 3);
}

void TestEventsPanel::copiesWhatIsSelectedInTheOrderShown()
{
    view()->selectRow(1000); // not read yet
    view()->selectionModel()->select(
        m_panel->model().index(3, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
    emit m_panel->findChild<DataTable *>()->copyWanted(true);
    QApplication::clipboard()->clear();
    QVERIFY(QTest::qWaitFor([] { return !QApplication::clipboard()->text().isEmpty(); }, waitMs));
    const QStringList lines = QApplication::clipboard()->text().split(u'\n');
    QCOMPARE(lines.size(), 3);
    QVERIFY(lines[0].startsWith(u"Time\tToken\tCustomer\tStatus"_s));
    QVERIFY(lines[1].endsWith(u"\tr%1"_s.arg(m_rows - 4)));
    QVERIFY(lines[2].endsWith(u"\tr%1"_s.arg(m_rows - 1001)));
}

void TestEventsPanel::tooMuchToCopyIsToldAndCopiesNothing()
{
    QApplication::clipboard()->setText(u"before"_s);
    view()->selectAll();
    emit m_panel->findChild<DataTable *>()->copyWanted(false);
    QCOMPARE(m_errors.size(), 1);
    QVERIFY(m_errors.front().contains(integerText(m_rows)));
    QCOMPARE(QApplication::clipboard()->text(), u"before"_s);
}

void TestEventsPanel::writesAllThatIsShownAsAJob()
{
    show(u"status:500"_s);
    sortBy(u"id"_s);
    const QString path = m_folder.filePath(u"out.csv"_s);
    m_panel->exportTo(path);
    QTRY_COMPARE_WITH_TIMEOUT(m_jobs.all().back().state, Jobs::State::Succeeded, waitMs);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QList<QByteArray> lines = file.readAll().split('\n');
    QCOMPARE(lines.size(), m_rows / 50 + 2);
    QVERIFY(lines[1].contains(",r0,"));
    QVERIFY(lines[2].contains(",r100,")); // byte by byte
    show();
    const QString other = m_folder.filePath(u"cancelled.json"_s);
    m_panel->exportTo(other);
    m_jobs.cancel(m_jobs.all().back().id);
    QTRY_COMPARE_WITH_TIMEOUT(m_jobs.all().back().state, Jobs::State::Cancelled, waitMs);
    QVERIFY(!QFile::exists(other));
}

void TestEventsPanel::staysInPlaceWhenMoreArrives()
{
    view()->verticalScrollBar()->setValue(5000);
    QVERIFY(QTest::qWaitFor([&] { return m_panel->isSettled() && m_panel->model().rowAt(5000); }, waitMs));
    const QString id = cell(5000, u"id"_s);
    import(traffic(m_rows, 300));
    m_rows += 300;
    QCOMPARE(cell(5000, u"id"_s), id); // what is shown is what was there
    show();
    QCOMPARE(m_panel->model().rowCount(), m_rows);
    QCOMPARE(view()->verticalScrollBar()->value(), 5300);
    QCOMPARE(cell(5300, u"id"_s), id);
}

void TestEventsPanel::sortThatIsGivenUpLeavesWhatWasShown()
{
    const QString id = cell(0, u"id"_s);
    emit view() -> horizontalHeader()->sectionClicked(columnOf(u"id"_s));
    QVERIFY(!m_panel->isSettled());
    m_panel->findChild<QPushButton *>()->click();
    settle();
    QCOMPARE(cell(0, u"id"_s), id);
    QCOMPARE(m_panel->model().sortOrder(), (std::vector<TableModel::SortBy>{{0, Qt::DescendingOrder}}));
    QVERIFY(m_errors.isEmpty());
}

QTEST_MAIN(TestEventsPanel)
#include "tst_eventspanel.moc"
