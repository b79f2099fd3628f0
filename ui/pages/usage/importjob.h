// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/importfiles.h"
#include "ui/pages/page.h"

#include <functional>

namespace toll {

/// Imports files as one of the window's jobs, which shows progress, can be cancelled and keeps its result. The first is
/// read by the options' layout, and so are those of the same columns; the others as they are found to be, with what was
/// chosen. `done` hears the outcomes unless `listener` has died; the import goes on without it. Returns the job's id.
int startImport(PageContext &shared, const QStringList &paths, const ImportOptions &options,
    const ReadingChoices &choices, QObject *listener, std::function<void(const std::vector<FileOutcome> &)> done);

} // namespace toll
