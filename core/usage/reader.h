// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/usage/layout.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace toll {

/// One row of a file: an event, or the faults for which it was refused.
struct ReadRow {
    std::int64_t line = 0; ///< of the file, where the row begins, counted from 1
    std::string_view raw; ///< the row's bytes without its line end; valid during the call only
    UsageEvent event; ///< when there are no faults
    std::vector<Error> faults; ///< each with line, field (where), found and expected
};

/// Turns the bytes of a file into events, in pieces of any size: a file cut anywhere reads the same.
class UsageReader {
public:
    using Sink = std::function<void(const ReadRow &)>;

    /// `zone` is that of local times without an offset.
    UsageReader(Layout layout, Zone zone, Sink sink);
    ~UsageReader();
    UsageReader(UsageReader &&) noexcept;
    UsageReader &operator=(UsageReader &&) noexcept;

    void feed(std::string_view bytes);
    void finish(); ///< the last row may lack its line end

    /// For reading a CSV file's rows past this reader: see CsvParser. False and 0 for other formats.
    [[nodiscard]] bool isBetweenRows() const;
    [[nodiscard]] std::int64_t line() const;
    void setLine(std::int64_t line);
    /// The mapped columns and where in a row of `width` cells they are; width 0 until they are found.
    struct Places {
        std::size_t width = 0;
        std::vector<std::string> columns;
        std::vector<std::size_t> at;
    };
    [[nodiscard]] Places places() const;

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace toll
