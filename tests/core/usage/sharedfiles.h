// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QProcess>
#include <QtTest>

namespace toll::test {

/// A file of the shared data, without its compression; empty where it is not there.
inline QByteArray sharedFile(const QString &path)
{
    const QString full =
        qEnvironmentVariable("TOLL_SHARED", QStringLiteral(TOLL_SOURCE_DIR "/../shared")) + u'/' + path;
    if (!path.endsWith(QStringLiteral(".xz"))) {
        QFile file(full);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    QProcess xz;
    xz.start(QStringLiteral("xz"), {QStringLiteral("-dc"), full});
    return xz.waitForFinished() ? xz.readAllStandardOutput() : QByteArray();
}

} // namespace toll::test
