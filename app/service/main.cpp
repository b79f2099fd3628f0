// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/httpserver.h"
#include "core/services/services.h"
#include "core/services/wording.h"

#include <QCoreApplication>
#include <QTextStream>

#include <CLI/CLI.hpp>

namespace {

int failed(const toll::Error &error)
{
    QTextStream(stderr) << QStringLiteral("tollkeeperd: ") << toll::sentence(error) << Qt::endl;
    return toll::exitCode(error.code);
}

int serve(const std::string &store, const std::string &address)
{
    toll::Services::Options options;
    options.path = store;
    options.mode = toll::OpenMode::WriteOrCreate;
    auto services = toll::Services::open(std::move(options));
    if (!services)
        return failed(services.error());
    toll::ServerHooks hooks;
    hooks.version = TOLL_VERSION;
    hooks.check = [&]() -> toll::Result<void> {
        const auto info = (*services)->settings.info();
        return info ? toll::Result<void>() : std::unexpected(info.error());
    };
    auto server = toll::HttpServer::listen(address, std::move(hooks));
    if (!server)
        return failed(server.error());
    QTextStream(stdout) << QStringLiteral("tollkeeperd ") << QStringLiteral(TOLL_VERSION)
                        << QStringLiteral(" listens on ") << QString::fromStdString((*server)->address()) << Qt::endl;
    (*server)->run();
    return 0;
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("tollkeeperd"));
    CLI::App arguments(
        "The HTTP service of Tollkeeper: in this version it holds a workspace and answers GET /healthz.");
    std::string store = toll::defaultWorkspacePath();
    std::string address = "127.0.0.1:8080";
    arguments.add_option("--store", store, "Workspace file")->capture_default_str();
    arguments.add_option("--listen", address, "ADDRESS:PORT")->capture_default_str();
    arguments.set_version_flag("--version", "tollkeeperd " TOLL_VERSION);
    try {
        arguments.parse(argc, argv);
    } catch (const CLI::ParseError &error) {
        return arguments.exit(error) == 0 ? 0 : 2;
    }
    return serve(store, address);
}
