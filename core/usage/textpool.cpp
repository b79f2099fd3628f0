// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/textpool.h"

#include <bit>
#include <cstring>

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace toll {

namespace {

constexpr std::size_t shortText = 16;

template<typename Word>
std::uint64_t wordAt(const char *bytes)
{
    Word word = 0;
    std::memcpy(&word, bytes, sizeof word);
    return word;
}

/// The first and the last bytes of a short text, which together are all of it.
struct Ends {
    std::uint64_t first = 0;
    std::uint64_t last = 0;

    bool operator==(const Ends &) const = default;
};

Ends endsOf(std::string_view text)
{
    const char *const begin = text.data();
    const char *const end = begin + text.size();
    if (text.size() >= 8)
        return {wordAt<std::uint64_t>(begin), wordAt<std::uint64_t>(end - 8)};
    if (text.size() >= 4)
        return {wordAt<std::uint32_t>(begin), wordAt<std::uint32_t>(end - 4)};
    if (text.empty())
        return {};
    return {wordAt<std::uint8_t>(begin) << 8 | wordAt<std::uint8_t>(begin + text.size() / 2),
        wordAt<std::uint8_t>(end - 1)};
}

std::uint32_t hashOf(std::string_view text)
{
    if (text.size() > shortText)
        return static_cast<std::uint32_t>(XXH3_64bits(text.data(), text.size()));
    const Ends ends = endsOf(text);
    std::uint64_t hash = (ends.first ^ text.size()) * 0x9e3779b97f4a7c15 + std::rotl(ends.last, 32);
    hash = (hash ^ hash >> 29) * 0xbf58476d1ce4e5b9;
    return static_cast<std::uint32_t>(hash >> 32);
}

bool isSame(std::string_view a, std::string_view b)
{
    if (a.size() != b.size())
        return false;
    return a.size() > shortText ? std::memcmp(a.data(), b.data(), a.size()) == 0 : endsOf(a) == endsOf(b);
}

} // namespace

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
    const std::uint32_t hash = hashOf(text);
    const std::size_t mask = m_slots.size() - 1;
    for (std::size_t at = hash & mask;; at = (at + 1) & mask) {
        Slot &slot = m_slots[at];
        if (slot.number == 0) {
            m_texts.add(text);
            slot = {static_cast<std::uint32_t>(m_texts.size()), hash};
            return slot.number - 1;
        }
        if (slot.hash == hash && isSame(m_texts.at(slot.number - 1), text))
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
