// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/cell.h"
#include "ui/widgets/theme.h"

#include <QStyledItemDelegate>
#include <QWidget>

namespace toll {

/// Draws the sign of a state into a square of this size.
void paintShape(QPainter *painter, const QRectF &square, Shape shape, const QColor &color);

/// A state outside a table: sign and word in its colour.
class StatusLabel : public QWidget {
    Q_OBJECT

public:
    explicit StatusLabel(QWidget *parent = nullptr);
    void setStatus(const Status &status);
    [[nodiscard]] const Status &status() const { return m_status; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Status m_status;
};

/// Draws what CellRole tells: tones, states with their signs, icons. Shows a cell's text as a tool tip where it is cut
/// and has no tip of its own.
class CellDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
        const QModelIndex &index) override;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;
};

} // namespace toll
