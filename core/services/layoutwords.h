// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/usage/layout.h"

#include <QString>

namespace toll {

/// How a file is read, in words.
[[nodiscard]] QString label(TimeFormat format);
[[nodiscard]] QString label(Encoding encoding);
/// A delimiter, quote or other mark: "comma", "tab", "none", else the character itself.
[[nodiscard]] QString markLabel(char mark);
/// "CSV with semicolons and a header · GB18030 · 4 columns · decimals as 1.234,5 · times as day.month.year".
[[nodiscard]] QStringList readingFacts(const Layout &layout);

} // namespace toll
