// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rating/statement.h"

#include <string>

namespace toll {

/// A statement as a text that gives it back in every digit: canonical JSON. Rows of single usage are not kept.
[[nodiscard]] std::string freeze(const Statement &statement);
/// Damaged where the text is not what freeze() writes.
[[nodiscard]] Result<Statement> thaw(const std::string &document);

} // namespace toll
