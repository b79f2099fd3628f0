// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/backup.h"

#include "core/storage/databasecopy.h"
#include "core/storage/migrator.h"
#include "core/storage/workspacelock.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <cstdio>

namespace toll {

using namespace Qt::StringLiterals;

namespace {

/// A file under a passing name, which goes unless it is given its own.
class PartFile {
public:
    explicit PartFile(const QString &target) : m_path(target + u".part"_s) { remove(); }
    ~PartFile() { remove(); }
    PartFile(const PartFile &) = delete;
    PartFile &operator=(const PartFile &) = delete;

    [[nodiscard]] const QString &path() const { return m_path; }

    [[nodiscard]] Result<void> becomes(const QString &target, IfThere ifThere)
    {
        if (ifThere == IfThere::Refuse && QFileInfo::exists(target))
            return fail(ErrorCode::AlreadyExists, "file", target.toStdString());
        if (std::rename(QFile::encodeName(m_path).constData(), QFile::encodeName(target).constData()) != 0)
            return fail(ErrorCode::Io, target.toStdString());
        return syncFolderOf(target);
    }

private:
    void remove()
    {
        for (const QString &end : {QString(), u"-wal"_s, u"-shm"_s, u"-journal"_s})
            QFile::remove(m_path + end);
    }

    QString m_path;
};

/// A sound copy at `part`, or an error.
Result<CheckReport> copyAndCheck(const QString &from, const QString &part, const JobControl &job)
{
    {
        const Result<std::unique_ptr<Connection>> source = Connection::openReader(from);
        if (!source)
            return std::unexpected(source.error());
        const Result<int> version = (*source)->schemaVersion();
        if (!version)
            return std::unexpected(version.error());
        if (*version > latestSchemaVersion())
            return fail(ErrorCode::TooNew, from.toStdString(), std::to_string(*version),
                std::to_string(latestSchemaVersion()));
        if (Result<void> copied = copyDatabase(**source, part); !copied)
            return std::unexpected(copied.error());
    }
    Result<CheckReport> report = checkWorkspace(part.toStdString(), job);
    if (!report)
        return report;
    if (Result<void> sound = soundness(from.toStdString(), *report); !sound)
        return std::unexpected(sound.error());
    return report;
}

/// "work.2026-06-01T120000Z.toll" beside "work.toll"; with a number where that is taken.
QString asideName(const QFileInfo &file, Instant now)
{
    QString stamp = toQString(toRfc3339({floorTo(now, msPerSecond)}));
    stamp.remove(u':');
    for (int number = 1;; ++number) {
        const QString count = number > 1 ? u'-' + QString::number(number) : QString();
        const QString suffix = file.suffix().isEmpty() ? QString() : u'.' + file.suffix();
        const QString name = file.completeBaseName() + u'.' + stamp + count + suffix;
        const QString path = file.dir().filePath(name);
        if (!QFileInfo::exists(path) && !QFileInfo::exists(path + u"-wal"_s))
            return path;
    }
}

/// The write-ahead log first: were it left beside another database, SQLite would take it for that one's.
Result<void> moveAside(const QString &from, const QString &to)
{
    for (const QString &end : {u"-wal"_s, u"-shm"_s, QString()}) {
        if (QFileInfo::exists(from + end) && !QFile::rename(from + end, to + end))
            return fail(ErrorCode::Io, (from + end).toStdString());
    }
    return syncFolderOf(to);
}

} // namespace

Result<BackupReport> backUpWorkspace(
    const std::string &workspace, const std::string &target, IfThere ifThere, const JobControl &job)
{
    const QString from = toQString(workspace);
    const QString to = toQString(target);
    if (QFileInfo::exists(to)) {
        const bool isItself = QFileInfo(to).canonicalFilePath() == QFileInfo(from).canonicalFilePath();
        if (ifThere == IfThere::Refuse || isItself)
            return fail(ErrorCode::AlreadyExists, "file", target);
    }
    PartFile part(to);
    Result<CheckReport> report = copyAndCheck(from, part.path(), job);
    if (!report)
        return std::unexpected(report.error());
    const std::int64_t bytes = QFileInfo(part.path()).size();
    if (Result<void> named = part.becomes(to, ifThere); !named)
        return std::unexpected(named.error());
    return BackupReport{target, bytes, std::move(*report)};
}

Result<RestoreReport> restoreWorkspace(
    const std::string &workspace, const std::string &backup, Instant now, const JobControl &job)
{
    const QFileInfo given(toQString(workspace));
    const QFileInfo file(given.exists() ? given.canonicalFilePath() : given.absoluteFilePath());
    const QString source = toQString(backup);
    if (QFileInfo::exists(source) && QFileInfo(source).canonicalFilePath() == file.filePath())
        return fail(ErrorCode::Conflict, "file", backup);
    const Result<WorkspaceLock> lock = WorkspaceLock::acquire(file.filePath());
    if (!lock)
        return std::unexpected(lock.error());
    PartFile part(file.filePath());
    Result<CheckReport> report = copyAndCheck(source, part.path(), job);
    if (!report)
        return std::unexpected(report.error());
    QString aside;
    if (file.exists()) {
        aside = asideName(file, now);
        if (Result<void> moved = moveAside(file.filePath(), aside); !moved)
            return std::unexpected(moved.error());
    }
    if (Result<void> named = part.becomes(file.filePath(), IfThere::Refuse); !named) {
        if (!aside.isEmpty() && !QFileInfo::exists(file.filePath()))
            [[maybe_unused]] const Result<void> back = moveAside(aside, file.filePath());
        return std::unexpected(named.error());
    }
    return RestoreReport{file.filePath().toStdString(), aside.toStdString(), std::move(*report)};
}

} // namespace toll
