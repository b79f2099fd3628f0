// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"

#include <string>
#include <vector>

namespace toll {

/// True if an object with these members is meant as a CloudEvent, of whatever version.
[[nodiscard]] bool isCloudEvent(const std::vector<std::string> &columns);

/// What CloudEvents 1.0 asks of an event beyond its time and data: id, source and type, not empty, and the version.
/// Without line numbers.
[[nodiscard]] std::vector<Error> envelopeFaultsOf(const Json &event);

} // namespace toll
