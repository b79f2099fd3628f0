// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/cell.h"

#include <QColor>
#include <QFont>
#include <QObject>
#include <QPalette>

class QApplication;

namespace toll {

class SystemScheme;

enum class ThemeChoice { System, Light, Dark };

/// The colours of one theme, by what they are for. Text colours keep 4.5:1 on window, surface, selection and their
/// own tint; borders and accent keep 3:1. Separators only decorate.
struct ThemeColors {
    bool isDark = false;
    QColor window;
    QColor surface;
    QColor text;
    QColor muted;
    QColor accent;
    QColor onAccent; ///< text upon the accent colour
    QColor ok;
    QColor warning;
    QColor danger;
    QColor separator;
    QColor border; ///< edges of controls
    QColor selection; ///< behind selected text and rows
    QColor hover;
    QColor disabled; ///< text and icons of what cannot be used
    QColor accentTint; ///< backgrounds of banners and badges
    QColor okTint;
    QColor warningTint;
    QColor dangerTint;

    [[nodiscard]] QColor ofTone(Tone tone) const;
    [[nodiscard]] QColor tintOf(Tone tone) const;
};

[[nodiscard]] const ThemeColors &lightColors();
[[nodiscard]] const ThemeColors &darkColors();
/// The colours that belong to a palette made by paletteOf(): how widgets and delegates find theirs.
[[nodiscard]] const ThemeColors &themeColors(const QPalette &palette);
[[nodiscard]] QPalette paletteOf(const ThemeColors &colors);

/// The base font: families that draw Latin and Simplified Chinese alike on every system, at the system's size.
[[nodiscard]] QFont applicationFont();
/// The same, larger by `factor` and bold (headings 1.5, key figures 1.7).
[[nodiscard]] QFont headingFont(const QFont &base, double factor);

/// Dresses the application: style, font and palette; switches at run time, and follows the desktop's light or dark
/// preference where the choice is System. One lives in each front end's main().
class Theme : public QObject {
    Q_OBJECT

public:
    explicit Theme(QApplication &application);

    void setChoice(ThemeChoice choice);
    [[nodiscard]] ThemeChoice choice() const { return m_choice; }
    [[nodiscard]] bool isDark() const { return m_isDark; }

signals:
    /// The other colours are in force now; widgets have been told by a palette change.
    void changed();

private:
    void apply();

    QApplication &m_application;
    SystemScheme *m_system;
    ThemeChoice m_choice = ThemeChoice::System;
    bool m_isDark = false;
};

} // namespace toll
