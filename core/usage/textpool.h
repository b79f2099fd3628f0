// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/usage/packed.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace toll {

/// Gives each text a number, in order of first use.
class TextPool {
public:
    [[nodiscard]] std::uint32_t use(std::string_view text)
    {
        // Mostly the one before comes again.
        if (m_last < m_texts.size() && m_texts.at(m_last) == text)
            return m_last;
        m_last = find(text);
        return m_last;
    }
    /// Valid until the next text comes.
    [[nodiscard]] std::string_view at(std::size_t number) const { return m_texts.at(number); }
    [[nodiscard]] std::size_t size() const { return m_texts.size(); }
    void clear();

private:
    struct Slot {
        std::uint32_t number = 0; ///< one more than the text's; 0: free
        std::uint32_t hash = 0;
    };

    [[nodiscard]] std::uint32_t find(std::string_view text);
    void grow();

    TextArena m_texts;
    std::vector<Slot> m_slots;
    std::uint32_t m_last = 0;
};

} // namespace toll
