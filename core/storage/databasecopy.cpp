// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/databasecopy.h"

#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

namespace toll {

using namespace Qt::StringLiterals;

namespace {

Result<void> sync(const QString &path, int flags)
{
    const int file = ::open(QFile::encodeName(path).constData(), flags | O_CLOEXEC);
    if (file < 0)
        return fail(ErrorCode::Io, path.toStdString(), std::strerror(errno));
    const bool isSynced = ::fsync(file) == 0;
    const int reason = errno;
    ::close(file);
    if (!isSynced)
        return fail(ErrorCode::Io, path.toStdString(), std::strerror(reason));
    return {};
}

Result<void> write(Connection &from, const QString &target)
{
    // A reader may write nothing at all, as SQLite sees it not even a file of its own.
    const QString guard = u"PRAGMA query_only = %1"_s;
    if (!from.isWriter()) {
        if (auto lifted = from.run(guard.arg(0)); !lifted)
            return lifted;
    }
    const auto written = from.run(u"VACUUM INTO ?"_s, target);
    if (!from.isWriter()) {
        if (auto set = from.run(guard.arg(1)); !set)
            return set;
    }
    return written ? sync(target, O_RDONLY) : written;
}

} // namespace

Result<void> copyDatabase(Connection &from, const QString &target)
{
    Q_ASSERT(!from.isInTransaction());
    QFile file(target);
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly, QFile::ReadOwner | QFile::WriteOwner)) {
        const bool isThere = QFileInfo::exists(target);
        return fail(isThere ? ErrorCode::AlreadyExists : ErrorCode::Io, isThere ? "file" : target.toStdString(),
            isThere ? target.toStdString() : file.errorString().toStdString());
    }
    file.close();
    auto written = write(from, target);
    if (!written)
        QFile::remove(target);
    return written;
}

Result<void> syncFolderOf(const QString &path)
{
    return sync(QFileInfo(path).absolutePath(), O_RDONLY | O_DIRECTORY);
}

} // namespace toll
