// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/server/addressthrottle.h"
#include "core/server/problem.h"

#include <mutex>
#include <string>
#include <string_view>

/// Slows down who guesses at keys: wrong keys of an address are answered 429 once there are too many. Right ones are
/// not asked here and always pass, since behind a gateway all clients may have one address. From any thread.
class WrongKeys {
public:
    WrongKeys();

    /// Notes a wrong key of an address; the answer to it: 401 with that detail and challenge, or 429.
    [[nodiscard]] toll::http::Problem refusal(
        const toll::http::Address &address, toll::Instant now, std::string detail, std::string_view challenge);

private:
    std::mutex m_mutex;
    toll::http::AddressThrottle m_throttle; ///< under the mutex
};
