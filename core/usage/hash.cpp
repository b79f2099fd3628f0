// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/segment.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace toll {

namespace {

/// Every field goes in behind its length and a letter says which kind of identity it is, so that no two different
/// inputs give the hash the same bytes.
class IdentityHash {
public:
    explicit IdentityHash(char kind)
    {
        XXH3_128bits_reset(&m_state);
        XXH3_128bits_update(&m_state, &kind, 1);
    }
    void add(std::int64_t number)
    {
        unsigned char bytes[8];
        for (std::size_t i = 0; i < sizeof bytes; ++i)
            bytes[i] = static_cast<unsigned char>(static_cast<std::uint64_t>(number) >> (8 * i));
        XXH3_128bits_update(&m_state, bytes, sizeof bytes);
    }
    void add(std::string_view text)
    {
        add(static_cast<std::int64_t>(text.size()));
        XXH3_128bits_update(&m_state, text.data(), text.size());
    }
    [[nodiscard]] EventHash value() const
    {
        const XXH128_hash_t hash = XXH3_128bits_digest(&m_state);
        return {hash.high64, hash.low64};
    }

private:
    XXH3_state_t m_state;
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
