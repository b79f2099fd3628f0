// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/connection.h"

#include <QString>

namespace toll {

/// Writes all that is committed as a new file at `target`, readable by its owner only, and brings it to the disk; what
/// lies in the write-ahead log is in it. Not inside a transaction. A file that exists already is an AlreadyExists
/// error; after a failure there is none.
[[nodiscard]] Result<void> copyDatabase(Connection &from, const QString &target);

/// Brings the names in a file's folder to the disk: after a rename.
[[nodiscard]] Result<void> syncFolderOf(const QString &path);

} // namespace toll
