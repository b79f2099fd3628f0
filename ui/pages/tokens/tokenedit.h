// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/tokens.h"

#include <QString>

namespace toll {

// What can be changed of a token by typing, named like the columns that show it: "name", "tags", "note".

/// "live, test".
[[nodiscard]] QString tagsText(const Token &token);
/// The text that editing begins with.
[[nodiscard]] QString editableText(const Token &token, const QString &field);
/// The change that typing this asks for. Tags are parted by commas.
[[nodiscard]] TokenEdit editOf(const QString &field, const QString &text);
/// The step's name, which completes "Undo …".
[[nodiscard]] QString editStepText(const Token &token, const QString &field);

} // namespace toll
