// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tokens/adminkey.h"

#include <string>
#include <vector>

/// The management keys of a file: a line for each, its secret or "sha256:" and 64 hex digits, and behind it the scopes;
/// without any it may do everything. Empty lines and those that begin with # say nothing. Errors name the line and
/// never what stands there: Syntax, OutOfRange for a secret that is too weak, AlreadyExists. OutOfRange (`where` the file, `found` its mode)
/// where others than its owner and group may read it, or others than its owner write it; Io.
[[nodiscard]] toll::Result<std::vector<toll::AdminKey>> readKeyFile(const std::string &path);
