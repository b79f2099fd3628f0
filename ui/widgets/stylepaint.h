// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/theme.h"

#include <QPainter>
#include <QStyleOption>

namespace toll {

inline constexpr qreal controlRadius = 6;
inline constexpr qreal focusWidth = 2;

/// A rounded box with its edge inside the rectangle.
void paintPanel(
    QPainter *painter, const QRectF &rect, qreal radius, const QColor &fill, const QColor &edge, qreal edgeWidth = 1);
/// The accent ring just inside the rectangle.
void paintFocusRing(QPainter *painter, const QRectF &rect, qreal radius, const ThemeColors &colors);
/// A small open arrow, its tip pointing to the edge.
void paintChevron(QPainter *painter, const QRectF &rect, Qt::Edge towards, const QColor &color);

void paintButton(QPainter *painter, const QStyleOption &option, const QWidget *widget, const ThemeColors &colors);
void paintToolButton(QPainter *painter, const QStyleOption &option, const ThemeColors &colors);
void paintField(QPainter *painter, const QStyleOption &option, const ThemeColors &colors);
void paintCheckBox(QPainter *painter, const QStyleOption &option, const ThemeColors &colors);
void paintRadioButton(QPainter *painter, const QStyleOption &option, const ThemeColors &colors);
void paintTab(QPainter *painter, const QStyleOptionTab &option, const ThemeColors &colors);
void paintHeaderSection(QPainter *painter, const QStyleOptionHeader &option, const ThemeColors &colors);
void paintProgress(QPainter *painter, const QStyleOptionProgressBar &option, const ThemeColors &colors);
void paintScrollBar(
    QPainter *painter, const QStyleOptionSlider &option, const QRect &handle, const ThemeColors &colors);
void paintSlider(QPainter *painter, const QStyleOptionSlider &option, const QRect &handle, const ThemeColors &colors);

inline constexpr int faceMargin = 4; ///< beside the icon and the text of a tool button
inline constexpr int menuArrowRoom = 22;
/// Whether this is a tool button with a text beside its icon: it has room at its ends, as other buttons do.
[[nodiscard]] bool isLabelled(const QStyleOption *option);
/// Whether this is a tool button that opens a menu, with its arrow where a combo box has it.
[[nodiscard]] bool opensMenu(const QStyleOption *option);
void paintMenuButton(QPainter *painter, const QStyleOptionToolButton &option, const QStyle *style,
    const QWidget *widget, const ThemeColors &colors);

} // namespace toll
