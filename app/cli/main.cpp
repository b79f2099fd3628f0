// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"

#include <QLocale>
#include <QTranslator>

#include <clocale>
#include <cstdio>

namespace {

using namespace toll;

constexpr int usageExit = 2;

/// The language of messages: TOLLKEEPER_LOCALE, else the system's; English where there is no catalogue.
void loadLanguage(QTranslator &translator)
{
    const QString wanted = qEnvironmentVariable("TOLLKEEPER_LOCALE");
    const QLocale locale = wanted.isEmpty() ? QLocale::system() : QLocale(wanted);
    if (translator.load(locale, QStringLiteral("toll"), QStringLiteral("_"), QStringLiteral(":/i18n")))
        QCoreApplication::installTranslator(&translator);
}

void addEverything(CLI::App &app, Session &session)
{
    app.require_subcommand(1);
    app.fallthrough();
    app.set_version_flag(
        "--version", std::string("tollkeeper-cli " TOLL_VERSION), Words::tr("Show the version").toStdString());
    app.set_help_flag("-h,--help", Words::tr("Show this help").toStdString());
    app.set_help_all_flag("--help-all", Words::tr("Show the help of every command").toStdString());
    addText(app, "--store", session.store, Words::tr("The workspace: a file or a file: URL (default: the desktop's)"))
        ->type_name("FILE|URL");
    app.add_flag_function(
        "--json", [&session](std::int64_t) { session.out.setJson(true); },
        Words::tr("Answer with one JSON document").toStdString());
    addCustomerCommands(app, session);
    addPlanCommands(app, session);
    addAgreementCommands(app, session);
    addTokenCommands(app, session);
    addUsageCommands(app, session);
    addBillCommands(app, session);
    addPeriodCommands(app, session);
    addSimulateCommand(app, session);
    addScenarioCommands(app, session);
    addReportCommand(app, session);
    addUpkeepCommands(app, session);
    addWorkspaceCommands(app, session);
    addAdminKeyCommands(app, session);
}

int wrongUsage(Session &session, const CLI::App &app, const CLI::ParseError &error)
{
    const std::vector<std::string> extras = app.remaining(true);
    const bool isExtra = !extras.empty()
        && (dynamic_cast<const CLI::ExtrasError *>(&error) || dynamic_cast<const CLI::RequiredError *>(&error));
    const QString what = isExtra ? Words::tr("“%1” is not known here").arg(QString::fromStdString(extras.front()))
                                 : QString::fromStdString(error.what());
    session.out.note(Words::tr("%1. “tollkeeper-cli --help” lists the commands, “tollkeeper-cli COMMAND --help” the "
                               "options of one.")
                         .arg(what));
    return usageExit;
}

int run(int argc, char **argv)
{
    Session session;
    CLI::App app(Words::tr("Issue tokens, load usage, bill it, and try what-ifs.").toStdString(), "tollkeeper-cli");
    addEverything(app, session);
    try {
        app.parse(argc, argv);
    } catch (const CLI::Success &asked) {
        return app.exit(asked); // --help and --version
    } catch (const CLI::ParseError &error) {
        return wrongUsage(session, app, error);
    }
    const Finished finished = session.command();
    if (finished)
        return std::fflush(stdout) == 0 ? 0 : exitCode(ErrorCode::Io);
    session.out.failures(finished.error());
    return exitCode(finished.error().front().code);
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("tollkeeper"));
    QCoreApplication::setApplicationVersion(QStringLiteral(TOLL_VERSION));
    std::setlocale(LC_CTYPE, "C.UTF-8"); // widths of characters, whatever the user's locale
    QTranslator translator;
    loadLanguage(translator);
    return run(argc, argv);
}
