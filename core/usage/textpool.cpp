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
constexpr std::size_t slotsPerText = 2; ///< at least

/// What of sixteen bytes belongs to a text of so many.
constexpr auto ownBytes = [] {
    std::array<std::array<std::uint64_t, 2>, shortText + 1> masks{};
    for (std::size_t size = 0; size <= shortText; ++size)
        for (std::size_t byte = 0; byte < size; ++byte) {
            const std::size_t place = std::endian::native == std::endian::little ? byte % 8 : 7 - byte % 8;
            masks[size][byte / 8] |= std::uint64_t{0xff} << (8 * place);
        }
    return masks;
}();

} // namespace

/// A short text's bytes, filled up with zeros.
TextPool::Key TextPool::keyOf(std::string_view text)
{
    const auto size = static_cast<std::uint32_t>(text.size());
    if (size > shortText) {
        const XXH128_hash_t hash = XXH3_128bits(text.data(), size);
        return {hash.low64, hash.high64, size};
    }
    std::array<std::uint64_t, 2> words{};
    if (size > 0)
        std::memcpy(words.data(), text.data(), size);
    return {words[0], words[1], size};
}

std::uint64_t TextPool::hashOf(const Key &key)
{
    std::uint64_t hash = (key.first ^ key.size) * 0x9e3779b97f4a7c15 + std::rotl(key.last, 32);
    hash = (hash ^ hash >> 29) * 0xbf58476d1ce4e5b9;
    return hash ^ hash >> 32;
}

bool TextPool::isText(std::size_t number, const Key &key, std::string_view text) const
{
    return m_keys[number] == key && (key.size <= shortText || m_texts.at(number) == text);
}

void TextPool::clear()
{
    m_texts.clear();
    m_keys.clear();
    std::ranges::fill(m_slots, Slot{});
}

std::uint32_t TextPool::append(std::string_view text)
{
    m_texts.add(text);
    return static_cast<std::uint32_t>(m_texts.size() - 1);
}

void TextPool::addKeys()
{
    m_keys.reserve(m_texts.size());
    for (std::size_t number = m_keys.size(); number < m_texts.size(); ++number)
        m_keys.push_back(keyOf(m_texts.at(number)));
}

/// Makes what was appended ready to be found.
void TextPool::index()
{
    addKeys();
    grow();
}

bool TextPool::assign(TextArena texts)
{
    m_texts = std::move(texts);
    m_keys.clear();
    addKeys();
    return grow();
}

std::uint32_t TextPool::use(std::string_view text)
{
    const Key key = keyOf(text);
    return use(key, hashOf(key), text);
}

std::optional<std::uint32_t> TextPool::find(std::string_view text) const
{
    const Key key = keyOf(text);
    for (std::size_t number = m_keys.size(); number < m_texts.size(); ++number)
        if (m_texts.at(number) == text)
            return static_cast<std::uint32_t>(number);
    if (m_slots.empty())
        return std::nullopt;
    for (std::size_t at = slotOf(hashOf(key)); m_slots[at].number != 0; at = (at + 1) & (m_slots.size() - 1)) {
        if (isText(m_slots[at].number - 1, key, text))
            return m_slots[at].number - 1;
    }
    return std::nullopt;
}

void TextPool::use(std::span<const std::string_view> texts, std::uint32_t *numbers, std::string_view within)
{
    constexpr std::size_t atOnce = 32;
    const auto isFirst = [&](std::string_view text) {
        return text.data() == texts.front().data() && text.size() == texts.front().size();
    };
    if (std::ranges::all_of(texts, isFirst)) { // a column that is not in the file
        std::fill_n(numbers, texts.size(), texts.empty() ? 0 : use(texts.front()));
        return;
    }
    if (m_slots.empty() || m_keys.size() < m_texts.size())
        index();
    const auto begin = reinterpret_cast<std::uintptr_t>(within.data());
    const std::uintptr_t last = within.size() < shortText ? 0 : within.size() - shortText;
    std::array<Key, atOnce> keys;
    std::array<std::uint64_t, atOnce> hashes;
    for (std::size_t from = 0; from < texts.size(); from += atOnce) {
        const auto some = texts.subspan(from, std::min(atOnce, texts.size() - from));
        for (std::size_t i = 0; i < some.size(); ++i) {
            // Sixteen bytes are read at once, whatever a text's length: telling lengths apart costs more than the rest.
            const std::size_t size = some[i].size();
            if (size <= shortText && reinterpret_cast<std::uintptr_t>(some[i].data()) - begin < last) [[likely]] {
                std::array<std::uint64_t, 2> words;
                std::memcpy(words.data(), some[i].data(), sizeof words);
                const auto &own = ownBytes[size];
                keys[i] = {words[0] & own[0], words[1] & own[1], static_cast<std::uint32_t>(size)};
            } else {
                keys[i] = keyOf(some[i]);
            }
            hashes[i] = hashOf(keys[i]);
            __builtin_prefetch(&m_slots[slotOf(hashes[i])]);
        }
        // Mostly the first slot is the one; its key is fetched while the others are looked at.
        for (std::size_t i = 0; i < some.size(); ++i) {
            if (const std::uint32_t number = m_slots[slotOf(hashes[i])].number; number != 0)
                __builtin_prefetch(&m_keys[number - 1]);
        }
        for (std::size_t i = 0; i < some.size(); ++i)
            *numbers++ = use(keys[i], hashes[i], some[i]);
    }
}

void TextPool::use(const TextPool &other, std::uint32_t *numbers)
{
    constexpr std::size_t ahead = 16;
    if (m_slots.empty() || m_keys.size() < m_texts.size())
        index();
    std::array<std::uint64_t, ahead> hashes{}; // of the texts that come next, as a ring
    const std::size_t known = other.m_keys.size();
    for (std::size_t i = 0; i < known + ahead; ++i) {
        if (i >= ahead)
            *numbers++ = use(other.m_keys[i - ahead], hashes[i % ahead], other.at(i - ahead));
        if (i < known) {
            hashes[i % ahead] = hashOf(other.m_keys[i]);
            __builtin_prefetch(&m_slots[slotOf(hashes[i % ahead])]);
        }
    }
    for (std::size_t i = known; i < other.size(); ++i) // appended there and not looked for yet
        *numbers++ = use(other.at(i));
}

std::uint32_t TextPool::use(const Key &key, std::uint64_t hash, std::string_view text)
{
    if (m_keys.size() < m_texts.size())
        index();
    if (m_slots.size() < slotsPerText * (m_keys.size() + 1))
        grow();
    const auto tag = static_cast<std::uint32_t>(hash);
    for (std::size_t at = slotOf(hash);; at = (at + 1) & (m_slots.size() - 1)) {
        Slot &slot = m_slots[at];
        if (slot.tag == tag && slot.number != 0 && isText(slot.number - 1, key, text))
            return slot.number - 1;
        if (slot.number == 0) {
            m_texts.add(text);
            m_keys.push_back(key);
            slot = {tag, static_cast<std::uint32_t>(m_keys.size())};
            return slot.number - 1;
        }
    }
}

/// Makes room for more, and all that are here ready to be found. False where two are the same.
bool TextPool::grow()
{
    m_slots.assign(std::bit_ceil(std::max(std::size_t{16}, slotsPerText * (m_keys.size() + 1))), {});
    bool differ = true;
    for (std::uint32_t number = 0; number < m_keys.size(); ++number) {
        const std::uint64_t hash = hashOf(m_keys[number]);
        const auto tag = static_cast<std::uint32_t>(hash);
        std::size_t at = slotOf(hash);
        for (; m_slots[at].number != 0; at = (at + 1) & (m_slots.size() - 1))
            differ = differ
                && (m_slots[at].tag != tag || !isText(m_slots[at].number - 1, m_keys[number], m_texts.at(number)));
        m_slots[at] = {tag, number + 1};
    }
    return differ;
}

} // namespace toll
