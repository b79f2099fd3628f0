// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/textpool.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace toll {

void TextPool::clear()
{
    m_texts.clear();
    m_slots.clear();
    m_last = 0;
}

std::uint32_t TextPool::find(std::string_view text)
{
    if (m_slots.size() < 2 * (m_texts.size() + 1))
        grow();
    const auto hash = static_cast<std::uint32_t>(XXH3_64bits(text.data(), text.size()));
    const std::size_t mask = m_slots.size() - 1;
    for (std::size_t at = hash & mask;; at = (at + 1) & mask) {
        Slot &slot = m_slots[at];
        if (slot.number == 0) {
            m_texts.emplace_back(text);
            slot = {static_cast<std::uint32_t>(m_texts.size()), hash};
            return slot.number - 1;
        }
        if (slot.hash == hash && m_texts[slot.number - 1] == text)
            return slot.number - 1;
    }
}

void TextPool::grow()
{
    const std::vector<Slot> old = std::move(m_slots);
    m_slots.assign(old.empty() ? 16 : old.size() * 2, {});
    const std::size_t mask = m_slots.size() - 1;
    for (const Slot &slot : old) {
        if (slot.number == 0)
            continue;
        std::size_t at = slot.hash & mask;
        while (m_slots[at].number != 0)
            at = (at + 1) & mask;
        m_slots[at] = slot;
    }
}

} // namespace toll
