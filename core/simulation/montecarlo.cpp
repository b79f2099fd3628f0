// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/montecarlo.h"

#include "core/base/checked.h"
#include "core/simulation/montecarloplan.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <numeric>
#include <thread>

namespace toll {

namespace {

constexpr std::size_t lanes = RandomStream::lanes;
constexpr std::size_t batch = 16; ///< tokens whose tables are held at once
constexpr Int128 mostOfAGroup = 1'000'000'000'000'000'000; ///< on a day of a path, in 10^-scale
constexpr std::size_t tileBytes = std::size_t{256} << 10; ///< of sums, so that they stay near while a batch is added

/// Adds up tokens, batch by batch, on as many threads as wanted. Which thread takes which batch changes nothing: sums
/// are whole numbers.
template<typename Sum>
class Simulation {
public:
    Simulation(const MonteCarloInput &input, const MonteCarloPlan &plan, const SimulationProgress &progress,
        const std::stop_token &stop)
        : m_input(input), m_plan(plan), m_progress(progress), m_stop(stop),
          m_groups((static_cast<std::size_t>(input.runs) + lanes - 1) / lanes), m_tokens(plan.tokens.size())
    {
        std::size_t first = input.tokens.size();
        for (const SimulatedGroup &group : input.groups) {
            m_firstOf.push_back(first);
            first += group.tokens.size();
        }
    }

    Result<void> run()
    {
        const std::size_t batches = (m_input.tokens.size() + batch - 1) / batch + m_input.groups.size();
        const std::size_t threads = std::clamp<std::size_t>(m_input.threads, 1, std::max<std::size_t>(batches, 1));
        std::vector<Worker> workers(threads);
        {
            std::vector<std::jthread> others;
            for (std::size_t i = 1; i < threads; ++i)
                others.emplace_back([&, i] { work(workers[i]); });
            work(workers.front());
        }
        if (m_error)
            return std::unexpected(*m_error);
        if (m_isStopped)
            return fail(ErrorCode::Cancelled);
        for (std::size_t i = 1; i < threads; ++i) {
            std::ranges::transform(workers[i].sums, workers.front().sums, workers.front().sums.begin(), std::plus());
            std::ranges::transform(
                workers[i].refused, workers.front().refused, workers.front().refused.begin(), std::plus());
        }
        m_sums = std::move(workers.front().sums);
        m_refused = std::move(workers.front().refused);
        return {};
    }

    [[nodiscard]] PathSums<Sum> &sums() { return m_sums; }
    [[nodiscard]] std::vector<std::int64_t> &refused() { return m_refused; }
    [[nodiscard]] std::vector<TokenOutcome> &tokens() { return m_tokens; }

private:
    struct Worker {
        PathSums<Sum> sums;
        std::vector<std::int64_t> refused; ///< by path, those of the last group that nobody asked for too
        std::vector<std::uint32_t> counts;
    };
    /// A token under way: its streams go on from tile to tile.
    struct Drawing {
        const TokenPlan *plan = nullptr;
        TokenOutcome *outcome = nullptr;
        std::vector<AliasTable> tables;
        DrawStreams streams;
        RandomStream blocks;
    };

    void work(Worker &worker)
    {
        worker.sums.resize(m_groups * m_input.steps * lanes);
        worker.refused.resize(m_groups * lanes);
        worker.counts.resize(m_input.steps * lanes);
        const std::size_t single = m_input.tokens.size();
        for (std::size_t first = m_next.fetch_add(batch); first < single && !m_isStopped;
            first = m_next.fetch_add(batch)) {
            const std::size_t last = std::min(first + batch, single);
            simulateBatch(first, last, worker);
            report(last - first);
        }
        for (std::size_t group = m_nextGroup++; group < m_input.groups.size() && !m_isStopped; group = m_nextGroup++) {
            if (Result<void> done = simulateTogether(group, worker); !done) {
                const std::scoped_lock lock(m_reporting);
                m_error = done.error();
                m_isStopped = true;
            }
            report(m_input.groups[group].tokens.size());
        }
    }

    Drawing drawingOf(std::size_t token)
    {
        const TokenPlan &plan = m_plan.tokens[token];
        m_tokens[token].history = plan.history;
        m_tokens[token].isSimulated = plan.isSimulated;
        m_tokens[token].ranOut.resize(m_input.steps);
        return {&plan, &m_tokens[token], plan.isSimulated ? plan.tables() : std::vector<AliasTable>(),
            DrawStreams(m_input.seed, plan.stream), RandomStream(m_input.seed, plan.stream, StreamPurpose::Blocks)};
    }

    /// Path by path: what a token costs may depend on what the others did.
    Result<void> simulateTogether(std::size_t index, Worker &worker)
    {
        const SimulatedGroup &group = m_input.groups[index];
        std::vector<Drawing> drawings;
        for (std::size_t i = 0; i < group.tokens.size(); ++i)
            drawings.push_back(drawingOf(m_firstOf[index] + i));
        if (std::ranges::none_of(drawings, [](const Drawing &one) { return one.plan->isSimulated; }))
            return {};
        std::vector<std::vector<std::uint32_t>> drawn(drawings.size());
        std::vector<std::vector<std::uint32_t>> counts(drawings.size(), std::vector<std::uint32_t>(m_input.steps));
        for (std::size_t eight = 0; eight < m_groups && !m_isStopped; ++eight) {
            for (std::size_t i = 0; i < drawings.size(); ++i)
                drawCountsOf(drawings[i], drawn[i]);
            const std::size_t wanted = std::min(lanes, static_cast<std::size_t>(m_input.runs) - eight * lanes);
            for (std::size_t lane = 0; lane < wanted; ++lane) {
                for (std::size_t i = 0; i < drawings.size(); ++i)
                    for (std::size_t step = 0; step < m_input.steps; ++step)
                        counts[i][step] = drawn[i][step * lanes + lane];
                const Result<PathCharge> charge = group.pricing->price(counts);
                if (!charge)
                    return std::unexpected(charge.error());
                Sum *const sums = worker.sums.data() + eight * m_input.steps * lanes + lane;
                if (!addPath(*charge, group.pricing->scale(), sums) || !shareAmong(drawings, counts, *charge, group))
                    return fail(ErrorCode::Overflow, "outlook");
                worker.refused[eight * lanes + lane] += charge->refused;
            }
            if (m_stop.stop_requested())
                m_isStopped = true;
        }
        return {};
    }

    void drawCountsOf(Drawing &drawing, std::vector<std::uint32_t> &counts) const
    {
        counts.resize(m_input.steps * lanes);
        const TokenPlan &plan = *drawing.plan;
        if (!plan.isSimulated)
            return;
        if (plan.bootstrap)
            plan.bootstrap->draw(drawing.blocks, m_input.steps, counts);
        else
            drawCounts({drawing.tables, plan.firstPlace, m_input.steps}, drawing.streams, counts, m_input.instructions);
    }

    /// How many of the smallest amounts one of a group's scale is.
    [[nodiscard]] Int128 factorOf(int scale) const
    {
        Int128 factor = 1;
        for (int place = scale; place < m_plan.scale; ++place)
            factor *= 10;
        return factor;
    }

    /// False where a total would need more digits than an outcome has.
    [[nodiscard]] bool addPath(const PathCharge &charge, int scale, Sum *sums) const
    {
        const Int128 factor = factorOf(scale);
        for (std::size_t step = 0; step < m_input.steps; ++step) {
            const Int128 more = charge.bySteps[step] * factor;
            if (more > mostOfAGroup || more < -mostOfAGroup)
                return false;
            sums[step * lanes] += static_cast<Sum>(more);
        }
        return true;
    }

    /// A token's part of what its group is charged, by requests: for tables, no total is made of them.
    [[nodiscard]] bool shareAmong(std::vector<Drawing> &drawings, const std::vector<std::vector<std::uint32_t>> &counts,
        const PathCharge &charge, const SimulatedGroup &group) const
    {
        Int128 total = 0;
        for (const std::int64_t step : charge.bySteps)
            total += step;
        std::vector<std::int64_t> requests;
        std::int64_t all = 0;
        for (const std::vector<std::uint32_t> &token : counts) {
            requests.push_back(std::accumulate(token.begin(), token.end(), std::int64_t{0}));
            all += requests.back();
        }
        std::int64_t before = 0;
        Int128 given = 0;
        for (std::size_t i = 0; i < drawings.size(); ++i) {
            drawings[i].outcome->billed += requests[i];
            before += requests[i];
            Int128 product = 0;
            if (__builtin_mul_overflow(total, Int128{before}, &product))
                return false;
            const Int128 due = all > 0 ? product / all : total;
            drawings[i].outcome->charged += (due - given) * factorOf(group.pricing->scale());
            given = due;
        }
        return true;
    }

    void simulateBatch(std::size_t first, std::size_t last, Worker &worker)
    {
        std::vector<Drawing> drawings;
        for (std::size_t i = first; i < last; ++i)
            if (Drawing drawing = drawingOf(i); drawing.plan->isSimulated)
                drawings.push_back(std::move(drawing));
        const std::size_t groupSize = m_input.steps * lanes;
        const std::size_t tile = std::max<std::size_t>(1, tileBytes / (groupSize * sizeof(Sum)));
        for (std::size_t group = 0; group < m_groups && !m_isStopped; group += tile) {
            for (Drawing &drawing : drawings)
                for (std::size_t i = group; i < std::min(group + tile, m_groups); ++i)
                    addGroup(drawing, i, worker);
            if (m_stop.stop_requested())
                m_isStopped = true;
        }
    }

    void addGroup(Drawing &drawing, std::size_t group, Worker &worker)
    {
        const TokenPlan &plan = *drawing.plan;
        Sum *const sums = worker.sums.data() + group * m_input.steps * lanes;
        const PathTally tally = tallyOf(drawing, sums, worker.counts);
        TokenOutcome &outcome = *drawing.outcome;
        const std::size_t wanted = std::min(lanes, static_cast<std::size_t>(m_input.runs) - group * lanes);
        for (std::size_t lane = 0; lane < wanted; ++lane) {
            outcome.billed += tally.billed[lane]; // fits: 2^20 runs of 2^31 x 3660 units
            outcome.over += tally.over[lane];
            if (plan.terms.hasAllowance && tally.ranOut[lane] < m_input.steps)
                ++outcome.ranOut[tally.ranOut[lane]];
            if (plan.refuses)
                worker.refused[group * lanes + lane] += tally.over[lane];
        }
    }

    PathTally tallyOf(Drawing &drawing, Sum *sums, std::span<std::uint32_t> counts)
    {
        const TokenPlan &plan = *drawing.plan;
        if (plan.bootstrap) {
            plan.bootstrap->draw(drawing.blocks, m_input.steps, counts);
            return billPaths(plan.terms, counts.data(), sums, m_input.instructions);
        }
        const DrawPlan draw{drawing.tables, plan.firstPlace, m_input.steps};
        if constexpr (std::is_same_v<Sum, std::int64_t>)
            return drawAndBill(plan.terms, draw, drawing.streams, counts, sums, m_input.instructions);
        drawCounts(draw, drawing.streams, counts, m_input.instructions);
        return billPaths(plan.terms, counts.data(), sums, m_input.instructions);
    }

    void report(std::size_t tokens)
    {
        const std::scoped_lock lock(m_reporting);
        m_done += static_cast<std::int64_t>(tokens);
        if ((m_progress && !m_progress(m_done, static_cast<std::int64_t>(m_tokens.size()))) || m_stop.stop_requested())
            m_isStopped = true;
    }

    const MonteCarloInput &m_input;
    const MonteCarloPlan &m_plan;
    const SimulationProgress &m_progress;
    const std::stop_token &m_stop;
    std::size_t m_groups;
    std::vector<TokenOutcome> m_tokens;
    PathSums<Sum> m_sums;
    std::vector<std::int64_t> m_refused;
    std::vector<std::size_t> m_firstOf; ///< token of each group
    std::atomic<std::size_t> m_next{0};
    std::atomic<std::size_t> m_nextGroup{0};
    std::optional<Error> m_error; ///< of a group's pricing
    std::atomic<bool> m_isStopped{false};
    std::mutex m_reporting;
    std::int64_t m_done = 0;
};

/// Charges of a token over all paths: of its units, as each path's are.
Result<void> chargeTokens(const MonteCarloInput &input, const MonteCarloPlan &plan, MonteCarloOutcome &outcome)
{
    constexpr int furtherDecimals = 6;
    std::vector<std::string> ids;
    for (const SimulatedToken &token : input.tokens)
        ids.push_back(token.id);
    for (const SimulatedGroup &group : input.groups)
        for (const SimulatedToken &token : group.tokens)
            ids.push_back(token.id);
    for (std::size_t i = 0; i < outcome.tokens.size(); ++i) {
        TokenOutcome &token = outcome.tokens[i];
        const PathTerms &terms = plan.tokens[i].terms;
        if (i < input.tokens.size()) // else it is a share of its group's
            token.charged =
                static_cast<Int128>(token.billed) * terms.rate + static_cast<Int128>(token.over) * terms.overRate;
        const Result<Decimal> charged = Decimal::fromParts(token.charged, plan.scale);
        const Result<Decimal> mean =
            charged ? charged->divided(input.runs, plan.scale + furtherDecimals, Rounding::HalfEven) : charged;
        if (!mean)
            return std::unexpected(mean.error());
        token.mean = *mean;
        if (!token.isSimulated)
            outcome.tooLittleHistory.push_back(ids[i]);
    }
    return {};
}

template<typename Sum>
Result<MonteCarloOutcome> simulateIn(const MonteCarloInput &input, const MonteCarloPlan &plan,
    const SimulationProgress &progress, const std::stop_token &stop)
{
    Simulation<Sum> simulation(input, plan, progress, stop);
    if (Result<void> done = simulation.run(); !done)
        return std::unexpected(done.error());
    MonteCarloOutcome outcome;
    outcome.runs = input.runs;
    outcome.scale = plan.scale;
    outcome.tokens = std::move(simulation.tokens());
    outcome.refused = std::move(simulation.refused());
    outcome.refused.resize(static_cast<std::size_t>(input.runs));
    if (Result<void> charged = chargeTokens(input, plan, outcome); !charged)
        return std::unexpected(charged.error());
    summarise(input, simulation.sums(), outcome);
    return outcome;
}

/// Of the paths, which are one or more.
Decimal shareOf(std::int64_t paths, std::int64_t runs)
{
    constexpr int places = 4;
    return *Decimal(paths).divided(Decimal(runs), places, Rounding::HalfUp);
}

} // namespace

std::int64_t TokenOutcome::pathsThatRanOut() const
{
    std::int64_t paths = 0;
    for (const std::int64_t some : ranOut)
        paths += some;
    return paths;
}

std::optional<std::size_t> TokenOutcome::stepRanOut(int percent, std::int64_t runs) const
{
    std::int64_t paths = 0;
    for (std::size_t step = 0; step < ranOut.size(); ++step)
        if ((paths += ranOut[step]) * 100 >= runs * percent)
            return step;
    return std::nullopt;
}

Decimal MonteCarloOutcome::probabilityOverBudget() const
{
    return shareOf(overBudget, runs);
}

std::optional<Decimal> MonteCarloOutcome::probabilityOverBudgetBy(std::size_t step) const
{
    return step < overBudgetBy.size() ? std::optional(shareOf(overBudgetBy[step], runs)) : std::nullopt;
}

Result<MonteCarloOutcome> simulate(
    const MonteCarloInput &input, const SimulationProgress &progress, const std::stop_token &stop)
{
    const Result<MonteCarloPlan> plan = planOf(input);
    if (!plan)
        return std::unexpected(plan.error());
    return plan->fits64Bits ? simulateIn<std::int64_t>(input, *plan, progress, stop)
                            : simulateIn<Int128>(input, *plan, progress, stop);
}

} // namespace toll
