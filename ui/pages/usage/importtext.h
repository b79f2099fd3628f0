// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/imports.h"

#include <QString>

namespace toll {

/// What a file was taken for: "CSV with commas and a header · 4 columns · gzip · 1.2 MB · …".
[[nodiscard]] QString recognisedText(const ImportPreview &preview);
/// What a field of the canonical usage CSV is, in words.
[[nodiscard]] QString fieldLabel(const std::string &field);
[[nodiscard]] QString label(TimeFormat format);
/// "Imported 19,366 · 0 known already · 3 rejected".
[[nodiscard]] QString reportText(const ImportReport &report, bool isDryRun);
/// What a failed import leaves behind.
[[nodiscard]] QString failureText(const Error &error, bool isDryRun);

} // namespace toll
