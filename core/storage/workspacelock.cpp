// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/workspacelock.h"

#include <QFileInfo>
#include <QLockFile>

namespace toll {

WorkspaceLock::WorkspaceLock(std::unique_ptr<QLockFile> file) : m_file(std::move(file)) { }

WorkspaceLock::WorkspaceLock(WorkspaceLock &&) noexcept = default;
WorkspaceLock &WorkspaceLock::operator=(WorkspaceLock &&) noexcept = default;
WorkspaceLock::~WorkspaceLock() = default;

Result<WorkspaceLock> WorkspaceLock::acquire(const QString &workspace)
{
    // Two names of one file must meet at the same lock.
    const QFileInfo file(workspace);
    const QString target = file.exists() ? file.canonicalFilePath() : file.absoluteFilePath();
    auto lock = std::make_unique<QLockFile>(target + QLatin1StringView(".lock"));
    lock->setStaleLockTime(0); // a long-lived lock is not stale; a dead holder's is, whatever its age
    if (lock->tryLock(0))
        return WorkspaceLock(std::move(lock));

    if (lock->error() != QLockFile::LockFailedError)
        return fail(ErrorCode::Io, workspace.toStdString());
    qint64 pid = 0;
    QString host;
    QString application;
    lock->getLockInfo(&pid, &host, &application);
    const QString holder = application + QLatin1Char(' ') + QString::number(pid);
    return fail(ErrorCode::Locked, workspace.toStdString(), holder.toStdString());
}

} // namespace toll
