// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/watch.h"

#include "core/services/stores.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QDir>
#include <QFile>

#include <algorithm>

namespace toll {

using namespace Qt::StringLiterals;

namespace {

bool isUnfinished(const QString &name)
{
    const QStringList ends{u".part"_s, u".tmp"_s, u".crdownload"_s, u".filepart"_s, u"~"_s};
    return std::ranges::any_of(ends, [&name](const QString &end) { return name.endsWith(end, Qt::CaseInsensitive); });
}

FolderState::Version versionOf(const QFileInfo &file)
{
    return {file.size(), file.lastModified().toMSecsSinceEpoch()};
}

QFileInfoList completeFiles(const QDir &folder, std::chrono::seconds settle)
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    QFileInfoList files = folder.entryInfoList(QDir::Files | QDir::Readable, QDir::Name);
    files.removeIf([&](const QFileInfo &file) {
        const auto age = std::chrono::milliseconds(std::abs(file.lastModified().msecsTo(now))); // clocks may differ
        return isUnfinished(file.fileName()) || age < settle;
    });
    return files;
}

Result<WatchedFile> identityOf(const QFileInfo &info)
{
    QFile file(info.filePath());
    QCryptographicHash hash(QCryptographicHash::Sha256);
    if (!file.open(QIODevice::ReadOnly) || !hash.addData(&file))
        return fail(ErrorCode::Io, info.filePath().toStdString(), file.errorString().toStdString());
    return WatchedFile{info.fileName().toStdString(), file.size(), hash.result()};
}

bool isWhole(const Result<ImportReport> &report)
{
    return report && !report->broken && !report->cancelled;
}

} // namespace

Result<std::vector<FileOutcome>> WatchService::look(const std::string &path, std::chrono::seconds settle,
    FolderState &state, const ImportOptions &options, const LayoutOfFile &layoutOf, const JobControl &job,
    const FileFaultSink &sink)
{
    const QDir folder(QString::fromStdString(path));
    if (!folder.exists())
        return fail(ErrorCode::FileNotFound, {}, path);
    ImportService imports(m_context);
    std::vector<FileOutcome> outcomes;
    for (const QFileInfo &file : completeFiles(folder, settle)) {
        const std::string name = file.fileName().toStdString();
        const FolderState::Version version = versionOf(file);
        if (const auto seen = state.done.find(name); seen != state.done.end() && seen->second == version)
            continue;
        const Result<WatchedFile> identity = identityOf(file);
        if (!identity)
            return std::unexpected(identity.error());
        const Result<bool> isKnown = m_context.stores->watched.isKnown(*identity);
        if (!isKnown)
            return std::unexpected(isKnown.error());
        if (!*isKnown) {
            auto outcome = importFiles(imports, {file.filePath().toStdString()}, options, layoutOf, job, sink);
            if (outcome.empty())
                break; // cancelled
            const Result<ImportReport> &report = outcome.front().report;
            const bool isSame = versionOf(QFileInfo(file.filePath())) == version;
            if (isWhole(report) && isSame && !options.dryRun)
                if (const Result<void> kept = m_context.stores->watched.remember(
                        *identity, m_context.clock(), report->added, report->rejected);
                    !kept)
                    return std::unexpected(kept.error());
            outcomes.push_back(std::move(outcome.front()));
            if (job.isCancelled())
                break;
        }
        state.done[name] = version;
    }
    return outcomes;
}

} // namespace toll
