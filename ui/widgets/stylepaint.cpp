// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/stylepaint.h"

#include <QWidget>

namespace toll {

namespace {

bool isOn(const QStyleOption &option, QStyle::StateFlag flag)
{
    return option.state.testFlag(flag);
}

QColor mixed(const QColor &a, const QColor &b, qreal share)
{
    const auto part = [share](int x, int y) { return static_cast<int>(x + (y - x) * share); };
    return {part(a.red(), b.red()), part(a.green(), b.green()), part(a.blue(), b.blue())};
}

/// Fill, edge and their states, for the filled look of main and dangerous buttons.
QColor filled(const QColor &base, const QStyleOption &option, const ThemeColors &colors)
{
    if (!isOn(option, QStyle::State_Enabled))
        return colors.separator;
    if (isOn(option, QStyle::State_Sunken))
        return mixed(base, colors.isDark ? Qt::white : Qt::black, 0.22);
    if (isOn(option, QStyle::State_MouseOver))
        return mixed(base, colors.isDark ? Qt::white : Qt::black, 0.12);
    return base;
}

} // namespace

void paintPanel(
    QPainter *painter, const QRectF &rect, qreal radius, const QColor &fill, const QColor &edge, qreal edgeWidth)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
    painter->setPen(edge.isValid() ? QPen(edge, edgeWidth) : QPen(Qt::NoPen));
    const qreal inset = edge.isValid() ? edgeWidth / 2 : 0;
    painter->drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius - inset, radius - inset);
    painter->restore();
}

void paintFocusRing(QPainter *painter, const QRectF &rect, qreal radius, const ThemeColors &colors)
{
    paintPanel(painter, rect, radius, {}, colors.accent, focusWidth);
}

void paintChevron(QPainter *painter, const QRectF &rect, Qt::Edge towards, const QColor &color)
{
    const qreal half = 3.5;
    const qreal depth = 1.75;
    const QPointF c = rect.center();
    QPolygonF line;
    switch (towards) {
    case Qt::BottomEdge:
        line << c + QPointF(-half, -depth) << c + QPointF(0, depth) << c + QPointF(half, -depth);
        break;
    case Qt::TopEdge:
        line << c + QPointF(-half, depth) << c + QPointF(0, -depth) << c + QPointF(half, depth);
        break;
    case Qt::LeftEdge:
        line << c + QPointF(depth, -half) << c + QPointF(-depth, 0) << c + QPointF(depth, half);
        break;
    case Qt::RightEdge:
        line << c + QPointF(-depth, -half) << c + QPointF(depth, 0) << c + QPointF(-depth, half);
        break;
    }
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(color, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter->drawPolyline(line);
    painter->restore();
}

void paintButton(QPainter *painter, const QStyleOption &option, const QWidget *widget, const ThemeColors &colors)
{
    const bool isEnabled = isOn(option, QStyle::State_Enabled);
    const bool isChecked = isOn(option, QStyle::State_On);
    const bool isChip = widget && widget->property("chip").toBool();
    const bool isPrimary = widget && widget->property("primary").toBool();
    const bool isDanger = widget && widget->property("danger").toBool();
    const QRectF rect = option.rect;
    const qreal radius = isChip ? rect.height() / 2 : controlRadius;

    if (isPrimary || (isDanger && !isPrimary)) {
        paintPanel(painter, rect, radius, filled(isDanger ? colors.danger : colors.accent, option, colors), {});
        if (isOn(option, QStyle::State_HasFocus)) {
            paintFocusRing(painter, rect, radius, colors);
            paintPanel(painter, rect.adjusted(2, 2, -2, -2), radius - 2, {}, colors.onAccent, 1.5);
        }
        return;
    }
    QColor fill = colors.surface;
    if (isChecked)
        fill = colors.selection;
    else if (isOn(option, QStyle::State_Sunken))
        fill = colors.separator;
    else if (isOn(option, QStyle::State_MouseOver) && isEnabled)
        fill = colors.hover;
    const QColor edge = !isEnabled ? colors.separator : (isChecked ? colors.accent : colors.border);
    paintPanel(painter, rect, radius, fill, edge);
    if (isOn(option, QStyle::State_HasFocus))
        paintFocusRing(painter, rect, radius, colors);
}

void paintToolButton(QPainter *painter, const QStyleOption &option, const ThemeColors &colors)
{
    const QRectF rect = option.rect;
    const bool isFlat = isOn(option, QStyle::State_AutoRaise);
    const bool isEnabled = isOn(option, QStyle::State_Enabled);
    QColor fill;
    if (isOn(option, QStyle::State_On))
        fill = colors.selection;
    else if (isOn(option, QStyle::State_Sunken))
        fill = colors.separator;
    else if (isOn(option, QStyle::State_MouseOver) && isEnabled)
        fill = colors.hover;
    else if (!isFlat)
        fill = colors.surface;
    paintPanel(painter, rect, controlRadius, fill, isFlat ? QColor() : (isEnabled ? colors.border : colors.separator));
}

void paintField(QPainter *painter, const QStyleOption &option, const ThemeColors &colors)
{
    const bool isEnabled = isOn(option, QStyle::State_Enabled);
    const QRectF rect = option.rect;
    paintPanel(painter, rect, controlRadius, isEnabled ? colors.surface : colors.window,
        isEnabled ? colors.border : colors.separator);
    if (isOn(option, QStyle::State_HasFocus))
        paintFocusRing(painter, rect, controlRadius, colors);
}

void paintCheckBox(QPainter *painter, const QStyleOption &option, const ThemeColors &colors)
{
    const bool isEnabled = isOn(option, QStyle::State_Enabled);
    const bool isFilled = isOn(option, QStyle::State_On) || isOn(option, QStyle::State_NoChange);
    const QRectF rect = QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5);
    const QColor mark = isEnabled ? colors.accent : colors.disabled;
    paintPanel(painter, rect, 4, isFilled ? mark : colors.surface,
        isFilled ? mark : (isEnabled ? colors.border : colors.separator), 1.25);
    if (!isFilled)
        return;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(
        QPen(isEnabled ? colors.onAccent : colors.surface, 1.75, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const auto at = [&rect](qreal x, qreal y) { return rect.topLeft() + QPointF(rect.width() * x, rect.height() * y); };
    if (isOn(option, QStyle::State_On))
        painter->drawPolyline(QPolygonF{at(0.24, 0.52), at(0.43, 0.71), at(0.77, 0.31)});
    else
        painter->drawLine(at(0.27, 0.5), at(0.73, 0.5));
    painter->restore();
}

void paintRadioButton(QPainter *painter, const QStyleOption &option, const ThemeColors &colors)
{
    const bool isEnabled = isOn(option, QStyle::State_Enabled);
    const bool isChecked = isOn(option, QStyle::State_On);
    const QRectF rect = QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5);
    const QColor mark = isEnabled ? colors.accent : colors.disabled;
    paintPanel(painter, rect, rect.height() / 2, colors.surface,
        isChecked ? mark : (isEnabled ? colors.border : colors.separator), 1.25);
    if (isChecked) {
        const qreal inset = rect.height() * 0.27;
        paintPanel(painter, rect.adjusted(inset, inset, -inset, -inset), rect.height(), mark, {});
    }
}

void paintTab(QPainter *painter, const QStyleOptionTab &option, const ThemeColors &colors)
{
    const QRectF rect = option.rect;
    if (isOn(option, QStyle::State_MouseOver) && !isOn(option, QStyle::State_Selected))
        paintPanel(painter, rect.adjusted(2, 3, -2, -5), controlRadius, colors.hover, {});
    if (isOn(option, QStyle::State_Selected))
        painter->fillRect(QRectF(rect.left() + 8, rect.bottom() - 2, rect.width() - 16, 2), colors.accent);
}

void paintHeaderSection(QPainter *painter, const QStyleOptionHeader &option, const ThemeColors &colors)
{
    painter->fillRect(option.rect, isOn(option, QStyle::State_MouseOver) ? colors.hover : colors.surface);
    const QRect rect = option.rect;
    painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), colors.separator);
}

void paintProgress(QPainter *painter, const QStyleOptionProgressBar &option, const ThemeColors &colors)
{
    const QRectF rect = option.rect;
    const qreal span = std::max(1, option.maximum - option.minimum);
    const qreal share = std::clamp((option.progress - option.minimum) / span, 0.0, 1.0);
    const qreal radius = std::min(4.0, rect.height() / 2);
    QRectF bar(rect.topLeft(), QSizeF(std::max(rect.width() * share, 2 * radius), rect.height()));
    if (option.direction == Qt::RightToLeft)
        bar.moveRight(rect.right());
    if (share > 0)
        paintPanel(painter, bar, radius, colors.accent, {});
}

void paintScrollBar(QPainter *painter, const QStyleOptionSlider &option, const QRect &handle, const ThemeColors &colors)
{
    if (option.maximum <= option.minimum)
        return;
    const bool isTouched = isOn(option, QStyle::State_MouseOver) || isOn(option, QStyle::State_Sunken);
    const QRectF rect = QRectF(handle).adjusted(3, 3, -3, -3);
    const qreal radius = std::min(rect.width(), rect.height()) / 2;
    paintPanel(painter, rect, radius, isTouched ? colors.muted : colors.border, {});
}

void paintSlider(QPainter *painter, const QStyleOptionSlider &option, const QRect &handle, const ThemeColors &colors)
{
    const bool isEnabled = isOn(option, QStyle::State_Enabled);
    const bool isHorizontal = option.orientation == Qt::Horizontal;
    const QRectF rect = option.rect;
    const QPointF knob = QRectF(handle).center();
    QRectF track = isHorizontal ? QRectF(rect.left() + 2, knob.y() - 2, rect.width() - 4, 4)
                                : QRectF(knob.x() - 2, rect.top() + 2, 4, rect.height() - 4);
    paintPanel(painter, track, 2, colors.border, {});
    if (isHorizontal)
        track.setRight(knob.x());
    else
        track.setTop(knob.y());
    const QColor color = isEnabled ? colors.accent : colors.disabled;
    paintPanel(painter, track, 2, color, {});

    const qreal radius = std::min(handle.width(), handle.height()) / 2.0 - 1;
    const QRectF circle(knob.x() - radius, knob.y() - radius, 2 * radius, 2 * radius);
    if (isOn(option, QStyle::State_HasFocus)) {
        paintPanel(painter, circle, radius, colors.surface, colors.accent, 2);
        paintPanel(painter, circle.adjusted(4, 4, -4, -4), radius, colors.accent, {});
    } else {
        paintPanel(painter, circle.adjusted(1, 1, -1, -1), radius, colors.surface, color, 2);
    }
}

void paintMenuButton(QPainter *painter, const QStyleOptionToolButton &option, const QStyle *style,
    const QWidget *widget, const ThemeColors &colors)
{
    const bool isEnabled = option.state.testFlag(QStyle::State_Enabled);
    paintToolButton(painter, option, colors);
    if (option.state.testFlag(QStyle::State_HasFocus))
        paintFocusRing(painter, option.rect, controlRadius, colors);
    QStyleOptionToolButton label = option;
    const QRect face = option.rect.adjusted(0, 1, -menuArrowRoom, -1);
    label.rect = QStyle::visualRect(option.direction, option.rect, face);
    style->drawControl(QStyle::CE_ToolButtonLabel, &label, painter, widget);
    const QRect arrow(option.rect.right() + 1 - menuArrowRoom, option.rect.top(), menuArrowRoom, option.rect.height());
    paintChevron(painter, QStyle::visualRect(option.direction, option.rect, arrow), Qt::BottomEdge,
        isEnabled ? colors.muted : colors.disabled);
}

bool opensMenu(const QStyleOption *option)
{
    const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(option);
    return button && button->features.testFlag(QStyleOptionToolButton::HasMenu)
        && !button->features.testFlag(QStyleOptionToolButton::MenuButtonPopup);
}

bool isLabelled(const QStyleOption *option)
{
    const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(option);
    return button && button->toolButtonStyle == Qt::ToolButtonTextBesideIcon && !button->text.isEmpty();
}

} // namespace toll
