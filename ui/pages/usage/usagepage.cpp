// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/usage/usagepage.h"

#include "core/services/wording.h"
#include "core/usage/filtertime.h"
#include "ui/pages/usage/eventspanel.h"
#include "ui/pages/usage/filterbar.h"
#include "ui/pages/usage/filterfield.h"
#include "ui/pages/usage/filterterms.h"
#include "ui/pages/usage/groupspanel.h"
#include "ui/pages/usage/importdialog.h"
#include "ui/pages/usage/overviewtab.h"
#include "ui/pages/usage/sumsmodel.h"
#include "ui/pages/usage/usagecharts.h"
#include "ui/pages/usage/usageempty.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/periodpicker.h"

#include <QGraphicsOpacityEffect>
#include <QPushButton>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QTabWidget>
#include <QTableView>
#include <QTimer>
#include <QVBoxLayout>

namespace toll {

UsagePage::UsagePage(PageContext &shared, QWidget *parent)
    : Page(shared, parent), m_header(new QWidget(this)), m_stack(new QStackedWidget(this))
{
    setAcceptDrops(true);
    buildHeader();
    m_filters = new FilterBar(this);
    m_where = new FilterField(this);
    m_stack->addWidget(buildContents());
    m_stack->addWidget(buildNothing());
    auto *empty = new UsageEmpty;
    m_stack->addWidget(empty);
    connect(empty, &UsageEmpty::importWanted, this, [this] { importFiles({}); });
    connect(empty, &UsageEmpty::sampleWanted, this, &UsagePage::saveSample);
    connect(m_filters, &FilterBar::changed, this, &UsagePage::ask);
    connect(m_filters, &FilterBar::currencyChanged, this, &UsagePage::show);
    connect(m_where, &FilterField::changed, this, &UsagePage::ask);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 2, 20, 16);
    layout->setSpacing(8);
    addCare();
    layout->addWidget(m_conflicts);
    layout->addWidget(m_watch);
    layout->addWidget(m_filters);
    layout->addWidget(m_where);
    layout->addWidget(m_stack, 1);
    addActions();
}

Topics UsagePage::topics() const
{
    return Topics(Topic::Usage) | Topic::Tokens | Topic::Customers | Topic::Plans | Topic::Settings;
}

bool UsagePage::isSettled() const
{
    return !m_question.isUnderWay && !m_sumsQuestion.isUnderWay && !m_careQuestion.isUnderWay && m_events->isSettled();
}

void UsagePage::refresh()
{
    ask();
    askCare();
}

void UsagePage::open(const QVariantMap &arguments)
{
    const QVariant from = arguments.value(QStringLiteral("from"));
    const QVariant to = arguments.value(QStringLiteral("to"));
    const bool isNarrowing =
        from.isValid() || arguments.contains(QStringLiteral("token")) || arguments.contains(QStringLiteral("where"));
    if (from.isValid() && to.isValid() && from.toLongLong() < to.toLongLong()) {
        const QSignalBlocker quiet(m_period);
        m_period->setPeriod({{from.toLongLong()}, {to.toLongLong()}});
        m_isRangeChosen = true;
    }
    if (const QString token = arguments.value(QStringLiteral("token")).toString(); !token.isEmpty())
        m_filters->setToken({token.toStdString()});
    else if (isNarrowing)
        m_filters->clear();
    if (isNarrowing) {
        const QSignalBlocker quiet(m_where);
        m_where->setText(arguments.value(QStringLiteral("where")).toString());
        ask();
    }
    if (arguments.contains(QStringLiteral("import"))) {
        const QStringList files = arguments.value(QStringLiteral("import")).toStringList();
        importFiles(files);
    }
}

QVariantMap UsagePage::state() const
{
    return {{QStringLiteral("period"), m_isRangeChosen ? m_period->state() : QVariantMap()},
        {QStringLiteral("filter"), m_filters->state()}, {QStringLiteral("where"), m_where->text()},
        {QStringLiteral("tab"), m_tabs->currentIndex()}, {QStringLiteral("events"), m_events->columnState()}};
}

void UsagePage::restore(const QVariantMap &state)
{
    const QVariantMap period = state.value(QStringLiteral("period")).toMap();
    m_isRangeChosen = !period.isEmpty();
    if (m_isRangeChosen) {
        const QSignalBlocker quiet(m_period);
        m_period->restore(period);
    }
    m_filters->restore(state.value(QStringLiteral("filter")).toMap());
    const QSignalBlocker quietFilter(m_where);
    m_where->setText(state.value(QStringLiteral("where")).toString());
    m_tabs->setCurrentIndex(state.value(QStringLiteral("tab")).toInt());
    m_events->restoreColumns(state.value(QStringLiteral("events")).toString());
}

UsageFilter UsagePage::filter() const
{
    UsageFilter filter = m_filters->filter();
    filter.range = m_period->range();
    filter.where = m_where->filter();
    return filter;
}

void UsagePage::ask()
{
    m_question.isWanted = true;
    if (m_question.isUnderWay)
        return;
    m_question = {.isUnderWay = true, .isWanted = false};
    showDim();
    const bool isFirst = !m_answer;
    context().workspace.read(
        this,
        [filter = filter(), isFirst](Services &services) -> Result<UsageAnswer> {
            if (!isFirst)
                return usageAnswer(services, filter);
            // The period is made of days in the workspace's zone, which is not known before the first answer.
            UsageAnswer answer;
            Result<UsageFrame> frame = usageFrame(services);
            if (!frame)
                return std::unexpected(frame.error());
            answer.frame = std::move(*frame);
            return answer;
        },
        [this, isFirst](Result<UsageAnswer> answer) {
            m_question.isUnderWay = false;
            const bool isStale = std::exchange(m_question.isWanted, false) || isFirst;
            if (!answer)
                context().notifyError(sentence(answer.error()));
            else if (isFirst || !isStale)
                take(std::move(answer));
            if (isStale && answer)
                ask();
            showDim();
        });
}

void UsagePage::take(Result<UsageAnswer> answer)
{
    const bool isFirst = !m_answer;
    m_answer = std::move(*answer);
    const UsageFrame &frame = m_answer->frame;
    const QSignalBlocker quiet(m_period);
    m_period->offerAll(frame.extent);
    m_period->setZone(frame.zone);
    m_filters->setFrame(frame);
    m_where->setFrame(frame);
    m_events->setZone(frame.zone);
    if (frame.extent && !m_isRangeChosen) {
        // Nobody has chosen a period: a file of older usage is shown rather than an empty month.
        const std::optional<Interval> range = m_period->range();
        if (range && intersection(*range, *frame.extent).isEmpty())
            m_period->setAll();
    }
    if (m_pendingImport)
        openImport(*std::exchange(m_pendingImport, {}));
    if (m_pendingCare)
        std::exchange(m_pendingCare, {})();
    if (!isFirst)
        show();
}

void UsagePage::show()
{
    const UsageAnswer &answer = *m_answer;
    const bool hasUsage = answer.frame.extent.has_value();
    m_filters->setVisible(hasUsage);
    m_where->setVisible(hasUsage);
    m_where->setCount(answer.times.total.requests, answer.allRequests);
    const bool isFiltered = !answer.filter.where.isEmpty() && answer.allRequests > 0;
    m_nothing->setTexts(isFiltered ? tr("Nothing fits the filter") : tr("No usage in this period"),
        isFiltered ? tr("The period has usage that does not fit.")
                   : tr("Other days, customers or tokens may have some."));
    m_clear->setVisible(isFiltered);
    m_stack->setCurrentIndex(!hasUsage ? EmptyPlace : answer.times.rows.empty() ? NothingPlace : ContentsPlace);
    if (answer.filter.measure == Measure::Cost || answer.filter.measure == Measure::Charge)
        m_filters->setCurrencies(currenciesOf(answer));
    else
        m_filters->setCurrencies({});
    ChartData groups = groupChart(answer, m_filters->currency().value_or(Currency{}));
    m_overview->setCharts(topOf(groups), statusChart(answer), responseChart(answer));
    m_sums->setChart(std::move(groups));
    m_table->resizeColumnsToContents();
    if (m_tabs->currentIndex() == EventsPlace)
        askEvents();
    else if (m_tabs->currentIndex() == GroupsPlace)
        askSums();
}

void UsagePage::askEvents()
{
    if (!m_answer || !m_answer->frame.extent || m_tabs->currentIndex() != EventsPlace)
        return;
    const TokenScope scope = scopeOf(m_answer->filter, m_answer->frame);
    if (scope.isNone) {
        m_events->showNothing();
        return;
    }
    EventQuery query;
    query.range = m_answer->period;
    query.zone = m_answer->frame.zone;
    query.tokens = scope.tokens;
    query.where = m_answer->filter.where;
    m_events->show(std::move(query));
}

void UsagePage::askSums()
{
    if (!m_answer || !m_answer->frame.extent || m_tabs->currentIndex() != GroupsPlace)
        return;
    if (scopeOf(m_answer->filter, m_answer->frame).isNone) {
        m_groups->show({}, m_answer->frame);
        return;
    }
    m_sumsQuestion.isWanted = true;
    if (m_sumsQuestion.isUnderWay)
        return;
    m_sumsQuestion = {.isUnderWay = true, .isWanted = false};
    showDim();
    context().workspace.read(
        this,
        [filter = m_answer->filter, frame = m_answer->frame, period = m_answer->period](
            Services &services) { return usageSums(services, filter, frame, period); },
        [this](Result<UsageSummary> sums) {
            m_sumsQuestion.isUnderWay = false;
            if (std::exchange(m_sumsQuestion.isWanted, false))
                askSums();
            else if (sums)
                m_groups->show(std::move(*sums), m_answer->frame);
            else
                context().notifyError(sentence(sums.error()));
            showDim();
        });
}

void UsagePage::showDim()
{
    if (isSettled()) {
        m_dimDelay->stop();
        m_dim->setEnabled(false);
    } else if (!m_dimDelay->isActive() && !m_dim->isEnabled()) {
        m_dimDelay->start();
    }
}

void UsagePage::drillDown(const Interval &span, const QString &seriesId)
{
    const UsageFrame &frame = m_answer->frame;
    QString terms = QStringLiteral("time:") + QString::fromStdString(filterTimeText(span, frame.zone));
    const std::string key = seriesId.toStdString();
    const Grouping &group = m_answer->filter.group;
    if (!seriesId.isEmpty() && seriesId != QStringLiteral("other") && splitsCharts(group))
        terms += u' '
            + QString::fromStdString(
                group.by == GroupBy::Token ? tokenTerm({key}, frame) : exactTerm(name(group), key));
    drillTo(terms);
}

void UsagePage::drillTo(const QString &terms)
{
    {
        const QSignalBlocker quiet(m_tabs); // asks once it knows the filter
        m_tabs->setCurrentIndex(EventsPlace);
    }
    const EventFilter before = m_where->filter();
    addTerms(terms);
    if (m_where->filter() == before)
        askEvents();
}

void UsagePage::addTerms(const QString &terms)
{
    m_where->setText(withTerms(m_where->text(), terms, m_answer->frame.zone));
}

void UsagePage::showAll()
{
    const QSignalBlocker quiet(m_period);
    m_isRangeChosen = true;
    m_period->setAll();
    m_filters->clear();
    {
        const QSignalBlocker quietFilter(m_where);
        m_where->setText({});
    }
    ask();
}

} // namespace toll
