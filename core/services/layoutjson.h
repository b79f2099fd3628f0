// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/usage/layout.h"

namespace toll {

/// How a layout is kept in the workspace, and back; whatever did not come from toJson() is a Damaged error.
[[nodiscard]] Json toJson(const Layout &layout);
[[nodiscard]] Result<Layout> layoutFromJson(const Json &json);

} // namespace toll
