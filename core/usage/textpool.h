// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/usage/packed.h"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace toll {

/// Gives each text a number, in order of first use.
class TextPool {
public:
    [[nodiscard]] std::uint32_t use(std::string_view text);
    /// The numbers of many texts.
    void use(std::span<const std::string_view> texts, std::uint32_t *numbers);
    /// Valid until the next text comes.
    [[nodiscard]] std::string_view at(std::size_t number) const { return m_texts.at(number); }
    [[nodiscard]] std::size_t size() const { return m_texts.size(); }
    void clear();

private:
    /// What tells texts apart: of a short one all there is, so that the text itself need not be looked at.
    struct Key {
        std::uint64_t first = 0;
        std::uint64_t last = 0;
        std::uint32_t size = 0;

        bool operator==(const Key &) const = default;
    };
    /// Never across two lines of the processor's cache.
    struct alignas(32) Slot {
        Key key;
        std::uint32_t number = 0; ///< one more than the text's; 0: free
    };

    [[nodiscard]] static Key keyOf(std::string_view text);
    [[nodiscard]] static std::size_t hashOf(const Key &key);
    [[nodiscard]] std::uint32_t use(const Key &key, std::string_view text);
    void grow();

    TextArena m_texts;
    std::vector<Slot> m_slots;
};

} // namespace toll
