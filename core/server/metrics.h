// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace toll::http {

/// In which of the shards the calling thread counts, so that threads do not wait for one another's cache lines.
inline constexpr std::size_t metricShards = 8;
[[nodiscard]] std::size_t metricShard();

/// Counts up. For all threads, without locks.
class Counter {
public:
    void add(std::uint64_t count = 1) { m_shards[metricShard()].count.fetch_add(count, std::memory_order_relaxed); }
    [[nodiscard]] std::uint64_t value() const;

private:
    struct alignas(64) Shard {
        std::atomic<std::uint64_t> count{0};
    };
    std::array<Shard, metricShards> m_shards{};
};

/// Goes up and down. For all threads, without locks.
class Gauge {
public:
    void add(std::int64_t change) { m_value.fetch_add(change, std::memory_order_relaxed); }
    void set(std::int64_t value) { m_value.store(value, std::memory_order_relaxed); }
    [[nodiscard]] std::int64_t value() const { return m_value.load(std::memory_order_relaxed); }

private:
    std::atomic<std::int64_t> m_value{0};
};

/// Durations in buckets, in nanoseconds, shown in seconds. For all threads, without locks.
class Durations {
public:
    static constexpr std::size_t mostBounds = 14;
    /// Upper bounds, inclusive, growing, 14 at most. Without any: 25 us to 10 s.
    explicit Durations(std::span<const std::int64_t> bounds = {});

    void observe(std::int64_t nanoseconds);

    struct Reading {
        std::vector<std::int64_t> bounds; ///< ns
        std::vector<std::uint64_t> counts; ///< of each bound those up to it, of none above; the last is all
        std::uint64_t sum = 0; ///< ns
    };
    [[nodiscard]] Reading read() const;

private:
    struct alignas(64) Shard {
        std::array<std::atomic<std::uint64_t>, mostBounds + 1> counts{};
        std::atomic<std::uint64_t> sum{0};
    };
    std::vector<std::int64_t> m_bounds;
    std::array<Shard, metricShards> m_shards{};
};

/// Label names and values.
using Labels = std::vector<std::pair<std::string, std::string>>;

/// All that is counted, and its text for Prometheus (exposition format 0.0.4). Asking for a series makes it the first
/// time and gives the same one from then on; they last as long as this does. For all threads.
class Metrics {
public:
    /// Names and label names are ours and well-formed; label values may be anything. One name has one help and one
    /// kind.
    Counter &counter(const std::string &name, std::string_view help, const Labels &labels = {});
    Gauge &gauge(const std::string &name, std::string_view help, const Labels &labels = {});
    Durations &durations(const std::string &name, std::string_view help, const Labels &labels = {});
    /// A gauge that is read when the text is made; `read` is called under a lock and must not ask for series.
    void gaugeOf(const std::string &name, std::string_view help, std::function<std::int64_t()> read);

    [[nodiscard]] std::string text() const;

private:
    struct Series {
        std::unique_ptr<Counter> counter;
        std::unique_ptr<Gauge> gauge;
        std::unique_ptr<Durations> durations;
        std::function<std::int64_t()> read;
    };
    struct Family {
        std::string help;
        std::string_view kind;
        std::map<std::string, Series> series; ///< by the text of the labels: a="b",c="d"
    };
    Series &seriesOf(const std::string &name, std::string_view help, std::string_view kind, const Labels &labels);
    static void append(std::string &text, const std::string &name, const std::string &labels, const Series &series);

    mutable std::mutex m_mutex;
    std::map<std::string, Family> m_families;
};

inline constexpr std::string_view metricsMediaType = "text/plain; version=0.0.4; charset=utf-8";

} // namespace toll::http
