// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/services.h"

#include "core/services/entropy.h"
#include "core/services/stores.h"
#include "core/storage/migrator.h"
#include "core/storage/values.h"

#include <QDir>
#include <QFileInfo>
#include <QSettings>
#include <QStandardPaths>

#include <utility>

namespace toll {

namespace {

constexpr auto lastWorkspaceKey = "workspace/last";

QString settingsFile()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation)
        + QStringLiteral("/tollkeeper/tollkeeper.conf");
}

std::string loginName()
{
    for (const char *variable : {"USER", "LOGNAME", "USERNAME"})
        if (const QByteArray value = qgetenv(variable); !value.isEmpty())
            return value.toStdString();
    return "operator";
}

Result<std::unique_ptr<Connection>> openConnection(const QString &path, OpenMode mode)
{
    if (mode == OpenMode::Read)
        return Connection::openReader(path);
    if (mode == OpenMode::WriteOrCreate)
        QDir().mkpath(QFileInfo(path).absolutePath());
    Result<std::unique_ptr<Connection>> writer =
        Connection::openWriter(path, mode == OpenMode::WriteOrCreate ? IfAbsent::Create : IfAbsent::Fail);
    if (!writer)
        return writer;
    if (Result<void> migrated = migrate(**writer); !migrated)
        return std::unexpected(migrated.error());
    return writer;
}

} // namespace

Result<void> record(ServiceContext &context, std::string_view kind, const Json &payload)
{
    const Result<std::int64_t> appended = context.stores->ledger.append(context.clock(), context.actor, kind, payload);
    if (!appended)
        return std::unexpected(appended.error());
    return {};
}

Services::Services() = default;
Services::~Services() = default;

Result<std::unique_ptr<Services>> Services::open(Options options)
{
    Result<std::unique_ptr<Connection>> connection = openConnection(toQString(options.path), options.mode);
    if (!connection)
        return std::unexpected(connection.error());
    std::unique_ptr<Services> services(new Services);
    services->m_path = options.path;
    services->m_readOnly = options.mode == OpenMode::Read;
    services->m_stores = std::make_unique<Stores>(std::move(*connection));
    services->m_context.stores = services->m_stores.get();
    services->m_context.clock = options.clock ? options.clock : systemClock();
    services->m_context.entropy = options.entropy ? options.entropy : systemEntropy();
    services->m_context.actor = options.actor.empty() ? loginName() : options.actor;
    return services;
}

void Services::atOneMoment(const std::function<void()> &work)
{
    bool isDone = false;
    const Result<void> seen = atomically(*m_stores->connection, [&]() -> Result<void> {
        work();
        isDone = true;
        return {};
    });
    if (!seen && !isDone)
        work(); // meets the same error, and tells it
}

Result<void> Services::asOne(const std::function<Result<void>()> &work)
{
    Topics topics;
    Result<void> done;
    {
        struct Putback {
            std::function<void(Topics)> &place;
            std::function<void(Topics)> listener;
            ~Putback() { place = std::move(listener); } // also where the work throws
        };
        const Putback putback{m_context.changed, m_context.changed};
        m_context.changed = [&topics](Topics changed) { topics |= changed; };
        done = atomically(*m_stores->connection, work);
    }
    if (done && topics != Topics() && m_context.changed)
        m_context.changed(topics);
    return done;
}

std::string defaultWorkspacePath()
{
    if (const QString chosen = qEnvironmentVariable("TOLLKEEPER_WORKSPACE"); !chosen.isEmpty())
        return chosen.toStdString();
    const QString last =
        QSettings(settingsFile(), QSettings::IniFormat).value(QLatin1StringView(lastWorkspaceKey)).toString();
    if (!last.isEmpty() && QFileInfo::exists(last))
        return last.toStdString();
    const QString data = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation);
    return QString(data + QStringLiteral("/tollkeeper/workspace.toll")).toStdString();
}

void rememberWorkspace(const std::string &path)
{
    QDir().mkpath(QFileInfo(settingsFile()).absolutePath());
    QSettings(settingsFile(), QSettings::IniFormat)
        .setValue(QLatin1StringView(lastWorkspaceKey), QFileInfo(toQString(path)).absoluteFilePath());
}

} // namespace toll
