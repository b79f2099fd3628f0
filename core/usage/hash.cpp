// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/segment.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <cstring>

namespace toll {

namespace {

using NumberBytes = std::array<unsigned char, 8>;

/// Lowest first.
NumberBytes bytesOf(std::int64_t number)
{
    NumberBytes bytes{};
    for (std::size_t i = 0; i < bytes.size(); ++i)
        bytes[i] = static_cast<unsigned char>(static_cast<std::uint64_t>(number) >> (8 * i));
    return bytes;
}

constexpr char kindOfIds = 'i';

/// Every field goes in behind its length and a letter says which kind of identity it is, so that no two different
/// inputs give the hash the same bytes. Mostly they are short, and hashed at once.
class IdentityHash {
public:
    explicit IdentityHash(char kind) { put(&kind, 1); }
    void add(std::int64_t number)
    {
        const NumberBytes bytes = bytesOf(number);
        put(bytes.data(), bytes.size());
    }
    void add(std::string_view text)
    {
        add(static_cast<std::int64_t>(text.size()));
        put(text.data(), text.size());
    }
    [[nodiscard]] EventHash value()
    {
        const XXH128_hash_t hash = m_isLong ? XXH3_128bits_digest(&m_state) : XXH3_128bits(m_bytes, m_size);
        return {hash.high64, hash.low64};
    }

private:
    void put(const void *bytes, std::size_t size)
    {
        if (size == 0) // an empty text may be at no address, which may not be copied from
            return;
        if (!m_isLong && m_size + size <= sizeof m_bytes) {
            std::memcpy(m_bytes + m_size, bytes, size);
            m_size += size;
            return;
        }
        if (!m_isLong) {
            XXH3_128bits_reset(&m_state);
            XXH3_128bits_update(&m_state, m_bytes, m_size);
            m_isLong = true;
        }
        XXH3_128bits_update(&m_state, bytes, size);
    }

    unsigned char m_bytes[240];
    std::size_t m_size = 0;
    bool m_isLong = false;
    XXH3_state_t m_state; // set up where it is needed only: it is large
};

} // namespace

EventHash hashOfId(std::string_view source, std::string_view id)
{
    IdentityHash hash(kindOfIds);
    hash.add(source);
    hash.add(id);
    return hash.value();
}

void IdHasher::prepare(std::string_view source)
{
    m_source = source;
    m_before = 1 + sizeof(NumberBytes) + source.size();
    if (m_before > mostBytes / 2) {
        m_before = 0;
        return;
    }
    const NumberBytes size = bytesOf(static_cast<std::int64_t>(source.size()));
    for (Text &text : m_texts) {
        text.bytes[0] = static_cast<unsigned char>(kindOfIds);
        std::ranges::copy(size, text.bytes.data() + 1);
        std::ranges::copy(source, text.bytes.data() + 1 + size.size());
    }
}

void IdHasher::put(Text &text, std::string_view id) const
{
    text.size = m_before == 0 ? 0 : m_before + sizeof(NumberBytes) + id.size();
    if (text.size > mostBytes || id.empty())
        text.size = 0;
    if (text.size == 0)
        return;
    const NumberBytes size = bytesOf(static_cast<std::int64_t>(id.size()));
    std::memcpy(text.bytes.data() + m_before, size.data(), size.size());
    std::memcpy(text.bytes.data() + m_before + size.size(), id.data(), id.size());
}

void IdHasher::hash(std::string_view source, std::span<const std::string_view> ids, EventHash *to)
{
    if (m_before == 0 || source != m_source)
        prepare(source);
    for (std::size_t begin = 0; begin < ids.size(); begin += atOnce) {
        const auto some = ids.subspan(begin, std::min(atOnce, ids.size() - begin));
        for (std::size_t i = 0; i < some.size(); ++i)
            put(m_texts[i], some[i]);
        for (std::size_t i = 0; i < some.size(); ++i, ++to) {
            const Text &text = m_texts[i];
            if (text.size > 0) {
                const XXH128_hash_t hash = XXH3_128bits(text.bytes.data(), text.size);
                *to = {hash.high64, hash.low64};
            } else {
                *to = some[i].empty() ? EventHash() : hashOfId(source, some[i]);
            }
        }
    }
}

EventHash hashOfRow(std::string_view source, const TokenId &token, std::string_view rawRow, std::int64_t ordinal)
{
    IdentityHash hash('r');
    hash.add(source);
    hash.add(std::string_view(token.text));
    hash.add(rawRow);
    hash.add(ordinal);
    return hash.value();
}

} // namespace toll
