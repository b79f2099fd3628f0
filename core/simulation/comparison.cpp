// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/comparison.h"

namespace toll {

namespace {

/// Through one scenario after the other, customer by customer.
class Comparing {
public:
    Comparing(const std::shared_ptr<const Baseline> &baseline, std::size_t sets, const Pace &pace)
        : m_baseline(baseline), m_all(sets * baseline->customers.size()), m_pace(pace)
    {
    }

    Result<std::vector<Outcome>> answer(const ScenarioSet &set)
    {
        const Result<PreparedScenario> prepared = prepare(m_baseline, set);
        if (!prepared)
            return std::unexpected(prepared.error());
        std::vector<Replayed> replayed;
        for (const BaselineCustomer &customer : prepared->baseline->customers) {
            if (m_pace.stop.stop_requested())
                return fail(ErrorCode::Cancelled);
            const Result<Replayed> one = replayCustomer(customer, prepared->last, prepared->baseline->range);
            if (!one)
                return std::unexpected(one.error());
            replayed.push_back(*one);
            if (m_pace.progress)
                m_pace.progress(std::min(m_before + replayed.size(), m_all), m_all); // an assumed customer is one more
        }
        return outcomesOf(*prepared->baseline, replayed);
    }
    void next() { m_before += m_baseline->customers.size(); }

private:
    const std::shared_ptr<const Baseline> &m_baseline;
    std::size_t m_all;
    std::size_t m_before = 0; ///< customers of the scenarios that are answered
    const Pace &m_pace;
};

} // namespace

Result<std::vector<Result<std::vector<Outcome>>>> compare(
    const std::shared_ptr<const Baseline> &baseline, const std::vector<ScenarioSet> &sets, const Pace &pace)
{
    Comparing comparing(baseline, sets.size(), pace);
    std::vector<Result<std::vector<Outcome>>> outcomes;
    for (const ScenarioSet &set : sets) {
        Result<std::vector<Outcome>> one = comparing.answer(set);
        if (pace.stop.stop_requested())
            return fail(ErrorCode::Cancelled);
        outcomes.push_back(std::move(one));
        comparing.next();
    }
    return outcomes;
}

} // namespace toll
