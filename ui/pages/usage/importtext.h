// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/importfiles.h"
#include "core/services/layoutwords.h"

#include <QString>

namespace toll {

/// What a file was taken for: "CSV with commas and a header · 4 columns · gzip · 1.2 MB · …".
[[nodiscard]] QString recognisedText(const ImportPreview &preview);
/// What a field of the canonical usage CSV is, in words.
[[nodiscard]] QString fieldLabel(const std::string &field);
/// "Imported 19,366 · 0 known already · 3 rejected".
[[nodiscard]] QString reportText(const ImportReport &report, bool isDryRun);
/// The same of several files: their total, then each by its name; of one file just its own.
[[nodiscard]] QString outcomesText(const std::vector<FileOutcome> &outcomes, bool isDryRun);
/// "a.csv", or "a.csv and 2 more".
[[nodiscard]] QString filesText(const QStringList &paths);
/// What a failed import leaves behind.
[[nodiscard]] QString failureText(const Error &error, bool isDryRun);

} // namespace toll
