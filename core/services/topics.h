// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFlags>

namespace toll {

/// What a commit changed; views that show it ask again.
enum class Topic {
    Customers = 1 << 0,
    Tokens = 1 << 1,
    Plans = 1 << 2,
    Usage = 1 << 3,
    Settings = 1 << 4,
    Scenarios = 1 << 5,
    AdminKeys = 1 << 6, ///< of the service
};
Q_DECLARE_FLAGS(Topics, Topic)
Q_DECLARE_OPERATORS_FOR_FLAGS(Topics)

} // namespace toll
