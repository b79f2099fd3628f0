// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/usage/packed.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace toll {

/// Gives each text a number, in order of first use.
class TextPool {
public:
    [[nodiscard]] std::uint32_t use(std::string_view text);
    /// The numbers of many texts. `within`: bytes that may be read, in which most of them lie; may be empty.
    void use(std::span<const std::string_view> texts, std::uint32_t *numbers, std::string_view within = {});
    /// The numbers of all texts of another pool, in their order.
    void use(const TextPool &other, std::uint32_t *numbers);
    /// These instead of all that are here, numbered in their order. False where one comes twice.
    [[nodiscard]] bool assign(TextArena texts);
    /// One that is known not to be there yet: it is not looked for, which takes longer.
    std::uint32_t append(std::string_view text);
    /// Its number, if it was used.
    [[nodiscard]] std::optional<std::uint32_t> find(std::string_view text) const;
    /// Valid until the next text comes.
    [[nodiscard]] std::string_view at(std::size_t number) const { return m_texts.at(number); }
    [[nodiscard]] std::size_t size() const { return m_texts.size(); }
    /// Keeps the memory.
    void clear();

private:
    /// What tells texts apart: of a short one all there is, so that the text itself need not be looked at.
    struct Key {
        std::uint64_t first = 0;
        std::uint64_t last = 0;
        std::uint32_t size = 0;

        bool operator==(const Key &) const = default;
    };
    /// Small, so that those of thousands of texts stay near the processor.
    struct Slot {
        std::uint32_t tag = 0; ///< of the hash
        std::uint32_t number = 0; ///< one more than the text's; 0: free
    };

    [[nodiscard]] static Key keyOf(std::string_view text);
    [[nodiscard]] static std::uint64_t hashOf(const Key &key);
    [[nodiscard]] std::size_t slotOf(std::uint64_t hash) const
    {
        return static_cast<std::size_t>(hash >> 32) & (m_slots.size() - 1);
    }
    [[nodiscard]] std::uint32_t use(const Key &key, std::uint64_t hash, std::string_view text);
    [[nodiscard]] bool isText(std::size_t number, const Key &key, std::string_view text) const;
    void addKeys();
    bool grow();
    void index();

    TextArena m_texts;
    std::vector<Key> m_keys; ///< of the texts, but for those that were appended last
    std::vector<Slot> m_slots; ///< a power of two of them
};

} // namespace toll
