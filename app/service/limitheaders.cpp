// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/service/limitheaders.h"

#include <algorithm>
#include <charconv>

using namespace toll;

namespace {

constexpr std::string_view quotaType = "https://iana.org/assignments/http-problem-types#quota-exceeded";
constexpr std::string_view ownType = "urn:problem-type:tollkeeper:";

void append(std::string &text, std::int64_t number)
{
    std::array<char, 20> digits{};
    text.append(digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr);
}

std::string_view nameOf(TimeUnit unit)
{
    constexpr std::array<std::string_view, 7> names{"second", "minute", "hour", "day", "week", "month", "year"};
    return names[static_cast<std::size_t>(unit)];
}

/// Of a full window; 0 where that depends on the calendar.
std::int64_t secondsOf(const Cap &cap)
{
    constexpr std::array<std::int64_t, 5> seconds{1, 60, 3600, 86'400, 604'800};
    const auto unit = static_cast<std::size_t>(cap.unit);
    return unit < seconds.size() ? seconds[unit] * cap.every : 0;
}

bool isNamedAlike(const GateHeadroom &a, const GateHeadroom &b)
{
    return a.isShared == b.isShared && a.kind == b.kind && a.charge == b.charge && a.cap.unit == b.cap.unit
        && a.cap.every == b.cap.every;
}

/// Rounded up: who waits so long finds room.
std::int64_t wholeSeconds(std::int64_t ms)
{
    return ms / msPerSecond + (ms % msPerSecond > 0 ? 1 : 0);
}

template<typename Use>
void eachEnforced(const GateAnswer &answer, Use use)
{
    for (std::size_t i = 0; i < answer.headroomCount; ++i)
        if (answer.headrooms[i].isEnforced)
            use(i, answer.headrooms[i]);
}

void addOldHeaders(const GateAnswer &answer, http::Response &response)
{
    const GateHeadroom *nearest = nullptr;
    eachEnforced(answer, [&](std::size_t, const GateHeadroom &room) {
        if (!nearest || room.remaining < nearest->remaining)
            nearest = &room;
    });
    if (!nearest)
        return;
    response.header("X-RateLimit-Limit", std::to_string(nearest->limit));
    response.header("X-RateLimit-Remaining", std::to_string(nearest->remaining));
    response.header("X-RateLimit-Reset", std::to_string(wholeSeconds(nearest->resetAfter)));
}

/// The headroom of the limit that a denial is about.
std::optional<std::size_t> headroomOf(const GateAnswer &answer, const GateDenial &denial)
{
    const bool isShared = denial.reason == Denial::PoolCap || denial.reason == Denial::PoolRate;
    const LimitKind kind = denial.reason == Denial::Exhausted ? LimitKind::Term
        : denial.reason == Denial::OverRate || denial.reason == Denial::PoolRate ? LimitKind::Rate
                                                                                 : LimitKind::Window;
    for (std::size_t i = 0; i < answer.headroomCount; ++i) {
        const GateHeadroom &room = answer.headrooms[i];
        const bool isIt = room.isShared == isShared && room.kind == kind
            && (kind == LimitKind::Rate || room.which == denial.which) && (isShared || room.charge == denial.met);
        if (isIt)
            return i;
    }
    return {};
}

Json reasonsOf(const GateAnswer &answer)
{
    Json reasons;
    for (const GateDenial &denial : answer.denials) {
        Json reason;
        reason.set("code", name(denial.reason));
        if (!denial.limit.empty())
            reason.set("limit", denial.limit);
        if (!denial.charge.empty())
            reason.set("charge", denial.charge);
        if (denial.notBefore)
            reason.set("not_before", toRfc3339(*denial.notBefore));
        reasons.append(std::move(reason));
    }
    return reasons;
}

std::string typeOf(Denial denial)
{
    std::string type(ownType);
    for (const char c : name(denial))
        type += c == '_' ? '-' : c;
    return type;
}

} // namespace

int statusOf(Denial denial)
{
    switch (denial) {
    case Denial::UnknownKey:
        return 401;
    case Denial::Exhausted:
    case Denial::OverCap:
    case Denial::OverRate:
    case Denial::PoolCap:
    case Denial::PoolRate:
        return 429;
    default:
        return 403;
    }
}

void appendLimitName(const GateAnswer &answer, std::size_t index, std::string &text)
{
    const GateHeadroom &room = answer.headrooms[index];
    if (room.isShared)
        text += "pool-";
    if (room.kind == LimitKind::Term) {
        text += "life";
    } else if (room.kind == LimitKind::Rate) {
        text += "rate";
    } else {
        if (room.cap.every > 1) {
            append(text, room.cap.every);
            text += '-';
        }
        text += nameOf(room.cap.unit);
    }
    if (room.charge > 0) {
        text += '-';
        append(text, room.charge + 1);
    }
    const auto alike = std::ranges::count_if(
        answer.headrooms.begin(), answer.headrooms.begin() + static_cast<std::ptrdiff_t>(index),
        [&](const GateHeadroom &other) { return isNamedAlike(other, room); });
    if (alike > 0) {
        text += '.';
        append(text, alike + 1);
    }
}

void addLimitHeaders(const GateAnswer &answer, bool hasOldHeaders, http::Response &response)
{
    std::string policies;
    std::string limits;
    eachEnforced(answer, [&](std::size_t index, const GateHeadroom &room) {
        std::string name = policies.empty() ? "\"" : ", \"";
        appendLimitName(answer, index, name);
        name += '"';
        policies += name;
        policies += ";q=";
        append(policies, room.limit);
        if (const std::int64_t seconds = room.kind == LimitKind::Window ? secondsOf(room.cap) : 0; seconds > 0) {
            policies += ";w=";
            append(policies, seconds);
        }
        limits += name;
        limits += ";r=";
        append(limits, room.remaining);
        limits += ";t=";
        append(limits, wholeSeconds(room.resetAfter));
    });
    if (policies.empty())
        return;
    response.header("RateLimit-Policy", policies);
    response.header("RateLimit", limits);
    if (hasOldHeaders)
        addOldHeaders(answer, response);
}

std::optional<std::int64_t> retryAfter(const GateDenial &denial, Instant now)
{
    if (!denial.notBefore)
        return {};
    return std::max<std::int64_t>(1, wholeSeconds(denial.notBefore->ms - now.ms));
}

std::string detailOf(const GateDenial &denial)
{
    const std::string of = denial.charge.empty() ? std::string() : " of charge " + denial.charge;
    switch (denial.reason) {
    case Denial::UnknownKey:
        return "The key is not known, or is no longer valid.";
    case Denial::Revoked:
        return "The token was revoked.";
    case Denial::Suspended:
        return "The token is suspended.";
    case Denial::AddressNotAllowed:
        return "The token may not be used from this address.";
    case Denial::ModelNotAllowed:
        return "The token may not be used for this model.";
    case Denial::EndpointNotAllowed:
        return "The token may not be used for this endpoint.";
    case Denial::RequestIdTaken:
        return "Another token's request has this id.";
    case Denial::NotBegun:
        return "The token's term has not begun.";
    case Denial::Expired:
        return "The token's term is over.";
    case Denial::Exhausted:
        return "All units of the term" + of + " are spent.";
    case Denial::OverCap:
        return "The cap " + denial.limit + of + " is used up.";
    case Denial::OverRate:
        return "Requests come faster than " + denial.limit + ".";
    case Denial::PoolCap:
        return "The cap " + denial.limit + " that the customer's tokens share is used up.";
    case Denial::PoolRate:
        return "Requests of the customer's tokens come faster than " + denial.limit + ".";
    }
    return {};
}

http::Problem problemOf(const GateAnswer &answer, Instant now)
{
    const GateDenial &first = answer.denials.front();
    const int status = statusOf(first.reason);
    http::Problem problem{.status = status, .type = status == 429 ? std::string(quotaType) : typeOf(first.reason)};
    problem.detail = detailOf(first);
    problem.extra.emplace_back("code", std::string(name(first.reason)));
    Json violated;
    for (const GateDenial &denial : answer.denials)
        if (const auto room = statusOf(denial.reason) == 429 ? headroomOf(answer, denial) : std::nullopt) {
            std::string limit;
            appendLimitName(answer, *room, limit);
            violated.append(std::move(limit));
        }
    if (!violated.isNull())
        problem.extra.emplace_back("violated-policies", std::move(violated));
    if (first.reason != Denial::UnknownKey)
        problem.extra.emplace_back("reasons", reasonsOf(answer));
    if (const std::optional<std::int64_t> seconds = retryAfter(first, now))
        problem.headers.emplace_back("Retry-After", std::to_string(*seconds));
    return problem;
}
