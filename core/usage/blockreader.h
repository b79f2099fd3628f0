// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/usage/numbertext.h"
#include "core/usage/plainblock.h"
#include "core/usage/timetext.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace toll {

/// What a column of a plain file holds.
struct PlainTarget {
    enum class Kind {
        Time,
        Id,
        Customer,
        Token,
        Status,
        Response,
        Count,
        Unit,
        Model,
        Endpoint,
        Source,
        Meter,
        Dimension
    };

    Kind kind = Kind::Time;
    std::size_t unit = 0; ///< of Kind::Unit
    std::string name; ///< of a meter or dimension
    std::size_t place = 0; ///< of the column in the file
};

/// The usual times, quickly: "YYYY-MM-DDThh:mm:ssZ", also with milliseconds, of the date that came before.
class DayTimes {
public:
    explicit DayTimes(TimeReading reading) : m_reading(std::move(reading)) { }

    /// False where the text is none of the formats allowed.
    [[nodiscard]] bool read(std::string_view text, std::int64_t &ms);

private:
    [[nodiscard]] bool readUsual(std::string_view text, std::int64_t &ms) const;

    TimeReading m_reading;
    std::string m_date; ///< the last one read, as written
    std::int64_t m_midnight = 0; ///< of it
};

/// Digits and nothing else, at most 18 of them.
[[nodiscard]] bool readPlainNumber(std::string_view text, std::int64_t &number);

/// Reads rows of a plain file column by column: the same work over and over, which processors like.
class BlockReader {
public:
    BlockReader(DayTimes &times, DurationUnit responseUnit) : m_times(times), m_responseUnit(responseUnit) { }

    /// False where a target is of a kind that blocks do not hold.
    [[nodiscard]] static bool canRead(std::span<const PlainTarget> targets);

    /// Rows that lie one behind the other in `text`: `ends` has the places where their fields end, `stride` a row.
    struct Rows {
        std::string_view text;
        std::size_t begin = 0; ///< of the first row
        const std::uint32_t *ends = nullptr;
        std::size_t stride = 0;
        std::size_t width = 0; ///< fields of a row
    };
    /// As many rows from the first one on as are plain; block().rows says how many.
    void read(const Rows &rows, std::size_t count, std::span<const PlainTarget> targets);
    [[nodiscard]] PlainBlock &block() { return m_block; }

private:
    [[nodiscard]] std::size_t readTarget(const Rows &rows, const PlainTarget &target, std::size_t count);
    [[nodiscard]] std::size_t readAmounts(const Rows &rows, std::size_t place, std::size_t count, std::int64_t absent,
        PlainBlock::Values<std::int64_t> &to) const;
    [[nodiscard]] std::size_t readStatuses(const Rows &rows, std::size_t place, std::size_t count);
    [[nodiscard]] std::size_t readResponses(const Rows &rows, std::size_t place, std::size_t count);
    [[nodiscard]] std::size_t checkCounts(std::size_t count) const;

    DayTimes &m_times;
    DurationUnit m_responseUnit;
    PlainBlock m_block;
};

} // namespace toll
