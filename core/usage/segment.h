// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/usage/event.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace toll {

/// 128-bit identity of an event: of (source, id), or of (source, token, raw row, ordinal) where there is no id.
struct EventHash {
    std::uint64_t high = 0;
    std::uint64_t low = 0;
    auto operator<=>(const EventHash &) const = default;
};

[[nodiscard]] EventHash hashOfId(std::string_view source, std::string_view id);
/// The same for many ids of one source.
class IdHasher {
public:
    /// An empty id gives zeros: it is no identity.
    void hash(std::string_view source, std::span<const std::string_view> ids, EventHash *to);

private:
    static constexpr std::size_t mostBytes = 128;
    static constexpr std::size_t atOnce = 16;
    /// What is hashed of an id. They are all put together first: reading back what was only just written is slow.
    struct Text {
        std::array<unsigned char, mostBytes> bytes;
        std::size_t size = 0; ///< 0: too long
    };

    void prepare(std::string_view source);
    void put(Text &text, std::string_view id) const;

    std::string m_source;
    std::size_t m_before = 0; ///< bytes before an id's length; 0: not prepared, or too many
    std::array<Text, atOnce> m_texts{};
};

/// `ordinal`: how many identical rows of the same file came before this one.
[[nodiscard]] EventHash hashOfRow(
    std::string_view source, const TokenId &token, std::string_view rawRow, std::int64_t ordinal);

/// An event as it is kept: its token resolved, its identity beside it.
struct StoredEvent {
    TokenId token;
    EventHash hash;
    UsageEvent event; ///< `token` and `customer` texts are not kept

    bool operator==(const StoredEvent &) const = default;
};

/// One immutable batch of events as columns: a blob per column, so that a scan reads only what it asks for.
struct Segment {
    std::int64_t events = 0;
    Interval span; ///< first time, and one ms past the last
    std::vector<std::pair<std::string, std::vector<std::byte>>> columns; ///< by name, in a fixed order
};

/// Events are sorted by (time, id) on the way in; ties keep their order.
[[nodiscard]] Segment encodeSegment(const std::vector<StoredEvent> &events);
/// The inverse; damaged columns are a Damaged error naming the column.
[[nodiscard]] Result<std::vector<StoredEvent>> decodeSegment(const Segment &segment);
/// The identities only, in the order of the segment, of which the columns "hash", "id" and "source" must be here.
[[nodiscard]] Result<std::vector<EventHash>> decodeHashes(const Segment &segment);

} // namespace toll

template<>
struct std::hash<toll::EventHash> {
    std::size_t operator()(const toll::EventHash &h) const noexcept { return static_cast<std::size_t>(h.low); }
};
