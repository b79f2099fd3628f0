// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/usage/eventcolumns.h"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace toll {

/// Amounts of a batch of events as sums read them: one for all rows, or one each, in half the room where they fit. An
/// absent amount is EventColumns::absent.
class AmountColumn {
public:
    static constexpr std::uint32_t narrowAbsent = ~std::uint32_t{0};

    /// Whether every row has all().
    [[nodiscard]] bool isOneForAll() const { return m_form == Form::OneForAll; }
    [[nodiscard]] bool isNarrow() const { return m_form == Form::Narrow; }
    [[nodiscard]] std::int64_t all() const { return m_all; }
    /// Of isNarrow(), by row; narrowAbsent where there is none.
    [[nodiscard]] const std::uint32_t *narrow() const { return m_narrow.data(); }
    [[nodiscard]] std::int64_t at(std::size_t row) const
    {
        if (m_form == Form::OneForAll)
            return m_all;
        if (m_form == Form::Wide)
            return m_wide[row];
        return m_narrow[row] == narrowAbsent ? EventColumns::absent : std::int64_t{m_narrow[row]};
    }

    /// Takes the column of that name ("count", "response_ms", a UnitMeter's) of a segment that has it, in the room it
    /// had before; a damaged one is a Damaged error naming the column.
    [[nodiscard]] Result<void> decode(const Segment &segment, std::string_view name);

private:
    enum class Form { OneForAll, Narrow, Wide };

    [[nodiscard]] Result<void> decodeFirstForm(const Segment &segment, std::string_view name);
    void read(ByteReader &reader, std::size_t rows, std::uint64_t above);

    Form m_form = Form::OneForAll;
    std::int64_t m_all = EventColumns::absent;
    std::vector<std::uint32_t> m_narrow;
    std::vector<std::int64_t> m_wide;
};

} // namespace toll
