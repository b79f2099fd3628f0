// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/cell.h"

#include <QIcon>
#include <QWidget>

namespace toll {

/// One of our line icons (resources/icons/NAME.svg), drawn in the theme's colour at the moment it is painted: it
/// follows theme changes and the disabled state by itself. An unknown name gives an empty icon.
[[nodiscard]] QIcon icon(const QString &name, Tone tone = Tone::Normal);
/// The same in the colour that stands upon the accent, for primary buttons.
[[nodiscard]] QIcon iconOnAccent(const QString &name);

/// The application's mark, in its own colours.
[[nodiscard]] QIcon applicationIcon();

/// An icon by itself, in a tone; decorative, so it is not part of the accessible tree's text.
class IconLabel : public QWidget {
    Q_OBJECT

public:
    IconLabel(const QString &name, Tone tone, int size, QWidget *parent = nullptr);
    void setIcon(const QString &name, Tone tone);
    QSize sizeHint() const override { return {m_size, m_size}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QIcon m_icon;
    int m_size;
};

} // namespace toll
