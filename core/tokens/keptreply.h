// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"

#include <string>

namespace toll {

/// How a request to manage something was answered, for when it comes again.
struct KeptReply {
    std::string fingerprint; ///< SHA-256 of what was asked, hex
    int status = 200; ///< 2xx
    std::string location;
    std::string etag;
    std::string body; ///< JSON without any secret, or empty
    Instant createdAt;

    bool operator==(const KeptReply &) const = default;
};

} // namespace toll
