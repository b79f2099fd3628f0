// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/page.h"

#include <functional>

namespace toll {

/// Imports a file as one of the window's jobs, which shows progress, can be cancelled and keeps its result. `done`
/// hears the outcome unless `listener` has died; the import goes on without it. Returns the job's id.
int startImport(PageContext &shared, const QString &path, const ImportOptions &options, QObject *listener,
    std::function<void(const Result<ImportReport> &)> done);

} // namespace toll
