// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"

#include <array>
#include <compare>
#include <cstddef>
#include <functional>
#include <span>
#include <string>

namespace toll {

/// Fills the bytes with randomness. Passed in, so that tests and the seeded demo are repeatable;
/// secrets use the operating system's generator (core/services/entropy.h).
using Entropy = std::function<void(std::span<std::byte>)>;

/// UUIDv7 (RFC 9562) in its usual 36-character lower-case text form: sorts by time of making.
[[nodiscard]] std::string newUuid(Instant now, const Entropy &entropy);

/// An id that cannot be mixed up with the id of another kind of thing.
template<typename Tag>
struct Id {
    std::string text;

    auto operator<=>(const Id &) const = default;
    [[nodiscard]] bool isEmpty() const { return text.empty(); }
    [[nodiscard]] static Id make(Instant now, const Entropy &entropy) { return {newUuid(now, entropy)}; }
};

using CustomerId = Id<struct CustomerTag>;
using TokenId = Id<struct TokenTag>;
using PlanId = Id<struct PlanTag>;
using BatchId = Id<struct BatchTag>;
using ClosingId = Id<struct ClosingTag>;

} // namespace toll

template<typename Tag>
struct std::hash<toll::Id<Tag>> {
    std::size_t operator()(const toll::Id<Tag> &id) const noexcept { return std::hash<std::string>{}(id.text); }
};
