// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/usage/blockreader.h"
#include "core/usage/plainrow.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace toll {

/// Reads what UsageReader reads, row for row the same, many times as fast where a CSV file's rows are plain: no
/// quotes, whole numbers, nothing wrong. Every other row is UsageReader's, so that its faults are too.
class BulkReader {
public:
    struct Sinks {
        std::function<void(const PlainRow &)> plain;
        std::function<void(const ReadRow &)> other;
        std::function<void(const PlainBlock &)> block; ///< plain rows by the hundred; none: they come one by one
    };

    /// `zone` is that of local times without an offset.
    BulkReader(const Layout &layout, const Zone &zone, Sinks sinks);
    BulkReader(const BulkReader &) = delete;
    BulkReader &operator=(const BulkReader &) = delete;
    void feed(std::string_view bytes);
    void finish(); ///< the last row may lack its line end

private:
    enum class Reading {
        General, ///< for good: not CSV, or a mapping that needs arithmetic
        Unplaced, ///< the general reader has not found the columns yet
        WithinRow, ///< the general reader is in the middle of a row
        Plain,
    };
    enum class Taken { Row, Doubt, Incomplete };

    void choose(const Layout &layout);
    bool place();
    bool readLine();
    bool readPlain();
    void findMarks(std::size_t from);
    Taken takeRow();
    bool takeBlock();
    [[nodiscard]] std::size_t regularRows(std::size_t stride, std::size_t most) const;
    bool fill(std::string_view raw, const std::uint32_t *ends);
    bool fillTarget(const PlainTarget &target, std::string_view text);
    bool fillText(const PlainTarget &target, std::string_view text);
    void compact();

    Sinks m_sinks;
    UsageReader m_general;
    DayTimes m_times;
    DurationUnit m_responseUnit = DurationUnit::Milliseconds;
    char m_delimiter;
    Reading m_reading = Reading::General;
    std::vector<PlainTarget> m_targets;
    std::vector<std::string> m_fields; ///< of the targets
    std::size_t m_width = 0;
    std::string m_buffer;
    std::size_t m_at = 0; ///< what is not read yet begins here in m_buffer
    std::vector<std::uint32_t> m_marks; ///< places of delimiters, line ends and what makes a row doubtful
    std::size_t m_markCount = 0;
    std::size_t m_mark = 0; ///< the first one not before m_at
    bool m_isAscii = true; ///< all that is marked
    bool m_isPieceAscii = true; ///< the last piece
    std::size_t m_pieceSize = 0; ///< of it
    std::int64_t m_line = 1;
    PlainRow m_row;
    std::optional<BlockReader> m_blocks;
    std::size_t m_blockRows = PlainBlock::mostRows; ///< that are tried at once
};

} // namespace toll
