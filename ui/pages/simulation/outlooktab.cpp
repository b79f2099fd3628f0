// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/simulation/outlooktab.h"

#include "core/money/percent.h"
#include "core/services/studywords.h"
#include "ui/pages/simulation/comparedbands.h"
#include "ui/pages/simulation/numberedit.h"
#include "ui/pages/simulation/outlookcolumns.h"
#include "ui/pages/simulation/outlookfan.h"
#include "ui/pages/simulation/resultcolumns.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/filterchips.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QSpinBox>

#include <algorithm>
#include <limits>

namespace toll {

namespace {

constexpr int mostDays = 730;
constexpr int mostRuns = 200'000;

/// As money is written: to the currency's smallest unit.
Decimal inCents(const Decimal &amount, const Currency &currency)
{
    return amount.rounded(currency.minorDigits, Rounding::HalfUp);
}

Decimal percentOf(const Decimal &share)
{
    return percentOfShare(share).value_or(Decimal());
}

} // namespace

OutlookTab::OutlookTab(QWidget *parent)
    : ResultTab(tr("Outlook"), QStringLiteral("outlook"), parent), m_days(new QSpinBox), m_runs(new QSpinBox),
      m_seed(new QSpinBox), m_budget(new NumberEdit(tr("Budget"), {}, QStringLiteral("1000"))), m_source(new QComboBox),
      m_together(new QCheckBox(tr("tokens are busy together"))),
      m_beside(new QCheckBox(tr("beside today's prices, on the same futures"))), m_chart(new QComboBox),
      m_fan(new FanChart), m_bands(new ComparedBands), m_chips(new FilterChips),
      m_figures(new RowsModel<FigureRow>(
          figureColumns(), [](const FigureRow &row) { return row.id; }, this)),
      m_daily(new RowsModel<DayRow>(
          dayColumns(), [](const DayRow &row) { return QString::fromStdString(toIso(row.day)); }, this)),
      m_convergence(new RowsModel<RunsRow>(
          runsColumns(), [](const RunsRow &row) { return QString::number(row.convergence.runs); }, this)),
      m_tokens(new RowsModel<TokenRow>(
          outlookTokenColumns(),
          [](const TokenRow &row) {
              return QString::fromStdString(row.token.customer.text + '/' + row.token.token.text);
          },
          this)),
      m_sides(new RowsModel<SideRow>(
          sideColumns(), [](const SideRow &row) { return row.id; }, this))
{
    build();
    connect(m_days, &QSpinBox::valueChanged, this, &OutlookTab::asked);
    connect(m_runs, &QSpinBox::valueChanged, this, &OutlookTab::asked);
    connect(m_seed, &QSpinBox::valueChanged, this, &OutlookTab::asked);
    connect(m_budget, &NumberEdit::changed, this, &OutlookTab::asked);
    connect(m_source, &QComboBox::activated, this, &OutlookTab::asked);
    connect(m_together, &QCheckBox::toggled, this, &OutlookTab::asked);
    connect(m_beside, &QCheckBox::toggled, this, &OutlookTab::asked);
    connect(m_chart, &QComboBox::activated, this, &OutlookTab::showFan);
    connect(m_chips, &FilterChips::currentChanged, this, &OutlookTab::choose);
}

void OutlookTab::build()
{
    m_days->setRange(1, mostDays);
    m_days->setValue(90);
    m_runs->setRange(1, mostRuns);
    m_runs->setSingleStep(1000);
    m_runs->setGroupSeparatorShown(true);
    m_runs->setValue(10'000);
    m_seed->setRange(1, std::numeric_limits<int>::max());
    m_seed->setMaximumWidth(fontMetrics().averageCharWidth() * 14);
    m_budget->setMaximumWidth(fontMetrics().averageCharWidth() * 16);
    m_budget->setPlaceholder(tr("none", "budget"));
    m_source->addItem(tr("blocks of the history"));
    m_source->addItem(tr("the distribution fitted to it"));
    m_together->setChecked(true);
    m_together->setToolTip(tr("Days on which all were busy stay such days. Of blocks of the history only."));
    addInput(tr("Days"), m_days);
    addInput(tr("Runs"), m_runs);
    addInput(tr("Seed"), m_seed);
    addInput(tr("Budget"), m_budget);
    beginInputRow();
    addInput(tr("Drawn from"), m_source);
    addInput(m_together);
    m_beside->setObjectName(QStringLiteral("beside"));
    m_beside->setToolTip(tr("The forecast as baseline: every future is billed as it is priced now and under the scenario, "
                            "so that the band of the difference is that of the prices alone"));
    m_chart->addItem(tr("day by day"));
    m_chart->addItem(tr("added up from today"));
    m_chart->setToolTip(tr("What each day costs, before and after today; or what all days from today on come to, with "
                           "the budget"));
    beginInputRow();
    addInput(tr("Chart"), m_chart);
    addInput(m_beside);
    beginInputRow();
    addInput(m_chips);
    addChart(m_fan);
    addChart(m_bands);
    m_bands->hide();
    const auto add = [this](const char *chip, TableModel *model, const QString &name, const char *stretch) {
        m_tables.emplace_back(QString::fromLatin1(chip), addTable(model, name, QString::fromLatin1(stretch)));
    };
    add("figures", m_figures, tr("What the whole time comes to"), "figure");
    add("days", m_daily, tr("What may come, by day"), "day");
    add("tokens", m_tokens, tr("Tokens of the outlook"), "token");
    add("runs", m_convergence, tr("How the figures settle with more runs"), "median_low");
    add("sides", m_sides, tr("Now and what if, on the same futures"), "side");
    m_chips->setChips({{QStringLiteral("figures"), tr("Figures"), 1}, {QStringLiteral("days"), tr("By day"), 1},
        {QStringLiteral("tokens"), tr("By token"), 1}, {QStringLiteral("runs"), tr("Convergence"), 1}});
    choose(m_chips->current());
}

void OutlookTab::choose(const QString &chip)
{
    for (const auto &[id, table] : m_tables)
        table->setVisible(id == chip);
}

std::optional<StudyQuestions> OutlookTab::questions() const
{
    if (m_budget->isFaulty())
        return std::nullopt;
    ForecastQuestion forecast;
    forecast.days = static_cast<std::size_t>(m_days->value());
    forecast.runs = m_runs->value();
    forecast.seed = static_cast<std::uint64_t>(m_seed->value());
    forecast.source = m_source->currentIndex() == 0 ? CountSource::Bootstrap : CountSource::Fitted;
    forecast.movesTogether = m_together->isChecked();
    forecast.budget = m_budget->value();
    forecast.isBaseline = m_beside->isChecked();
    StudyQuestions questions;
    questions.forecast = forecast;
    return questions;
}

void OutlookTab::showStudy(const Study &study, bool isCoarse)
{
    m_forecasts = study.forecasts;
    m_comparisons = study.comparisons;
    m_isCoarse = isCoarse;
    if (const std::optional<StudyQuestions> asked = questions())
        m_asked = *asked->forecast;
    showPlace();
}

void OutlookTab::showPlace()
{
    const Forecast *forecast = shown(m_forecasts);
    if (!forecast)
        return;
    showFan();
    showFigures(*forecast);
    showDays(*forecast);
    showTokens(*forecast);
    std::vector<RunsRow> runs;
    for (const Convergence &one : forecast->outcome.convergence)
        runs.push_back({one, forecast->outlook.currency});
    showComparison();
    std::vector<FilterChips::Chip> chips{
        {QStringLiteral("figures"), tr("Figures"), static_cast<int>(m_figures->rows().size())},
        {QStringLiteral("days"), tr("By day"), static_cast<int>(m_daily->rows().size())},
        {QStringLiteral("tokens"), tr("By token"), static_cast<int>(m_tokens->rows().size())},
        {QStringLiteral("runs"), tr("Convergence"), static_cast<int>(runs.size())}};
    if (!m_sides->rows().empty())
        chips.push_back({QStringLiteral("sides"), tr("Now and what if"), static_cast<int>(m_sides->rows().size())});
    m_chips->setChips(chips);
    choose(m_chips->current());
    m_convergence->setRows(std::move(runs));
    setHeadline(summary(*forecast));
}

/// Today's prices and the scenario's, each future billed under both.
void OutlookTab::showComparison()
{
    const ForecastComparison *comparison = shown(m_comparisons);
    m_bands->setVisible(comparison != nullptr);
    if (!comparison)
        return m_sides->setRows({});
    const Currency &currency = comparison->currency;
    m_bands->setComparison(*comparison);
    m_sides->setRows({{QStringLiteral("baseline"), tr("Now"), comparison->baseline, false, currency},
        {QStringLiteral("scenario"), tr("What if"), comparison->scenario, false, currency},
        {QStringLiteral("delta"), tr("Difference"), comparison->delta, true, currency}});
}

QString OutlookTab::comparisonSummary(const ForecastComparison &comparison) const
{
    const Currency &currency = comparison.currency;
    const auto change = [&currency](const Decimal &amount) { return differenceText(inCents(amount, currency), currency); };
    const FanStep &delta = comparison.delta.quantiles;
    const auto share = [&comparison](std::int64_t paths) {
        const Result<Decimal> percent =
            Decimal(paths * 100).divided(Decimal(std::max<std::int64_t>(1, comparison.runs)), 1, Rounding::HalfUp);
        return decimalText(percent.value_or(Decimal()));
    };
    return tr("On the same futures the scenario makes a difference of %1 (80 of 100: %2 to %3): dearer in %4% of them, "
              "cheaper in %5%.")
        .arg(change(delta.median), change(delta.low[1]), change(delta.high[1]), share(comparison.dearer),
            share(comparison.cheaper));
}

void OutlookTab::showFigures(const Forecast &forecast)
{
    const Currency &currency = forecast.outlook.currency;
    const MonteCarloOutcome &outcome = forecast.outcome;
    std::vector<FigureRow> rows;
    const auto add = [&](const char *id, const QString &title, std::optional<Decimal> low, std::optional<Decimal> value,
                         std::optional<Decimal> high) {
        for (std::optional<Decimal> *one : {&low, &value, &high})
            if (*one)
                *one = inCents(**one, currency);
        rows.push_back({QString::fromLatin1(id), title, low, value, high, currency});
    };
    if (!outcome.cumulative.empty()) {
        const FanStep &end = outcome.cumulative.back();
        add("median", tr("Median"), {}, end.median, {});
        add("mean", tr("Mean"), {}, outcome.mean, {});
        add("band50", tr("50 of 100 futures lie between"), end.low[0], {}, end.high[0]);
        add("band80", tr("80 of 100 futures lie between"), end.low[1], {}, end.high[1]);
        add("band95", tr("95 of 100 futures lie between"), end.low[2], {}, end.high[2]);
        add("risk95", tr("95 of 100 futures stay below (value at risk)"), {}, {}, outcome.atRisk[0]);
        add("risk99", tr("99 of 100 futures stay below"), {}, {}, outcome.atRisk[1]);
    }
    m_figures->setRows(std::move(rows));
}

void OutlookTab::showFan()
{
    if (const Forecast *forecast = shown(m_forecasts))
        m_fan->setFan(m_chart->currentIndex() == 0 ? fanByDay(*forecast) : fanAddedUp(*forecast, m_asked.budget));
}

void OutlookTab::showDays(const Forecast &forecast)
{
    const MonteCarloOutcome &outcome = forecast.outcome;
    std::vector<DayRow> rows;
    for (std::size_t step = 0; step < outcome.daily.size(); ++step) {
        DayRow row{dayAt(forecast.outlook, step), outcome.daily[step], outcome.cumulative[step], {},
            forecast.outlook.currency};
        if (const std::optional<Decimal> over = outcome.probabilityOverBudgetBy(step))
            row.over = percentOf(*over);
        rows.push_back(std::move(row));
    }
    m_daily->setRows(std::move(rows));
}

void OutlookTab::showTokens(const Forecast &forecast)
{
    const Outlook &outlook = forecast.outlook;
    std::vector<TokenRow> rows;
    for (const OutlookGap &gap : outlook.gaps)
        rows.push_back({gap.token, faultText(gap.fault), {}, {}, outlook.currency});
    for (std::size_t i = 0; i < outlook.tokens.size() && i < forecast.outcome.tokens.size(); ++i) {
        const TokenOutcome &token = forecast.outcome.tokens[i];
        TokenRow row{outlook.tokens[i], {}, {}, {}, outlook.currency};
        if (!token.isSimulated) {
            row.state = tooLittleText(token.history);
        } else {
            row.mean = inCents(token.mean, outlook.currency);
            if (const auto step = token.stepRanOut(50, forecast.outcome.runs))
                row.ranOut = dayTextOf(dayAt(outlook, *step));
        }
        rows.push_back(std::move(row));
    }
    m_tokens->setRows(std::move(rows));
}

QString OutlookTab::summary(const Forecast &forecast) const
{
    const Currency &currency = forecast.outlook.currency;
    const MonteCarloOutcome &outcome = forecast.outcome;
    const auto left = static_cast<int>(forecast.outlook.gaps.size() + outcome.tooLittleHistory.size());
    QStringList lines;
    const auto simulated = std::ranges::count_if(outcome.tokens, &TokenOutcome::isSimulated);
    if (simulated == 0 || outcome.cumulative.empty()) {
        lines << tr("There is too little history to say anything of what may come.");
    } else {
        const FanStep &end = outcome.cumulative.back();
        lines << tr("Until %1 it comes to %2 (80 of 100 futures: %3 to %4).")
                     .arg(dayTextOf(dayAt(forecast.outlook, outcome.cumulative.size() - 1)),
                         moneyText(inCents(end.median, currency), currency),
                         moneyText(inCents(end.low[1], currency), currency),
                         moneyText(inCents(end.high[1], currency), currency));
        if (m_asked.budget)
            lines << tr("It is over the budget of %1 in %2% of the futures.")
                         .arg(moneyText(*m_asked.budget, currency),
                             decimalText(percentOf(outcome.probabilityOverBudget())));
    }
    if (const ForecastComparison *comparison = shown(m_comparisons))
        lines << comparisonSummary(*comparison);
    if (const auto missing = static_cast<int>(forecast.outlook.missingDays); missing > 0)
        lines << tr("%n day(s) without any usage were left out.", nullptr, missing);
    if (left > 0)
        lines << tr("%n token(s) are in none of these figures; “By token” says why.", nullptr, left);
    return lines.join(u'\n');
}

QString OutlookTab::method() const
{
    const Forecast *forecast = shown(m_forecasts);
    if (!forecast)
        return {};
    return tr("Outlook: %1 futures, seed %2, drawn from %3; the same seed gives the same figures on every machine. The "
              "bands say how chance alone moves the total; traffic that grows or shrinks is not covered by them.")
        .arg(integerText(forecast->outcome.runs), QString::number(m_asked.seed), sourceText(m_asked.source));
}

QVariantMap OutlookTab::state() const
{
    return {{QStringLiteral("days"), m_days->value()}, {QStringLiteral("runs"), m_runs->value()},
        {QStringLiteral("seed"), m_seed->value()}, {QStringLiteral("source"), m_source->currentIndex()},
        {QStringLiteral("together"), m_together->isChecked()}, {QStringLiteral("chart"), m_chart->currentIndex()},
        {QStringLiteral("beside"), m_beside->isChecked()},
        {QStringLiteral("budget"),
            m_budget->value() ? QString::fromStdString(m_budget->value()->toString()) : QString()}};
}

void OutlookTab::restore(const QVariantMap &state)
{
    m_days->setValue(state.value(QStringLiteral("days")).toInt());
    m_runs->setValue(state.value(QStringLiteral("runs")).toInt());
    m_seed->setValue(state.value(QStringLiteral("seed")).toInt());
    m_source->setCurrentIndex(std::clamp(state.value(QStringLiteral("source")).toInt(), 0, 1));
    m_together->setChecked(state.value(QStringLiteral("together")).toBool());
    m_beside->setChecked(state.value(QStringLiteral("beside")).toBool());
    m_chart->setCurrentIndex(std::clamp(state.value(QStringLiteral("chart")).toInt(), 0, 1));
    const Result<Decimal> budget = Decimal::parse(state.value(QStringLiteral("budget")).toString().toStdString());
    m_budget->setValue(budget ? std::optional(*budget) : std::nullopt);
}

} // namespace toll
