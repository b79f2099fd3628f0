// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/goalseek.h"

#include <algorithm>
#include <array>
#include <map>

namespace toll {

namespace {

constexpr std::int64_t probes = 64; ///< stretches of the grid whose ends are tried first

/// The values of a parameter, counted from 0.
class Values {
public:
    static Result<Values> of(const SoughtParameter &sought)
    {
        static constexpr std::array<std::string_view, 4> known{"rate", "rate_factor", "overage_rate", "cap"};
        if (std::ranges::find(known, sought.key) == known.end())
            return fail(ErrorCode::UnknownKey, "parameters", sought.key, "rate, rate_factor, overage_rate, cap");
        if (sought.step <= Decimal(0) || sought.most < sought.least)
            return fail(ErrorCode::OutOfRange, sought.key, sought.step.toString());
        const Result<Decimal> width = sought.most.minus(sought.least);
        const Result<Decimal> steps = width ? width->divided(sought.step, 0, Rounding::Down) : width;
        if (!steps || *steps > Decimal(std::int64_t{1} << 60))
            return fail(ErrorCode::OutOfRange, sought.key, sought.step.toString());
        return Values(sought, static_cast<std::int64_t>(steps->rounded(0, Rounding::Down).coefficient()));
    }

    [[nodiscard]] std::int64_t last() const { return m_last; }
    [[nodiscard]] Result<Decimal> at(std::int64_t index) const
    {
        const Result<Decimal> distance = m_sought.step.times(Decimal(index));
        return distance ? m_sought.least.plus(*distance) : distance;
    }
    [[nodiscard]] Result<Scenario> apply(const Scenario &base, std::int64_t index) const
    {
        const Result<Decimal> value = at(index);
        if (!value)
            return std::unexpected(value.error());
        Scenario scenario = base;
        std::string text = m_sought.key + '=' + value->toString();
        if (m_sought.key == "cap")
            text += '/' + m_sought.window;
        const Result<void> done = applySetting(scenario, text);
        return done ? Result<Scenario>(std::move(scenario)) : std::unexpected(done.error());
    }

private:
    Values(const SoughtParameter &sought, std::int64_t last) : m_sought(sought), m_last(last) { }

    const SoughtParameter &m_sought;
    std::int64_t m_last;
};

/// Looks for one parameter's values on top of a scenario.
class Seeking {
public:
    Seeking(const QuickReplay &quick, const GoalQuery &query, Scenario base, const Values &values, const Pace &pace)
        : m_quick(quick), m_query(query), m_base(std::move(base)), m_values(values), m_pace(pace)
    {
    }

    Result<GoalAnswer> run()
    {
        std::vector<std::int64_t> tried;
        const std::int64_t stretches = std::min(probes, m_values.last());
        for (std::int64_t i = 0; i <= stretches; ++i)
            tried.push_back(
                stretches == 0 ? 0 : static_cast<std::int64_t>(static_cast<Int128>(m_values.last()) * i / stretches));
        if (Result<void> known = learn(tried); !known)
            return std::unexpected(known.error());
        GoalAnswer answer;
        answer.isMonotone = isMonotone(tried);
        if (answer.isMonotone)
            tried = {tried.front(), tried.back()};
        for (std::size_t i = 0; i < tried.size(); ++i)
            if (Result<void> sought = seekBetween(tried[i], tried[std::min(i + 1, tried.size() - 1)]); !sought)
                return std::unexpected(sought.error());
        return conclude(std::move(answer));
    }

private:
    /// Totals of these values, all at once.
    Result<void> learn(const std::vector<std::int64_t> &indices)
    {
        std::vector<Scenario> scenarios;
        for (const std::int64_t index : indices) {
            Result<Scenario> scenario = m_values.apply(m_base, index);
            if (!scenario)
                return std::unexpected(scenario.error());
            scenarios.push_back(std::move(*scenario));
        }
        Pace pace = m_pace;
        pace.progress = {}; // the steps of a search are not known beforehand
        const Result<std::vector<std::vector<CurrencyTotal>>> totals = m_quick.totals(scenarios, pace);
        if (!totals)
            return std::unexpected(totals.error());
        for (std::size_t i = 0; i < indices.size(); ++i) {
            const auto total = std::ranges::find(
                (*totals)[i], m_query.currency, [](const CurrencyTotal &one) { return one.currency.code; });
            if (total == (*totals)[i].end())
                return fail(ErrorCode::NotFound, "currency", m_query.currency);
            m_known[indices[i]] = total->scenario;
        }
        return {};
    }

    Result<Decimal> totalAt(std::int64_t index)
    {
        if (!m_known.contains(index))
            if (Result<void> known = learn({index}); !known)
                return std::unexpected(known.error());
        return m_known[index];
    }

    bool isMonotone(const std::vector<std::int64_t> &tried)
    {
        const auto totals = [this](std::int64_t index) { return m_known[index]; };
        return std::ranges::is_sorted(tried, {}, totals) || std::ranges::is_sorted(tried, std::greater(), totals);
    }

    /// The first index in (low, high] whose total `isReached`; that of high does, that of low does not.
    template<typename Reached>
    Result<std::int64_t> firstReaching(std::int64_t low, std::int64_t high, Reached isReached)
    {
        while (high - low > 1) {
            const std::int64_t middle = low + (high - low) / 2;
            const Result<Decimal> total = totalAt(middle);
            if (!total)
                return std::unexpected(total.error());
            (isReached(*total) ? high : low) = middle;
        }
        return high;
    }

    /// Where the total, rising or falling all the way, meets or passes the target between two known indices.
    Result<void> seekBetween(std::int64_t low, std::int64_t high)
    {
        const Decimal atLow = m_known[low];
        const Decimal atHigh = m_known[high];
        const bool rises = atLow <= atHigh;
        const auto isShort = [&](const Decimal &total) {
            return rises ? total < m_query.target : total > m_query.target;
        };
        const auto isPast = [&](const Decimal &total) {
            return rises ? total > m_query.target : total < m_query.target;
        };
        if (isPast(atLow) || isShort(atHigh))
            return {};
        std::int64_t first = low;
        if (isShort(atLow)) {
            const Result<std::int64_t> found =
                firstReaching(low, high, [&](const Decimal &total) { return !isShort(total); });
            if (!found)
                return std::unexpected(found.error());
            first = *found;
        }
        const Result<Decimal> total = totalAt(first);
        if (!total)
            return std::unexpected(total.error());
        if (*total != m_query.target) {
            m_crossings.push_back(first);
            return {};
        }
        std::int64_t last = high;
        if (isPast(atHigh)) {
            const Result<std::int64_t> past = firstReaching(first, high, isPast);
            if (!past)
                return std::unexpected(past.error());
            last = *past - 1;
        }
        if (!m_hits.empty() && m_hits.back().second >= first - 1)
            m_hits.back().second = std::max(m_hits.back().second, last);
        else
            m_hits.emplace_back(first, last);
        return {};
    }

    Result<GoalPoint> pointAt(std::int64_t index)
    {
        const Result<Decimal> value = m_values.at(index);
        const Result<Decimal> total = value ? totalAt(index) : value;
        return total ? Result<GoalPoint>(GoalPoint{*value, *total}) : std::unexpected(total.error());
    }

    Result<std::int64_t> closest()
    {
        std::optional<std::pair<Decimal, std::int64_t>> best;
        for (const auto &[index, total] : m_known) {
            const Result<Decimal> distance = total.minus(m_query.target);
            if (!distance)
                return std::unexpected(distance.error());
            if (!best || distance->abs() < best->first)
                best = std::pair(distance->abs(), index);
        }
        return best->second;
    }

    Result<GoalAnswer> conclude(GoalAnswer answer)
    {
        for (const auto &[first, last] : m_hits) {
            const Result<Decimal> from = m_values.at(first);
            const Result<Decimal> to = from ? m_values.at(last) : from;
            if (!to)
                return std::unexpected(to.error());
            answer.ranges.push_back({*from, *to});
        }
        std::int64_t best = 0;
        if (!m_hits.empty()) {
            best = m_hits.front().first;
            answer.state = m_hits.size() == 1 && best == m_hits.front().second ? GoalState::Exact : GoalState::Several;
        } else {
            const Result<std::int64_t> found = closest();
            if (!found)
                return std::unexpected(found.error());
            best = *found;
        }
        if (m_hits.empty() && !m_crossings.empty()) {
            answer.state = GoalState::Nearest;
            const Result<GoalPoint> below = pointAt(m_crossings.front() - 1);
            const Result<GoalPoint> above = below ? pointAt(m_crossings.front()) : below;
            if (!above)
                return std::unexpected(above.error());
            answer.below = *below;
            answer.above = *above;
        }
        const Result<GoalPoint> point = pointAt(best);
        Result<Scenario> scenario = point ? m_values.apply(m_base, best) : std::unexpected(point.error());
        if (!scenario)
            return std::unexpected(scenario.error());
        answer.best = *point;
        answer.scenario = std::move(*scenario);
        return answer;
    }

    const QuickReplay &m_quick;
    const GoalQuery &m_query;
    Scenario m_base;
    const Values &m_values;
    const Pace &m_pace;
    std::map<std::int64_t, Decimal> m_known; ///< totals by index
    std::vector<std::pair<std::int64_t, std::int64_t>> m_hits; ///< indices that give the target
    std::vector<std::int64_t> m_crossings; ///< the first index past the target
};

/// What was found quickly must be what the bills would be.
Result<void> check(const Baseline &baseline, const GoalQuery &query, const GoalAnswer &answer)
{
    const Result<std::vector<Outcome>> outcomes = replay(baseline, answer.scenario);
    if (!outcomes)
        return std::unexpected(outcomes.error());
    const auto outcome =
        std::ranges::find(*outcomes, query.currency, [](const Outcome &one) { return one.currency.code; });
    if (outcome == outcomes->end() || outcome->scenario != answer.best.total)
        return fail(ErrorCode::Internal, "goal", answer.best.total.toString());
    return {};
}

Result<GoalAnswer> seekChecked(const QuickReplay &quick, const GoalQuery &query, const Values &values, const Pace &pace)
{
    const Result<GoalAnswer> answer = Seeking(quick, query, query.base, values, pace).run();
    if (!answer)
        return answer;
    const Result<void> checked = check(quick.baseline(), query, *answer);
    return checked ? answer : std::unexpected(checked.error());
}

/// The second parameter for each value of the first.
Result<std::vector<GoalAnswer>> seekAlong(
    const QuickReplay &quick, const GoalQuery &query, const Values &first, const Values &second, const Pace &pace)
{
    std::vector<GoalAnswer> answers;
    std::optional<std::pair<Decimal, std::size_t>> closest;
    for (std::int64_t i = 0; i <= first.last(); ++i) {
        const Result<Scenario> base = first.apply(query.base, i);
        const Result<Decimal> value = base ? first.at(i) : std::unexpected(base.error());
        Result<GoalAnswer> answer = value ? Seeking(quick, query, *base, second, pace).run()
                                          : Result<GoalAnswer>(std::unexpected(value.error()));
        if (!answer)
            return std::unexpected(answer.error());
        const Result<Decimal> distance = answer->best.total.minus(query.target);
        if (!distance)
            return std::unexpected(distance.error());
        if (!closest || distance->abs() < closest->first)
            closest = std::pair(distance->abs(), answers.size());
        answer->first = *value;
        answers.push_back(std::move(*answer));
        if (pace.progress)
            pace.progress(static_cast<std::size_t>(i) + 1, static_cast<std::size_t>(first.last()) + 1);
    }
    const Result<void> checked = check(quick.baseline(), query, answers[closest->second]);
    return checked ? Result<std::vector<GoalAnswer>>(std::move(answers)) : std::unexpected(checked.error());
}

} // namespace

std::string_view name(GoalState state)
{
    static constexpr std::array<std::string_view, 4> names{"exact", "several", "nearest", "out_of_reach"};
    return names[static_cast<std::size_t>(state)];
}

const GoalAnswer *closestTo(const Decimal &target, const std::vector<GoalAnswer> &answers)
{
    const auto found = std::ranges::min_element(answers, {}, [&target](const GoalAnswer &answer) {
        return answer.best.total.minus(target).value_or(Decimal()).abs();
    });
    return found == answers.end() ? nullptr : &*found;
}

Result<Decimal> billedIn(const Baseline &baseline, const std::string &currency)
{
    std::optional<Decimal> sum;
    for (const BaselineCustomer &customer : baseline.customers) {
        if (customer.currency.code != currency)
            continue;
        const Result<Decimal> more = sum.value_or(Decimal()).plus(customer.total);
        if (!more)
            return std::unexpected(more.error());
        sum = *more;
    }
    return sum ? Result<Decimal>(*sum) : fail(ErrorCode::NotFound, "currency", currency);
}

Result<std::vector<GoalAnswer>> seekGoal(const QuickReplay &quick, const GoalQuery &query, const Pace &pace)
{
    if (query.parameters.empty() || query.parameters.size() > 2)
        return fail(ErrorCode::OutOfRange, "parameters", std::to_string(query.parameters.size()), "1, 2");
    const Result<Values> sought = Values::of(query.parameters.back());
    if (!sought)
        return std::unexpected(sought.error());
    if (query.parameters.size() == 1) {
        const Result<GoalAnswer> answer = seekChecked(quick, query, *sought, pace);
        return answer ? Result<std::vector<GoalAnswer>>({*answer}) : std::unexpected(answer.error());
    }
    if (query.parameters.front().key == query.parameters.back().key)
        return fail(ErrorCode::Conflict, "parameters", query.parameters.front().key);
    const Result<Values> first = Values::of(query.parameters.front());
    if (!first)
        return std::unexpected(first.error());
    if (first->last() >= mostFirstValues)
        return fail(ErrorCode::OutOfRange, query.parameters.front().key, std::to_string(first->last() + 1),
            std::to_string(mostFirstValues));
    return seekAlong(quick, query, *first, *sought, pace);
}

} // namespace toll
