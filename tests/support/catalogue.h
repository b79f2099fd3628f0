// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QTranslator>

namespace toll::test {

/// Loads the English catalogue, as the programs do: without it plurals read "%n token(s)".
inline void speakEnglish()
{
    static QTranslator english;
    if (english.isEmpty() && english.load(QStringLiteral(":/i18n/toll_en")))
        QCoreApplication::installTranslator(&english);
}

} // namespace toll::test
