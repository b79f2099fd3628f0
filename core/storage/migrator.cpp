// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/migrator.h"

#include <QDir>
#include <QFile>
#include <QStringList>

namespace toll {

using namespace Qt::StringLiterals;

namespace {

std::vector<Migration> readMigrations()
{
    const QDir folder(u":/sql"_s);
    std::vector<Migration> migrations;
    for (const QString &name : folder.entryList({u"*.sql"_s}, QDir::Files, QDir::Name)) {
        QFile file(folder.filePath(name));
        const bool isOpen = file.open(QIODevice::ReadOnly);
        Q_ASSERT(isOpen);
        const int version = name.section(u'_', 0, 0).toInt();
        Q_ASSERT(version == static_cast<int>(migrations.size()) + 1);
        migrations.push_back({version, name, statementsOf(QString::fromUtf8(file.readAll()))});
    }
    Q_ASSERT(!migrations.empty());
    return migrations;
}

Result<void> checkWhole(const QString &path)
{
    auto copy = Connection::openReader(path);
    if (!copy)
        return std::unexpected(std::move(copy.error()));
    auto report = (*copy)->first(u"PRAGMA integrity_check(1)"_s, [](const Row &row) { return row.text(0); });
    if (!report)
        return std::unexpected(std::move(report.error()));
    if (*report != "ok")
        return fail(ErrorCode::Damaged, path.toStdString(), report->value_or(std::string()));
    return {};
}

/// A whole, checked copy under its final name, or none.
Result<void> backUp(Connection &writer, int version)
{
    const QString target = writer.path() + u".v"_s + QString::number(version) + u".bak"_s;
    const QString part = target + u".part"_s;
    QFile::remove(part); // of an attempt that was cut off
    QFile file(part);
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly, QFile::ReadOwner | QFile::WriteOwner))
        return fail(ErrorCode::Io, part.toStdString(), file.errorString().toStdString());
    file.close();
    if (auto copied = writer.run(u"VACUUM INTO ?"_s, part); !copied)
        return copied;
    if (auto whole = checkWhole(part); !whole)
        return whole;
    QFile::remove(target);
    if (!QFile::rename(part, target))
        return fail(ErrorCode::Io, target.toStdString());
    return {};
}

Result<void> apply(Connection &writer, const Migration &migration)
{
    return atomically(writer, [&]() -> Result<void> {
        for (const QString &statement : migration.statements) {
            if (auto done = writer.run(statement); !done) {
                done.error().where = migration.name.toStdString();
                return done;
            }
        }
        return writer.run(u"PRAGMA user_version = "_s + QString::number(migration.version));
    });
}

} // namespace

QStringList statementsOf(const QString &script)
{
    QStringList statements;
    QString statement;
    const auto take = [&] {
        if (!statement.trimmed().isEmpty())
            statements.append(statement.trimmed());
        statement.clear();
    };
    for (const QString &line : script.split(u'\n')) {
        if (line.trimmed() == u"--")
            take();
        else
            statement += line + u'\n';
    }
    take();
    return statements;
}

const std::vector<Migration> &builtInMigrations()
{
    static const std::vector<Migration> migrations = readMigrations();
    return migrations;
}

int latestSchemaVersion()
{
    return builtInMigrations().back().version;
}

Result<void> migrate(Connection &writer, std::span<const Migration> migrations)
{
    auto version = writer.schemaVersion();
    if (!version)
        return std::unexpected(std::move(version.error()));
    if (migrations.empty() || *version >= migrations.back().version)
        return {};
    if (*version > 0) {
        if (auto kept = backUp(writer, *version); !kept)
            return kept;
    }
    for (const Migration &migration : migrations) {
        if (migration.version <= *version)
            continue;
        if (auto applied = apply(writer, migration); !applied)
            return applied;
    }
    return {};
}

} // namespace toll
