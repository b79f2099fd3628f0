// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/demotraffic.h"

#include <array>
#include <numeric>

namespace toll {

namespace {

constexpr std::int64_t thousand = 1000;

/// How a token's requests lie in the day and the week.
struct Shape {
    std::array<std::int64_t, 24> hours; ///< weights
    std::array<std::int64_t, 7> days; ///< percent of an average day, from Sunday
};

constexpr Shape office{{1, 1, 1, 1, 1, 1, 2, 5, 12, 20, 22, 20, 14, 18, 22, 21, 18, 12, 7, 5, 4, 3, 2, 1},
    {38, 119, 124, 126, 122, 116, 55}};
constexpr Shape evening{{9, 5, 3, 2, 2, 2, 3, 5, 7, 8, 9, 11, 12, 11, 10, 10, 11, 13, 16, 19, 22, 23, 20, 14},
    {112, 92, 92, 93, 96, 104, 111}};
constexpr Shape steady{{9, 9, 9, 9, 9, 9, 10, 10, 10, 10, 10, 10, 11, 11, 11, 11, 10, 10, 10, 10, 10, 10, 9, 9},
    {99, 100, 101, 100, 100, 101, 99}};
constexpr Shape night{
    {10, 22, 34, 36, 26, 12, 5, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 3, 5}, {96, 101, 102, 103, 102, 101, 95}};

const Shape &shapeOf(DemoRhythm rhythm)
{
    switch (rhythm) {
    case DemoRhythm::Office:
        return office;
    case DemoRhythm::Evening:
        return evening;
    case DemoRhythm::Night:
        return night;
    case DemoRhythm::Steady:
        break;
    }
    return steady;
}

/// Quantiles of a log-normal distribution (sigma 0.6, median 1) at (i + 1/2) / 64, in thousandths.
constexpr std::array<std::int64_t, 64> logNormal{234, 303, 347, 383, 413, 441, 466, 490, 513, 535, 556, 577, 597, 618,
    638, 657, 677, 697, 716, 736, 756, 776, 796, 816, 836, 857, 878, 899, 921, 943, 965, 988, 1012, 1036, 1061, 1086,
    1112, 1139, 1167, 1196, 1226, 1257, 1289, 1323, 1359, 1396, 1435, 1477, 1521, 1569, 1619, 1674, 1733, 1798, 1870,
    1950, 2041, 2146, 2270, 2421, 2613, 2878, 3295, 4265};

constexpr std::array chatModels{"gpt-4o-mini", "gpt-4o", "qwen-max", "deepseek-chat", "llama-3.1-70b"};
constexpr std::array embeddingModels{"text-embedding-3-small", "bge-m3"};
constexpr std::array apiEndpoints{"/v1/search", "/v1/items", "/v1/orders", "/v1/users", "/v1/reports"};
constexpr std::array deviceEndpoints{"/v1/telemetry", "/v1/heartbeat", "/v1/commands"};

constexpr std::int64_t spikeBegins = 9 * msPerDay; ///< before the end
constexpr std::int64_t spikeEnds = 7 * msPerDay;
constexpr std::int64_t spikeFactor = 12;
constexpr std::int64_t overCapFactor = 4;

bool isSuccess(std::int16_t status)
{
    return status < 400;
}

} // namespace

std::int64_t DemoTraffic::below(std::int64_t bound)
{
    return static_cast<std::int64_t>(m_random() % static_cast<std::uint64_t>(bound));
}

std::int64_t DemoTraffic::around(std::int64_t median)
{
    const std::int64_t factor = logNormal[static_cast<std::size_t>(below(logNormal.size()))];
    return median * factor * (950 + below(101)) / (thousand * thousand);
}

bool DemoTraffic::isSpiking(const DemoToken &token, Instant hour) const
{
    return token.part == DemoPart::Spiking && hour >= m_end.plus(-spikeBegins) && hour < m_end.plus(-spikeEnds);
}

std::int64_t DemoTraffic::requestsIn(const DemoToken &token, Instant hour, const Zone &zone)
{
    const Shape &shape = shapeOf(token.rhythm);
    const LocalTime local = zone.toLocal(hour);
    const std::int64_t weight = shape.hours[static_cast<std::size_t>(local.msOfDay / msPerHour)];
    const std::int64_t all = std::accumulate(shape.hours.begin(), shape.hours.end(), std::int64_t{0});
    const unsigned weekday = std::chrono::weekday(std::chrono::sys_days(local.date)).c_encoding();
    std::int64_t thousandths = token.perDay * thousand * weight / all * shape.days[weekday] / 100;
    if (token.part == DemoPart::OverCap) {
        thousandths *= overCapFactor;
    } else { // business grows
        const std::int64_t elapsed = demoDays * msPerDay - (m_end.ms - hour.ms);
        thousandths = thousandths * (710 + 300 * elapsed / (demoDays * msPerDay)) / thousand;
    }
    if (isSpiking(token, hour))
        thousandths *= spikeFactor;
    thousandths = thousandths * (800 + below(401)) / thousand;
    return thousandths / thousand + (below(thousand) < thousandths % thousand ? 1 : 0);
}

std::vector<UsageEvent> DemoTraffic::hourOf(const DemoToken &token, Instant hour, const Zone &zone)
{
    std::vector<UsageEvent> events;
    const std::int64_t count = requestsIn(token, hour, zone);
    for (std::int64_t i = 0; i < count; ++i) {
        events.push_back(request(token, isSpiking(token, hour)));
        events.back().time = hour.plus(below(msPerHour));
    }
    return events;
}

UsageEvent DemoTraffic::request(const DemoToken &token, bool isSpiking)
{
    constexpr std::int64_t refusalMs = 8, failureMs = 900, badRequestMs = 25, slowness = 6;
    UsageEvent event;
    event.source = "gateway";
    event.status = status(token, isSpiking);
    succeed(event, token); // a request asks for the same whether it is answered or not
    if (isSuccess(event.status)) {
        if (isSpiking)
            event.responseMs = *event.responseMs * slowness;
        return event;
    }
    event.units = {};
    event.responseMs = around(event.status == 429 ? refusalMs : event.status >= 500 ? failureMs : badRequestMs);
    return event;
}

void DemoTraffic::succeed(UsageEvent &event, const DemoToken &token)
{
    const auto pick = [this](const auto &list) { return list[static_cast<std::size_t>(below(std::ssize(list)))]; };
    auto &input = event.units[static_cast<std::size_t>(UnitMeter::Input)];
    switch (token.work) {
    case DemoWork::Chat: {
        constexpr std::int64_t perOutputUnit = 9, firstAnswer = 350;
        const std::size_t own = token.name.size() % chatModels.size(); // each token has its usual model
        event.endpoint = "/v1/chat/completions";
        event.model = below(100) < 85 ? chatModels[own] : pick(chatModels);
        const std::int64_t output = 1 + around(180);
        const std::int64_t whole = 1 + around(850);
        const std::int64_t cached = below(100) < 30 ? whole * (20 + below(51)) / 100 : 0;
        input = whole - cached;
        event.units[static_cast<std::size_t>(UnitMeter::CachedInput)] = cached;
        event.units[static_cast<std::size_t>(UnitMeter::Output)] = output;
        event.responseMs = around(firstAnswer + perOutputUnit * output);
        return;
    }
    case DemoWork::Embedding:
        event.endpoint = "/v1/embeddings";
        event.model = embeddingModels[token.name.size() % embeddingModels.size()];
        input = 1 + around(420);
        event.responseMs = around(62);
        return;
    case DemoWork::Api:
        event.endpoint = pick(apiEndpoints);
        event.responseMs = around(85);
        return;
    case DemoWork::Device:
        event.endpoint = pick(deviceEndpoints);
        event.responseMs = around(28);
        return;
    }
}

std::int16_t DemoTraffic::status(const DemoToken &token, bool isSpiking)
{
    const std::int64_t draw = below(thousand);
    if (isSpiking && draw >= 700)
        return draw < 960 ? 429 : 503;
    struct Share {
        std::int64_t until;
        std::int16_t status;
    };
    const std::int16_t other = token.work == DemoWork::Api ? 304 : token.work == DemoWork::Device ? 202 : 200;
    const std::array<Share, 7> shares{
        {{935, 200}, {963, other}, {972, 400}, {980, 404}, {987, 429}, {995, 500}, {thousand, 503}}};
    for (const Share &share : shares)
        if (draw < share.until)
            return share.status;
    return 200;
}

} // namespace toll
