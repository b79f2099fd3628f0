// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// How many limit checks a second one core makes with a million tokens, each asked for at random, against a
// QHash<QString, ...> of counters on the same requests in the same run. The admissions of both are compared.
#include "core/limits/limitbook.h"

#include <QHash>
#include <QString>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <random>

using namespace toll;

namespace {

constexpr std::size_t tokenCount = 1'000'000;
constexpr std::size_t askCount = 4'000'000;
constexpr int rounds = 7;
constexpr Instant begin{1'790'000'000'000};
constexpr std::int64_t asksPerMs = 20;

constexpr qsizetype nameLength = 36;

/// Ids stand in the order in which they are asked for, as they come with requests: finding them costs nothing.
struct Work {
    std::vector<CounterId> ids;
    std::vector<CounterId> asks;
    std::vector<char16_t> askedNames; ///< the same as text, nameLength each

    [[nodiscard]] QString name(std::size_t ask) const
    {
        return QString::fromRawData(reinterpret_cast<const QChar *>(&askedNames[ask * nameLength]), nameLength);
    }
};

QString nameOf(const CounterId &id)
{
    return QString::asprintf("%08llx-%04llx-%04llx-%04llx-%012llx", static_cast<unsigned long long>(id.high >> 32),
        static_cast<unsigned long long>(id.high >> 16 & 0xffff), static_cast<unsigned long long>(id.high & 0xffff),
        static_cast<unsigned long long>(id.low >> 48), static_cast<unsigned long long>(id.low & 0xffffffffffffULL));
}

Work makeWork()
{
    std::mt19937_64 dice(42);
    Work work;
    for (std::size_t i = 0; i < tokenCount; ++i) {
        // As UUIDs of version 7 are: the time in front.
        const CounterId id{(static_cast<std::uint64_t>(begin.ms) + i) << 16 | 0x7000 | (dice() & 0xfff),
            (dice() >> 2) | 0x8000000000000000ULL};
        work.ids.push_back(id);
    }
    for (std::size_t i = 0; i < askCount; ++i) {
        work.asks.push_back(work.ids[dice() % tokenCount]);
        for (const QChar digit : nameOf(work.asks.back()))
            work.askedNames.push_back(digit.unicode());
    }
    return work;
}

/// Time goes on from round to round.
Instant timeOf(int round, std::size_t ask)
{
    return begin.plus((round * static_cast<std::int64_t>(askCount) + static_cast<std::int64_t>(ask)) / asksPerMs);
}

const HolderLimits rateOnly{false, 0, *RateLimit::make(600, msPerMinute, 3)};
const HolderLimits windowOnly{false, 1, {}};
const HolderLimits everything{true, 3, *RateLimit::make(600, msPerMinute, 3)};

/// C x T of a month, 3 a minute and 1,000 a day.
std::optional<Window> windowAt(const HolderLimits &limits, std::uint32_t which, Instant t)
{
    if (limits.hasTerm && which == 0)
        return Window{0, {begin, begin.plus(30 * msPerDay)}, 30 * msPerDay, 30'000};
    const std::int64_t length = which == (limits.hasTerm ? 1U : 0U) ? msPerMinute : msPerDay;
    const std::int64_t index = (t.ms - begin.ms) / length;
    return Window{index, {begin.plus(index * length), begin.plus((index + 1) * length)}, length,
        length == msPerMinute ? 3 : 1000};
}

/// Every token has been used once, so that its windows are open.
LimitBook bookOf(const Work &work, const HolderLimits &limits)
{
    LimitBook book(1024);
    book.reserve(tokenCount);
    for (const CounterId &id : work.ids) {
        book.set(id, limits);
        (void)book.admit(Claim{id, 1}, begin,
            [&](const CounterId &, std::uint32_t which, Instant t) { return windowAt(limits, which, t); });
    }
    return book;
}

std::int64_t checks(const Work &work, int round, const HolderLimits &limits, LimitBook &book, std::size_t ahead)
{
    const WindowsAt windowsAt = [&](const CounterId &, std::uint32_t which, Instant t) {
        return windowAt(limits, which, t);
    };
    std::int64_t admitted = 0;
    for (std::size_t i = 0; i < askCount; ++i) {
        if (ahead > 0 && i + ahead < askCount)
            book.prefetch(work.asks[i + ahead]);
        const Claim claim{work.asks[i], 1};
        admitted += book.admit(claim, timeOf(round, i), windowsAt).isAdmitted ? 1 : 0;
    }
    return admitted;
}

struct PeerCounter {
    qint64 window = -1;
    qint64 used = 0;
};

/// 3 a minute for each name.
std::int64_t peerChecks(const Work &work, int round, QHash<QString, PeerCounter> &counters)
{
    std::int64_t admitted = 0;
    for (std::size_t i = 0; i < askCount; ++i) {
        const qint64 window = (timeOf(round, i).ms - begin.ms) / msPerMinute;
        PeerCounter &counter = counters[work.name(i)];
        if (counter.window != window)
            counter = {window, 0};
        if (counter.used < 3) {
            ++counter.used;
            ++admitted;
        }
    }
    return admitted;
}

template<typename Run>
double seconds(Run run)
{
    const auto start = std::chrono::steady_clock::now();
    run();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

double median(std::vector<double> values)
{
    std::ranges::sort(values);
    return values[values.size() / 2];
}

struct Case {
    const char *name;
    const HolderLimits *limits;
    std::size_t ahead;
    LimitBook book;
    std::vector<double> times{};
    std::int64_t admitted = 0;
};

} // namespace

int main()
{
    const Work work = makeWork();
    std::vector<Case> cases;
    cases.push_back({"a rate", &rateOnly, 0, bookOf(work, rateOnly)});
    cases.push_back({"a rate, asked 8 ahead", &rateOnly, 8, bookOf(work, rateOnly)});
    cases.push_back({"a cap", &windowOnly, 0, bookOf(work, windowOnly)});
    cases.push_back({"a cap, asked 8 ahead", &windowOnly, 8, bookOf(work, windowOnly)});
    cases.push_back({"term, two caps and a rate", &everything, 8, bookOf(work, everything)});
    QHash<QString, PeerCounter> counters;
    counters.reserve(tokenCount);
    for (const CounterId &id : work.ids)
        counters.insert(nameOf(id), {0, 1});
    std::vector<double> peers;
    std::int64_t peerAdmitted = 0;
    for (int round = 0; round < rounds; ++round) { // interleaved, so that all see the same machine
        for (Case &each : cases)
            each.times.push_back(
                seconds([&] { each.admitted += checks(work, round, *each.limits, each.book, each.ahead); }));
        peers.push_back(seconds([&] { peerAdmitted += peerChecks(work, round, counters); }));
    }
    if (cases[2].admitted != peerAdmitted) {
        std::fprintf(stderr, "the cap admitted %lld, the peer %lld\n", static_cast<long long>(cases[2].admitted),
            static_cast<long long>(peerAdmitted));
        return 1;
    }
    const double peer = median(peers);
    std::printf("%zu checks of %zu tokens at random, one core, median of %d rounds; the cap's admissions equal to the "
                "peer's (%lld)\n",
        askCount, tokenCount, rounds, static_cast<long long>(peerAdmitted));
    for (const Case &each : cases)
        std::printf("  %-28s %6.1f M checks/s   ratio %5.1f\n", each.name,
            static_cast<double>(askCount) / median(each.times) / 1e6, peer / median(each.times));
    std::printf("  %-28s %6.1f M checks/s\n", "QHash<QString, counter>", static_cast<double>(askCount) / peer / 1e6);
    return 0;
}
