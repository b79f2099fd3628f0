// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/study.h"

#include "core/simulation/pastbills.h"

#include <algorithm>

namespace toll {

namespace {

/// One study under way.
class Work {
public:
    Work(std::shared_ptr<const Baseline> before, PreparedScenario prepared, const StudyQuestions &questions,
        const Decimal &upstream, const Pace &pace)
        : m_before(std::move(before)), m_prepared(std::move(prepared)), m_questions(questions), m_upstream(upstream),
          m_pace(pace)
    {
    }

    Result<Study> run()
    {
        using Step = Result<void> (Work::*)();
        for (const Step step : {&Work::total, &Work::fall, &Work::move, &Work::limit, &Work::pay, &Work::ask, &Work::foresee}) {
            if (m_pace.stop.stop_requested())
                return fail(ErrorCode::Cancelled);
            if (Result<void> done = (this->*step)(); !done)
                return std::unexpected(done.error());
        }
        return std::move(m_study);
    }

private:
    [[nodiscard]] const Baseline &after() const { return *m_prepared.baseline; }

    Result<void> total()
    {
        m_study.range = m_before->range;
        m_study.left = m_prepared.left;
        return put(replay(after(), m_prepared.last), m_study.outcomes);
    }

    Result<void> fall()
    {
        if (!m_questions.waterfall)
            return {};
        return put(m_prepared.baseline == m_before ? waterfall(*m_before, m_prepared.last, m_pace)
                                                   : waterfall(*m_before, after(), m_prepared.last, m_pace),
            m_study.waterfalls);
    }

    Result<void> move()
    {
        for (const Outcome &outcome : m_study.outcomes) {
            if (m_questions.thresholds.empty())
                break;
            Result<Winners> winners = winnersOf(outcome, m_questions.thresholds);
            if (!winners)
                return std::unexpected(winners.error());
            m_study.winners.push_back(std::move(*winners));
        }
        return {};
    }

    Result<void> limit()
    {
        return m_questions.limits ? put(replayLimits(after(), m_prepared.last, *m_questions.limits), m_study.limits)
                                  : Result<void>();
    }

    Result<void> pay()
    {
        return m_questions.providers
            ? put(margins(*m_before, after(), m_prepared.last, m_study.outcomes, *m_questions.providers, m_upstream),
                m_study.margins)
            : Result<void>();
    }

    /// What goes through many scenarios.
    Result<void> ask()
    {
        if (m_questions.sweep.empty() && !m_questions.tornado && !m_questions.goal)
            return {};
        // Demand follows the rates that are tried, not those of the scenario alone.
        const QuickReplay quick(*m_prepared.unscaled);
        Result<void> done;
        if (!m_questions.sweep.empty())
            done = put(sweep(quick, {m_prepared.asked, m_questions.sweep}, m_pace), m_study.sweep);
        if (done && m_questions.tornado)
            done = rank(quick);
        if (done && m_questions.goal)
            done = seek(quick);
        return done;
    }

    Result<void> rank(const QuickReplay &quick)
    {
        const auto steps = stepsAround(*m_prepared.unscaled, m_prepared.asked, *m_questions.tornado);
        if (!steps)
            return std::unexpected(steps.error());
        for (const Outcome &outcome : m_study.outcomes) {
            Result<Tornado> one = tornado(quick, m_prepared.asked, *steps, outcome.currency.code, m_pace);
            if (!one)
                return std::unexpected(one.error());
            m_study.tornadoes.push_back(std::move(*one));
        }
        return {};
    }

    Result<void> seek(const QuickReplay &quick)
    {
        const GoalQuestion &goal = *m_questions.goal;
        GoalQuery query{m_prepared.asked, goal.parameters, goal.currency, {}};
        if (query.currency.empty()) {
            if (m_study.outcomes.size() != 1)
                return fail(ErrorCode::Missing, "currency", {}, codes());
            query.currency = m_study.outcomes.front().currency.code;
        }
        const Result<Decimal> target =
            goal.target ? Result<Decimal>(*goal.target) : billedIn(*m_before, query.currency);
        if (!target)
            return std::unexpected(target.error());
        query.target = *target;
        return put(seekGoal(quick, query, m_pace), m_study.goals);
    }

    [[nodiscard]] std::string codes() const
    {
        std::string codes;
        for (const Outcome &outcome : m_study.outcomes)
            codes += (codes.empty() ? "" : ", ") + outcome.currency.code;
        return codes;
    }

    Result<void> foresee()
    {
        if (!m_questions.forecast)
            return {};
        const ForecastQuestion &question = *m_questions.forecast;
        Result<std::vector<Outlook>> outlooks = outlookOf(after(), m_prepared.last, question.days);
        if (!outlooks)
            return std::unexpected(outlooks.error());
        for (Outlook &outlook : *outlooks) {
            toll::ask(outlook, question, m_pace);
            const auto progress = [this](std::int64_t done, std::int64_t all) {
                if (m_pace.progress)
                    m_pace.progress(static_cast<std::size_t>(done), static_cast<std::size_t>(all));
                return true;
            };
            Result<MonteCarloOutcome> outcome = simulate(outlook.input, progress, m_pace.stop);
            if (!outcome)
                return std::unexpected(outcome.error());
            std::vector<std::optional<CountFit>> fits;
            const auto fit = [&fits](const SimulatedToken &token) {
                Result<CountFit> one = fitCounts(token.history);
                fits.push_back(one && one->amount.isEnough() ? std::optional(std::move(*one)) : std::nullopt);
            };
            std::ranges::for_each(outlook.input.tokens, fit);
            for (const SimulatedGroup &group : outlook.input.groups)
                std::ranges::for_each(group.tokens, fit);
            std::vector<bool> isDrawn;
            for (const TokenOutcome &token : outcome->tokens)
                isDrawn.push_back(token.isSimulated);
            Result<std::vector<Decimal>> past = billedByDay(*m_before, outlook, isDrawn);
            if (!past)
                return std::unexpected(past.error());
            m_study.forecasts.push_back(
                {std::move(outlook), std::move(*outcome), std::move(fits), std::move(*past)});
        }
        if (question.isBaseline)
            return put(compareForecasts(*m_before, after(), m_prepared.last, question, m_pace), m_study.comparisons);
        return {};
    }

    template<typename T, typename Target>
    static Result<void> put(Result<T> value, Target &to)
    {
        if (!value)
            return std::unexpected(value.error());
        to = std::move(*value);
        return {};
    }

    std::shared_ptr<const Baseline> m_before;
    PreparedScenario m_prepared;
    const StudyQuestions &m_questions;
    Decimal m_upstream;
    const Pace &m_pace;
    Study m_study;
};

} // namespace

bool cellsSuffice(const std::shared_ptr<const Baseline> &baseline, const ScenarioSet &set,
    const StudyQuestions &questions)
{
    if (questions.limits && !questions.limits->isEmpty())
        return false;
    const Result<PreparedScenario> prepared = prepare(baseline, set);
    return !prepared || cellsSuffice(*prepared->baseline, prepared->last);
}

Result<Study> study(std::shared_ptr<const Baseline> baseline, const ScenarioSet &set, const StudyQuestions &questions,
    const Pace &pace)
{
    Result<PreparedScenario> prepared = prepare(baseline, set);
    if (!prepared)
        return std::unexpected(prepared.error());
    return Work(std::move(baseline), std::move(*prepared), questions, set.assumptions.upstreamFactor, pace).run();
}

} // namespace toll
