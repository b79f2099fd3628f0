// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/figures.h"
#include "core/services/studyreportparts.h"
#include "core/services/studywords.h"

#include <QCoreApplication>

#include <algorithm>

namespace toll {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(StudyReport)
};

constexpr std::size_t daysOfAWeek = 7;
constexpr std::size_t mostFitsListed = 60;
constexpr const char *bandNames[]{"50 %", "80 %", "95 %"};

QString textOf(const std::string &text)
{
    return QString::fromStdString(text);
}

/// One currency's future.
class OutlookReport {
public:
    OutlookReport(DocumentWriter &writer, const Forecast &forecast)
        : m_writer(writer), m_outlook(forecast.outlook), m_outcome(forecast.outcome), m_fits(forecast.fits),
          m_currency(forecast.outlook.currency)
    {
    }

    void add()
    {
        addMethod();
        const bool isDrawn =
            !m_outcome.cumulative.empty() && std::ranges::any_of(m_outcome.tokens, &TokenOutcome::isSimulated);
        if (isDrawn) {
            addSummary();
            addFan();
            addFigures();
            addWeeks();
            addConvergence();
            addFits();
        } else {
            m_writer.text(Words::tr("There is too little history to say anything of what may come."));
        }
        addGaps();
    }

private:
    [[nodiscard]] QString amount(const Decimal &value) const
    {
        return amountFigure(value.rounded(m_currency.minorDigits, Rounding::HalfUp), m_currency);
    }
    [[nodiscard]] QString money(const Decimal &value) const
    {
        return moneyFigure(value.rounded(m_currency.minorDigits, Rounding::HalfUp), m_currency);
    }
    [[nodiscard]] QString dayAt(std::size_t step) const
    {
        return dayFigure(dateFromDays(daysSinceEpoch(m_outlook.firstDay) + static_cast<std::int64_t>(step)));
    }
    [[nodiscard]] static QString percentOf(const Decimal &share)
    {
        return decimalFigure(share.times(100).value_or(Decimal())) + u'%';
    }

    void addMethod()
    {
        const MonteCarloInput &input = m_outlook.input;
        m_writer.beginFacts();
        m_writer.fact(Words::tr("Days"),
            Words::tr("%1, from %2 to %3")
                .arg(countFigure(static_cast<std::int64_t>(input.steps)), dayAt(0), dayAt(input.steps - 1)));
        m_writer.fact(Words::tr("Futures drawn"),
            Words::tr("%1, seed %2").arg(countFigure(m_outcome.runs), QString::number(input.seed)));
        m_writer.fact(Words::tr("Drawn from"), sourceText(input.source));
        if (input.source == CountSource::Bootstrap) {
            const std::size_t block = input.bootstrap.block > 0 ? input.bootstrap.block : daysOfAWeek;
            m_writer.fact(Words::tr("Blocks"),
                input.movesTogether
                    ? Words::tr("%1 days, the same for all tokens").arg(countFigure(static_cast<std::int64_t>(block)))
                    : Words::tr("%1 days, each token's own").arg(countFigure(static_cast<std::int64_t>(block))));
        }
        m_writer.endFacts();
    }

    void addSummary()
    {
        const FanStep &end = m_outcome.cumulative.back();
        m_writer.text(Words::tr("Until %1 it comes to %2 (80 of 100 futures: %3 to %4).")
                          .arg(dayAt(m_outcome.cumulative.size() - 1), money(end.median), money(end.low[1]),
                              money(end.high[1])));
        if (m_outlook.input.budget)
            m_writer.text(Words::tr("It is over the budget of %1 in %2 of the futures.")
                              .arg(money(*m_outlook.input.budget), percentOf(m_outcome.probabilityOverBudget())));
        m_writer.note(Words::tr("The same seed gives the same figures on every machine. The bands say how chance alone "
                                "moves the total; traffic that grows or shrinks is not covered by them."));
    }

    void addFan()
    {
        DocumentFan fan;
        fan.title = Words::tr("What the whole time comes to").toStdString();
        fan.unit = m_currency.code;
        fan.middleName = Words::tr("Median").toStdString();
        for (const char *name : bandNames)
            fan.bands.push_back({name, {}, {}});
        for (std::size_t step = 0; step < m_outcome.cumulative.size(); ++step) {
            const FanStep &one = m_outcome.cumulative[step];
            fan.places.push_back(dayAt(step).toStdString());
            fan.middle.push_back(one.median);
            for (std::size_t band = 0; band < fan.bands.size(); ++band) {
                fan.bands[band].low.push_back(one.low[band]);
                fan.bands[band].high.push_back(one.high[band]);
            }
        }
        if (const std::optional<Decimal> &budget = m_outlook.input.budget)
            fan.line = DocumentValue{Words::tr("Budget").toStdString(), *budget, money(*budget).toStdString()};
        m_writer.add(fan);
    }

    void addFigures()
    {
        const FanStep &end = m_outcome.cumulative.back();
        m_writer.beginTable({Words::tr("What the whole time comes to, in %1").arg(textOf(m_currency.code))},
            {Words::tr("from"), Words::tr("Value"), Words::tr("to")});
        m_writer.row({Words::tr("Median"), {}, amount(end.median), {}});
        m_writer.row({Words::tr("Mean"), {}, amount(m_outcome.mean), {}});
        const QString bands[]{Words::tr("50 of 100 futures lie between"), Words::tr("80 of 100 futures lie between"),
            Words::tr("95 of 100 futures lie between")};
        for (std::size_t band = 0; band < std::size(bands); ++band)
            m_writer.row({bands[band], amount(end.low[band]), {}, amount(end.high[band])});
        m_writer.row({Words::tr("95 of 100 futures stay below (value at risk)"), {}, {}, amount(m_outcome.atRisk[0])});
        m_writer.row({Words::tr("99 of 100 futures stay below"), {}, {}, amount(m_outcome.atRisk[1])});
        m_writer.endTable();
    }

    /// The last day of each week, and of all.
    void addWeeks()
    {
        const bool hasBudget = m_outlook.input.budget.has_value();
        m_writer.heading(Words::tr("By the end of each week, in %1").arg(textOf(m_currency.code)));
        m_writer.beginTable({Words::tr("Day")},
            {Words::tr("Median"), Words::tr("80%: from"), Words::tr("80%: to"), Words::tr("95%: from"),
                Words::tr("95%: to")});
        if (hasBudget)
            m_writer.addColumns({Words::tr("Over budget")}, true);
        const std::size_t days = m_outcome.cumulative.size();
        for (std::size_t step = 0; step < days; ++step) {
            if ((step + 1) % daysOfAWeek != 0 && step + 1 != days)
                continue;
            const FanStep &fan = m_outcome.cumulative[step];
            QStringList cells{dayAt(step), amount(fan.median), amount(fan.low[1]), amount(fan.high[1]),
                amount(fan.low[2]), amount(fan.high[2])};
            if (hasBudget)
                cells << percentOf(m_outcome.probabilityOverBudgetBy(step).value_or(Decimal()));
            m_writer.row(cells);
        }
        m_writer.endTable();
    }

    void addConvergence()
    {
        m_writer.heading(Words::tr("How the figures settle with more runs"));
        m_writer.beginTable({},
            {Words::tr("Runs"), Words::tr("Median"), Words::tr("from"), Words::tr("to"), Words::tr("Value at risk, 95%"),
                Words::tr("from"), Words::tr("to")});
        for (const Convergence &one : m_outcome.convergence)
            m_writer.row({countFigure(one.runs), amount(one.median.value), amount(one.median.low),
                amount(one.median.high), amount(one.atRisk[0].value), amount(one.atRisk[0].low), amount(one.atRisk[0].high)});
        m_writer.endTable();
        m_writer.note(Words::tr("Between “from” and “to” the figure of infinitely many runs lies in 95 of 100 cases."));
    }

    void addFits()
    {
        struct Row {
            const OutlookToken *token;
            const CountFit *fit;
            const TokenOutcome *outcome;
        };
        std::vector<Row> rows;
        for (std::size_t i = 0; i < m_outlook.tokens.size() && i < m_fits.size(); ++i)
            if (m_fits[i] && m_outcome.tokens[i].isSimulated)
                rows.push_back({&m_outlook.tokens[i], &*m_fits[i], &m_outcome.tokens[i]});
        if (rows.empty())
            return;
        std::ranges::stable_sort(rows, std::greater(), [](const Row &row) { return row.outcome->mean; });
        m_writer.heading(Words::tr("The tokens that cost most, and what their counts look like"));
        m_writer.beginTable({Words::tr("Token"), Words::tr("Customer"), Words::tr("Distribution")},
            {Words::tr("Comes to, on average"), Words::tr("Dispersion"), Words::tr("p of the fit")});
        const std::size_t shown = std::min(rows.size(), mostFitsListed);
        for (std::size_t i = 0; i < shown; ++i) {
            const CountFit &fit = *rows[i].fit;
            m_writer.row({textOf(rows[i].token->name), textOf(rows[i].token->customerName),
                fit.family == CountFamily::Poisson ? Words::tr("Poisson") : Words::tr("negative binomial"),
                amount(rows[i].outcome->mean), QString::number(fit.index, 'f', 2),
                fit.fit ? QString::number(fit.fit->p, 'f', 3) : Words::tr("n/a")});
        }
        m_writer.endTable();
        noteMore(m_writer, shown, rows.size());
        m_writer.note(Words::tr("A dispersion of 1 is that of a Poisson distribution. A small p says that the "
                                "distribution fits badly."));
    }

    void addGaps()
    {
        std::vector<std::pair<const OutlookToken *, QString>> rows;
        for (const OutlookGap &gap : m_outlook.gaps)
            rows.emplace_back(&gap.token, faultText(gap.fault));
        for (std::size_t i = 0; i < m_outlook.tokens.size() && i < m_outcome.tokens.size(); ++i)
            if (!m_outcome.tokens[i].isSimulated)
                rows.emplace_back(&m_outlook.tokens[i], tooLittleText(m_outcome.tokens[i].history));
        if (rows.empty())
            return;
        m_writer.heading(Words::tr("Tokens that are in none of these figures"));
        m_writer.beginTable({Words::tr("Token"), Words::tr("Customer"), Words::tr("Left out because")}, {});
        const std::size_t shown = std::min(rows.size(), mostReportRows);
        for (std::size_t i = 0; i < shown; ++i)
            m_writer.row({textOf(rows[i].first->name), textOf(rows[i].first->customerName), rows[i].second});
        m_writer.endTable();
        noteMore(m_writer, shown, rows.size());
    }

    DocumentWriter &m_writer;
    const Outlook &m_outlook;
    const MonteCarloOutcome &m_outcome;
    const std::vector<std::optional<CountFit>> &m_fits;
    const Currency &m_currency;
};

/// What the same futures cost now and under the scenario.
void addComparison(DocumentWriter &writer, const ForecastComparison &comparison)
{
    const Currency &currency = comparison.currency;
    const auto rounded = [&currency](const Decimal &value) { return value.rounded(currency.minorDigits, Rounding::HalfUp); };
    writer.heading(Words::tr("Beside today's prices, on the same futures"));
    writer.text(Words::tr("Each of %1 futures was billed as it is priced now and under the scenario: dearer in %2 of them, "
                          "cheaper in %3.")
                    .arg(countFigure(comparison.runs), countFigure(comparison.dearer), countFigure(comparison.cheaper)));
    writer.beginTable({Words::tr("Total")},
        {Words::tr("Mean"), Words::tr("Median"), Words::tr("80%: from"), Words::tr("80%: to"), Words::tr("95%: from"),
            Words::tr("95%: to")});
    const auto row = [&](const QString &name, const PathTotals &totals, auto figure) {
        const FanStep &fan = totals.quantiles;
        QStringList cells{name};
        for (const Decimal &value : {totals.mean, fan.median, fan.low[1], fan.high[1], fan.low[2], fan.high[2]})
            cells << figure(rounded(value), currency);
        writer.row(cells);
    };
    row(Words::tr("Now"), comparison.baseline, &amountFigure);
    row(Words::tr("What if"), comparison.scenario, &amountFigure);
    row(Words::tr("Difference"), comparison.delta, &changeFigure);
    writer.endTable();
    writer.note(Words::tr("The band of the difference is taken future by future: it is not the difference of the bands."));
}

} // namespace

void addOutlooks(DocumentWriter &writer, const StudyRecord &record)
{
    if (record.study.forecasts.empty())
        return;
    writer.chapter(Words::tr("What may come"));
    for (const Forecast &forecast : record.study.forecasts) {
        const Currency &currency = forecast.outlook.currency;
        if (record.study.forecasts.size() > 1)
            writer.heading(textOf(currency.code));
        OutlookReport(writer, forecast).add();
        for (const ForecastComparison &comparison : record.study.comparisons)
            if (comparison.currency == currency)
                addComparison(writer, comparison);
    }
}

} // namespace toll
