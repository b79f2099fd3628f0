// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/textpool.h"

#include <algorithm>
#include <array>
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

} // namespace

/// The first and the last bytes of a short text are all of it.
TextPool::Key TextPool::keyOf(std::string_view text)
{
    const char *const begin = text.data();
    const char *const end = begin + text.size();
    const auto size = static_cast<std::uint32_t>(text.size());
    if (size > shortText) {
        const XXH128_hash_t hash = XXH3_128bits(begin, size);
        return {hash.low64, hash.high64, size};
    }
    if (size >= 8)
        return {wordAt<std::uint64_t>(begin), wordAt<std::uint64_t>(end - 8), size};
    if (size >= 4)
        return {wordAt<std::uint32_t>(begin), wordAt<std::uint32_t>(end - 4), size};
    if (size == 0)
        return {};
    return {
        wordAt<std::uint8_t>(begin) << 8 | wordAt<std::uint8_t>(begin + size / 2), wordAt<std::uint8_t>(end - 1), size};
}

std::size_t TextPool::hashOf(const Key &key)
{
    std::uint64_t hash = (key.first ^ key.size) * 0x9e3779b97f4a7c15 + std::rotl(key.last, 32);
    hash = (hash ^ hash >> 29) * 0xbf58476d1ce4e5b9;
    return static_cast<std::size_t>(hash >> 32);
}

void TextPool::clear()
{
    m_texts.clear();
    m_slots.clear();
}

std::uint32_t TextPool::use(std::string_view text)
{
    return use(keyOf(text), text);
}

void TextPool::use(std::span<const std::string_view> texts, std::uint32_t *numbers)
{
    constexpr std::size_t atOnce = 32;
    const auto isFirst = [&](std::string_view text) {
        return text.data() == texts.front().data() && text.size() == texts.front().size();
    };
    if (std::ranges::all_of(texts, isFirst)) { // a column that is not in the file
        std::fill_n(numbers, texts.size(), texts.empty() ? 0 : use(texts.front()));
        return;
    }
    std::array<Key, atOnce> keys;
    for (std::size_t begin = 0; begin < texts.size(); begin += atOnce) {
        const auto some = texts.subspan(begin, std::min(atOnce, texts.size() - begin));
        for (std::size_t i = 0; i < some.size(); ++i) {
            keys[i] = keyOf(some[i]);
            if (!m_slots.empty())
                __builtin_prefetch(&m_slots[hashOf(keys[i]) & (m_slots.size() - 1)]);
        }
        for (std::size_t i = 0; i < some.size(); ++i)
            *numbers++ = use(keys[i], some[i]);
    }
}

std::uint32_t TextPool::use(const Key &key, std::string_view text)
{
    if (m_slots.size() * 2 < 3 * (m_texts.size() + 1))
        grow();
    const std::size_t mask = m_slots.size() - 1;
    for (std::size_t at = hashOf(key) & mask;; at = (at + 1) & mask) {
        Slot &slot = m_slots[at];
        if (slot.number == 0) {
            m_texts.add(text);
            slot = {key, static_cast<std::uint32_t>(m_texts.size())};
            return slot.number - 1;
        }
        if (slot.key == key && (key.size <= shortText || m_texts.at(slot.number - 1) == text))
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
        std::size_t at = hashOf(slot.key) & mask;
        while (m_slots[at].number != 0)
            at = (at + 1) & mask;
        m_slots[at] = slot;
    }
}

} // namespace toll
