// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/log.h"

#include "core/server/utf8.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

#include <poll.h>
#include <unistd.h>

namespace toll::http {

namespace {

constexpr std::array<std::string_view, 4> levelNames{"error", "warning", "info", "debug"};
constexpr std::size_t longestValue = 1024;

bool isLetterOrDigit(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool isSecretName(std::string_view name)
{
    constexpr std::array<std::string_view, 6> words{"authorization", "key", "secret", "token", "password", "cookie"};
    std::string lower(name);
    for (char &c : lower)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
    // "token_id" and "key_prefix" name what may be shown.
    if (lower.ends_with("id") || lower.ends_with("prefix"))
        return false;
    return std::ranges::any_of(words, [&](std::string_view word) { return lower.contains(word); });
}

/// Cuts runs of letters and digits that are as long as secrets and hashes are; ids with dashes are no such runs.
std::string withoutSecrets(std::string_view value)
{
    constexpr std::size_t secretSize = 30;
    std::string result;
    while (!value.empty()) {
        const auto end = std::ranges::find_if_not(value, isLetterOrDigit);
        const std::string_view run = value.substr(0, static_cast<std::size_t>(end - value.begin()));
        if (run.size() < secretSize)
            result += run;
        else
            result += std::string(run.substr(0, 4)) + "...";
        value.remove_prefix(run.size());
        if (!value.empty()) {
            result += value.front();
            value.remove_prefix(1);
        }
    }
    return result;
}

void appendEscape(std::string &text, unsigned code)
{
    constexpr std::string_view digits = "0123456789abcdef";
    text += "\\u";
    for (int shift = 12; shift >= 0; shift -= 4)
        text += digits[code >> shift & 15];
}

void appendQuoted(std::string &text, std::string_view value)
{
    text += '"';
    while (!value.empty()) {
        const std::size_t length = utf8Length(value);
        const std::string_view character = value.substr(0, std::max<std::size_t>(1, length));
        const unsigned char first = static_cast<unsigned char>(character.front());
        if (length == 0)
            appendEscape(text, 0xfffd);
        else if (length == 1 && (first < 0x20 || first == 0x7f))
            appendEscape(text, first);
        else if (first == '"' || first == '\\')
            (text += '\\') += static_cast<char>(first);
        else if (length == 2 && first == 0xc2 && static_cast<unsigned char>(character[1]) < 0xa0)
            appendEscape(text, static_cast<unsigned char>(character[1])); // control characters of ISO 6429
        else if (character == "\u2028" || character == "\u2029")
            appendEscape(text, character == "\u2028" ? 0x2028 : 0x2029);
        else
            text += character;
        value.remove_prefix(character.size());
    }
    text += '"';
}

} // namespace

Result<LogLevel> parseLogLevel(std::string_view text)
{
    const auto found = std::ranges::find(levelNames, text);
    if (found == levelNames.end())
        return fail(ErrorCode::Syntax, "log-level", std::string(text), "error, warning, info, debug");
    return static_cast<LogLevel>(found - levelNames.begin());
}

std::string_view nameOf(LogLevel level)
{
    return levelNames[static_cast<std::size_t>(level)];
}

LogLine::LogLine(LogLevel level, std::string_view event) : m_level(level)
{
    m_text = "\"level\":\"" + std::string(nameOf(level)) + "\",\"event\":";
    appendQuoted(m_text, event);
}

LogLine &LogLine::add(std::string_view name, std::string_view value)
{
    m_text += ',';
    appendQuoted(m_text, name);
    m_text += ':';
    if (isSecretName(name))
        appendQuoted(m_text, "[not logged]");
    else
        appendQuoted(m_text, withoutSecrets(value.substr(0, longestValue)));
    return *this;
}

LogLine &LogLine::add(std::string_view name, std::int64_t value)
{
    m_text += ',';
    appendQuoted(m_text, name);
    (m_text += ':') += std::to_string(value);
    return *this;
}

LogLine &LogLine::addId(std::string_view name, std::string_view id)
{
    m_text += ',';
    appendQuoted(m_text, name);
    m_text += ':';
    appendQuoted(m_text, id.substr(0, longestValue));
    return *this;
}

Log::Log(int descriptor, LogLevel level, Clock clock, std::size_t bound)
    : m_descriptor(descriptor), m_clock(std::move(clock)), m_bound(bound), m_level(level), m_thread([this] { run(); })
{
}

Log::~Log()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_isStopping = true;
    }
    m_wake.notify_one();
    m_thread.join();
}

void Log::write(const LogLine &line)
{
    if (!takes(line.level()))
        return;
    const std::string time = toRfc3339(m_clock());
    {
        const std::scoped_lock lock(m_mutex);
        const auto append = [&](const std::string &text) {
            ((((m_pending += R"({"time":")") += time) += "\",") += text) += "}\n";
        };
        if (m_pending.size() + line.text().size() > m_bound) {
            ++m_unsaid;
            m_dropped.fetch_add(1, std::memory_order_relaxed);
            return;
        }
        if (m_unsaid > 0)
            append(LogLine(LogLevel::Warning, "log lines dropped")
                       .add("lines", static_cast<std::int64_t>(std::exchange(m_unsaid, 0)))
                       .text());
        append(line.text());
    }
    m_wake.notify_one();
}

void Log::run()
{
    std::string text;
    while (true) {
        text.clear();
        {
            std::unique_lock lock(m_mutex);
            m_wake.wait(lock, [&] { return m_isStopping || !m_pending.empty(); });
            if (m_pending.empty())
                return;
            std::swap(text, m_pending);
        }
        if (!flush(text))
            return; // stopping, and nobody reads
    }
}

bool Log::flush(const std::string &text)
{
    // A descriptor that is ready takes so much without making us wait.
    constexpr std::size_t atOnce = 4096;
    constexpr int patience = 100; // ms
    constexpr int lastPatience = 20;
    int waits = 0;
    for (std::size_t at = 0; at < text.size();) {
        pollfd ready{m_descriptor, POLLOUT, 0};
        if (poll(&ready, 1, patience) <= 0) {
            if (m_isStopping && ++waits > lastPatience)
                return false;
            continue;
        }
        const ssize_t written = ::write(m_descriptor, text.data() + at, std::min(atOnce, text.size() - at));
        if (written > 0)
            at += static_cast<std::size_t>(written);
        else if (errno != EINTR && errno != EAGAIN)
            return true; // closed or full: what was to be said is lost, the service goes on
    }
    return true;
}

} // namespace toll::http
