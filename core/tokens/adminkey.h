// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id.h"
#include "core/base/instant.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace toll {

/// What a management key of the service may do.
enum class Scope : std::uint8_t {
    TokensRead, ///< customers, tokens, plans and what changed of them
    TokensWrite, ///< likewise
    UsageRead,
    UsageWrite,
    Admin, ///< everything, management keys included
};
inline constexpr std::size_t scopeCount = 5;

/// A set of scopes; Admin contains all others.
class Scopes {
public:
    Scopes() = default;
    Scopes(Scope scope) : m_bits(bitOf(scope)) { }

    [[nodiscard]] bool has(Scope scope) const { return (m_bits & (bitOf(scope) | bitOf(Scope::Admin))) != 0; }
    [[nodiscard]] bool isEmpty() const { return m_bits == 0; }
    Scopes &operator|=(Scopes others)
    {
        m_bits |= others.m_bits;
        return *this;
    }
    [[nodiscard]] std::vector<std::string> names() const; ///< in the order of Scope
    bool operator==(const Scopes &) const = default;

private:
    static std::uint8_t bitOf(Scope scope) { return static_cast<std::uint8_t>(1U << static_cast<unsigned>(scope)); }

    std::uint8_t m_bits = 0;
};

[[nodiscard]] std::string_view name(Scope scope); ///< "tokens:read", …, "admin"
[[nodiscard]] Result<Scope> parseScope(std::string_view text); ///< Syntax; `expected` lists them
/// Names with blanks between them; at least one.
[[nodiscard]] Result<Scopes> parseScopes(std::string_view text);
[[nodiscard]] std::string toString(const Scopes &scopes); ///< what parseScopes reads

inline constexpr std::string_view adminKeyPrefix = "tka_";

/// A key that opens the service's management side. The secret itself is never here.
struct AdminKey {
    std::string id;
    std::string name; ///< whose it is, or what for; not unique
    std::string hash; ///< SHA-256 of the whole secret, 64 lower-case hex digits
    std::string lastFour;
    Scopes scopes;
    Instant createdAt;
    std::optional<Instant> revokedAt; ///< final

    bool operator==(const AdminKey &) const = default;
};

} // namespace toll
