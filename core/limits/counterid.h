// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>

namespace toll {

/// Who holds limits: a token or a customer, as 128 bits. A number of 64 bits is the low half.
struct CounterId {
    std::uint64_t high = 0;
    std::uint64_t low = 0;

    auto operator<=>(const CounterId &) const = default;
};

/// The bits of a UUID in its usual text form, upper or lower case. Other texts give nothing: whoever has ids of another
/// form must hash them to 128 bits well, since two ids that became one would share their limits.
[[nodiscard]] std::optional<CounterId> counterIdOf(std::string_view uuid);

/// All bits of an id over 64: one multiplication of 128 bits, folded (as in wyhash). Ids that come in order of time, as
/// UUIDs of version 7 do, are spread evenly. The low half is added, so that there is no high half that makes all ids
/// one.
[[nodiscard]] inline std::uint64_t mixed(const CounterId &id)
{
    __extension__ typedef unsigned __int128 Wide;
    const Wide product = static_cast<Wide>(id.high ^ 0x9e3779b97f4a7c15ULL) * (id.low ^ 0xd1b54a32d192ed03ULL);
    return (static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64)) + id.low;
}

} // namespace toll

template<>
struct std::hash<toll::CounterId> {
    std::size_t operator()(const toll::CounterId &id) const noexcept { return toll::mixed(id); }
};
