// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/reports/document.h"

#include <string>

namespace toll {

/// Writes a document to a PDF file: whole, or not at all; a file that was there is kept where that fails. It is printed
/// by the program tollkeeper-print beside this one (or the one that TOLLKEEPER_PRINT names), so that neither needs a
/// display nor has to wait for graphics that it does not use. May run on any thread. FileNotFound or Internal, with
/// "tollkeeper-print", where that program is missing or fails; Io, with the path, where the file cannot be written.
[[nodiscard]] Result<void> writePdf(const Document &document, const std::string &path);

} // namespace toll
