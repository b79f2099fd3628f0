// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/screenshots.h"
#include "ui/shell/language.h"
#include "ui/shell/mainwindow.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QTemporaryDir>

#include <cstdio>

using namespace toll;

namespace {

QString text(const char *source)
{
    return QCoreApplication::translate("Desktop", source);
}

void addOptions(QCommandLineParser &parser)
{
    parser.setApplicationDescription(
        text(QT_TRANSLATE_NOOP("Desktop", "Issues API tokens, meters their use and says what it costs.")));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument(QStringLiteral("FILE"),
        text(QT_TRANSLATE_NOOP("Desktop", "The workspace to open instead of the last one.")), QStringLiteral("[FILE]"));
    const auto add = [&parser](const char *name, const char *description, const char *value = nullptr) {
        parser.addOption({QString::fromLatin1(name), text(description), QString::fromLatin1(value)});
    };
    add("demo", QT_TRANSLATE_NOOP("Desktop", "Open the demo workspace."));
    add("page", QT_TRANSLATE_NOOP("Desktop", "Show this page: dashboard, tokens, plans, usage, simulation or periods."), "ID");
    add("screenshots", QT_TRANSLATE_NOOP("Desktop", "Write a picture of every page to this folder and end."), "DIR");
    add("language", QT_TRANSLATE_NOOP("Desktop", "Speak en, zh_CN or the language of the system."), "NAME");
    add("theme", QT_TRANSLATE_NOOP("Desktop", "Use the system, light or dark theme."), "NAME");
    add("reset-window-state", QT_TRANSLATE_NOOP("Desktop", "Forget the window's size and what the pages showed."));
}

/// Without a display, help, version and pictures still work.
bool hasDisplay()
{
#ifdef Q_OS_LINUX
    return qEnvironmentVariableIsSet("DISPLAY") || qEnvironmentVariableIsSet("WAYLAND_DISPLAY")
        || qEnvironmentVariableIsSet("QT_QPA_PLATFORM");
#else
    return true;
#endif
}

int run(QApplication &application, const QCommandLineParser &parser, Language &language)
{
    const QString folder = parser.value(QStringLiteral("screenshots"));
    const QTemporaryDir scratch; // pictures neither follow nor change what the user's own window remembers
    const QString stateFile = folder.isEmpty() ? shellStateFile() : scratch.filePath(QStringLiteral("state.conf"));
    if (parser.isSet(QStringLiteral("reset-window-state")))
        saveShellState(stateFile, withoutWindow(loadShellState(stateFile)));

    Theme theme(application);
    theme.setChoice(parser.isSet(QStringLiteral("theme")) ? themeChoiceNamed(parser.value(QStringLiteral("theme")))
                                                          : loadShellState(stateFile).theme);
    MainWindow window(theme, language, stateFile);
    if (parser.isSet(QStringLiteral("page")))
        window.showPage(parser.value(QStringLiteral("page")));
    window.show();
    window.start(parser.positionalArguments().value(0), parser.isSet(QStringLiteral("demo")));
    if (folder.isEmpty())
        return QApplication::exec();
    const Screenshots screenshots(window, folder);
    return QApplication::exec();
}

} // namespace

int main(int argc, char **argv)
{
    const bool isSeen = hasDisplay();
    if (!isSeen)
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("tollkeeper"));
    QApplication::setApplicationDisplayName(QStringLiteral("Tollkeeper"));
    QApplication::setApplicationVersion(QStringLiteral(TOLL_VERSION));
    QGuiApplication::setDesktopFileName(QStringLiteral("io.github.tollkeeper.Tollkeeper"));

    Language language;
    language.setChoice(loadShellState(shellStateFile()).language);
    QCommandLineParser parser;
    addOptions(parser);
    if (!parser.parse(QApplication::arguments())) {
        std::fprintf(stderr, "%s\n", qPrintable(parser.errorText()));
        return 2;
    }
    if (parser.isSet(QStringLiteral("help")))
        parser.showHelp(0);
    if (parser.isSet(QStringLiteral("version")))
        parser.showVersion();
    if (!isSeen && !parser.isSet(QStringLiteral("screenshots"))) {
        std::fprintf(
            stderr, "%s\n", qPrintable(text(QT_TRANSLATE_NOOP("Desktop", "There is no display to open a window on."))));
        return 1;
    }
    if (parser.isSet(QStringLiteral("language")))
        language.setChoice(parser.value(QStringLiteral("language")));
    return run(application, parser, language);
}
