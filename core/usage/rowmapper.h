// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/usage/numbertext.h"
#include "core/usage/reader.h"
#include "core/usage/timetext.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace toll {

/// Makes events of a row's texts, by a layout.
class RowMapper {
public:
    RowMapper(const Layout &layout, Zone zone);

    /// The columns that are mapped, each once.
    [[nodiscard]] const std::vector<std::string> &columns() const { return m_columns; }
    /// The field a column is first mapped to.
    [[nodiscard]] const std::string &fieldOf(std::size_t column) const;

    /// Fills the row's event, or its faults, one for each field. `values` in the order of columns(): valid UTF-8
    /// or not; an empty one is unknown.
    void map(std::span<const std::string_view> values, ReadRow &row) const;

private:
    enum class Kind {
        Time,
        Id,
        Customer,
        Token,
        Status,
        Response,
        Count,
        Unit,
        TotalInput,
        Model,
        Endpoint,
        Source,
        Meter,
        Dimension
    };
    struct Target {
        Kind kind = Kind::Time;
        std::string field;
        std::string name; ///< of a custom meter or dimension
        std::size_t unit = 0; ///< of a unit meter
        std::size_t column = 0; ///< index into columns()
    };
    struct Filling;

    [[nodiscard]] static Target targetOf(const std::string &field);
    void fill(const Target &target, std::string_view text, Filling &filling) const;
    [[nodiscard]] Result<std::int64_t> numberOf(const Target &target, std::string_view text) const;
    static void fillNumber(const Target &target, std::string_view text, std::int64_t number, Filling &filling);
    static void fillText(const Target &target, std::string_view text, UsageEvent &event);
    static void takeOffCached(Filling &filling);

    std::vector<std::string> m_columns;
    std::vector<Target> m_targets;
    TimeReading m_time;
    NumberStyle m_numbers;
    DurationUnit m_responseUnit = DurationUnit::Milliseconds;
    std::string m_encoding; ///< what a text that is none was taken for
    bool m_hasTime = false;
};

} // namespace toll
