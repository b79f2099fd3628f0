// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// What the tabs of the Simulation page say of a scenario.
#include "tests/ui/simulationdesk.h"
#include "ui/charts/fanchart.h"
#include "ui/pages/simulation/comparer.h"
#include "ui/pages/simulation/comparetab.h"
#include "ui/pages/simulation/studier.h"

#include <QFileDialog>
#include <QSpinBox>

#include <cmath>

using namespace toll;
using namespace toll::test;

class SimulationTabsTest : public QObject {
    Q_OBJECT

private slots:
    void init() { m_desk = std::make_unique<SimulationDesk>(); }
    void cleanup() { m_desk.reset(); }

    void everyTabAnswers_data();
    void everyTabAnswers();
    void theWaterfallSumsToTheDifference();
    void countsWhoMovesPastAThreshold();
    void listsWhoWouldHaveBeenRefused();
    void sweepsOneParameterAndTwo();
    void saysWhatMattersMost();
    void findsTheRateThatKeepsTheRevenue();
    void findsTheValueThatReachesATarget();
    void takesTheFoundValueIntoTheForm();
    void drawsTheSameFuturesForASeed();
    void saysPlainlyThatThereIsTooLittleHistory();
    void goesOnFromTheHistory();
    void triesARateLimit();
    void putsSixScenariosSideBySide();
    void comparesAsAJobThatCanBeCancelled();
    void saysThatNothingIsKnownOfCosts();
    void exportsTheTableThatIsShown_data();
    void exportsTheTableThatIsShown();
    void printsTheTabThatIsShown();
    void aNewQuestionTakesTheOldOnesPlace();
    void canBeReachedByKeyboard();
    void keepsTabsAndPinsOverARebuild();

private:
    using Row = std::vector<std::string>;

    [[nodiscard]] std::vector<Row> rows(const char *tab) { return m_desk->show(tab)->report().rows; }
    [[nodiscard]] static Row find(const std::vector<Row> &rows, const std::string &first)
    {
        for (const Row &row : rows)
            if (row.front() == first)
                return row;
        qFatal("no such row");
    }
    /// An input of a tab by its name for screen readers.
    template<typename T>
    [[nodiscard]] T *input(const char *tab, const char *name)
    {
        for (T *one : m_desk->show(tab)->findChildren<T *>())
            if (one->accessibleName() == QLatin1String(name))
                return one;
        qFatal("no such input");
    }
    void type(const char *tab, const char *name, const char *text)
    {
        auto *edit = input<QLineEdit>(tab, name);
        edit->selectAll();
        QTest::keyClicks(edit, QString::fromLatin1(text));
        m_desk->settle();
    }
    void pick(const char *tab, const char *name, int index)
    {
        auto *box = input<QComboBox>(tab, name);
        box->setCurrentIndex(index);
        emit box->activated(index);
        m_desk->settle();
    }
    void pick(const char *tab, const char *name, const char *data)
    {
        auto *box = input<QComboBox>(tab, name);
        box->setCurrentIndex(box->findData(QString::fromLatin1(data)));
        emit box->activated(box->currentIndex());
        m_desk->settle();
    }

    std::unique_ptr<SimulationDesk> m_desk;
};

void SimulationTabsTest::everyTabAnswers_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<int>("least"); // rows
    for (const auto &[id, least] : {std::pair("customers", 3), {"waterfall", 7}, {"movers", 2}, {"refusals", 2},
             {"sweep", 9}, {"tornado", 1}, {"goal", 1}, {"outlook", 7}})
        QTest::newRow(id) << QString::fromLatin1(id) << least;
}

void SimulationTabsTest::everyTabAnswers()
{
    QFETCH(QString, id);
    QFETCH(int, least);
    m_desk->set("rate_factor=1.1");
    const ResultTab *tab = m_desk->show(id.toLatin1().constData());
    QCOMPARE(tab->id(), id);
    QVERIFY2(static_cast<int>(tab->report().rows.size()) >= least, qPrintable(SimulationDesk::headline(tab)));
    const auto *state = tab->findChild<QLabel *>(QStringLiteral("state"));
    QVERIFY2(state->isHidden(), qPrintable(state->text()));
    QVERIFY(m_desk->results()->methodShown().contains(u"function that bills"));
    QVERIFY(m_desk->errors.isEmpty());
    m_desk->shoot(m_desk->page.get(), QStringLiteral("simulation-") + id);
}

void SimulationTabsTest::theWaterfallSumsToTheDifference()
{
    m_desk->set("rate_factor=1.1");
    const std::vector<Row> steps = rows("waterfall");
    QCOMPARE(find(steps, "before")[2], std::string("40.6"));
    QCOMPARE(find(steps, "price")[1], std::string("4.64")); // a tenth of 0.002 x 300 x 29 + 0.01 x 100 x 29
    QCOMPARE(find(steps, "limits")[1], std::string("-0.58")); // a tenth of what the cap takes off
    QCOMPARE(find(steps, "refusals")[2], find(steps, "after")[2]);
    QCOMPARE(find(steps, "after")[2], std::string("44.66"));
}

void SimulationTabsTest::countsWhoMovesPastAThreshold()
{
    m_desk->set("cap=150/day");
    ResultTab *tab = m_desk->show("movers");
    QVERIFY2(SimulationDesk::headline(tab).contains(u"Over 20%: 0 pay more, 1 pay less."),
        qPrintable(SimulationDesk::headline(tab)));
    type("movers", "Count moves over, %", "30");
    QVERIFY(SimulationDesk::headline(tab).contains(u"Over 30%: 0 pay more, 0 pay less."));
    type("movers", "Count moves over, %", "many");
    QVERIFY(tab->findChild<QLabel *>(QStringLiteral("state"))->isVisible());
}

void SimulationTabsTest::listsWhoWouldHaveBeenRefused()
{
    QVERIFY(SimulationDesk::headline(m_desk->show("refusals")).startsWith(u"Nobody"));
    m_desk->set("over_cap=reject");
    ResultTab *tab = m_desk->show("refusals");
    QVERIFY2(SimulationDesk::headline(tab).startsWith(u"2,900 of 11,600 requests"),
        qPrintable(SimulationDesk::headline(tab)));
    const Row acme = find(rows("refusals"), "acme-gw");
    QCOMPARE(acme[3], std::string("2900"));
    QCOMPARE(acme[4], std::string("cap reached"));
    for (QPushButton *chip : tab->findChildren<QPushButton *>())
        if (chip->text().startsWith(u"One by one"))
            chip->click();
    QCOMPARE(tab->report().rows.size(), std::size_t(29));
    QCOMPARE(tab->report().rows.front()[0], std::string("2026-02-24T10:00:00Z"));
    QCOMPARE(tab->report().rows.front()[3], std::string("100"));
}

void SimulationTabsTest::sweepsOneParameterAndTwo()
{
    QCOMPARE(rows("sweep").size(), std::size_t(9));
    QCOMPARE(find(rows("sweep"), "1.1")[1], std::string("44.66"));
    pick("sweep", "What is swept as well", "cap/day");
    const std::vector<Row> both = rows("sweep");
    QCOMPARE(both.size(), std::size_t(54));
    for (const Row &row : both)
        if (row[0] == "1" && row[1] == "150/day")
            QCOMPARE(row[2], std::string("37.7")); // as a single run
    type("sweep", "What is swept: in steps of", "0");
    QCOMPARE(rows("sweep").size(), std::size_t(54)); // no such question: the last answer stays
}

void SimulationTabsTest::saysWhatMattersMost()
{
    m_desk->set("cap=150/day");
    const std::vector<Row> bars = rows("tornado");
    QCOMPARE(bars.front()[0], std::string("rate_factor"));
    QCOMPARE(bars.front()[2], std::string("33.93")); // a tenth less than 37.70
    QCOMPARE(bars.front()[5], std::string("7.54"));
    input<QSpinBox>("tornado", "Move each parameter down and up by")->setValue(20);
    m_desk->settle();
    QCOMPARE(rows("tornado").front()[5], std::string("15.08"));
}

void SimulationTabsTest::findsTheRateThatKeepsTheRevenue()
{
    m_desk->set("cap=150/day");
    QCOMPARE(rows("goal").front()[0], std::string("1.077")); // x 37.70 comes closest to 40.60
    const Row answer = rows("goal").front();
    QVERIFY2(answer[1] == "40.61", answer[1].c_str()); // bills are rounded month by month
    QVERIFY(SimulationDesk::headline(m_desk->show("goal")).contains(u"$40.60"));
}

void SimulationTabsTest::findsTheValueThatReachesATarget()
{
    auto *aim = input<QComboBox>("goal", "Which value");
    aim->setCurrentIndex(1);
    emit aim->activated(1);
    type("goal", "Target", "81.2");
    QCOMPARE(rows("goal").front()[0], std::string("2"));
    QVERIFY(SimulationDesk::headline(m_desk->show("goal")).endsWith(u"to the digit."));
    type("goal", "Target", "8000000");
    QVERIFY(SimulationDesk::headline(m_desk->show("goal")).contains(u"out of reach"));
}

void SimulationTabsTest::takesTheFoundValueIntoTheForm()
{
    m_desk->set("cap=150/day");
    QCOMPARE(rows("goal").size(), std::size_t(1));
    for (QPushButton *button : m_desk->show("goal")->findChildren<QPushButton *>())
        if (button->text() == u"Use this value")
            button->click();
    m_desk->settle();
    QCOMPARE(m_desk->form()->scenario().rateFactor->toString(), std::string("1.077"));
    QCOMPARE(m_desk->form()->scenario().caps->front().count, std::int64_t(150));
    QCOMPARE(find(rows("customers"), "total")[3], std::string("40.61"));
}

void SimulationTabsTest::drawsTheSameFuturesForASeed()
{
    const std::vector<Row> first = rows("outlook");
    QCOMPARE(find(first, "median")[2], find(first, "mean")[2]); // even use: nothing is left to chance
    QCOMPARE(find(first, "median")[2], std::string("126")); // 90 days of 0.40 and 1.00
    QVERIFY(m_desk->results()->methodShown().contains(u"10,000 futures, seed 1"));
    input<QSpinBox>("outlook", "Seed")->setValue(7);
    m_desk->settle();
    QVERIFY(m_desk->results()->methodShown().contains(u"seed 7"));
    type("outlook", "Budget", "100");
    QVERIFY(SimulationDesk::headline(m_desk->show("outlook")).contains(u"100% of the futures"));
}

void SimulationTabsTest::saysPlainlyThatThereIsTooLittleHistory()
{
    QVERIFY(!SimulationDesk::headline(m_desk->show("outlook")).contains(u"too little"));
    QByteArray csv("time,token,status,count\n2026-03-23T10:00:00Z,late-gw,200,5\n");
    NewToken late;
    late.customer = m_desk->customer.id;
    late.name = "late-gw";
    late.price.rate = Decimal(1);
    m_desk->ask([late](Services &services) { return services.tokens.create(late); });
    m_desk->import(csv, QStringLiteral("late.csv"));
    m_desk->page->refresh();
    m_desk->settle();
    ResultTab *tab = m_desk->show("outlook");
    QVERIFY2(
        SimulationDesk::headline(tab).contains(u"in none of these figures"), qPrintable(SimulationDesk::headline(tab)));
    for (QPushButton *chip : tab->findChildren<QPushButton *>())
        if (chip->text().startsWith(u"By token"))
            chip->click();
    QVERIFY(find(tab->report().rows, "late-gw")[4].starts_with("too little history"));
}

void SimulationTabsTest::goesOnFromTheHistory()
{
    m_desk->set("rate_factor=2");
    ResultTab *tab = m_desk->show("outlook");
    const auto *chart = tab->findChild<FanChart *>();
    const ChartData &byDay = chart->chartData();
    QCOMPARE(byDay.series.front().name, QStringLiteral("Billed so far"));
    const std::vector<double> &history = byDay.series[0].values;
    const std::vector<double> &median = byDay.series[1].values;
    const auto last = static_cast<std::size_t>(
        std::ranges::find_if(history, [](double value) { return std::isnan(value); }) - history.begin()) - 1;
    QVERIFY(last > 20 && last + 90 + 1 == byDay.buckets.size());
    QCOMPARE(history[last], 1.4); // 0.002 x 200 + 0.01 x 100, whatever is tried
    QCOMPARE(median[last], history[last]); // without a seam
    QVERIFY(std::isnan(median[last - 1]));
    QCOMPARE(median[last + 1], 2.8);
    pick("outlook", "Chart", 1);
    QCOMPARE(chart->chartData().buckets.size(), std::size_t(90));
    QCOMPARE(chart->chartData().series.front().name, QStringLiteral("Median"));
}

void SimulationTabsTest::triesARateLimit()
{
    m_desk->show("refusals");
    input<QSpinBox>("refusals", "Rate limit: requests")->setValue(50);
    m_desk->settle();
    // Each row is that many requests at one instant: as many pass as may come at once.
    auto found = rows("refusals");
    QCOMPARE(find(found, "acme-gw")[2], std::to_string(50 * 29));
    QVERIFY(m_desk->results()->methodShown().contains(u"50/second"));
    input<QSpinBox>("refusals", "at once")->setValue(80);
    m_desk->settle();
    found = rows("refusals");
    QCOMPARE(find(found, "acme-gw")[2], std::to_string(80 * 29));
    QCOMPARE(find(found, "birch-gw")[3], std::to_string(20 * 29));
    QVERIFY(m_desk->results()->methodShown().contains(u"50/second burst 80"));
    const QVariantMap state = m_desk->results()->current()->state();
    input<QSpinBox>("refusals", "Rate limit: requests")->setValue(0);
    m_desk->settle();
    QCOMPARE(find(rows("refusals"), "acme-gw")[3], std::string("0"));
    m_desk->results()->current()->restore(state);
    m_desk->settle();
    QCOMPARE(find(rows("refusals"), "acme-gw")[2], std::to_string(80 * 29));
}

void SimulationTabsTest::comparesAsAJobThatCanBeCancelled()
{
    Comparer comparer(m_desk->workspace, m_desk->jobs);
    // Many scenarios and customers, so that it lasts.
    constexpr std::size_t scenarios = 500;
    auto history = std::make_shared<Baseline>(
        *m_desk->ask([](Services &services) { return services.simulation.baseline(std::nullopt, Grain::Events); }));
    const auto few = history->customers;
    while (history->customers.size() < 2000)
        history->customers.insert(history->customers.end(), few.begin(), few.end());
    ScenarioSet dearer{{}, {Scenario()}, {}};
    dearer.changes.back().rate = Decimal(1);
    std::optional<ErrorCode> end;
    comparer.ask(history, std::vector<ScenarioSet>(scenarios, dearer), [&](const Comparer::Outcomes &outcomes) {
        end = outcomes ? ErrorCode::Internal : outcomes.error().code;
    });
    QTRY_VERIFY_WITH_TIMEOUT(!m_desk->jobs.all().empty() && m_desk->jobs.all().back().done > 0, SimulationDesk::waitMs);
    const Jobs::Job job = m_desk->jobs.all().back();
    QVERIFY(job.title.contains(QString::number(scenarios)));
    QVERIFY(job.isCancellable);
    m_desk->jobs.cancel(job.id);
    QTRY_VERIFY_WITH_TIMEOUT(end.has_value(), SimulationDesk::waitMs);
    QVERIFY(*end == ErrorCode::Cancelled);
    QVERIFY(m_desk->jobs.all().back().state == Jobs::State::Cancelled);
    QVERIFY(!comparer.isBusy());
}

void SimulationTabsTest::putsSixScenariosSideBySide()
{
    QAction *pin = m_desk->actions.find(QStringLiteral("simulation.pin"));
    for (const char *setting : {"rate_factor=1.1", "rate_factor=1.2", "rate_factor=1.3", "rate_factor=1.4",
             "rate_factor=1.5", "rate_factor=2"}) {
        m_desk->set(setting);
        pin->trigger();
        m_desk->settle();
    }
    CompareTab *tab = m_desk->results()->compare();
    QCOMPARE(m_desk->results()->current(), tab);
    QCOMPARE(tab->report().rows.size(), std::size_t(6));
    QCOMPARE(tab->report().rows.front()[1], std::string("44.66"));
    QCOMPARE(tab->report().rows.back()[1], std::string("81.2"));
    pin->trigger();
    QCOMPARE(tab->pins().size(), std::size_t(6));
    QCOMPARE(m_desk->notices.size(), 1);

    const auto click = [&](const char *text) {
        for (QPushButton *button : tab->findChildren<QPushButton *>())
            if (button->text().startsWith(QLatin1String(text)) && button->isEnabled())
                button->click();
        m_desk->settle();
    };
    QVERIFY(tab->findChildren<DataTable *>().front()->selectKey(QStringLiteral("5")));
    click("Up");
    QCOMPARE(tab->report().rows[4][1], std::string("81.2"));
    click("Remove");
    QCOMPARE(tab->pins().size(), std::size_t(5));
    click("By customer");
    QCOMPARE(tab->report().columns.size(), std::size_t(7)); // customer, now, five scenarios
    QCOMPARE(find(tab->report().rows, "Acme")[2], std::string("12.76"));
}

void SimulationTabsTest::saysThatNothingIsKnownOfCosts()
{
    QVERIFY(SimulationDesk::headline(m_desk->show("margin")).startsWith(u"No price list"));
}

void SimulationTabsTest::exportsTheTableThatIsShown_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("csv") << QStringLiteral("w.csv") << QByteArray("price,4.64,");
    QTest::newRow("json") << QStringLiteral("w.json") << QByteArray("\"change\": \"4.64\"");
}

void SimulationTabsTest::exportsTheTableThatIsShown()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, content);
    m_desk->set("rate_factor=1.1");
    m_desk->show("waterfall");
    m_desk->actions.find(QStringLiteral("simulation.export"))->trigger();
    auto *dialog = qobject_cast<QFileDialog *>(m_desk->waitForDialog());
    QVERIFY(dialog);
    const QString path = m_desk->folder.filePath(name);
    emit dialog->fileSelected(path);
    dialog->close();
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    QVERIFY2(text.contains(content), text.constData());
}

void SimulationTabsTest::printsTheTabThatIsShown()
{
    m_desk->set("rate_factor=1.1");
    m_desk->show("tornado");
    m_desk->actions.find(QStringLiteral("simulation.exportPdf"))->trigger();
    auto *dialog = qobject_cast<QFileDialog *>(m_desk->waitForDialog());
    QVERIFY(dialog);
    const QString path = m_desk->folder.filePath(QStringLiteral("what-if.pdf"));
    emit dialog->fileSelected(path);
    emit dialog->fileSelected(m_desk->folder.filePath(QStringLiteral("no/what-if.pdf")));
    dialog->close();
    QTRY_VERIFY_WITH_TIMEOUT(m_desk->hasNoJob(), SimulationDesk::waitMs);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.read(5) == "%PDF-");
    QVERIFY2(m_desk->errors.join(u' ').contains(u"no/what-if.pdf"), qPrintable(m_desk->errors.join(u' ')));
}

void SimulationTabsTest::aNewQuestionTakesTheOldOnesPlace()
{
    m_desk->show("outlook");
    auto *runs = input<QSpinBox>("outlook", "Runs");
    runs->setValue(200'000);
    const auto *studier = m_desk->page->findChild<Studier *>();
    QTRY_VERIFY(studier->isBusy());
    runs->setValue(1'000);
    QVERIFY(!studier->isBusy()); // at once
    m_desk->settle();
    QVERIFY(m_desk->results()->methodShown().contains(u"1,000 futures"));
    QVERIFY(m_desk->hasNoJob());
}

void SimulationTabsTest::canBeReachedByKeyboard()
{
    for (QWidget *widget : m_desk->page->findChildren<QWidget *>()) {
        const bool isInput = qobject_cast<QLineEdit *>(widget) || qobject_cast<QAbstractSpinBox *>(widget)
            || qobject_cast<QComboBox *>(widget);
        const bool isInner = qobject_cast<QAbstractSpinBox *>(widget->parentWidget())
            || qobject_cast<QComboBox *>(widget->parentWidget());
        if (isInput && !isInner)
            QVERIFY2(!widget->accessibleName().isEmpty() && widget->focusPolicy() != Qt::NoFocus,
                widget->metaObject()->className());
    }
}

void SimulationTabsTest::keepsTabsAndPinsOverARebuild()
{
    m_desk->set("rate_factor=1.1");
    m_desk->actions.find(QStringLiteral("simulation.pin"))->trigger();
    m_desk->settle();
    input<QSpinBox>("outlook", "Days")->setValue(30);
    m_desk->settle();
    const QVariantMap state = m_desk->page->state();
    m_desk->page.reset();
    m_desk->page = std::make_unique<SimulationPage>(m_desk->context);
    m_desk->page->restore(state);
    QCOMPARE(m_desk->page->state(), state);
    m_desk->page->refresh();
    m_desk->settle();
    QCOMPARE(m_desk->page->state(), state);
    QCOMPARE(m_desk->results()->current()->id(), QStringLiteral("outlook"));
    QCOMPARE(find(rows("outlook"), "median")[2], std::string("46.2")); // 30 days under the scenario
    QCOMPARE(rows("compare").front()[1], std::string("44.66"));
}

QTEST_MAIN(SimulationTabsTest)
#include "tst_simulationtabs.moc"
