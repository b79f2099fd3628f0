// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/language.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>

namespace toll {

namespace {

bool isSimplifiedChinese(const QString &tag)
{
    const QLocale locale(tag);
    return locale.language() == QLocale::Chinese && locale.script() == QLocale::SimplifiedHanScript;
}

/// The first of the user's languages that we speak.
QString systemCode()
{
    for (const QString &tag : QLocale::system().uiLanguages()) {
        if (isSimplifiedChinese(tag))
            return QStringLiteral("zh_CN");
        if (QLocale(tag).language() == QLocale::English)
            break;
    }
    return QStringLiteral("en");
}

/// The user's own locale where it speaks the language (British dates for a Briton), else the language's main one.
QLocale localeOf(const QString &code)
{
    const QLocale wanted(code == QStringLiteral("en") ? QStringLiteral("en_US") : code);
    const QLocale system = QLocale::system();
    const bool isSpoken = system.language() == wanted.language() && system.script() == wanted.script();
    return isSpoken ? system : wanted;
}

} // namespace

void Language::setChoice(const QString &choice)
{
    const bool isKnown = choice == QStringLiteral("en") || choice == QStringLiteral("zh_CN");
    m_choice = isKnown ? choice : QStringLiteral("system");
    m_code = isKnown ? choice : systemCode();
    QLocale::setDefault(localeOf(m_code));

    QCoreApplication::removeTranslator(&m_qt);
    QCoreApplication::removeTranslator(&m_ours);
    if (m_qt.load(QStringLiteral("qtbase_") + m_code, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&m_qt);
    // English has a catalogue too: it holds the plurals.
    if (m_ours.load(QStringLiteral(":/i18n/toll_") + m_code))
        QCoreApplication::installTranslator(&m_ours);
}

} // namespace toll
