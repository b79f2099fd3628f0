// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/calendar/ratelimit.h"

#include "core/calendar/window.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <numeric>

namespace toll {

namespace {

__extension__ typedef __int128 Wide;

constexpr std::string_view burstWord = " burst ";

std::unexpected<Error> badRate(ErrorCode code, std::string_view text)
{
    return fail(code, {}, std::string(text), "600/min, 10/second burst 20");
}

} // namespace

Result<RateLimit> RateLimit::make(std::int64_t count, std::int64_t every, std::int64_t burst)
{
    if (count < 1 || every < 1 || burst < 1)
        return fail(ErrorCode::OutOfRange);
    RateLimit limit;
    limit.m_count = count;
    limit.m_every = every;
    limit.m_burst = burst;
    const std::int64_t common = std::gcd(count, every);
    limit.m_perUnit = every / common;
    limit.m_perMs = count / common;
    // Twice the burst has to fit: that is the most that is ever added up.
    std::int64_t twice = 0;
    if (__builtin_mul_overflow(limit.m_perUnit, burst, &limit.m_most)
        || __builtin_add_overflow(limit.m_most, limit.m_most, &twice))
        return fail(ErrorCode::OutOfRange);
    return limit;
}

std::int64_t RateLimit::timeFor(std::int64_t ticks, const RateState &state, Instant now) const
{
    const std::int64_t wait = ticks / m_perMs + (ticks % m_perMs != 0 ? 1 : 0);
    const std::int64_t behind = std::max<std::int64_t>(0, state.at.ms - now.ms);
    std::int64_t sum = 0;
    return __builtin_add_overflow(wait, behind, &sum) ? std::numeric_limits<std::int64_t>::max() : sum;
}

std::optional<std::int64_t> RateLimit::retryAfter(const RateState &state, Instant now, std::int64_t units) const
{
    if (units > m_burst)
        return std::nullopt;
    const std::int64_t over = backlogAt(state, now) + units * m_perUnit - m_most;
    return over <= 0 ? 0 : timeFor(over, state, now);
}

std::int64_t RateLimit::resetAfter(const RateState &state, Instant now) const
{
    const std::int64_t backlog = backlogAt(state, now);
    return backlog == 0 ? 0 : timeFor(backlog, state, now);
}

RateState RateLimit::carriedOver(const RateState &state, const RateLimit &from) const
{
    const Wide scaled = static_cast<Wide>(state.backlog) * m_perMs;
    const Wide backlog = scaled / from.m_perMs + (scaled % from.m_perMs != 0 ? 1 : 0);
    return {state.at, static_cast<std::int64_t>(std::min<Wide>(backlog, m_most))};
}

Result<RateLimit> parseRateLimit(std::string_view text)
{
    const auto word = text.find(burstWord);
    const Result<Cap> cap = parseCap(text.substr(0, word));
    if (!cap)
        return badRate(cap.error().code, text);
    const Span span = windowSpan(*cap);
    if (span.kind != Span::Kind::Exact)
        return badRate(ErrorCode::Unsupported, text);
    std::int64_t burst = cap->count;
    if (word != std::string_view::npos) {
        const std::string_view digits = text.substr(word + burstWord.size());
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), burst);
        if (error == std::errc::result_out_of_range)
            return badRate(ErrorCode::OutOfRange, text);
        if (error != std::errc() || end != digits.data() + digits.size())
            return badRate(ErrorCode::Syntax, text);
    }
    const Result<RateLimit> limit = RateLimit::make(cap->count, span.amount, burst);
    return limit ? limit : badRate(limit.error().code, text);
}

std::string toString(const RateLimit &limit)
{
    Cap cap{limit.count(), limit.every() / msPerSecond, TimeUnit::Second};
    for (const auto &[unit, length] : {std::pair(TimeUnit::Hour, msPerHour), std::pair(TimeUnit::Minute, msPerMinute)})
        if (limit.every() % length == 0) {
            cap.every = limit.every() / length;
            cap.unit = unit;
            break;
        }
    std::string text = toString(cap);
    if (limit.burst() != limit.count())
        text.append(burstWord).append(std::to_string(limit.burst()));
    return text;
}

} // namespace toll
