// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/tablemodel.h"

#include <QAbstractItemView>
#include <QPointer>
#include <QStringList>

namespace toll {

/// Keeps a view's selection, current cell and scroll position through model resets, by row key.
class SelectionKeeper : public QObject {
    Q_OBJECT

public:
    explicit SelectionKeeper(QAbstractItemView *view);

    /// Follows this model; call it after the view was given the same one.
    void follow(TableModel *model);

signals:
    /// After a reset: the selection is the old one, as far as its rows are still shown.
    void restored();

private:
    void remember();
    void restore();

    QAbstractItemView *m_view;
    QPointer<TableModel> m_model;
    QStringList m_selected;
    QString m_current;
    int m_currentColumn = 0;
    QString m_top;
};

} // namespace toll
