// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/simulation/study.h"

namespace toll {

/// One document a currency: {"baseline","scenario","delta","currency","period","customers","refused"}, and a member for
/// each question that was asked: "left", "waterfall", "movers", "limits", "margin", "sweep", "tornado", "goal", "outlook",
/// "forecast".
[[nodiscard]] Json::Array toJson(const Study &study);

} // namespace toll
