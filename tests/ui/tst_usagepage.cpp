// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/usagereport.h"
#include "tests/support/catalogue.h"
#include "ui/charts/chart.h"
#include "ui/pages/usage/eventspanel.h"
#include "ui/pages/usage/filterfield.h"
#include "ui/pages/usage/filterterms.h"
#include "ui/pages/usage/groupspanel.h"
#include "ui/pages/usage/importdialog.h"
#include "ui/pages/usage/importreading.h"
#include "ui/pages/usage/importtimes.h"
#include "ui/pages/usage/mappingtable.h"
#include "ui/pages/usage/overviewtab.h"
#include "ui/pages/usage/previewtable.h"
#include "ui/pages/usage/sumsmodel.h"
#include "ui/pages/usage/usageexport.h"
#include "ui/pages/usage/usagepage.h"
#include "ui/text/numbers.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QMenu>
#include <QTabWidget>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace toll;
using namespace Qt::StringLiterals;

namespace {

constexpr int days = 20;
constexpr int rowsADay = 60;
constexpr int waitMs = 20000;

/// Steady traffic of three models that fails now and then, and three rows nobody can read.
QByteArray traffic()
{
    QByteArray csv = "time,id,who,status,response_ms,input_units,output_units,model\n";
    const std::array<const char *, 3> models{"small", "large", "vision"};
    for (int day = 1; day <= days; ++day) {
        for (int i = 0; i < rowsADay; ++i) {
            const int code = i % 13 == 0 ? 429 : i % 29 == 0 ? 500 : 200;
            csv += QStringLiteral("2026-03-%1T%2:%3:00Z,r%4-%5,%6,%7,%8,%9,")
                       .arg(day, 2, 10, QLatin1Char('0'))
                       .arg(i % 24, 2, 10, QLatin1Char('0'))
                       .arg(i, 2, 10, QLatin1Char('0'))
                       .arg(day)
                       .arg(i)
                       .arg(i % 3 == 0 ? u"mobile"_s : u"nightly"_s)
                       .arg(code)
                       .arg(40 + (i * 37 + day * 11) % 900)
                       .arg(100 + i * day)
                       .toUtf8();
            csv += QByteArray::number(30 + i) + ',' + models[static_cast<std::size_t>(i * day) % 3] + '\n';
        }
    }
    csv += "yesterday,bad-1,mobile,200,5,1,1,small\n";
    csv += "2026-03-05T00:00:00Z,bad-2,mobile,9999,5,1,1,small\n";
    csv += "2026-03-05T00:00:00Z,bad-3,mobile,200,5,-4,1,small\n";
    return csv;
}

} // namespace

class TestUsagePage : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void offersToImportWhereThereIsNoUsage();
    void importsThroughTheDialogAndShowsWhatTheServiceCounts();
    void totalsAreTheServicesForEveryMeasure_data();
    void totalsAreTheServicesForEveryMeasure();
    void timeOutsideTheDataIsAGapAndNotZero();
    void clickedColumnShowsOnlyItsEvents();
    void filterNarrowsEveryTab();
    void faultyFilterIsToldAndChangesNothing();
    void suggestionIsTakenByAClick();
    void helpInsertsItsExample();
    void groupsAreTheServicesAndOpenTheirEvents();
    void cellFiltersByItsValue_data();
    void cellFiltersByItsValue();
    void termsTakeThePlaceOfTheirOwnKind();
    void dryRunWritesNothing();
    void unreadableFileIsToldInWords();
    void exportedEventsAreKnownWhenImportedAgain();
    void readsTheFileAnotherWayWhenTold();
    void importsSeveralFilesTogether();
    void sampleReadsWithoutFaults();

private:
    template<typename Job>
    auto ask(Job job)
    {
        std::optional<decltype(job(std::declval<Services &>()))> answer;
        m_workspace->ask(this, job, [&answer](auto result) { answer = std::move(result); });
        [[maybe_unused]] const bool isAnswered = QTest::qWaitFor([&answer] { return answer.has_value(); }, waitMs);
        Q_ASSERT(isAnswered && answer->has_value());
        return std::move(**answer);
    }
    [[nodiscard]] QString write(const QString &name, const QByteArray &content) const;
    void waitForPage();
    ImportDialog *openImport(const QString &path);
    void importTraffic(bool isDryRun = false);
    void shoot(QWidget *widget, const QString &name);
    [[nodiscard]] UsageSummary summary(bool withAmounts);
    [[nodiscard]] std::vector<EventRow> shownEvents();

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<PageContext> m_context;
    std::unique_ptr<UsagePage> m_page;
    Actions m_actions;
    Jobs m_jobs;
    Undo m_undo;
    QStringList m_notices;
    QStringList m_errors;
    CustomerId m_customer;
};

void TestUsagePage::initTestCase()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    test::speakEnglish();
    m_theme = std::make_unique<Theme>(*qApp);
    m_theme->setChoice(ThemeChoice::Light);
}

void TestUsagePage::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_workspace = std::make_unique<Workspace>();
    std::optional<Result<void>> opened;
    Services::Options options;
    options.path = m_folder->filePath(u"w.toll"_s).toStdString();
    options.mode = OpenMode::WriteOrCreate;
    options.clock = [] { return *parseRfc3339("2026-03-25T12:00:00Z"); };
    m_workspace->open(options, this, [&opened](Result<void> result) { opened = result; });
    QVERIFY(QTest::qWaitFor([&opened] { return opened.has_value(); }, waitMs));
    QVERIFY(opened->has_value());
    const Customer acme = ask([](Services &services) { return services.customers.add({"Acme", "USD", "UTC", ""}); });
    m_customer = acme.id;
    NewToken token;
    token.customer = acme.id;
    token.name = "mobile";
    token.price.rate = *Decimal::parse("0.02");
    ask([token](Services &services) { return services.tokens.create(token); });
    token.name = "nightly";
    token.price.rate = *Decimal::parse("0.005");
    ask([token](Services &services) { return services.tokens.create(token); });
    m_notices.clear();
    m_errors.clear();
    m_context = std::make_unique<PageContext>(PageContext{*m_workspace, m_actions, m_jobs, m_undo,
        [](const QString &, const QVariantMap &) {}, [this](const QString &error) { m_errors << error; },
        [this](const QString &notice) { m_notices << notice; }});
    m_page = std::make_unique<UsagePage>(*m_context);
    m_page->resize(1240, 820);
    m_page->setVisible(true);
    m_page->refresh();
    waitForPage();
}

void TestUsagePage::cleanup()
{
    m_page.reset();
    m_context.reset();
    m_workspace.reset();
    m_folder.reset();
}

QString TestUsagePage::write(const QString &name, const QByteArray &content) const
{
    QFile file(m_folder->filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        return {};
    return file.fileName();
}

void TestUsagePage::waitForPage()
{
    QVERIFY(QTest::qWaitFor([this] { return m_page->isSettled(); }, waitMs));
}

ImportDialog *TestUsagePage::openImport(const QString &path)
{
    m_page->open({{u"import"_s, QStringList{path}}});
    auto *dialog = m_page->findChild<ImportDialog *>();
    if (dialog && QTest::qWaitFor([dialog] { return dialog->isSettled(); }, waitMs))
        return dialog;
    return nullptr;
}

void TestUsagePage::importTraffic(bool isDryRun)
{
    ImportDialog *dialog = openImport(write(u"traffic.csv"_s, traffic()));
    QVERIFY(dialog);
    // The column "who" names the token; nothing else needs a hand.
    emit dialog->findChild<MappingTable *>()->mapped(u"who"_s, u"token"_s);
    QVERIFY(QTest::qWaitFor([dialog] { return dialog->isSettled(); }, waitMs));
    QVERIFY(dialog->isReady());
    dialog->resize(980, 720);
    shoot(dialog, u"import"_s);
    dialog->start(isDryRun);
    QVERIFY(QTest::qWaitFor([dialog] { return dialog->isSettled(); }, waitMs));
    waitForPage();
}

void TestUsagePage::shoot(QWidget *widget, const QString &name)
{
    const QString folder = qEnvironmentVariable("TOLL_SHOTS");
    if (folder.isEmpty())
        return;
    QDir().mkpath(folder);
    for (const auto &[choice, suffix] :
        {std::pair(ThemeChoice::Dark, u"dark"_s), std::pair(ThemeChoice::Light, u"light"_s)}) {
        m_theme->setChoice(choice);
        QTest::qWait(150);
        QPixmap picture(widget->size());
        picture.fill(widget->palette().color(QPalette::Window));
        widget->render(&picture);
        picture.save(folder + u'/' + QString::fromLatin1(QTest::currentTestFunction()) + u'-' + name + u'-' + suffix
            + u".png"_s);
    }
}

UsageSummary TestUsagePage::summary(bool withAmounts)
{
    return ask([withAmounts](Services &services) {
        return services.usage.summary({{}, Zone(), {}, {GroupBy::Day, GroupBy::Token}, withAmounts, false, {}});
    });
}

std::vector<EventRow> TestUsagePage::shownEvents()
{
    return ask([view = m_page->findChild<EventsPanel *>()->view()](
                   Services &services) { return services.usage.rows(*view, 0, view->size()); });
}

void TestUsagePage::offersToImportWhereThereIsNoUsage()
{
    shoot(m_page.get(), u"page"_s);
    QVERIFY(!m_page->findChild<QTabWidget *>()->isVisible());
    QVERIFY(m_actions.find(u"usage.import"_s));
    QVERIFY(m_actions.find(u"usage.export"_s));
}

void TestUsagePage::importsThroughTheDialogAndShowsWhatTheServiceCounts()
{
    importTraffic();
    auto *dialog = m_page->findChild<ImportDialog *>();
    QVERIFY(dialog);
    QCOMPARE(dialog->resultText(), u"Imported 1,200 · 0 known already · 3 rejected"_s);
    QCOMPARE(m_notices.last(), dialog->resultText());
    const std::vector<Error> &faults = dialog->findChild<FaultsTable *>()->faults();
    QCOMPARE(faults.size(), std::size_t{3});
    QCOMPARE(faults[0].line, std::int64_t{1202});
    QCOMPARE(faults[0].where, std::string("time"));
    QCOMPARE(faults[0].found, std::string("yesterday"));
    QCOMPARE(faults[1].where, std::string("status"));
    QCOMPARE(faults[2].where, std::string("input_units"));
    QCOMPARE(m_jobs.all().back().state, Jobs::State::Succeeded);
    shoot(dialog, u"result"_s);
    dialog->close();

    const UsageSummary counted = summary(false);
    QCOMPARE(counted.total.requests, std::int64_t{days * rowsADay});
    const ChartData &chart = m_page->findChild<UsageOverviewTab *>()->groups();
    QCOMPARE(grandTotalText(chart), integerText(counted.total.requests));
    QCOMPARE(chart.buckets.size(), std::size_t{days});
    shoot(m_page.get(), u"overview"_s);
    m_page->findChild<QTabWidget *>()->setCurrentIndex(1);
    shoot(m_page.get(), u"table"_s);
    QVERIFY(m_errors.isEmpty());
}

void TestUsagePage::totalsAreTheServicesForEveryMeasure_data()
{
    QTest::addColumn<int>("measure");
    QTest::newRow("requests") << static_cast<int>(Measure::Requests);
    QTest::newRow("cost") << static_cast<int>(Measure::Charge);
    QTest::newRow("input units") << static_cast<int>(Measure::InputUnits);
    QTest::newRow("output units") << static_cast<int>(Measure::OutputUnits);
    QTest::newRow("errors") << static_cast<int>(Measure::Errors);
}

void TestUsagePage::totalsAreTheServicesForEveryMeasure()
{
    QFETCH(int, measure);
    importTraffic();
    QVariantMap state = m_page->state();
    QVariantMap filter = state.value(u"filter"_s).toMap();
    filter.insert(u"measure"_s, measure);
    state.insert(u"filter"_s, filter);
    m_page->restore(state);
    m_page->refresh();
    waitForPage();
    const UsageSums total = summary(true).total;
    const std::map<int, Decimal> expected{{static_cast<int>(Measure::Requests), total.requests},
        {static_cast<int>(Measure::Charge), total.amounts.front().amount},
        {static_cast<int>(Measure::InputUnits), total.units[static_cast<std::size_t>(UnitMeter::Input)].sum},
        {static_cast<int>(Measure::OutputUnits), total.units[static_cast<std::size_t>(UnitMeter::Output)].sum},
        {static_cast<int>(Measure::Errors), total.errors}};
    QVERIFY(!expected.at(measure).isZero());
    auto *sums = m_page->findChild<SumsModel *>();
    const QString text = sums->chart().formatExact(expected.at(measure));
    QCOMPARE(sums->index(0, 1).data().toString(), text);
    QCOMPARE(grandTotalText(m_page->findChild<UsageOverviewTab *>()->groups()), text);
    if (measure == static_cast<int>(Measure::Charge))
        shoot(m_page.get(), u"cost"_s);
}

void TestUsagePage::timeOutsideTheDataIsAGapAndNotZero()
{
    importTraffic();
    m_page->findChild<ImportDialog *>()->close();
    m_page->open({{u"from"_s, qint64(parseRfc3339("2026-03-15T00:00:00Z")->ms)},
        {u"to"_s, qint64(parseRfc3339("2026-03-26T00:00:00Z")->ms)}});
    waitForPage();
    const ChartData &chart = m_page->findChild<UsageOverviewTab *>()->groups();
    QCOMPARE(chart.buckets.size(), std::size_t{11});
    for (std::size_t day = 0; day < chart.buckets.size(); ++day)
        QCOMPARE(chart.buckets[day].hasNoData, day >= 6); // data ends on the 20th
    QVERIFY(valueText(chart, 0, 6).isEmpty());
    QVERIFY(!valueText(chart, 0, 5).isEmpty());
    shoot(m_page.get(), u"gap"_s);
}

void TestUsagePage::clickedColumnShowsOnlyItsEvents()
{
    importTraffic();
    m_page->findChild<ImportDialog *>()->close();
    const Chart *chart = m_page->findChild<UsageOverviewTab *>()->groupsChart();
    const ChartData data = chart->chartData();
    const Interval day = data.buckets[4].span;
    emit m_page->findChild<UsageOverviewTab *>()->groupActivated(day, data.series[1].id);
    waitForPage();
    const std::vector<EventRow> rows = shownEvents();
    QCOMPARE(integerText(static_cast<std::int64_t>(rows.size())), valueText(data, 1, 4));
    QVERIFY(std::ranges::all_of(rows, [&](const EventRow &row) {
        return day.contains(row.stored.event.time) && row.stored.token.text == data.series[1].id.toStdString();
    }));
    QVERIFY(std::ranges::is_sorted(
        rows, std::ranges::greater(), [](const EventRow &row) { return row.stored.event.time; }));
    shoot(m_page.get(), u"events"_s);
}

void TestUsagePage::filterNarrowsEveryTab()
{
    importTraffic();
    m_page->findChild<ImportDialog *>()->close();
    auto *field = m_page->findChild<FilterField *>();
    QCOMPARE(field->countText(), u"1,200 of 1,200 requests"_s);
    field->setText(u"status:>=400 -token:nightly"_s);
    waitForPage();
    const UsageSummary counted = ask([](Services &services) {
        SummaryQuery query;
        query.where = *services.usage.filter("status:>=400 token:mobile", Zone());
        return services.usage.summary(query);
    });
    QVERIFY(counted.total.requests > 0);
    const QString number = integerText(counted.total.requests);
    QCOMPARE(field->countText(), number + u" of 1,200 requests"_s);
    QCOMPARE(grandTotalText(m_page->findChild<UsageOverviewTab *>()->groups()), number);
    m_page->findChild<QTabWidget *>()->setCurrentIndex(2);
    waitForPage();
    QCOMPARE(m_page->findChild<GroupsPanel *>()->summary().total.requests, counted.total.requests);
    m_page->findChild<QTabWidget *>()->setCurrentIndex(3);
    waitForPage();
    QCOMPARE(m_page->findChild<EventsPanel *>()->model().rowCount(), counted.total.requests);
    shoot(m_page.get(), u"filtered"_s);
    field->setText(u"model:nothing"_s);
    waitForPage();
    QVERIFY(!m_page->findChild<QTabWidget *>()->isVisible());
    shoot(m_page.get(), u"nothing"_s);
}

void TestUsagePage::faultyFilterIsToldAndChangesNothing()
{
    importTraffic();
    m_page->findChild<ImportDialog *>()->close();
    auto *field = m_page->findChild<FilterField *>();
    field->setText(u"token:mobile"_s);
    waitForPage();
    const QString shown = field->countText();
    field->setText(u"token:mobile modle:small"_s);
    waitForPage();
    QVERIFY2(field->fault().contains(u"14"_s), qPrintable(field->fault()));
    QVERIFY(field->fault().contains(u"model:small"_s));
    QCOMPARE(field->countText(), shown);
    shoot(m_page.get(), u"fault"_s);
    field->setText(u"token:mobile"_s);
    QVERIFY(field->fault().isEmpty());
}

void TestUsagePage::suggestionIsTakenByAClick()
{
    importTraffic();
    m_page->findChild<ImportDialog *>()->close();
    auto *field = m_page->findChild<FilterField *>();
    field->setText(u"token:mobil status:200"_s);
    QVERIFY(!field->fault().isEmpty());
    QToolButton *offer = nullptr;
    for (QToolButton *button : field->findChildren<QToolButton *>())
        if (button->text().contains(u"token:mobile"_s))
            offer = button;
    QVERIFY(offer);
    offer->click();
    QCOMPARE(field->text(), u"token:mobile status:200"_s);
    QVERIFY(field->fault().isEmpty());
    waitForPage();
}

void TestUsagePage::helpInsertsItsExample()
{
    auto *field = m_page->findChild<FilterField *>();
    const QList<QAction *> examples = field->findChild<QMenu *>()->actions();
    for (QAction *example : examples) {
        if (example->isSeparator())
            continue;
        field->setText(u"token:mobile"_s);
        example->trigger();
        const QString text = field->text();
        QVERIFY(text.startsWith(u"token:mobile "_s));
        QVERIFY2(parseFilter(text.toStdString(), Zone()).has_value(), qPrintable(text));
    }
    field->setText({});
    waitForPage();
}

void TestUsagePage::groupsAreTheServicesAndOpenTheirEvents()
{
    importTraffic();
    m_page->findChild<ImportDialog *>()->close();
    m_page->findChild<QTabWidget *>()->setCurrentIndex(2);
    waitForPage();
    auto *panel = m_page->findChild<GroupsPanel *>();
    const UsageSummary byToken = ask([](Services &services) {
        SummaryQuery query;
        query.by = {GroupBy::Token};
        query.withCosts = true;
        return services.usage.summary(query);
    });
    QCOMPARE(panel->model().rowCount(), 2);
    QCOMPARE(panel->summary().total.amounts, byToken.total.amounts);
    QCOMPARE(toJson(panel->summary(), true).dump(), toJson(byToken, true).dump());
    QVERIFY(panel->totalText().contains(u"1,200"_s));
    shoot(m_page.get(), u"groups"_s);
    const QString path = m_folder->filePath(u"sums.json"_s);
    QVERIFY(writeJson(path, toJson(panel->summary(), true)));
    emit panel->findChild<DataTable *>()->activated(panel->model().keyAt(0));
    waitForPage();
    QCOMPARE(m_page->findChild<FilterField *>()->text(), u"token:mobile"_s);
    QCOMPARE(m_page->findChild<EventsPanel *>()->model().rowCount(), byToken.rows[0].requests);
}

void TestUsagePage::cellFiltersByItsValue_data()
{
    QTest::addColumn<QString>("column");
    QTest::addColumn<QString>("same");
    QTest::addColumn<QString>("greater");
    QTest::newRow("token") << u"token"_s << u"token:\"My token\""_s << QString();
    QTest::newRow("status") << u"status"_s << u"status:\"\""_s << QString();
    QTest::newRow("response") << u"response"_s << u"response:120"_s << u"response:>120"_s;
    QTest::newRow("time") << u"time"_s << u"time:2026-03-05T14:30"_s << u"time:>2026-03-05T14:30:07Z"_s;
    QTest::newRow("cached input") << u"cached"_s << u"cached_input:\"\""_s << QString();
}

void TestUsagePage::cellFiltersByItsValue()
{
    QFETCH(const QString, column);
    QFETCH(const QString, same);
    QFETCH(const QString, greater);
    EventRow row;
    row.tokenName = "My token";
    row.stored.event.time = *parseRfc3339("2026-03-05T14:30:07Z");
    row.stored.event.responseMs = 120;
    const CellTerms terms = eventTerms(row, column, Zone());
    QCOMPARE(terms.same, same);
    QCOMPARE(terms.different, u'-' + same);
    QCOMPARE(terms.greater, greater);
    for (const QString &term : {terms.same, terms.different, terms.greater})
        QVERIFY2(parseFilter(term.toStdString(), Zone()).has_value(), qPrintable(term));
}

void TestUsagePage::termsTakeThePlaceOfTheirOwnKind()
{
    QCOMPARE(withTerms(u"token:a status:4xx"_s, u"token:b"_s, Zone()), u"status:4xx token:b"_s);
    QCOMPARE(withTerms(u"-token:a text"_s, u"token:b"_s, Zone()), u"-token:a text token:b"_s);
    QCOMPARE(withTerms(u"time:2026"_s, u"-model:x"_s, Zone()), u"time:2026 -model:x"_s);
    QCOMPARE(withTerms({}, u"model:x"_s, Zone()), u"model:x"_s);
}

void TestUsagePage::dryRunWritesNothing()
{
    importTraffic(true);
    const auto *dialog = m_page->findChild<ImportDialog *>();
    QCOMPARE(dialog->resultText(), u"Would import 1,200 · 0 known already · 3 rejected"_s);
    QVERIFY(!ask([](Services &services) { return services.usage.extent(); }));
}

void TestUsagePage::unreadableFileIsToldInWords()
{
    const ImportDialog *dialog = openImport(m_folder->filePath(u"missing.csv"_s));
    QVERIFY(dialog);
    QVERIFY(!dialog->isReady());
    shoot(m_page->findChild<ImportDialog *>(), u"missing"_s);
}

void TestUsagePage::exportedEventsAreKnownWhenImportedAgain()
{
    importTraffic();
    m_page->findChild<ImportDialog *>()->close();
    m_page->findChild<QTabWidget *>()->setCurrentIndex(3);
    waitForPage();
    const QString path = m_folder->filePath(u"exported.csv"_s);
    m_page->findChild<EventsPanel *>()->exportTo(path);
    QTRY_COMPARE(m_jobs.all().back().state, Jobs::State::Succeeded);
    QTRY_VERIFY(!m_page->findChild<ImportDialog *>());
    ImportDialog *dialog = openImport(path);
    QVERIFY(dialog);
    QVERIFY(dialog->isReady());
    dialog->start(false);
    QVERIFY(QTest::qWaitFor([dialog] { return dialog->isSettled(); }, waitMs));
    QCOMPARE(dialog->resultText(), u"Imported 0 · 1,200 known already · 0 rejected"_s);
}

void TestUsagePage::readsTheFileAnotherWayWhenTold()
{
    // Chinese in GB18030, decimal commas, and dates that read both ways.
    ImportDialog *dialog = openImport(write(u"report.csv"_s,
        "\xC8\xD5\xC6\xDA;\xC1\xEE\xC5\xC6;input_units;latency_ms\n03/04/2026;\xB4\xF3;1.234;0,5\n"
        "05/06/2026;\xB4\xF3;7;1.234,5\n"));
    QVERIFY(dialog);
    auto *reading = dialog->findChild<ImportReading *>();
    auto *times = dialog->findChild<ImportTimes *>();
    const QList<QComboBox *> boxes = reading->findChildren<QComboBox *>();
    QCOMPARE(boxes[0]->currentText(), u"GB18030"_s);
    QCOMPARE(boxes[1]->currentText(), u"semicolon"_s);
    QCOMPARE(boxes[3]->currentText(), u"1.234,5"_s);
    QVERIFY(!dialog->isReady()); // asked which comes first, day or month
    shoot(dialog, u"undecided"_s);
    auto *format = times->findChild<QComboBox *>();
    QCOMPARE(format->currentIndex(), -1);
    format->setCurrentIndex(format->findData(static_cast<int>(TimeFormat::DayMonthYear)));
    emit format->activated(format->currentIndex());
    QVERIFY(QTest::qWaitFor([dialog] { return dialog->isSettled(); }, waitMs));
    QVERIFY(dialog->isReady());
    shoot(dialog, u"decided"_s);
    boxes[1]->setCurrentIndex(boxes[1]->findData('|'));
    emit boxes[1]->activated(boxes[1]->currentIndex());
    QVERIFY(QTest::qWaitFor([dialog] { return dialog->isSettled(); }, waitMs));
    QCOMPARE(dialog->findChild<MappingTable *>()->rowCount(), 1); // one column, as was said
    QVERIFY(!dialog->isReady());
}

void TestUsagePage::importsSeveralFilesTogether()
{
    const QString one = write(u"one.csv"_s, traffic());
    const QString two = write(u"two.csv"_s, "time,id,who\n2026-03-02T00:00:00Z,z1,gateway\n");
    m_page->open({{u"import"_s, QStringList{one, m_folder->filePath(u"missing.csv"_s), two}}});
    auto *dialog = m_page->findChild<ImportDialog *>();
    QVERIFY(dialog);
    QVERIFY(QTest::qWaitFor([dialog] { return dialog->isSettled(); }, waitMs));
    emit dialog->findChild<MappingTable *>()->mapped(u"who"_s, u"token"_s);
    QVERIFY(QTest::qWaitFor([dialog] { return dialog->isReady(); }, waitMs));
    dialog->start(true);
    QVERIFY(QTest::qWaitFor([dialog] { return dialog->isSettled(); }, waitMs));
    shoot(dialog, u"several"_s);
    const QStringList lines = dialog->resultText().split(u'\n');
    QCOMPARE(lines.size(), 4);
    QVERIFY(lines[1].startsWith(u"one.csv: Would import 1,200"_s));
    QVERIFY(lines[2].startsWith(u"missing.csv: "_s));
    QVERIFY(lines[3].startsWith(u"two.csv: "_s));
}

void TestUsagePage::sampleReadsWithoutFaults()
{
    const QString path = m_folder->filePath(u"sample.csv"_s);
    QVERIFY(writeCsv(path, sampleReport()));
    const ImportPreview preview =
        ask([path](Services &services) { return services.imports.preview(path.toStdString(), Zone()); });
    QCOMPARE(preview.rows.size(), sampleReport().rows.size());
    QVERIFY(std::ranges::all_of(preview.rows, [](const ImportPreview::Row &row) { return row.faults.empty(); }));
    QVERIFY(gapsOf(preview.layout).empty());
    QCOMPARE(preview.layout.fields.size(), sampleReport().columns.size());
}

QTEST_MAIN(TestUsagePage)
#include "tst_usagepage.moc"
