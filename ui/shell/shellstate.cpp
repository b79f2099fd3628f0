// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/shellstate.h"

#include <QCborMap>
#include <QCborValue>
#include <QDir>
#include <QFileInfo>
#include <QSettings>
#include <QStandardPaths>

namespace toll {

namespace {

constexpr int stateVersion = 1;
constexpr int recentCount = 10;

/// Page states hold bytes (table headers) and 64-bit times, which CBOR keeps and an INI value does not.
QByteArray packed(const QVariantMap &map)
{
    return QCborValue(QCborMap::fromVariantMap(map)).toCbor().toBase64();
}

QVariantMap unpacked(const QByteArray &text)
{
    const auto bytes = QByteArray::fromBase64Encoding(text, QByteArray::AbortOnBase64DecodingErrors);
    return bytes ? QCborValue::fromCbor(*bytes).toMap().toVariantMap() : QVariantMap();
}

} // namespace

QString shellStateFile()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation)
        + QStringLiteral("/tollkeeper/tollkeeper.conf");
}

ShellState loadShellState(const QString &file)
{
    QSettings settings(file, QSettings::IniFormat);
    ShellState state;
    if (settings.status() != QSettings::NoError)
        return state;
    state.theme = themeChoiceNamed(settings.value(QStringLiteral("view/theme")).toString());
    state.language = settings.value(QStringLiteral("view/language"), state.language).toString();
    state.recent = settings.value(QStringLiteral("workspace/recent")).toStringList();
    if (settings.value(QStringLiteral("window/version")).toInt() != stateVersion)
        return state;

    state.geometry = QByteArray::fromBase64(settings.value(QStringLiteral("window/geometry")).toByteArray());
    state.isSidebarNarrow = settings.value(QStringLiteral("window/narrow")).toString() == QStringLiteral("true");
    state.page = settings.value(QStringLiteral("window/page")).toString();
    settings.beginGroup(QStringLiteral("pages"));
    for (const QString &page : settings.childKeys())
        state.pages.insert(page, unpacked(settings.value(page).toByteArray()));
    return state;
}

bool saveShellState(const QString &file, const ShellState &state)
{
    QDir().mkpath(QFileInfo(file).absolutePath());
    QSettings settings(file, QSettings::IniFormat);
    settings.setValue(QStringLiteral("view/theme"), nameOf(state.theme));
    settings.setValue(QStringLiteral("view/language"), state.language);
    settings.setValue(QStringLiteral("workspace/recent"), state.recent);
    settings.setValue(QStringLiteral("window/version"), stateVersion);
    settings.setValue(QStringLiteral("window/geometry"), state.geometry.toBase64());
    settings.setValue(QStringLiteral("window/narrow"), state.isSidebarNarrow);
    settings.setValue(QStringLiteral("window/page"), state.page);
    settings.remove(QStringLiteral("pages"));
    for (auto page = state.pages.cbegin(); page != state.pages.cend(); ++page)
        settings.setValue(QStringLiteral("pages/") + page.key(), packed(page.value()));
    settings.sync();
    return settings.status() == QSettings::NoError;
}

ShellState withoutWindow(ShellState state)
{
    state.geometry.clear();
    state.isSidebarNarrow = false;
    state.page.clear();
    state.pages.clear();
    return state;
}

ThemeChoice themeChoiceNamed(const QString &name)
{
    if (name == QStringLiteral("light"))
        return ThemeChoice::Light;
    return name == QStringLiteral("dark") ? ThemeChoice::Dark : ThemeChoice::System;
}

QString nameOf(ThemeChoice choice)
{
    switch (choice) {
    case ThemeChoice::Light:
        return QStringLiteral("light");
    case ThemeChoice::Dark:
        return QStringLiteral("dark");
    case ThemeChoice::System:
        break;
    }
    return QStringLiteral("system");
}

void remember(ShellState &state, const QString &workspace)
{
    const QString path = QFileInfo(workspace).absoluteFilePath();
    state.recent.removeAll(path);
    state.recent.prepend(path);
    state.recent = state.recent.mid(0, recentCount);
}

} // namespace toll
