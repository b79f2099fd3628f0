// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/outlookjson.h"

#include "app/cli/rows.h"

#include <QString>

#include <algorithm>
#include <array>

namespace toll {

namespace {

constexpr std::array<int, 3> bandPercents{50, 80, 95};
constexpr std::array<int, 2> riskPercents{95, 99};
constexpr int likely = 50; ///< percent of the paths by which a token counts as run out

Json nameOf(const OutlookToken &token)
{
    return Json().set("id", token.token.text).set("name", token.name).set("customer", token.customerName);
}

Json bandsOf(const FanStep &step, const Currency &currency)
{
    Json::Array bands;
    for (std::size_t i = 0; i < bandPercents.size(); ++i)
        bands.push_back(Json()
                            .set("percent", bandPercents[i])
                            .set("low", amountText(step.low[i], currency))
                            .set("high", amountText(step.high[i], currency)));
    return bands;
}

Json gapsOf(const std::vector<OutlookGap> &gaps)
{
    Json::Array rows;
    for (const OutlookGap &gap : gaps) {
        Json row = nameOf(gap.token);
        row.set("reason", name(gap.fault));
        rows.push_back(std::move(row));
    }
    return rows;
}

Json totalsOf(const PathTotals &totals, const Currency &currency)
{
    Json json;
    json.set("mean", amountText(totals.mean, currency));
    json.set("median", amountText(totals.quantiles.median, currency));
    return json.set("bands", bandsOf(totals.quantiles, currency));
}

class OutlookJson {
public:
    explicit OutlookJson(const Forecast &forecast)
        : m_outlook(forecast.outlook), m_outcome(forecast.outcome), m_fits(forecast.fits)
    {
    }

    [[nodiscard]] Json whole() const
    {
        Json json;
        json.set("history", Json()
                                .set("start", toRfc3339(m_outlook.history.begin))
                                .set("end", toRfc3339(m_outlook.history.end)));
        json.set("first_day", toIso(m_outlook.firstDay));
        json.set("days", static_cast<std::int64_t>(m_outlook.input.steps));
        json.set("runs", m_outcome.runs);
        json.set("seed", static_cast<std::int64_t>(m_outlook.input.seed));
        json.set("source", m_outlook.input.source == CountSource::Fitted ? "fitted" : "bootstrap");
        json.set("mean", money(m_outcome.mean));
        json.set("median", m_outcome.cumulative.empty() ? Json() : money(m_outcome.cumulative.back().median));
        json.set("bands", m_outcome.cumulative.empty() ? Json() : bandsOf(m_outcome.cumulative.back()));
        Json::Array risks;
        for (std::size_t i = 0; i < riskPercents.size(); ++i)
            risks.push_back(Json().set("percent", riskPercents[i]).set("amount", money(m_outcome.atRisk[i])));
        json.set("at_risk", std::move(risks));
        if (m_outlook.input.budget)
            json.set("over_budget", m_outcome.probabilityOverBudget().toString());
        json.set("daily", fan(m_outcome.daily));
        json.set("cumulative", fan(m_outcome.cumulative));
        json.set("convergence", convergence());
        json.set("tokens", tokens());
        json.set("too_little_history", tooLittle());
        json.set("gaps", gapsOf(m_outlook.gaps));
        json.set("missing_days", static_cast<std::int64_t>(m_outlook.missingDays));
        json.set("rated_together", static_cast<std::int64_t>(m_outlook.ratedTogether));
        if (m_outlook.mostRuns && m_outcome.runs == *m_outlook.mostRuns)
            json.set("most_runs", *m_outlook.mostRuns);
        return json;
    }

private:
    [[nodiscard]] Json money(const Decimal &amount) const { return amountText(amount, m_outlook.currency); }

    [[nodiscard]] Json bandsOf(const FanStep &step) const { return toll::bandsOf(step, m_outlook.currency); }

    [[nodiscard]] Json fan(const std::vector<FanStep> &steps) const
    {
        Json::Array rows;
        for (std::size_t i = 0; i < steps.size(); ++i) {
            const Date day = dateFromDays(daysSinceEpoch(m_outlook.firstDay) + static_cast<std::int64_t>(i));
            rows.push_back(
                Json().set("day", toIso(day)).set("median", money(steps[i].median)).set("bands", bandsOf(steps[i])));
        }
        return rows;
    }

    [[nodiscard]] Json convergence() const
    {
        Json::Array rows;
        for (const Convergence &one : m_outcome.convergence) {
            const auto estimate = [this](const Convergence::Estimate &of) {
                return Json().set("value", money(of.value)).set("low", money(of.low)).set("high", money(of.high));
            };
            rows.push_back(Json()
                               .set("runs", one.runs)
                               .set("median", estimate(one.median))
                               .set("p10", estimate(one.band[0]))
                               .set("p90", estimate(one.band[1]))
                               .set("p95", estimate(one.atRisk[0]))
                               .set("p99", estimate(one.atRisk[1])));
        }
        return rows;
    }

    [[nodiscard]] static Json fitOf(const CountFit &fit)
    {
        const auto rounded = [](double value) { return QString::number(value, 'f', 4).toStdString(); };
        const auto chance = [&rounded](const std::optional<ChiSquare> &test) {
            return test ? Json(rounded(test->p)) : Json();
        };
        Json json;
        json.set("family", fit.family == CountFamily::Poisson ? "poisson" : "negative_binomial");
        json.set("dispersion", rounded(fit.index)).set("dispersion_p", chance(fit.dispersion));
        return json.set("p", chance(fit.fit));
    }

    [[nodiscard]] Json tokens() const
    {
        Json::Array rows;
        for (std::size_t i = 0; i < m_outlook.tokens.size(); ++i) {
            const TokenOutcome &token = m_outcome.tokens[i];
            if (!token.isSimulated)
                continue;
            Json row = nameOf(m_outlook.tokens[i]);
            row.set("mean", money(token.mean));
            row.set("paths_that_ran_out", token.pathsThatRanOut());
            if (m_fits[i])
                row.set("fit", fitOf(*m_fits[i]));
            const auto step = token.stepRanOut(likely, m_outcome.runs);
            row.set("runs_out", step ? Json(toIso(dateFromDays(
                                           daysSinceEpoch(m_outlook.firstDay) + static_cast<std::int64_t>(*step))))
                                     : Json());
            rows.push_back(std::move(row));
        }
        return rows;
    }

    [[nodiscard]] Json tooLittle() const
    {
        Json::Array rows;
        for (std::size_t i = 0; i < m_outlook.tokens.size(); ++i)
            if (!m_outcome.tokens[i].isSimulated)
                rows.push_back(nameOf(m_outlook.tokens[i]));
        return rows;
    }

    const Outlook &m_outlook;
    const MonteCarloOutcome &m_outcome;
    const std::vector<std::optional<CountFit>> &m_fits;
};

} // namespace

Json toJson(const Forecast &forecast)
{
    return OutlookJson(forecast).whole();
}

Json toJson(const ForecastComparison &comparison)
{
    Json json;
    json.set("history", Json()
                            .set("start", toRfc3339(comparison.history.begin))
                            .set("end", toRfc3339(comparison.history.end)));
    json.set("first_day", toIso(comparison.firstDay));
    json.set("days", static_cast<std::int64_t>(comparison.days));
    json.set("runs", comparison.runs);
    json.set("seed", static_cast<std::int64_t>(comparison.seed));
    json.set("baseline", totalsOf(comparison.baseline, comparison.currency));
    json.set("scenario", totalsOf(comparison.scenario, comparison.currency));
    json.set("delta", totalsOf(comparison.delta, comparison.currency));
    json.set("dearer", comparison.dearer).set("cheaper", comparison.cheaper);
    json.set("missing_days", static_cast<std::int64_t>(comparison.missingDays));
    json.set("gaps", gapsOf(comparison.gaps));
    Json::Array few;
    for (const OutlookToken &token : comparison.tooLittleHistory)
        few.push_back(nameOf(token));
    return json.set("too_little_history", std::move(few));
}

} // namespace toll
