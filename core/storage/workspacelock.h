// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QString>

#include <memory>

class QLockFile;

namespace toll {

/// The right of this process to write a workspace: PATH.lock beside the file. Debian's SQLite can damage a WAL
/// database that two processes write and checkpoint, so only one may.
class WorkspaceLock {
public:
    /// Does not wait. Locked: `where` is the workspace, `found` the holder as "name pid".
    [[nodiscard]] static Result<WorkspaceLock> acquire(const QString &workspace);

    WorkspaceLock(WorkspaceLock &&) noexcept;
    WorkspaceLock &operator=(WorkspaceLock &&) noexcept;
    ~WorkspaceLock();

private:
    explicit WorkspaceLock(std::unique_ptr<QLockFile> file);
    std::unique_ptr<QLockFile> m_file;
};

} // namespace toll
