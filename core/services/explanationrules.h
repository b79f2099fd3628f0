// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rating/statement.h"

#include <QStringList>

namespace toll {

/// Which rule took the usage of a line: the version in force and the patterns that fitted.
[[nodiscard]] QStringList matchSentences(const StatementLine &line, const Zone &zone);
/// Which rules nearly did: charges that failed at one pattern or came second in their group, and modifiers that nothing
/// fell under.
[[nodiscard]] QStringList nearSentences(const StatementLine &line);
/// Units that were not billed because of their status or because they lie outside every term, each with its reason.
[[nodiscard]] QStringList notBilledSentences(const StatementLine &line);

} // namespace toll
