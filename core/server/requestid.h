// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace toll::http {

/// Whether a client's X-Request-Id may be taken over: 1 to 128 letters, digits, and the marks - _ . : = + / @.
[[nodiscard]] bool isSaneRequestId(std::string_view id);

/// Makes ids that no other one of this or any other process makes: 20 hexadecimal digits that are random, a dash and 12
/// that count up. One a thread.
class RequestIds {
public:
    static constexpr std::size_t size = 33;
    using Text = std::array<char, size>;

    explicit RequestIds(std::array<std::uint8_t, 10> random);
    /// Writes the next one.
    void next(Text &text);

private:
    Text m_last{};
    std::uint64_t m_count = 0;
};

} // namespace toll::http
