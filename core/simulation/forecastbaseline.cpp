// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/forecastbaseline.h"

#include "core/money/wide.h"

#include <algorithm>
#include <map>
#include <set>
#include <span>
#include <string>

namespace toll {

namespace {

using TokenKey = std::pair<std::string, std::string>; ///< customer and token

TokenKey keyOf(const OutlookToken &token)
{
    return {token.customer.text, token.token.text};
}

/// Whether a gap says that nothing is known, and not that there is nothing.
bool isUnknown(const OutlookGap &gap)
{
    return gap.fault != OutlookFault::Ended && gap.fault != OutlookFault::Unused;
}

/// Calls `use` with each group and its tokens.
template<typename Use>
void eachGroup(const Outlook &outlook, Use use)
{
    std::size_t next = outlook.input.tokens.size();
    for (const SimulatedGroup &group : outlook.input.groups) {
        use(group, std::span(outlook.tokens).subspan(next, group.tokens.size()));
        next += group.tokens.size();
    }
}

/// Tokens that either of two outlooks knows nothing of, and those that are rated together with one.
std::set<TokenKey> excludedFrom(const std::vector<Outlook *> &both)
{
    std::set<TokenKey> excluded;
    for (const Outlook *outlook : both)
        for (const OutlookGap &gap : outlook->gaps)
            if (isUnknown(gap))
                excluded.insert(keyOf(gap.token));
    for (bool grows = !excluded.empty(); grows;) {
        const std::size_t known = excluded.size();
        for (const Outlook *outlook : both)
            eachGroup(*outlook, [&](const SimulatedGroup &, std::span<const OutlookToken> tokens) {
                if (std::ranges::any_of(tokens, [&](const auto &token) { return excluded.contains(keyOf(token)); }))
                    for (const OutlookToken &token : tokens)
                        excluded.insert(keyOf(token));
            });
        grows = excluded.size() > known;
    }
    return excluded;
}

/// Leaves tokens out of what is drawn.
void leaveOut(Outlook &outlook, const std::set<TokenKey> &excluded)
{
    std::vector<OutlookToken> tokens, grouped;
    std::vector<SimulatedToken> simulated;
    std::vector<SimulatedGroup> groups;
    for (std::size_t i = 0; i < outlook.input.tokens.size(); ++i)
        if (!excluded.contains(keyOf(outlook.tokens[i]))) {
            tokens.push_back(outlook.tokens[i]);
            simulated.push_back(std::move(outlook.input.tokens[i]));
        }
    eachGroup(outlook, [&](const SimulatedGroup &group, std::span<const OutlookToken> members) {
        if (std::ranges::any_of(members, [&](const auto &token) { return excluded.contains(keyOf(token)); }))
            return;
        groups.push_back(group);
        grouped.insert(grouped.end(), members.begin(), members.end());
    });
    outlook.ratedTogether = grouped.size();
    tokens.insert(tokens.end(), grouped.begin(), grouped.end());
    outlook.tokens = std::move(tokens);
    outlook.input.tokens = std::move(simulated);
    outlook.input.groups = std::move(groups);
}

/// Totals by path as whole numbers of 10^-scale.
Result<std::vector<Int128>> totalsAt(const MonteCarloOutcome &outcome, int scale)
{
    std::vector<Int128> totals = outcome.totals;
    const auto factor = static_cast<Int128>(powerOfTen(scale - outcome.scale));
    for (Int128 &total : totals)
        if (__builtin_mul_overflow(total, factor, &total))
            return fail(ErrorCode::Overflow, "forecast");
    return totals;
}

Result<PathTotals> summaryOf(std::vector<Int128> totals, int scale)
{
    constexpr int furtherDecimals = 6;
    Int128 all = 0;
    for (const Int128 total : totals)
        if (__builtin_add_overflow(all, total, &all))
            return fail(ErrorCode::Overflow, "forecast");
    const auto runs = static_cast<std::int64_t>(totals.size());
    const Result<Decimal> sum = Decimal::fromParts(all, scale);
    const Result<Decimal> mean = sum ? sum->divided(Decimal(runs), scale + furtherDecimals, Rounding::HalfEven) : sum;
    if (!mean)
        return std::unexpected(mean.error());
    return PathTotals{*mean, quantilesOf(std::move(totals), scale)};
}

/// Two outlooks of one currency, drawn and set side by side.
class Comparing {
public:
    Comparing(Outlook &before, Outlook &after, const ForecastQuestion &question, const Pace &pace)
        : m_before(before), m_after(after), m_question(question), m_pace(pace)
    {
    }

    Result<ForecastComparison> run()
    {
        leaveOutUnknown();
        for (Outlook *outlook : {&m_before, &m_after})
            ask(*outlook, m_question, m_pace);
        m_before.input.runs = m_after.input.runs = std::min(m_before.input.runs, m_after.input.runs);
        const Result<MonteCarloOutcome> baseline = draw(m_before);
        const Result<MonteCarloOutcome> scenario = baseline ? draw(m_after) : baseline;
        if (!scenario)
            return std::unexpected(scenario.error());
        describe(*baseline);
        Result<void> summed = sum(*baseline, *scenario);
        return summed ? Result<ForecastComparison>(std::move(m_result)) : std::unexpected(summed.error());
    }

private:
    void leaveOutUnknown()
    {
        const std::set<TokenKey> excluded = excludedFrom({&m_before, &m_after});
        std::set<TokenKey> told;
        const auto tell = [&](const OutlookToken &token, OutlookFault fault) {
            if (excluded.contains(keyOf(token)) && told.insert(keyOf(token)).second)
                m_result.gaps.push_back({token, fault});
        };
        for (const Outlook *outlook : {&m_before, &m_after})
            for (const OutlookGap &gap : outlook->gaps)
                if (isUnknown(gap))
                    tell(gap.token, gap.fault);
        for (const Outlook *outlook : {&m_before, &m_after})
            for (const OutlookToken &token : outlook->tokens)
                tell(token, OutlookFault::Plan); // of others that it is rated with
        for (Outlook *outlook : {&m_before, &m_after})
            leaveOut(*outlook, excluded);
    }

    Result<MonteCarloOutcome> draw(const Outlook &outlook)
    {
        const auto progress = [this](std::int64_t done, std::int64_t all) {
            if (m_pace.progress)
                m_pace.progress(static_cast<std::size_t>(done), static_cast<std::size_t>(all));
            return true;
        };
        return simulate(outlook.input, progress, m_pace.stop);
    }

    void describe(const MonteCarloOutcome &baseline)
    {
        m_result.currency = m_before.currency;
        m_result.history = m_before.history;
        m_result.firstDay = m_before.firstDay;
        m_result.days = m_before.input.steps;
        m_result.runs = m_before.input.runs;
        m_result.seed = m_before.input.seed;
        m_result.missingDays = m_before.missingDays;
        for (std::size_t i = 0; i < baseline.tokens.size(); ++i)
            if (!baseline.tokens[i].isSimulated)
                m_result.tooLittleHistory.push_back(m_before.tokens[i]);
    }

    Result<void> sum(const MonteCarloOutcome &baseline, const MonteCarloOutcome &scenario)
    {
        const int scale = std::max(baseline.scale, scenario.scale);
        const Result<std::vector<Int128>> before = totalsAt(baseline, scale);
        const Result<std::vector<Int128>> after = before ? totalsAt(scenario, scale) : before;
        if (!after)
            return std::unexpected(after.error());
        std::vector<Int128> delta;
        for (std::size_t path = 0; path < before->size(); ++path) {
            delta.push_back((*after)[path] - (*before)[path]); // each has 38 digits at most
            m_result.dearer += delta.back() > 0;
            m_result.cheaper += delta.back() < 0;
        }
        const Result<PathTotals> first = summaryOf(*before, scale);
        const Result<PathTotals> second = first ? summaryOf(*after, scale) : first;
        const Result<PathTotals> third = second ? summaryOf(std::move(delta), scale) : second;
        if (!third)
            return std::unexpected(third.error());
        m_result.baseline = *first;
        m_result.scenario = *second;
        m_result.delta = *third;
        return {};
    }

    Outlook &m_before;
    Outlook &m_after;
    const ForecastQuestion &m_question;
    const Pace &m_pace;
    ForecastComparison m_result;
};

} // namespace

void ask(Outlook &outlook, const ForecastQuestion &question, const Pace &pace)
{
    outlook.input.runs = std::min(question.runs, outlook.mostRuns.value_or(question.runs));
    outlook.input.seed = question.seed;
    outlook.input.source = question.source;
    outlook.input.movesTogether = question.movesTogether;
    outlook.input.budget = question.budget;
    outlook.input.threads = static_cast<unsigned>(std::max<std::size_t>(1, pace.threads));
}

Result<std::vector<ForecastComparison>> compareForecasts(const Baseline &before, const Baseline &after,
    const Scenario &scenario, const ForecastQuestion &question, const Pace &pace)
{
    Result<std::vector<Outlook>> first = outlookOf(before, Scenario(), question.days);
    Result<std::vector<Outlook>> second = first ? outlookOf(after, scenario, question.days) : first;
    if (!second)
        return std::unexpected(second.error());
    std::vector<ForecastComparison> comparisons;
    for (Outlook &baseline : *first) {
        // Nobody changes currencies, and who leaves stays in the baseline: there is one of each.
        const auto other = std::ranges::find(
            *second, baseline.currency.code, [](const Outlook &one) { return one.currency.code; });
        if (other == second->end())
            return fail(ErrorCode::Internal, "forecast", baseline.currency.code);
        Result<ForecastComparison> one = Comparing(baseline, *other, question, pace).run();
        if (!one)
            return std::unexpected(one.error());
        comparisons.push_back(std::move(*one));
    }
    return comparisons;
}

} // namespace toll
