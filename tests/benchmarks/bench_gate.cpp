// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// What one call of authorize costs on one core with a million tokens, asked for at random: the decision alone, with the
// journal, and with the secret hashed as well; and how long callers wait while another thread does the same.
#include "core/services/gateengine.h"
#include "core/services/gatejournal.h"

#include <QTemporaryDir>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <mutex>
#include <random>
#include <thread>

using namespace toll;

namespace {

constexpr std::size_t tokenCount = 1'000'000;
constexpr std::size_t customerCount = 10'000;
constexpr std::size_t askCount = 300'000;
constexpr int rounds = 5;
constexpr Instant begin{1'790'000'000'000};

SecretHash hashOf(std::size_t token)
{
    std::mt19937_64 dice(token);
    SecretHash hash;
    for (std::size_t at = 0; at < hash.bytes.size(); at += 8) {
        const std::uint64_t word = dice();
        std::memcpy(hash.bytes.data() + at, &word, sizeof word);
    }
    return hash;
}

/// Every token has its rate; `caps` are its own, and the pool's.
GateModel modelOf(const std::vector<Cap> &caps, const std::vector<Cap> &pool)
{
    GateModel model;
    for (std::size_t i = 0; i < customerCount; ++i) {
        GateCustomer customer;
        customer.id.text = "customer-" + std::to_string(i);
        customer.pool.caps = pool;
        customer.createdAt = begin;
        model.customers.push_back(std::move(customer));
    }
    const auto plan = std::make_shared<const GatePlan>(std::vector{DatedPlan{basicPlan(), earliestInstant}});
    for (std::size_t i = 0; i < tokenCount; ++i) {
        GateToken token;
        token.holder = std::make_shared<const GateHolder>(
            TokenId{"token-" + std::to_string(i)}, std::string(), model.customers[i % customerCount].id);
        token.rated.price.caps = caps;
        token.rated.price.overCap = OverCap::Reject;
        token.rated.firstTermStart = begin;
        token.access.rate = *RateLimit::make(600, msPerMinute, 100);
        token.plan = plan;
        model.tokens.push_back(std::move(token));
        model.keys.push_back({hashOf(i), {"token-" + std::to_string(i)}, {}});
    }
    return model;
}

struct Case {
    const char *name;
    bool hashes = false;
    bool writes = false;
    std::vector<double> nanoseconds{};
};

double median(std::vector<double> values)
{
    std::ranges::sort(values);
    return values[values.size() / 2];
}

class Bench {
public:
    Bench(const std::vector<Cap> &caps, const std::vector<Cap> &pool)
    {
        (void)m_engine.now(begin);
        (void)m_engine.take(modelOf(caps, pool));
        GateJournal::Options options;
        options.path = m_folder.filePath(QStringLiteral("j")).toStdString();
        options.id = "bench";
        GateJournal::Found found;
        m_journal = std::move(*GateJournal::open(options, found));
        std::mt19937_64 dice(7);
        for (std::size_t i = 0; i < askCount; ++i)
            m_asks.push_back(hashOf(dice() % tokenCount));
    }

    void run(Case &each, bool isNoted)
    {
        std::int64_t admitted = 0;
        const auto start = std::chrono::steady_clock::now();
        for (std::size_t i = 0; i < askCount; ++i)
            admitted += authorize(m_asks[i], each) ? 1 : 0;
        const double spent = std::chrono::duration<double, std::nano>(std::chrono::steady_clock::now() - start).count();
        if (isNoted)
            each.nanoseconds.push_back(spent / static_cast<double>(askCount));
        m_admitted += admitted;
        m_journal->forget(m_journal->last());
        m_now = m_now.plus(30 * msPerMinute); // what was used is free again, ids are forgotten
        m_engine.forget(m_now);
    }

    /// The 99th percentile, in ns, of calls under the lock while another thread makes the same calls.
    double contended(Case &each)
    {
        std::vector<double> waits;
        std::atomic<bool> isDone = false;
        std::thread other([&] {
            for (std::size_t i = 0; !isDone; i = (i + 1) % askCount)
                (void)authorize(m_asks[askCount - 1 - i], each);
        });
        for (std::size_t i = 0; i < askCount / 4; ++i) {
            const auto start = std::chrono::steady_clock::now();
            (void)authorize(m_asks[i], each);
            waits.push_back(
                std::chrono::duration<double, std::nano>(std::chrono::steady_clock::now() - start).count());
        }
        isDone = true;
        other.join();
        std::ranges::sort(waits);
        return waits[waits.size() * 99 / 100];
    }

    [[nodiscard]] std::int64_t admitted() const { return m_admitted; }

private:
    bool authorize(const SecretHash &key, const Case &each)
    {
        GateRequest request;
        request.key = key;
        if (each.hashes) { // of a text as long as a secret
            const SecretHash digest = hashOfSecret({reinterpret_cast<const char *>(key.bytes.data()), 32});
            asm volatile("" : : "r"(&digest) : "memory");
        }
        std::array<char, 32> id;
        request.endpoint = "/v1/chat/completions";
        request.model = "gpt-4o-mini";
        GateRecord record;
        const std::scoped_lock lock(m_mutex);
        ++m_id;
        const int length = std::snprintf(id.data(), id.size(), "%016llx%08llx",
            static_cast<unsigned long long>(m_id * 0x9e3779b97f4a7c15ULL), static_cast<unsigned long long>(m_id));
        request.id = {id.data(), static_cast<std::size_t>(length)};
        Result<GateAnswer> answer = m_engine.decide(request, m_now);
        if (!answer || !answer->isAdmitted)
            return false;
        if (each.writes) {
            record.token = m_engine.decidedToken();
            record.time = m_now;
            record.requests = 1;
            record.id = request.id;
            record.model = request.model;
            record.endpoint = request.endpoint;
            std::array<std::byte, mostRecordBytes> bytes;
            if (m_journal->append(encode(record, bytes)) == 0)
                return false;
        }
        m_engine.admit(request, *answer);
        GateRecord completed;
        completed.id = request.id;
        completed.status = 200;
        if (each.writes && m_id % 2 == 0)
            (void)m_engine.complete(completed);
        return true;
    }

    QTemporaryDir m_folder;
    GateEngine m_engine{"gateway", 15 * msPerMinute};
    std::unique_ptr<GateJournal> m_journal;
    std::vector<SecretHash> m_asks;
    std::mutex m_mutex;
    Instant m_now = begin;
    std::uint64_t m_id = 0;
    std::int64_t m_admitted = 0;
};

} // namespace

int main()
{
    const Cap perMinute{600, 1, TimeUnit::Minute};
    const Cap perDay{100'000, 1, TimeUnit::Day};
    const struct {
        const char *name;
        std::vector<Cap> caps;
        std::vector<Cap> pool;
    } setups[] = {{"a rate", {}, {}}, {"a rate, two caps and a pool", {perMinute, perDay}, {{1'000'000, 1, TimeUnit::Day}}}};
    std::printf("%zu tokens of %zu customers, %zu calls at random, one core, median of %d rounds\n", tokenCount,
        customerCount, askCount, rounds);
    for (const auto &setup : setups) {
        Bench bench(setup.caps, setup.pool);
        std::vector<Case> cases{{"decision", false, false}, {"decision and journal", false, true},
            {"secret, decision and journal", true, true}};
        bench.run(cases.front(), false); // opens windows
        for (int round = 0; round < rounds; ++round)
            for (Case &each : cases)
                bench.run(each, true);
        for (const Case &each : cases)
            std::printf("  %-28s %-30s %6.0f ns a call  %5.2f M calls/s\n", setup.name, each.name,
                median(each.nanoseconds), 1e3 / median(each.nanoseconds));
        std::printf("  %-28s %-30s %6.0f ns p99, two threads\n", setup.name, cases.back().name,
            bench.contended(cases.back()));
        std::printf("  %-28s %lld calls were admitted\n", setup.name, static_cast<long long>(bench.admitted()));
    }
    return 0;
}
