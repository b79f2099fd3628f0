// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/service/daemon.h"
#include "core/services/wording.h"

#include <QCoreApplication>
#include <QTextStream>

#include <csignal>

namespace {

QString reasonOf(const toll::Error &error)
{
    if (error.code != toll::ErrorCode::Unsupported || error.where != "listen")
        return toll::sentence(error);
    return QStringLiteral("%1 can be reached from other machines, and plain HTTP shows keys to whoever listens in. "
                          "Nothing was started. Give --tls-certificate and --tls-key, or --allow-plain-remote where "
                          "something in front speaks TLS.")
        .arg(QString::fromStdString(error.found));
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("tollkeeperd"));
    std::signal(SIGPIPE, SIG_IGN); // who reads the log may go away; the service goes on
    DaemonOptions options;
    options.store = toll::defaultWorkspacePath();
    if (const std::optional<int> code = readOptions(argc, argv, options))
        return *code;
    const bool listsRoutes = options.listsRoutes;
    Daemon daemon(std::move(options));
    if (listsRoutes) {
        QTextStream(stdout) << QString::fromStdString(daemon.routes());
        return 0;
    }
    if (const toll::Result<void> opened = daemon.open(); !opened) {
        QTextStream(stderr) << QStringLiteral("tollkeeperd: ") << reasonOf(opened.error()) << Qt::endl;
        return toll::exitCode(opened.error().code);
    }
    QTextStream(stdout) << QStringLiteral("tollkeeperd ") << QStringLiteral(TOLL_VERSION)
                        << QStringLiteral(" listens on ") << QString::fromStdString(daemon.address()) << Qt::endl;
    daemon.run();
    return 0;
}
