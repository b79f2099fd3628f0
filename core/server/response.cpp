// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/response.h"

#include "core/server/request.h"
#include "core/server/status.h"

#include <array>
#include <charconv>
#include <chrono>
#include <cstdio>

namespace toll::http {

namespace {

void appendNumber(std::string &wire, std::size_t number)
{
    std::array<char, 20> digits{};
    wire.append(digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr);
}

void appendClean(std::string &text, std::string_view value)
{
    const std::size_t begin = text.size();
    text += value;
    for (std::size_t at = begin; at < text.size(); ++at)
        if (static_cast<unsigned char>(text[at]) < 0x20 || text[at] == 0x7f)
            text[at] = ' ';
}

void appendStatusLine(std::string &wire, int status)
{
    wire += "HTTP/1.1 ";
    appendNumber(wire, static_cast<std::size_t>(status));
    wire += ' ';
    wire += reasonOf(status);
    wire += "\r\n";
}

} // namespace

Response &Response::header(std::string_view name, std::string_view value)
{
    appendClean(m_headers, name);
    m_headers += ": ";
    appendClean(m_headers, value);
    m_headers += "\r\n";
    return *this;
}

Response &Response::content(int newStatus, std::string_view type, std::string_view text)
{
    status = newStatus;
    header("Content-Type", type);
    if (!hasHeader("Cache-Control"))
        header("Cache-Control", "no-store");
    header("X-Content-Type-Options", "nosniff");
    body = text;
    return *this;
}

Response &Response::json(int newStatus, const Json &document)
{
    return content(newStatus, "application/json", document.dump());
}

Response &Response::problem(const Problem &problem)
{
    clear();
    for (const auto &[name, value] : problem.headers)
        header(name, value);
    return content(problem.status, "application/problem+json", problem.toJson().dump());
}

bool Response::hasHeader(std::string_view name) const
{
    std::string_view rest = m_headers;
    while (!rest.empty()) {
        if (rest.size() > name.size() && rest[name.size()] == ':' && isSameName(rest.substr(0, name.size()), name))
            return true;
        rest.remove_prefix(rest.find("\r\n") + 2);
    }
    return false;
}

void Response::clear()
{
    status = 204;
    body.clear();
    m_headers.clear();
}

void write(const Response &response, const Envelope &envelope, std::string &wire)
{
    if (response.status == 204)
        wire += "HTTP/1.1 204 No Content\r\n";
    else if (response.status == 200)
        wire += "HTTP/1.1 200 OK\r\n";
    else
        appendStatusLine(wire, response.status);
    wire += "Date: ";
    wire += envelope.date;
    wire += "\r\nX-Request-Id: ";
    wire += envelope.requestId;
    wire += "\r\n";
    wire += response.headers();
    const bool hasBody = response.status >= 200 && response.status != 204 && response.status != 304;
    if (hasBody) {
        wire += "Content-Length: ";
        appendNumber(wire, response.body.size());
        wire += "\r\n";
    }
    if (envelope.isLast)
        wire += "Connection: close\r\n";
    else if (envelope.isHttp10)
        wire += "Connection: keep-alive\r\n";
    wire += "\r\n";
    if (hasBody && !envelope.isHead)
        wire += response.body;
}

std::string httpDate(std::int64_t seconds)
{
    constexpr std::array<const char *, 7> days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::array<const char *, 12> months{
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    using namespace std::chrono;
    const sys_seconds time{std::chrono::seconds(seconds)};
    const sys_days day = floor<std::chrono::days>(time);
    const year_month_day date(day);
    const hh_mm_ss clock(time - day);
    std::array<char, 64> text{};
    const int size = std::snprintf(text.data(), text.size(), "%s, %02u %s %04d %02d:%02d:%02d GMT",
        days[weekday(day).c_encoding()], static_cast<unsigned>(date.day()),
        months[static_cast<unsigned>(date.month()) - 1], static_cast<int>(date.year()),
        static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
        static_cast<int>(clock.seconds().count()));
    return {text.data(), static_cast<std::size_t>(size)};
}

} // namespace toll::http
