// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/simulation/outcometext.h"
#include "ui/pages/simulation/outcomeview.h"
#include "ui/pages/simulation/resultsview.h"
#include "ui/pages/simulation/simulationpage.h"

#include "tests/support/catalogue.h"
#include "tests/support/shots.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/theme.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QFile>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSpinBox>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace toll;

namespace {

constexpr Instant now{1'772'971'200'000}; // 8 March 2026, 12:00 UTC

} // namespace

class SimulationPageTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void saysWhatToDoWithoutUsage();
    void startsWithTodaysBills();
    void answersAReadyQuestion();
    void answersATypedRateAndRefusesNonsense();
    void readsSingleRequestsWhereSumsAreTooCoarse();
    void limitsAScenarioToTheTokenItIsOpenedWith();
    void keepsItsScenarioOverARebuild();
    void copiesTheCommandLine();
    void writesTotalsIntoTheTable();
    void fitsAWindowOf1280Pixels();
    void totalsStayInViewWhenAQuestionIsAnswered();

private:
    void addUsage();
    void openPage(bool withUsage = true);
    void ask(const char *question);
    void set(const char *setting);
    [[nodiscard]] const Outcome &outcome() { return view()->outcomes().front(); }
    [[nodiscard]] OutcomeView *view() { return m_page->findChild<OutcomeView *>(); }
    [[nodiscard]] ScenarioForm *form() { return m_page->findChild<ScenarioForm *>(); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Workspace> m_workspace;
    Actions m_actions;
    Jobs m_jobs;
    Undo m_undo;
    std::unique_ptr<PageContext> m_context;
    std::unique_ptr<SimulationPage> m_page;
    QString m_error;
    std::string m_token;
    Services::Options m_options;
};

void SimulationPageTest::init()
{
    test::speakEnglish();
    m_folder = std::make_unique<QTemporaryDir>();
    m_options = {};
    m_options.path = m_folder->filePath(QStringLiteral("test.toll")).toStdString();
    m_options.mode = OpenMode::WriteOrCreate;
    m_options.clock = [] { return now; };
    m_workspace = std::make_unique<Workspace>();
    m_error.clear();
    m_context = std::make_unique<PageContext>(
        PageContext{*m_workspace, m_actions, m_jobs, m_undo, [](const QString &, const QVariantMap &) {},
            [this](const QString &message) { m_error = message; }, [](const QString &) {}});
}

void SimulationPageTest::cleanup()
{
    m_page.reset();
    m_workspace.reset();
}

/// Acme: 5 days of 300 requests at 0.002, 200 a day; Birch: 5 days of 100 at 0.01 without a cap.
void SimulationPageTest::addUsage()
{
    auto services = Services::open(m_options);
    QVERIFY(services.has_value());
    const std::tuple<const char *, const char *, const char *, int> tokens[]{
        {"Acme", "0.002", "200/day", 300}, {"Birch", "0.01", "", 100}};
    QByteArray csv("time,token,status,count\n");
    for (const auto &[name, rate, cap, requests] : tokens) {
        const auto customer = (*services)->customers.add({.name = name, .contact = {}});
        NewToken token;
        token.customer = customer->id;
        token.name = std::string(name) + "-gw";
        token.price.rate = *Decimal::parse(rate);
        token.price.capScope = CapScope::EachWindow;
        if (*cap != '\0')
            token.price.caps = {*parseCap(cap)};
        const auto issued = (*services)->tokens.create(token);
        m_token = issued->front().token.id.text;
        for (int day = 1; day <= 5; ++day)
            csv += QByteArray("2026-03-0") + QByteArray::number(day) + "T10:00:00Z," + name + "-gw,200,"
                + QByteArray::number(requests) + '\n';
    }
    QFile file(m_folder->filePath(QStringLiteral("usage.csv")));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(csv) == csv.size());
    file.close();
    const auto preview = (*services)->imports.preview(file.fileName().toStdString(), Zone());
    QVERIFY(preview.has_value());
    ImportOptions options;
    options.layout = preview->layout;
    const auto report = (*services)->imports.run(file.fileName().toStdString(), options, JobControl());
    QVERIFY(report.has_value());
    QCOMPARE(report->added, std::int64_t(10));
}

void SimulationPageTest::openPage(bool withUsage)
{
    if (withUsage)
        addUsage();
    bool isOpen = false;
    m_workspace->open(m_options, m_workspace.get(), [&isOpen](const Result<void> &done) { isOpen = done.has_value(); });
    QTRY_VERIFY(isOpen);
    m_page = std::make_unique<SimulationPage>(*m_context);
    m_page->resize(1180, 780);
    m_page->show();
    m_page->refresh();
    QTRY_VERIFY(m_page->isSettled());
}

/// One of the ready questions, or another button of the page.
void SimulationPageTest::ask(const char *question)
{
    for (QPushButton *button : m_page->findChildren<QPushButton *>())
        if (button->text().contains(QLatin1String(question)))
            button->click();
    QTRY_VERIFY(m_page->isSettled());
}

/// As if it had been set in the form, on the tokens chosen there.
void SimulationPageTest::set(const char *setting)
{
    ScenarioSet wanted = form()->scenarioSet();
    QVERIFY(applySetting(wanted.changes.back(), setting).has_value());
    form()->setScenarioSet(wanted);
    emit form() -> scenarioChanged();
    QTRY_VERIFY(m_page->isSettled());
}

void SimulationPageTest::saysWhatToDoWithoutUsage()
{
    openPage(false);
    const auto *empty = m_page->findChild<EmptyState *>();
    QVERIFY(empty->isVisible());
    QCOMPARE(empty->findChildren<QPushButton *>().size(), 2);
    toll::test::shoot(*m_page, QStringLiteral("simulation-empty"));
}

void SimulationPageTest::startsWithTodaysBills()
{
    openPage();
    QVERIFY(m_error.isEmpty());
    QCOMPARE(view()->outcomes().size(), std::size_t(1));
    QCOMPARE(outcome().baseline.toString(), std::string("7")); // 0.002 x 5 x 200 + 0.01 x 5 x 100
    QCOMPARE(outcome().scenario.toString(), std::string("7"));
    QCOMPARE(view()->table()->view()->model()->rowCount(), 2);
}

void SimulationPageTest::answersAReadyQuestion()
{
    openPage();
    ask("rise by 10");
    QCOMPARE(outcome().scenario.toString(), std::string("7.7"));
    set("rate_factor=1");
    set("cap=150/day");
    QCOMPARE(outcome().scenario.toString(), std::string("6.5"));
    // The largest difference stands first.
    const QAbstractItemModel *model = view()->table()->view()->model();
    QCOMPARE(model->index(0, 0).data().toString(), QStringLiteral("Acme"));
    QCOMPARE(model->index(0, 4).data().toString(), QStringLiteral("−25.0%"));
    toll::test::shoot(*m_page, QStringLiteral("simulation-light"));
    Theme theme(*qApp);
    theme.setChoice(ThemeChoice::Dark);
    toll::test::shoot(*m_page, QStringLiteral("simulation-dark"));
    theme.setChoice(ThemeChoice::Light);
    ask("Keep everything");
    QCOMPARE(outcome().scenario.toString(), std::string("7"));
}

void SimulationPageTest::answersATypedRateAndRefusesNonsense()
{
    openPage();
    auto *rate = form()->findChild<QLineEdit *>(QStringLiteral("rate"));
    QVERIFY(rate);
    QTest::keyClicks(rate, QStringLiteral("0.02"));
    QTRY_VERIFY(m_page->isSettled());
    QCOMPARE(outcome().scenario.toString(), std::string("30"));
    QTest::keyClicks(rate, QStringLiteral("x"));
    QTRY_VERIFY(m_page->isSettled());
    QCOMPARE(outcome().scenario.toString(), std::string("30"));
    QVERIFY(!rate->accessibleDescription().isEmpty());
}

void SimulationPageTest::readsSingleRequestsWhereSumsAreTooCoarse()
{
    openPage();
    const auto *replayer = m_page->findChild<Replayer *>();
    QCOMPARE(int(replayer->history()->grain), int(Grain::Cells));
    Scenario scenario;
    QVERIFY(applySetting(scenario, "cap=3/day").has_value());
    QVERIFY(applySetting(scenario, "over_cap=reject").has_value());
    scenario.caps->push_back({2, 1, TimeUnit::Minute});
    m_page->findChild<Replayer *>()->tryOut({{}, {scenario}, {}});
    QTRY_VERIFY(m_page->isSettled());
    QCOMPARE(int(replayer->history()->grain), int(Grain::Events));
    QCOMPARE(m_jobs.all().size(), std::size_t(1));
    QCOMPARE(int(m_jobs.all().front().state), int(Jobs::State::Succeeded));
}

void SimulationPageTest::limitsAScenarioToTheTokenItIsOpenedWith()
{
    openPage();
    m_page->open({{QStringLiteral("token"), QString::fromStdString(m_token)}});
    set("rate=0.003");
    QCOMPARE(outcome().scenario.toString(), std::string("3.5")); // Birch alone
}

void SimulationPageTest::keepsItsScenarioOverARebuild()
{
    openPage();
    set("cap=150/day");
    const QVariantMap state = m_page->state();
    m_page.reset();
    m_page = std::make_unique<SimulationPage>(*m_context);
    m_page->restore(state);
    QCOMPARE(m_page->state(), state);
    m_page->refresh();
    QTRY_VERIFY(m_page->isSettled());
    QCOMPARE(outcome().scenario.toString(), std::string("6.5"));
    QCOMPARE(m_page->state(), state);
}

void SimulationPageTest::copiesTheCommandLine()
{
    openPage();
    set("cap=150/day");
    m_actions.find(QStringLiteral("simulation.copyCommand"))->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(),
        QStringLiteral("tollkeeper-cli simulate --set cap=150/day --from 2026-02-07T00:00:00Z "
                       "--to 2026-03-09T00:00:00Z"));
}

void SimulationPageTest::writesTotalsIntoTheTable()
{
    openPage();
    set("cap=150/day");
    const ReportTable table = outcomeTable(view()->outcomes());
    QVERIFY(table.rows.front() == (std::vector<std::string>{"Acme", "USD", "2", "1.5", "-0.5", "-25.0", "0"}));
    QVERIFY(table.rows.back() == (std::vector<std::string>{"total", "USD", "7", "6.5", "-0.5", "-7.1", "0"}));
}

void SimulationPageTest::fitsAWindowOf1280Pixels()
{
    openPage();
    constexpr int roomForResults = 646; // beside navigation and form
    const auto *results = m_page->findChild<ResultsView *>();
    QVERIFY2(results->minimumSizeHint().width() <= roomForResults,
        qPrintable(QString::number(results->minimumSizeHint().width())));
}

void SimulationPageTest::totalsStayInViewWhenAQuestionIsAnswered()
{
    openPage();
    m_page->resize(1180, 420);
    auto *results = m_page->findChild<ResultsView *>();
    auto *scroll = qobject_cast<QScrollArea *>(results->parentWidget()->parentWidget());
    QVERIFY(scroll);
    for (QPushButton *button : results->findChildren<QPushButton *>())
        if (button->text().contains(QLatin1String("rise by 10"))) {
            button->setFocus();
            button->click();
        }
    QTRY_VERIFY(m_page->isSettled());
    QCOMPARE(outcome().scenario.toString(), std::string("7.7"));
    QCOMPARE(scroll->verticalScrollBar()->value(), 0);
}

QTEST_MAIN(SimulationPageTest)
#include "tst_simulationpage.moc"
