// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"

namespace toll {

/// The tokens of --token and --customer; none: all.
[[nodiscard]] Result<std::vector<TokenId>> tokensOf(
    Services &services, const std::vector<std::string> &names, const std::string &customer);

} // namespace toll
