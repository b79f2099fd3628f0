// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/metrics.h"

#include <algorithm>

namespace toll::http {

namespace {

constexpr std::int64_t nsPerUs = 1'000;
constexpr std::int64_t nsPerMs = 1'000'000;
constexpr std::int64_t nsPerSecond = 1'000'000'000;
constexpr std::array<std::int64_t, Durations::mostBounds> usualBounds{25 * nsPerUs, 100 * nsPerUs, 250 * nsPerUs,
    500 * nsPerUs, 1 * nsPerMs, 2'500 * nsPerUs, 5 * nsPerMs, 10 * nsPerMs, 25 * nsPerMs, 100 * nsPerMs, 250 * nsPerMs,
    1 * nsPerSecond, 2'500 * nsPerMs, 10 * nsPerSecond};

/// As label values and help are written: a help's quotes stay as they are.
std::string escaped(std::string_view text, bool isLabel)
{
    std::string result;
    for (const char c : text) {
        if (c == '\\')
            result += "\\\\";
        else if (c == '\n')
            result += "\\n";
        else if (c == '"' && isLabel)
            result += "\\\"";
        else
            result += c;
    }
    return result;
}

std::string labelText(const Labels &labels)
{
    std::string text;
    for (const auto &[name, value] : labels)
        text += (text.empty() ? "" : ",") + name + "=\"" + escaped(value, true) + '"';
    return text;
}

/// Seconds with all their digits and no more: 25000 ns is 0.000025.
std::string secondsText(std::uint64_t nanoseconds)
{
    std::string fraction = std::to_string(nanoseconds % nsPerSecond);
    fraction.insert(0, 9 - fraction.size(), '0');
    fraction.erase(fraction.find_last_not_of('0') + 1);
    const std::string whole = std::to_string(nanoseconds / nsPerSecond);
    return fraction.empty() ? whole : whole + '.' + fraction;
}

void appendLine(std::string &text, const std::string &name, const std::string &labels, const std::string &value)
{
    text += name;
    if (!labels.empty())
        text += '{' + labels + '}';
    text += ' ' + value + '\n';
}

} // namespace

std::size_t metricShard()
{
    static std::atomic<std::size_t> threads{0};
    thread_local const std::size_t shard = threads.fetch_add(1) % metricShards;
    return shard;
}

std::uint64_t Counter::value() const
{
    std::uint64_t sum = 0;
    for (const Shard &shard : m_shards)
        sum += shard.count.load(std::memory_order_relaxed);
    return sum;
}

Durations::Durations(std::span<const std::int64_t> bounds)
{
    if (bounds.empty())
        bounds = usualBounds;
    m_bounds.assign(bounds.begin(), bounds.begin() + static_cast<std::ptrdiff_t>(std::min(bounds.size(), mostBounds)));
}

void Durations::observe(std::int64_t nanoseconds)
{
    std::size_t bucket = 0;
    while (bucket < m_bounds.size() && nanoseconds > m_bounds[bucket])
        ++bucket;
    Shard &shard = m_shards[metricShard()];
    shard.counts[bucket].fetch_add(1, std::memory_order_relaxed);
    shard.sum.fetch_add(static_cast<std::uint64_t>(nanoseconds), std::memory_order_relaxed);
}

Durations::Reading Durations::read() const
{
    Reading reading{m_bounds, std::vector<std::uint64_t>(m_bounds.size() + 1), 0};
    for (const Shard &shard : m_shards) {
        for (std::size_t i = 0; i < reading.counts.size(); ++i)
            reading.counts[i] += shard.counts[i].load(std::memory_order_relaxed);
        reading.sum += shard.sum.load(std::memory_order_relaxed);
    }
    for (std::size_t i = 1; i < reading.counts.size(); ++i)
        reading.counts[i] += reading.counts[i - 1];
    return reading;
}

Metrics::Series &Metrics::seriesOf(
    const std::string &name, std::string_view help, std::string_view kind, const Labels &labels)
{
    Family &family = m_families[name];
    if (family.help.empty()) {
        family.help = help;
        family.kind = kind;
    }
    return family.series[labelText(labels)];
}

Counter &Metrics::counter(const std::string &name, std::string_view help, const Labels &labels)
{
    const std::scoped_lock lock(m_mutex);
    Series &series = seriesOf(name, help, "counter", labels);
    if (!series.counter)
        series.counter = std::make_unique<Counter>();
    return *series.counter;
}

Gauge &Metrics::gauge(const std::string &name, std::string_view help, const Labels &labels)
{
    const std::scoped_lock lock(m_mutex);
    Series &series = seriesOf(name, help, "gauge", labels);
    if (!series.gauge)
        series.gauge = std::make_unique<Gauge>();
    return *series.gauge;
}

Durations &Metrics::durations(const std::string &name, std::string_view help, const Labels &labels)
{
    const std::scoped_lock lock(m_mutex);
    Series &series = seriesOf(name, help, "histogram", labels);
    if (!series.durations)
        series.durations = std::make_unique<Durations>();
    return *series.durations;
}

void Metrics::gaugeOf(const std::string &name, std::string_view help, std::function<std::int64_t()> read)
{
    const std::scoped_lock lock(m_mutex);
    seriesOf(name, help, "gauge", {}).read = std::move(read);
}

void Metrics::append(std::string &text, const std::string &name, const std::string &labels, const Series &series)
{
    if (series.counter)
        appendLine(text, name, labels, std::to_string(series.counter->value()));
    if (series.gauge)
        appendLine(text, name, labels, std::to_string(series.gauge->value()));
    if (series.read)
        appendLine(text, name, labels, std::to_string(series.read()));
    if (!series.durations)
        return;
    const Durations::Reading reading = series.durations->read();
    for (std::size_t i = 0; i < reading.counts.size(); ++i) {
        const std::string bound
            = i < reading.bounds.size() ? secondsText(static_cast<std::uint64_t>(reading.bounds[i])) : "+Inf";
        appendLine(text, name + "_bucket", labels + (labels.empty() ? "" : ",") + "le=\"" + bound + '"',
            std::to_string(reading.counts[i]));
    }
    appendLine(text, name + "_sum", labels, secondsText(reading.sum));
    appendLine(text, name + "_count", labels, std::to_string(reading.counts.back()));
}

std::string Metrics::text() const
{
    const std::scoped_lock lock(m_mutex);
    std::string text;
    for (const auto &[name, family] : m_families) {
        text += "# HELP " + name + ' ' + escaped(family.help, false) + '\n';
        text += "# TYPE " + name + ' ' + std::string(family.kind) + '\n';
        for (const auto &[labels, series] : family.series)
            append(text, name, labels, series);
    }
    return text;
}

} // namespace toll::http
