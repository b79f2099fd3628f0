// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// How fast units become money, against boost::multiprecision::cpp_dec_float on the same work, results compared:
// so many lines of quantity x rate, each rounded to cents half up, summed exactly and as shown. Then the whole rating
// function on cells, in units of work a second.
#include "core/rating/rate.h"

#include <boost/multiprecision/cpp_dec_float.hpp>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>
#include <random>

using namespace toll;

namespace {

constexpr std::size_t lineCount = 400'000;
constexpr int rounds = 7;
using Boost = boost::multiprecision::cpp_dec_float_50;

struct Work {
    std::vector<std::int64_t> quantities;
    std::vector<Decimal> rates;
    std::vector<Boost> boostRates;
};

struct Sums {
    std::string exact;
    std::string shown;
    bool operator==(const Sums &) const = default;
};

Work makeWork()
{
    std::mt19937_64 dice(42);
    Work work;
    for (std::size_t i = 0; i < lineCount; ++i) {
        const auto digits = static_cast<std::int64_t>(dice() % 1'000'000);
        const int scale = static_cast<int>(dice() % 9) + 4;
        work.quantities.push_back(static_cast<std::int64_t>(dice() % 5'000'000));
        work.rates.push_back(*Decimal::fromParts(digits, scale));
        work.boostRates.emplace_back(work.rates.back().toString());
    }
    return work;
}

Sums ours(const Work &work)
{
    Decimal exact;
    Decimal shown;
    for (std::size_t i = 0; i < lineCount; ++i) {
        const Decimal amount = *work.rates[i].times(work.quantities[i]);
        exact = *exact.plus(amount);
        shown = *shown.plus(amount.rounded(2, Rounding::HalfUp));
    }
    return {exact.toString(), shown.toString()};
}

Sums boosts(const Work &work)
{
    Boost exact = 0;
    Boost shown = 0;
    for (std::size_t i = 0; i < lineCount; ++i) {
        const Boost amount = work.boostRates[i] * work.quantities[i];
        exact += amount;
        shown += floor(amount * 100 + Boost("0.5")) / 100; // amounts are not negative here
    }
    const auto text = [](const Boost &value) { return Decimal::parse(value.str(12, std::ios::fixed))->toString(); };
    return {text(exact), text(shown)};
}

double seconds(const std::function<void()> &work)
{
    const auto begin = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

double median(std::vector<double> values)
{
    std::ranges::sort(values);
    return values[values.size() / 2];
}

/// 200 tokens with a cap of 100 a day, 90 days of quarters of an hour.
void rateCells()
{
    constexpr std::size_t tokens = 200;
    constexpr std::int64_t quarters = 90 * 96;
    UsageTable usage;
    Plan plan = basicPlan();
    RatingInput input;
    std::mt19937_64 dice(7);
    for (std::size_t token = 0; token < tokens; ++token) {
        usage.tokens.push_back({std::to_string(token)});
        RatedToken rated;
        rated.id = usage.tokens.back();
        rated.price.rate = *Decimal::parse("0.002");
        rated.price.caps = {*parseCap("100/day")};
        rated.price.lifetime = *parseSpan("P30D");
        rated.price.renewal = Renewal::Auto;
        input.tokens.push_back(rated);
    }
    for (std::int64_t quarter = 0; quarter < quarters; ++quarter)
        for (std::uint32_t token = 0; token < tokens; ++token) {
            UsageRow row;
            row.time = Instant{quarter * msPerQuarter};
            row.token = token;
            row.status = 200;
            row.requests = static_cast<std::int64_t>(dice() % 4);
            usage.rows.push_back(row);
        }
    input.plan = &plan;
    input.currency = {"USD", 2};
    input.usage = &usage;
    input.period = Interval{Instant{0}, Instant{quarters * msPerQuarter}};
    std::vector<double> times;
    std::string total;
    for (int round = 0; round < rounds; ++round)
        times.push_back(seconds([&] { total = rate(input)->total.toString(); }));
    std::printf("rate(): %zu tokens x 90 days of quarters (%zu cells) in %.1f ms, %.1f M cells/s, total %s\n", tokens,
        usage.rows.size(), median(times) * 1e3, static_cast<double>(usage.rows.size()) / median(times) / 1e6,
        total.c_str());
}

} // namespace

int main()
{
    const Work work = makeWork();
    if (ours(work) != boosts(work)) {
        std::fprintf(stderr, "the results differ\n");
        return 1;
    }
    std::vector<double> mine;
    std::vector<double> peers;
    for (int round = 0; round < rounds; ++round) { // interleaved, so that both see the same machine
        mine.push_back(seconds([&] { (void)ours(work); }));
        peers.push_back(seconds([&] { (void)boosts(work); }));
    }
    const double own = median(mine);
    const double peer = median(peers);
    std::printf("quantity x rate, rounded and summed, %zu lines, results equal to the digit\n", lineCount);
    std::printf("  Tollkeeper Decimal      %7.1f M lines/s\n", static_cast<double>(lineCount) / own / 1e6);
    std::printf("  boost cpp_dec_float_50  %7.1f M lines/s\n", static_cast<double>(lineCount) / peer / 1e6);
    std::printf("  ratio                   %7.1f\n", peer / own);
    rateCells();
    return 0;
}
