// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/segment.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <cstring>

namespace toll {

namespace {

/// Every field goes in behind its length and a letter says which kind of identity it is, so that no two different
/// inputs give the hash the same bytes. Mostly they are short, and hashed at once.
class IdentityHash {
public:
    explicit IdentityHash(char kind) { put(&kind, 1); }
    void add(std::int64_t number)
    {
        unsigned char bytes[8];
        for (std::size_t i = 0; i < sizeof bytes; ++i)
            bytes[i] = static_cast<unsigned char>(static_cast<std::uint64_t>(number) >> (8 * i));
        put(bytes, sizeof bytes);
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
    IdentityHash hash('i');
    hash.add(source);
    hash.add(id);
    return hash.value();
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
