// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDir>
#include <QFile>

namespace toll {

/// A path in the data shared by several checkouts, which may be absent: then tests skip.
inline QString sharedPath(const QString &path)
{
    return QDir(qEnvironmentVariable("TOLL_SHARED", QStringLiteral(TOLL_SOURCE_DIR "/../shared"))).filePath(path);
}

/// The whole file; empty where it cannot be read.
inline QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace toll
