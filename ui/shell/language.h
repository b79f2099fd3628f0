// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QTranslator>

namespace toll {

/// The language of the program: our catalogue, Qt's own, and the locale that numbers and dates follow. One lives in the
/// front end's main().
class Language {
public:
    Language() = default;
    Language(const Language &) = delete;
    Language &operator=(const Language &) = delete;

    /// "system", "en" or "zh_CN"; anything else is the system's. Windows built before keep their old texts.
    void setChoice(const QString &choice);
    [[nodiscard]] const QString &choice() const { return m_choice; }
    /// The language in force: "en" or "zh_CN".
    [[nodiscard]] const QString &code() const { return m_code; }

private:
    QString m_choice = QStringLiteral("system");
    QString m_code = QStringLiteral("en");
    QTranslator m_ours;
    QTranslator m_qt;
};

} // namespace toll
