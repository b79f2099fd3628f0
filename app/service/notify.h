// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

/// Tells the service manager (systemd, Type=notify) how things stand: "READY=1", "STOPPING=1", "RELOADING=1". Where
/// none asked for it nothing is said; gives whether it was.
bool notifyServiceManager(std::string_view state);
