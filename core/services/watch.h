// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/importfiles.h"

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace toll {

/// What one run of a watch has seen, so that nothing is read or told twice.
struct FolderState {
    using Version = std::pair<std::int64_t, std::int64_t>; ///< size, and when it was last changed
    std::map<std::string, Version> done; ///< by name: imported, known before, or failed
};

/// A folder that is watched as long as the workspace is open, and what is done with its files.
struct WatchedFolder {
    std::string folder;
    ImportOptions options; ///< the layout is each file's own, and is not kept
    int settle = 5; ///< s: a file is complete when it has not changed for so long
    bool isPaused = false;
};

/// A folder whose files are imported once each.
class WatchService {
public:
    explicit WatchService(ServiceContext &context) : m_context(context) { }

    /// Imports the files of the folder that are complete and were not imported before, in order of name, and says how
    /// each went. Complete is what was not changed for `settle`; hidden files and those of half-done downloads (.part,
    /// .tmp, .crdownload, .filepart, ~) are left alone, subfolders too. Nothing is moved or changed. A file is known by
    /// its name, size and SHA-256, over all runs; one that could not be read to its end is tried again when it has
    /// changed, or by the next run. FileNotFound where there is no folder.
    [[nodiscard]] Result<std::vector<FileOutcome>> look(const std::string &folder, std::chrono::seconds settle,
        FolderState &state, const ImportOptions &options, const LayoutOfFile &layoutOf, const JobControl &job,
        const FileFaultSink &sink = {});

    /// What to watch when the workspace is opened again; nothing where nothing is watched. Damaged where what is kept
    /// cannot be read.
    [[nodiscard]] Result<std::optional<WatchedFolder>> remembered() const;
    [[nodiscard]] Result<void> remember(const std::optional<WatchedFolder> &watched);

private:
    ServiceContext &m_context;
};

} // namespace toll
