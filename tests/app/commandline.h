// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

/// A run of the program: what it wrote and how it ended.
struct Run {
    int code = -1;
    QByteArray out;
    QByteArray err;

    /// The one JSON document on stdout; null where there is none.
    [[nodiscard]] toll::Json json() const { return toll::parseJson(out.toStdString()).value_or(toll::Json()); }
};

/// A folder with a workspace in it, and the program to work on it.
class Desk {
public:
    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }
    [[nodiscard]] QString store() const { return path(QStringLiteral("work.toll")); }

    QString write(const QString &name, const QByteArray &content) const
    {
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("cannot write %s", qPrintable(name));
        return file.fileName();
    }

    [[nodiscard]] static Run run(const QStringList &arguments)
    {
        QProcess process;
        process.start(QStringLiteral(TOLL_CLI), arguments);
        Run run;
        if (!process.waitForFinished(120'000))
            return run;
        run.code = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
        run.out = process.readAllStandardOutput();
        run.err = process.readAllStandardError();
        return run;
    }

    /// On this desk's workspace, answered in JSON.
    [[nodiscard]] Run json(const QStringList &arguments) const
    {
        return run(QStringList{QStringLiteral("--json"), QStringLiteral("--store"), store()} + arguments);
    }
    /// On this desk's workspace, answered as a pipe is.
    [[nodiscard]] Run text(const QStringList &arguments) const
    {
        return run(QStringList{QStringLiteral("--store"), store()} + arguments);
    }

private:
    QTemporaryDir m_folder;
};

/// The member at a path such as "rows.0.name" as text: strings and numbers as they are; "null" where absent.
inline QString at(const toll::Json &json, const QString &path)
{
    toll::Json value = json;
    for (const QString &step : path.split(u'.')) {
        bool isIndex = false;
        const qsizetype index = step.toLongLong(&isIndex);
        const toll::Json::Array *array = value.asArray();
        const toll::Json *member = value.find(step.toStdString());
        if (isIndex && array && index < static_cast<qsizetype>(array->size()))
            value = toll::Json((*array)[static_cast<std::size_t>(index)]);
        else if (member)
            value = toll::Json(*member);
        else
            return QStringLiteral("null");
    }
    return QString::fromStdString(value.asString() ? *value.asString() : value.dump());
}
