// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/simulation/simulationpage.h"

#include "core/reports/csv.h"
#include "core/services/wording.h"
#include "ui/pages/simulation/outcomeview.h"
#include "ui/widgets/banner.h"

#include <QAction>
#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QSaveFile>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace toll {

SimulationPage::SimulationPage(PageContext &context, QWidget *parent)
    : Page(context, parent), m_replayer(new Replayer(context.workspace, context.jobs, this)),
      m_header(new QWidget(this)), m_stack(new QStackedWidget)
{
    addActions();
    buildHeader();
    m_banner = new InlineBanner;
    m_stack->insertWidget(Loading, buildLoadingState());
    m_stack->insertWidget(Empty, buildEmptyState());
    m_stack->insertWidget(Results, buildContents());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 2, 20, 16);
    layout->setSpacing(8);
    layout->addWidget(m_banner);
    layout->addWidget(m_stack, 1);
    connectReplayer();
}

Topics SimulationPage::topics() const
{
    return Topics(Topic::Customers) | Topic::Tokens | Topic::Plans | Topic::Usage | Topic::Settings;
}

void SimulationPage::addActions()
{
    context().actions.add(this,
        {.id = QStringLiteral("simulation.export"),
            .text = tr("Export the comparison as CSV…"),
            .icon = QStringLiteral("export"),
            .statusTip = tr("Writes the table of the what-if, with totals, to a file."),
            .run = [this] { exportTable(); }});
    context().actions.add(this,
        {.id = QStringLiteral("simulation.copyCommand"),
            .text = tr("Copy the what-if as a command line"),
            .icon = QStringLiteral("copy"),
            .statusTip = tr("Copies the command that gives the same answer in a terminal."),
            .run = [this] { copyCommand(); }});
}

void SimulationPage::connectReplayer()
{
    connect(m_form, &ScenarioForm::scenarioChanged, this, [this] { m_replayer->tryOut(m_form->scenario()); });
    connect(m_form, &ScenarioForm::rangeChanged, this, &SimulationPage::refresh);
    connect(m_replayer, &Replayer::historyChanged, this, &SimulationPage::onHistory);
    connect(m_replayer, &Replayer::answered, this, &SimulationPage::onAnswer);
    connect(m_replayer, &Replayer::failed, this, &SimulationPage::onFailure);
    connect(m_replayer, &Replayer::busyChanged, this, &SimulationPage::showActivity);
}

void SimulationPage::refresh()
{
    m_replayer->load(m_form->range());
}

void SimulationPage::onHistory()
{
    const Baseline &baseline = *m_replayer->history()->baseline;
    // All usage before the range's end is there, whatever the range.
    const bool hasUsage = std::ranges::any_of(
        baseline.customers, [](const BaselineCustomer &customer) { return !customer.usage.rows.empty(); });
    if (!hasUsage) {
        m_stack->setCurrentIndex(Empty);
        return;
    }
    m_form->setHistory(baseline);
    if (const Scenario start = std::exchange(m_start, {}); start != Scenario())
        m_form->setScenario(start);
    m_stack->setCurrentIndex(Results);
    m_replayer->tryOut(m_form->scenario());
}

void SimulationPage::onAnswer(const Scenario &scenario, const std::vector<Outcome> &outcomes, qint64 microseconds)
{
    m_banner->dismiss();
    m_answered = scenario;
    m_view->setOutcomes(outcomes);
    m_view->setMethod(methodText(*m_replayer->history(), microseconds));
    showActivity();
}

void SimulationPage::onFailure(const Error &error)
{
    const bool isInput = exitCode(error.code) == exitCode(ErrorCode::Unsupported);
    m_banner->present(Tone::Danger, whyNot(error), isInput ? QString() : tr("Try again"), [this] { refresh(); });
    showActivity();
}

void SimulationPage::showActivity()
{
    if (m_replayer->isReadingEvents())
        m_view->setActivity(tr("Reading single requests: sums of a quarter of an hour are too coarse for this. "
                               "The figures are those from before."));
    else if (m_replayer->isLoading())
        m_view->setActivity(tr("Reading the history…"));
    else if (m_replayer->history() && m_replayer->history()->requests == 0)
        m_view->setActivity(tr("There are no requests in these days. Choose a longer history."));
    else if (m_answered.changesNothing())
        m_view->setActivity(
            tr("Nothing is changed yet. Move a slider or choose a question: the answer follows at once."));
    else
        m_view->setActivity(tr("Nothing of this is stored: bills stay as they are."));
}

void SimulationPage::open(const QVariantMap &arguments)
{
    const std::string token = arguments.value(QStringLiteral("token")).toString().toStdString();
    if (token.empty())
        return;
    Scenario scenario = m_form->scenario();
    scenario.on = {Selection::Kind::Token, token};
    m_start = scenario;
    if (m_replayer->history() && !m_replayer->isLoading())
        onHistory();
}

QVariantMap SimulationPage::state() const
{
    const Scenario scenario = m_start != Scenario() ? m_start : m_form->scenario();
    QStringList settings;
    for (const std::string &setting : settingsOf(scenario))
        settings << QString::fromStdString(setting);
    return {{QStringLiteral("range"), static_cast<int>(m_form->range())}, {QStringLiteral("set"), settings},
        {QStringLiteral("on"), QString::fromStdString(toString(scenario.on))}};
}

void SimulationPage::restore(const QVariantMap &state)
{
    Scenario scenario;
    for (const QString &setting : state.value(QStringLiteral("set")).toStringList()) {
        if (!applySetting(scenario, setting.toStdString()))
            return; // of another version: begin anew
    }
    if (const Result<Selection> on = parseSelection(state.value(QStringLiteral("on")).toString().toStdString()))
        scenario.on = *on;
    m_form->setRange(static_cast<HistoryRange>(state.value(QStringLiteral("range")).toInt()));
    m_start = scenario;
}

void SimulationPage::exportTable()
{
    const QString path =
        QFileDialog::getSaveFileName(this, tr("Export the comparison"), tr("what-if.csv"), tr("CSV files (*.csv)"));
    if (path.isEmpty())
        return;
    QSaveFile file(path);
    const std::string csv = toCsv(outcomeTable(m_view->outcomes()));
    const auto length = static_cast<qint64>(csv.size());
    if (file.open(QIODevice::WriteOnly) && file.write(csv.data(), length) == length && file.commit())
        context().notify(tr("Written to %1.").arg(path));
    else
        context().notifyError(tr("The file %1 cannot be written: %2").arg(path, file.errorString()));
}

void SimulationPage::copyCommand()
{
    if (!m_replayer->history())
        return;
    QGuiApplication::clipboard()->setText(commandLine(m_form->scenario(), *m_replayer->history()));
    context().notify(tr("The command has been copied."));
}

void SimulationPage::trigger(const QString &action)
{
    if (QAction *found = context().actions.find(action))
        found->trigger();
}

} // namespace toll
