// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/connection.h"

#include <algorithm>
#include <cstring>

namespace toll::http {

namespace {

constexpr std::size_t firstRoom = 4 * 1024;
constexpr std::size_t bodyRoom = 16 * 1024;
constexpr std::size_t bodyStep = 1024; ///< with less room than this, a body goes on elsewhere
constexpr std::size_t largeText = 64 * 1024; ///< the room of larger ones is given back
constexpr std::size_t longestMethod = 32;
constexpr std::string_view allMethods = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";
constexpr std::string_view continuation = "HTTP/1.1 100 Continue\r\n\r\n";

void clearText(std::string &text)
{
    text.clear();
    if (text.capacity() > largeText)
        text.shrink_to_fit();
}

Problem targetProblem(const Error &error)
{
    if (error.code == ErrorCode::OutOfRange)
        return {.status = 414, .detail = "The address has more than " + error.expected + "."};
    return {.status = 400, .detail = "The address cannot be read: expected " + error.expected + "."};
}

} // namespace

void Connection::readMore()
{
    if (m_isReading)
        return;
    m_isReading = true;
    receive(roomForMore());
}

std::span<char> Connection::roomForMore()
{
    if (m_begin == m_end)
        m_begin = m_end = m_keep;
    if (m_end == m_capacity && m_begin > m_keep) {
        std::memmove(m_buffer.get() + m_keep, m_buffer.get() + m_begin, m_end - m_begin);
        m_end -= m_begin - m_keep;
        m_begin = m_keep;
    }
    // While headers are read nothing looks into the buffer yet, and it may move.
    const std::size_t most = m_shared.limits.headBytes + 1;
    if (m_end == m_capacity && m_keep == 0 && m_capacity < most) {
        const std::size_t capacity = std::min(most, std::max(firstRoom, 2 * m_capacity));
        auto buffer = std::make_unique_for_overwrite<char[]>(capacity);
        if (m_end > 0)
            std::memcpy(buffer.get(), m_buffer.get(), m_end);
        m_buffer = std::move(buffer);
        m_capacity = capacity;
    }
    return {m_buffer.get() + m_end, m_capacity - m_end};
}

/// The headers stay where they are; the rest of the body goes through a buffer of its own.
void Connection::moveBodyOn()
{
    if (m_head || m_end - m_begin > bodyRoom / 2)
        return;
    m_head = std::move(m_buffer);
    m_buffer = std::make_unique_for_overwrite<char[]>(bodyRoom);
    m_capacity = bodyRoom;
    std::memcpy(m_buffer.get(), m_head.get() + m_begin, m_end - m_begin);
    m_end -= m_begin;
    m_begin = m_keep = 0;
}

Connection::Step Connection::takeHead()
{
    // Empty lines before a request are old clients' habit (RFC 9112 §2.2).
    while (m_scan.seen == 0 && m_end - m_begin >= 2 && std::memcmp(m_buffer.get() + m_begin, "\r\n", 2) == 0)
        m_begin += 2;
    const std::string_view text(m_buffer.get() + m_begin, m_end - m_begin);
    scanHead(text, m_scan);
    if (m_scan.refusal.status != 0)
        return refuse(m_scan.refusal);
    if (m_scan.end == 0)
        return waitForHead(text.size());
    if (m_scan.end > m_shared.limits.headBytes)
        return refuse(Refusal{431, "The headers are larger than is taken."});
    m_keep = m_begin + m_scan.end;
    m_parser.emplace(m_request, m_body, m_shared.limits);
    const bool isTaken = m_parser->takeHead(text.substr(0, m_scan.end));
    m_begin = m_keep;
    takeId();
    return isTaken ? headTaken() : refuse(m_parser->refusal());
}

Connection::Step Connection::waitForHead(std::size_t size)
{
    const ServerLimits &limits = m_shared.limits;
    if (m_scan.seen == 0 && size > limits.targetBytes + longestMethod)
        return refuse(Refusal{414, "The address is longer than is taken."});
    if (size >= limits.headBytes)
        return refuse(Refusal{431, "The headers are larger than is taken."});
    readMore();
    return Step::Wait;
}

Connection::Step Connection::headTaken()
{
    m_isLast = m_isLast || !m_parser->keep_alive();
    if (const Result<void> split = splitTarget(m_request.target, m_request); !split)
        return refuse(targetProblem(split.error()));
    m_refusal = findRoute();
    m_parser->limitBody(m_route != nullptr ? m_route->options.maxBody : RouteOptions().maxBody);
    if (m_parser->refusal().status != 0)
        return refuse(m_parser->refusal());
    if (m_parser->isWhole())
        return handle();
    if (m_refusal && m_parser->expectsContinue())
        return refuse(*m_refusal);
    if (m_refusal || m_route == nullptr)
        m_parser->skipBody();
    if (m_parser->expectsContinue() && m_begin == m_end) {
        enter(State::Continue, m_shared.limits.sendTime);
        send(continuation);
        return Step::Wait;
    }
    enter(State::Body, m_shared.limits.bodyTime);
    return Step::Again;
}

void Connection::takeId()
{
    const std::string_view given = m_request.header("X-Request-Id").value_or(std::string_view());
    if (isSaneRequestId(given)) {
        m_request.id = given;
        return;
    }
    m_thread.ids().next(m_madeId);
    m_request.id = {m_madeId.data(), m_madeId.size()};
}

std::optional<Problem> Connection::findRoute()
{
    const Router::Place *place = m_shared.router.find(m_request);
    const bool isHandled = place != nullptr && place->routeOf(m_request.method) != nullptr;
    if (m_request.method == Method::Options && !isHandled && (place != nullptr || m_request.path == "*")) {
        m_allow = place != nullptr ? std::string_view(place->allow) : allMethods;
        return {};
    }
    if (place == nullptr)
        return Problem{.status = 404, .detail = "There is nothing at this address."};
    m_route = place->routeOf(m_request.method);
    if (m_route == nullptr)
        return Problem{.status = 405, .detail = "This address takes " + place->allow + "."}.with("Allow", place->allow);
    if (m_route->options.guard)
        if (std::optional<Problem> refused = m_route->options.guard(m_request))
            return refused;
    return checkEncoding();
}

std::optional<Problem> Connection::checkEncoding() const
{
    const std::optional<std::string_view> encoding = m_request.header("Content-Encoding");
    const bool takesGzip = m_route->options.takesGzip && m_route->pace == Pace::Slow;
    if (!encoding || *encoding == "identity" || (takesGzip && *encoding == "gzip"))
        return {};
    return Problem{.status = 415,
        .detail = takesGzip ? "A body is taken as it is or packed with gzip, not with another Content-Encoding."
                            : "A body is taken as it is, not with a Content-Encoding."}
        .with("Accept-Encoding", takesGzip ? "gzip, identity" : "identity");
}

Connection::Step Connection::takeBody()
{
    while (!m_parser->isWhole() && m_begin < m_end) {
        const std::size_t taken = m_parser->takeBody({m_buffer.get() + m_begin, m_end - m_begin});
        m_begin += taken;
        if (m_parser->refusal().status != 0)
            return refuse(m_parser->refusal());
        if (taken == 0)
            break;
    }
    if (m_parser->isWhole())
        return handle();
    if (roomForMore().size() < bodyStep)
        moveBodyOn();
    if (roomForMore().empty())
        return refuse(Refusal{400, "The line of a chunk is longer than is taken."});
    readMore();
    return Step::Wait;
}

void Connection::startOver()
{
    m_request.clear();
    m_parser.reset();
    m_scan = {};
    m_route = nullptr;
    m_refusal.reset();
    m_response.clear();
    m_allow = {};
    m_head.reset();
    m_keep = 0;
    clearText(m_body);
    clearText(m_response.body);
    clearText(m_wire);
    if (m_begin == m_end)
        enter(State::Idle, m_shared.limits.idleTime);
    else
        enter(State::Head, m_shared.limits.headTime);
}

} // namespace toll::http
