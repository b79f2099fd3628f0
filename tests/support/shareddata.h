// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QJsonDocument>
#include <QString>

namespace toll::test {

/// Where the shared vectors and traces are: TOLL_SHARED, else beside the project.
inline QString sharedPath(const QString &relative)
{
    return qEnvironmentVariable("TOLL_SHARED", QStringLiteral(TOLL_SOURCE_DIR "/../shared")) + u'/' + relative;
}

/// A shared JSON file without money in it; null where it is absent.
inline QJsonDocument sharedJson(const QString &relative)
{
    QFile file(sharedPath(relative));
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()) : QJsonDocument();
}

} // namespace toll::test
