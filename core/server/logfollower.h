// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/server/logposition.h"

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace toll::http {

/// Reads a log file line by line as it grows, and goes on where it is rotated: renamed and begun anew, or copied and cut
/// off. What a renamed file still gets is read for a while. Each whole line is handed on at least once; after a restart
/// from a position that was kept, those since then come again.
///
/// Files that were rotated while nobody read are looked for beside the log (a.log.1, a.log-20261130, a-2026-11-30.log),
/// unless they have been packed. One thread's property.
class LogFollower {
public:
    struct Options {
        std::string path;
        std::optional<LogPosition> from; ///< nothing: the log is read from its beginning
        std::size_t mostLine = 64 * 1024; ///< bytes; longer lines are handed on as nothing
        std::chrono::milliseconds retireAfter{60'000}; ///< of silence a renamed file is let go
    };
    /// Takes a line, without what ends it; nothing stands for one that is too long. False: not now; it comes again.
    using Take = std::function<bool(std::optional<std::string_view> line)>;

    LogFollower(Options options, Take take);
    ~LogFollower();
    LogFollower(const LogFollower &) = delete;
    LogFollower &operator=(const LogFollower &) = delete;

    /// Reads on, a few megabytes at most; true where there is more to be read at once.
    bool poll();

    [[nodiscard]] const std::string &path() const { return m_options.path; }
    /// From where nothing would be lost; nothing before a file has been there.
    [[nodiscard]] std::optional<LogPosition> position() const;
    /// Why the log cannot be read; nothing while it can, or is not there yet.
    [[nodiscard]] const std::optional<Error> &fault() const { return m_fault; }
    /// Whether the place that was kept could not be found again: lines may have been lost.
    [[nodiscard]] bool hasLostPlace() const { return m_hasLostPlace; }
    /// Bytes that have been written and not taken.
    [[nodiscard]] std::int64_t behind() const;

private:
    using Steady = std::chrono::steady_clock;
    class File;

    [[nodiscard]] std::unique_ptr<File> open(const std::string &path);
    [[nodiscard]] std::vector<std::unique_ptr<File>> siblings();
    void begin();
    void takeUpRotated(const LogPosition &from);
    void takeUpSince(std::int64_t changed, std::vector<std::unique_ptr<File>> files);
    void noticeRotation();
    void retire();
    bool read(File &file);

    Options m_options;
    Take m_take;
    std::int64_t m_begun; ///< ns since 1970
    std::unique_ptr<File> m_current;
    std::vector<std::unique_ptr<File>> m_retiring; ///< older ones, in their order
    std::optional<Error> m_fault;
    bool m_hasLostPlace = false;
};

} // namespace toll::http
