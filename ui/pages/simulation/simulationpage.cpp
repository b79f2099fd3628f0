// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/simulation/simulationpage.h"

#include "core/services/scenariowords.h"
#include "core/services/wording.h"
#include "ui/pages/simulation/comparetab.h"
#include "ui/pages/simulation/goaltab.h"
#include "ui/pages/simulation/outcometext.h"
#include "ui/pages/simulation/resultsview.h"
#include "ui/pages/simulation/scenariobox.h"
#include "ui/text/numbers.h"
#include "ui/widgets/banner.h"

#include <QAction>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace toll {

namespace {

constexpr int restMs = 250;

} // namespace

SimulationPage::SimulationPage(PageContext &context, QWidget *parent)
    : Page(context, parent), m_replayer(new Replayer(context.workspace, context.jobs, this)),
      m_studier(new Studier(context.workspace, context.jobs, this)),
      m_comparer(new Comparer(context.workspace, context.jobs, this)), m_header(new QWidget(this)),
      m_stack(new QStackedWidget)
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
    m_rest.setSingleShot(true);
    connect(&m_rest, &QTimer::timeout, this, &SimulationPage::study);
    connectReplayer();
    connectScenarios();
    connectTabs();
    followActions();
}

Topics SimulationPage::topics() const
{
    // Stored scenarios have their own ear: they do not make the history stale.
    return Topics(Topic::Customers) | Topic::Tokens | Topic::Plans | Topic::Usage | Topic::Settings;
}

bool SimulationPage::isSettled() const
{
    return m_replayer->isSettled() && m_listing == 0 && !m_rest.isActive() && !m_studier->isBusy()
        && !m_comparer->isBusy();
}

void SimulationPage::connectReplayer()
{
    connect(m_form, &ScenarioForm::scenarioChanged, this, &SimulationPage::onMoved);
    connect(m_form, &ScenarioForm::rangeChanged, this, &SimulationPage::refresh);
    connect(m_replayer, &Replayer::historyChanged, this, &SimulationPage::onHistory);
    connect(m_replayer, &Replayer::answered, this, &SimulationPage::onAnswer);
    connect(m_replayer, &Replayer::failed, this, &SimulationPage::onFailure);
    connect(m_replayer, &Replayer::busyChanged, this, &SimulationPage::showActivity);
    connect(m_results, &ResultsView::currentChanged, this, [this] { m_rest.start(0); });
    connect(m_results, &ResultsView::asked, this, [this](ResultTab *tab) {
        m_studier->drop();
        m_studied.erase(tab);
        m_rest.start(restMs);
    });
    connect(m_studier, &Studier::progressed, this,
        [this](int percent) { m_results->current()->setState(tr("Being calculated… %1%").arg(percent)); });
}

void SimulationPage::refresh()
{
    m_replayer->load(m_form->range());
    loadScenarios();
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
    m_form->setPlans(m_replayer->history()->plans);
    m_form->setHistory(m_replayer->history()->baseline);
    if (const auto start = std::exchange(m_start, std::nullopt))
        m_form->setScenarioSet(*start);
    m_stack->setCurrentIndex(Results);
    onMoved();
}

void SimulationPage::onMoved()
{
    followActions();
    tryOut(m_form->scenarioSet());
}

void SimulationPage::tryOut(const ScenarioSet &set)
{
    m_rest.stop();
    m_studier->drop();
    m_replayer->tryOut(set);
    showActivity();
}

void SimulationPage::onAnswer(const TriedOut &tried)
{
    m_banner->dismiss();
    m_answered = tried;
    ++m_round;
    m_results->setTried(tried, *m_replayer->history());
    showActivity();
    m_rest.start(restMs);
}

void SimulationPage::onFailure(const Error &error)
{
    const bool isInput = exitCode(error.code) == exitCode(ErrorCode::Unsupported);
    m_banner->present(Tone::Danger, whyNot(error), isInput ? QString() : tr("Try again"), [this] { refresh(); });
    showActivity();
}

/// What the tab that is shown asks beside the totals, once nothing moves any more.
void SimulationPage::study()
{
    ResultTab *tab = m_results->current();
    if (!m_replayer->history() || !m_replayer->isSettled() || m_round == 0)
        return;
    if (const auto studied = m_studied.find(tab); studied != m_studied.end() && studied->second == m_round) {
        m_studier->drop();
        return;
    }
    const std::optional<StudyQuestions> questions = tab->questions();
    if (!questions) {
        m_studier->drop();
        return;
    }
    tab->setState(tr("Being calculated…"));
    Studier::Question question{m_replayer->history()->baseline, m_answered.set, *questions, tab->title()};
    if (questions->forecast) // today is not over yet
        question.until = m_replayer->history()->now;
    m_studier->ask(std::move(question),
        {[this, tab, round = m_round](const Study &study, bool isCoarse) {
             tab->setState(isCoarse ? tr("A first, coarse answer; the exact one follows.") : QString());
             tab->showStudy(study, isCoarse);
             if (!isCoarse)
                 m_studied[tab] = round;
             m_results->refreshMethod();
         },
            [this, tab](const Error &error) { onStudyFailure(tab, error); }});
}

void SimulationPage::onStudyFailure(ResultTab *tab, const Error &error)
{
    if (error.code == ErrorCode::WrongState && m_replayer->history()->grain == Grain::Cells) {
        tab->setState(tr("Reading single requests: sums of a quarter of an hour are too coarse for this."));
        m_replayer->readEvents();
        return;
    }
    const bool isCancelled = error.code == ErrorCode::Cancelled;
    tab->setState(isCancelled ? tr("Cancelled. Any change asks again.") : whyNot(error),
        isCancelled ? Tone::Muted : Tone::Danger);
}

void SimulationPage::connectTabs()
{
    connect(m_results->goal(), &GoalTab::adopted, this, [this](const Scenario &scenario) {
        ScenarioSet set = m_form->scenarioSet();
        Scenario last = scenario;
        last.volumeFactor = set.changes.back().volumeFactor; // what was looked for is the price
        last.elasticity = set.changes.back().elasticity;
        set.changes.back() = last;
        openSet(set, m_opened);
    });
    connect(m_results->compare(), &CompareTab::pinsChanged, this, &SimulationPage::comparePins);
    connect(m_comparer, &Comparer::progressed, this,
        [this](int percent) { m_results->compare()->setState(tr("Being calculated… %1%").arg(percent)); });
    connect(m_results->compare(), &CompareTab::opened, this,
        [this](const ScenarioSet &set) { openSet(set, std::nullopt); });
}

/// What is shown, beside the others.
void SimulationPage::pinShown()
{
    QString name = m_opened ? QString::fromStdString(m_opened->set.name) : setWords(m_form->scenarioSet(), nullptr);
    for (const ReadyQuestion &question : readyQuestions())
        if (!m_opened && question.id == readyShown())
            name = question.text;
    if (!m_results->compare()->pin(name, m_form->scenarioSet()))
        context().notify(tr("Six scenarios stand side by side already. Remove one first."));
    m_results->showTab(m_results->compare()->id());
}

/// Each of them on the history that is there.
void SimulationPage::comparePins()
{
    if (!m_replayer->history())
        return;
    if (m_results->compare()->pins().empty()) {
        m_comparer->drop();
        m_results->compare()->setState({});
        return;
    }
    std::vector<ScenarioSet> sets;
    for (const CompareTab::Pin &pin : m_results->compare()->pins())
        sets.push_back(pin.set);
    m_results->compare()->setState(tr("Being calculated…"));
    m_comparer->ask(m_replayer->history()->baseline, std::move(sets),
        [this](const Comparer::Outcomes &outcomes) { onCompared(outcomes); });
}

void SimulationPage::onCompared(const Comparer::Outcomes &outcomes)
{
    CompareTab *tab = m_results->compare();
    if (!outcomes) {
        const bool isCancelled = outcomes.error().code == ErrorCode::Cancelled;
        tab->setState(isCancelled ? tr("Cancelled. Adding or moving a scenario asks again.") : whyNot(outcomes.error()),
            isCancelled ? Tone::Muted : Tone::Danger);
        return;
    }
    tab->setState({});
    tab->setOutcomes(*outcomes);
    const auto isCoarse = [](const auto &one) { return !one && one.error().code == ErrorCode::WrongState; };
    if (std::ranges::any_of(*outcomes, isCoarse))
        m_replayer->readEvents();
}

void SimulationPage::showActivity()
{
    if (m_replayer->isReadingEvents())
        m_results->setActivity(tr("Reading single requests: sums of a quarter of an hour are too coarse for this. "
                                  "The figures are those from before."));
    else if (m_replayer->isLoading())
        m_results->setActivity(tr("Reading the history…"));
    else if (m_replayer->history() && m_replayer->history()->requests == 0)
        m_results->setActivity(tr("There are no requests in these days. Choose a longer history."));
    else if (m_answered.isCoarse && m_replayer->history()->part)
        m_results->setActivity(tr("A first, coarse answer from %1 of %2 tokens; the exact one follows.")
                .arg(integerText(static_cast<std::int64_t>(m_replayer->history()->part->tokens)),
                    integerText(static_cast<std::int64_t>(m_replayer->history()->part->all))));
    else if (m_answered.set.changesNothing())
        m_results->setActivity(
            tr("Nothing is changed yet. Move a slider or choose a question: the answer follows at once."));
    else
        m_results->setActivity(tr("%1. Bills stay as they are.", "what is changed, in words")
                .arg(setWords(m_answered.set, m_replayer->history()->baseline.get())));
}

void SimulationPage::open(const QVariantMap &arguments)
{
    const std::string token = arguments.value(QStringLiteral("token")).toString().toStdString();
    if (token.empty())
        return;
    ScenarioSet set = m_form->scenarioSet();
    set.changes.back().on = {Selection::Kind::Token, token};
    m_start = set;
    if (m_replayer->history() && !m_replayer->isLoading())
        onHistory();
}

QVariantMap SimulationPage::state() const
{
    const ScenarioSet set = m_start ? *m_start : m_form->scenarioSet();
    return {{QStringLiteral("range"), static_cast<int>(m_form->range())},
        {QStringLiteral("scenario"), QString::fromStdString(toJson(set).dump())},
        {QStringLiteral("opened"), m_opened ? QString::fromStdString(m_opened->set.name) : QString()},
        {QStringLiteral("results"), m_results->state()}};
}

void SimulationPage::restore(const QVariantMap &state)
{
    m_form->setRange(static_cast<HistoryRange>(state.value(QStringLiteral("range")).toInt()));
    m_results->restore(state.value(QStringLiteral("results")).toMap());
    const Result<Json> document = parseJson(state.value(QStringLiteral("scenario")).toString().toStdString());
    if (!document)
        return; // of another version: begin anew
    if (const Checked<ScenarioSet> set = parseScenarioSet(*document))
        m_start = *set;
    m_openedAtStart = state.value(QStringLiteral("opened")).toString();
}

} // namespace toll
