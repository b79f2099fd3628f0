// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/limits/counterid.h"
#include "core/services/gate.h"

#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace toll {

/// What the journal keeps of a request.
struct GateRecord {
    enum class Kind : std::uint8_t { Admitted = 1, Completed = 2 };

    Kind kind = Kind::Admitted;
    CounterId token; ///< tokenKeyOf()
    std::optional<Instant> time; ///< absent: that of the admission
    std::optional<Instant> reservedUntil;
    std::optional<std::int64_t> requests; ///< absent: as admitted
    std::optional<std::int64_t> responseMs;
    UnitAmounts units{};
    std::int16_t status = noStatus;
    std::string_view id; ///< of the bytes it was read from
    std::string_view model;
    std::string_view endpoint;
};

/// A token in the journal and in memory: 128 bits of its id's hash.
[[nodiscard]] CounterId tokenKeyOf(const TokenId &token);
/// The same of a request's id.
[[nodiscard]] CounterId requestKeyOf(std::string_view id);

inline constexpr std::size_t mostRecordBytes = 128 + mostRequestId + 2 * maxEventText;
/// Writes a record whose texts are not too long; gives its bytes.
[[nodiscard]] std::span<const std::byte> encode(const GateRecord &record, std::span<std::byte, mostRecordBytes> to);
[[nodiscard]] Result<GateRecord> decodeRecord(std::span<const std::byte> bytes); ///< Damaged

} // namespace toll
