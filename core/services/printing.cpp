// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/printing.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QProcess>
#include <QSaveFile>

namespace toll {

namespace {

constexpr const char *printer = "tollkeeper-print";
constexpr int patienceMs = 10 * 60 * 1000;

QString programPath()
{
    const QString wanted = qEnvironmentVariable("TOLLKEEPER_PRINT");
    return wanted.isEmpty() ? QCoreApplication::applicationDirPath() + u'/' + QString::fromLatin1(printer) : wanted;
}

Result<QByteArray> printed(const Document &document)
{
    const QString program = programPath();
    if (!QFileInfo(program).isFile())
        return fail(ErrorCode::FileNotFound, printer, program.toStdString());
    QProcess process;
    process.start(program, {});
    process.write(QByteArray::fromStdString(toJson(document).dump()));
    process.closeWriteChannel();
    const bool isDone = process.waitForFinished(patienceMs);
    if (!isDone || process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0)
        return fail(ErrorCode::Internal, printer,
            isDone ? process.readAllStandardError().trimmed().toStdString() : process.errorString().toStdString());
    return process.readAllStandardOutput();
}

} // namespace

Result<void> writePdf(const Document &document, const std::string &path)
{
    const Result<QByteArray> pdf = printed(document);
    if (!pdf)
        return std::unexpected(pdf.error());
    QSaveFile file(QString::fromStdString(path));
    if (!file.open(QIODevice::WriteOnly) || file.write(*pdf) != pdf->size() || !file.commit())
        return fail(ErrorCode::Io, path, file.errorString().toStdString());
    return {};
}

} // namespace toll
