// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/base/instant.h"

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

namespace toll::http {

enum class LogLevel : std::uint8_t { Error, Warning, Info, Debug };

/// "error", "warning", "info" or "debug"; Syntax for anything else.
[[nodiscard]] Result<LogLevel> parseLogLevel(std::string_view text);
[[nodiscard]] std::string_view nameOf(LogLevel level);

/// One line of the log: a JSON object. Whatever a value holds, it stays one line and one value: control characters,
/// line separators and bytes that are no UTF-8 are escaped. What stands under a name that is a secret's (authorization,
/// key, secret, token, password, cookie) is not written, and of texts that look like a secret, in whatever value, only
/// the first four characters are.
class LogLine {
public:
    LogLine(LogLevel level, std::string_view event);

    LogLine &add(std::string_view name, std::string_view value);
    LogLine &add(std::string_view name, const char *value) { return add(name, std::string_view(value)); }
    LogLine &add(std::string_view name, std::int64_t value);
    /// An id that is no secret however long it is.
    LogLine &addId(std::string_view name, std::string_view id);

    [[nodiscard]] LogLevel level() const { return m_level; }
    [[nodiscard]] const std::string &text() const { return m_text; } ///< without braces and time

private:
    LogLevel m_level;
    std::string m_text;
};

/// Writes lines to a file descriptor from a thread of its own: nobody who logs ever waits for the disk or the reader.
/// What is not written yet is bounded; lines beyond are dropped and counted, and the log says so once it can.
class Log {
public:
    /// `descriptor` stays the caller's. Times are the clock's.
    Log(int descriptor, LogLevel level, Clock clock, std::size_t bound = 1024 * 1024);
    /// Writes what is left, for at most two seconds.
    ~Log();
    Log(const Log &) = delete;
    Log &operator=(const Log &) = delete;

    /// Whether lines of that level are written: ask before making one.
    [[nodiscard]] bool takes(LogLevel level) const { return level <= m_level.load(std::memory_order_relaxed); }
    void setLevel(LogLevel level) { m_level.store(level, std::memory_order_relaxed); }
    void write(const LogLine &line);
    [[nodiscard]] std::uint64_t dropped() const { return m_dropped.load(std::memory_order_relaxed); }

private:
    void run();
    bool flush(const std::string &text);

    const int m_descriptor;
    const Clock m_clock;
    const std::size_t m_bound;
    std::atomic<LogLevel> m_level;
    std::atomic<std::uint64_t> m_dropped{0};
    std::atomic<bool> m_isStopping{false};
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::string m_pending;
    std::uint64_t m_unsaid = 0; ///< dropped lines that no line has told of
    std::thread m_thread;
};

} // namespace toll::http
