// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// How fast paths of daily counts become sums: 10,000 paths x 90 days x 1,000 tokens, each count drawn from the
// distribution of its token and weekday, held against a cap and added to its path and day. Ours is the whole
// simulation: fits, tables, exact money, fan, convergence. The peers, GSL where it was found and numpy where python3
// has it, draw, cap and add up a hundredth of it.
#include "core/simulation/aliastable.h"
#include "core/simulation/montecarlo.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string>
#include <vector>

#ifdef TOLL_HAS_GSL
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#endif

using namespace toll;

namespace {

constexpr int rounds = 5;
constexpr std::size_t tokens = 1000;
constexpr std::size_t days = 90;
constexpr std::int64_t paths = 10'000;
constexpr std::size_t peerTokens = 10;
constexpr double mean = 20.5;
constexpr std::int64_t size = 5; ///< r of the negative binomial
constexpr std::int64_t cap = 25;

double seconds(const std::function<void()> &work)
{
    const auto begin = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

double median(std::vector<double> values)
{
    std::ranges::sort(values);
    return values.empty() ? 0 : values[values.size() / 2];
}

/// Thirteen weeks that the family in question fits.
StepHistory historyOf(std::size_t token, CountFamily family)
{
    const CountDistribution distribution{
        family, static_cast<std::int64_t>(mean * CountDistribution::one), size * CountDistribution::one};
    const AliasTable table(*massesOf(distribution));
    DrawStreams streams(7, token);
    std::vector<std::uint32_t> counts(91 * RandomStream::lanes);
    drawCounts({std::span(&table, 1), 0, 91}, streams, counts);
    StepHistory history;
    for (std::size_t day = 0; day < 91; ++day) // where it is to be Poisson's, certainly not more than that
        history.counts.push_back(family == CountFamily::Poisson
                ? static_cast<std::int64_t>(mean) + static_cast<std::int64_t>(day % 2)
                : counts[day * RandomStream::lanes]);
    return history;
}

MonteCarloInput inputOf(CountFamily family)
{
    MonteCarloInput input;
    for (std::size_t i = 0; i < tokens; ++i) {
        SimulatedToken token;
        token.id = std::to_string(i);
        token.history = historyOf(i, family);
        token.rate = *Decimal::fromParts(static_cast<std::int64_t>(2 + i % 5), 3);
        token.cap = cap;
        token.scope = CapScope::EachWindow;
        input.tokens.push_back(std::move(token));
    }
    input.steps = days;
    input.runs = paths;
    input.source = CountSource::Fitted;
    return input;
}

double millions(std::size_t drawnTokens, double time)
{
    return static_cast<double>(drawnTokens * days) * static_cast<double>(paths) / time / 1e6;
}

double ours(const MonteCarloInput &input)
{
    std::string total;
    const double time = seconds([&] {
        const Result<MonteCarloOutcome> outcome = simulate(input);
        if (!outcome)
            std::exit(1);
        total = outcome->mean.toString();
    });
    return millions(input.tokens.size(), time);
}

#ifdef TOLL_HAS_GSL
double gsl(CountFamily family)
{
    gsl_rng *const generator = gsl_rng_alloc(gsl_rng_taus2);
    std::vector<std::int64_t> sums(static_cast<std::size_t>(paths) * days);
    const double time = seconds([&] {
        for (std::size_t token = 0; token < peerTokens; ++token)
            for (std::int64_t &sum : sums) {
                const unsigned drawn = family == CountFamily::Poisson
                    ? gsl_ran_poisson(generator, mean)
                    : gsl_ran_negative_binomial(generator, size / (size + mean), size);
                sum += std::min<std::int64_t>(drawn, cap) * 2;
            }
    });
    gsl_rng_free(generator);
    return sums.front() < 0 ? 0 : millions(peerTokens, time);
}
#endif

/// 0 where there is no numpy.
double numpy(CountFamily family)
{
    const std::string draw = family == CountFamily::Poisson
        ? "g.poisson(" + std::to_string(mean) + ",n)"
        : "g.negative_binomial(" + std::to_string(size) + "," + std::to_string(size / (size + mean)) + ",n)";
    const std::string script = "import time,numpy\nn=" + std::to_string(paths * static_cast<std::int64_t>(days))
        + "\ng=numpy.random.Generator(numpy.random.PCG64(1))\ns=numpy.zeros(n,numpy.int64)\nt=time.perf_counter()\n"
          "for _ in range("
        + std::to_string(peerTokens) + "):\n s+=numpy.minimum(" + draw + "," + std::to_string(cap)
        + ")*2\nprint(time.perf_counter()-t)\n";
    std::FILE *const pipe = popen(("/usr/bin/python3 -c '" + script + "' 2>/dev/null").c_str(), "r");
    if (pipe == nullptr)
        return 0;
    double time = 0;
    const bool isRead = std::fscanf(pipe, "%lf", &time) == 1;
    pclose(pipe);
    return isRead ? millions(peerTokens, time) : 0;
}

void compare(const char *name, CountFamily family)
{
    MonteCarloInput input = inputOf(family);
    std::array<std::vector<double>, 4> speeds;
    for (int round = 0; round < rounds; ++round) { // interleaved, so that all see the same machine
        input.threads = 1;
        speeds[0].push_back(ours(input));
#ifdef TOLL_HAS_GSL
        speeds[2].push_back(gsl(family));
#endif
        if (const double speed = numpy(family); speed > 0)
            speeds[3].push_back(speed);
        input.threads = 2;
        speeds[1].push_back(ours(input));
    }
    const double own = median(speeds[0]);
    std::printf("%s, mean %.1f, cap %lld: %lld paths x %zu days x %zu tokens\n", name, mean,
        static_cast<long long>(cap), static_cast<long long>(paths), days, tokens);
    std::printf("  Tollkeeper, simulate()      %8.1f M draws/s\n", own);
    std::printf("  the same, two threads       %8.1f M draws/s\n", median(speeds[1]));
    const std::array<const char *, 2> peers{"GSL, taus2", "numpy, PCG64"};
    for (std::size_t i = 0; i < peers.size(); ++i) {
        if (speeds[i + 2].empty())
            std::printf("  %-12s                not here\n", peers[i]);
        else
            std::printf("  %-12s                %8.1f M draws/s, ratio %.0f\n", peers[i], median(speeds[i + 2]),
                own / median(speeds[i + 2]));
    }
}

} // namespace

int main()
{
    compare("Poisson", CountFamily::Poisson);
    compare("negative binomial", CountFamily::NegativeBinomial);
    return 0;
}
