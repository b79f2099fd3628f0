// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/usage/segment.h"

namespace toll {

/// An event with the field names of the canonical usage CSV; absent fields are left out. `token` is its id.
[[nodiscard]] Json toJson(const StoredEvent &stored);

} // namespace toll
