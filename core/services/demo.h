// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"
#include "core/services/job.h"

#include <cstdint>
#include <string>

namespace toll {

/// Makes the demo workspace: several customers, 48 tokens with lifetimes that renew, 90 days of requests up to
/// `now`, and three incidents (a spike, a token far over its cap, some that are about to expire). The same seed and
/// `now` give the same workspace. An existing file is an AlreadyExists error.
[[nodiscard]] Result<void> createDemoWorkspace(
    const std::string &path, Instant now, std::uint64_t seed, const JobControl &job);

} // namespace toll
