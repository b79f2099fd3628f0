// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/tokens/tokencolumns.h"

#include <QStyledItemDelegate>

namespace toll {

/// Draws states by sign, colour and word, the meter of used and cap, and muted cells. The selected row keeps its
/// colours: every tone is readable on the selection.
class TokenCellDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    TokenCellDelegate(const TokenModel &model, QObject *parent);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    const TokenModel &m_model;
};

/// A thin meter; what is over the cap is drawn in the danger colour over the whole length.
void paintMeter(QPainter *painter, const QRectF &bar, double share, const QPalette &palette);

} // namespace toll
