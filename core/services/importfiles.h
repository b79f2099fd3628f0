// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/imports.h"

#include <functional>
#include <string>
#include <vector>

namespace toll {

/// How one of several files went: its report, or why nothing of it was read.
struct FileOutcome {
    std::string path;
    Layout layout; ///< as it was read
    Result<ImportReport> report;
};

using LayoutOfFile = std::function<Result<Layout>(const std::string &path)>;
using FileFaultSink = std::function<void(const std::string &path, const Error &)>;

/// Imports each file on its own: a fault in one undoes nothing of the others. Progress is that of all bytes; a
/// cancelled run leaves out the files that follow.
[[nodiscard]] std::vector<FileOutcome> importFiles(ImportService &imports, const std::vector<std::string> &paths,
    const ImportOptions &options, const LayoutOfFile &layoutOf, const JobControl &job, const FileFaultSink &sink = {});

/// The reports of all files as one; `broken` is the first reason why a file could not be read, `cancelled` if any was.
[[nodiscard]] ImportReport totalOf(const std::vector<FileOutcome> &outcomes);

} // namespace toll
