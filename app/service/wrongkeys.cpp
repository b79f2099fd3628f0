// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/service/wrongkeys.h"

#include "core/services/entropy.h"

using namespace toll;

namespace {

constexpr std::int64_t failuresAMinute = 10;
constexpr std::int64_t failuresAtOnce = 20;
constexpr std::size_t addresses = 16'384;

std::uint64_t randomSeed()
{
    std::uint64_t seed = 0;
    systemEntropy()(std::as_writable_bytes(std::span(&seed, 1)));
    return seed;
}

} // namespace

WrongKeys::WrongKeys()
    : m_throttle(*RateLimit::make(failuresAMinute, msPerMinute, failuresAtOnce), addresses, randomSeed())
{
}

http::Problem WrongKeys::refusal(
    const http::Address &address, Instant now, std::string detail, std::string_view challenge)
{
    const std::scoped_lock lock(m_mutex);
    if (const std::optional<std::int64_t> after = m_throttle.retryAfter(address, now)) {
        http::Problem problem{
            .status = 429, .detail = "Too many wrong keys came from this address. A right one is taken at any time."};
        return std::move(problem).with("Retry-After", std::to_string((*after + msPerSecond - 1) / msPerSecond));
    }
    m_throttle.failed(address, now);
    http::Problem problem{.status = 401, .detail = std::move(detail)};
    return std::move(problem).with("WWW-Authenticate", std::string(challenge));
}
