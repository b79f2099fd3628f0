// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/checked.h"
#include "core/rating/caproom.h"
#include "core/rating/capseries.h"
#include "core/rating/statement.h"


namespace toll {

/// One cap's window under way: how much room it has left.
class WindowCounter {
public:
    explicit WindowCounter(CapSeries series) : m_series(std::move(series)) { }

    /// Other windows from now on; the one under way goes on if it is still there.
    void replace(CapSeries series) { m_series = std::move(series); }

    void moveTo(Instant t)
    {
        if (m_window && m_window->span.contains(t))
            return;
        m_window = m_series.at(t);
        m_used = 0;
        m_over = 0;
    }
    [[nodiscard]] std::int64_t room() const
    {
        return m_window ? roomIn(m_window->cap, m_used) : unlimited;
    }
    void use(std::int64_t units) { m_used += units; }
    /// Notes units that found no room; true for the first of this window.
    bool miss(std::int64_t units)
    {
        const bool isFirst = m_over == 0;
        return addChecked(m_over, units) && isFirst;
    }
    [[nodiscard]] FullWindow full() const { return {m_window->span, m_window->cap, m_over}; }

private:
    CapSeries m_series;
    std::optional<Window> m_window; ///< nothing: no cap is in force
    std::int64_t m_used = 0;
    std::int64_t m_over = 0;
};

} // namespace toll
