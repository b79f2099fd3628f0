// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/service/daemon.h"
#include "core/services/wording.h"

#include <QCoreApplication>
#include <QTextStream>

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("tollkeeperd"));
    DaemonOptions options;
    options.store = toll::defaultWorkspacePath();
    if (const std::optional<int> code = readOptions(argc, argv, options))
        return *code;
    Daemon daemon(std::move(options));
    if (const toll::Result<void> opened = daemon.open(); !opened) {
        QTextStream(stderr) << QStringLiteral("tollkeeperd: ") << toll::sentence(opened.error()) << Qt::endl;
        return toll::exitCode(opened.error().code);
    }
    QTextStream(stdout) << QStringLiteral("tollkeeperd ") << QStringLiteral(TOLL_VERSION)
                        << QStringLiteral(" listens on ") << QString::fromStdString(daemon.address()) << Qt::endl;
    daemon.run();
    return 0;
}
