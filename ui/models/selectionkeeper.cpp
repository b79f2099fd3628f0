// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/selectionkeeper.h"

#include <QItemSelectionModel>
#include <QScrollBar>

namespace toll {

SelectionKeeper::SelectionKeeper(QAbstractItemView *view) : QObject(view), m_view(view) { }

void SelectionKeeper::follow(TableModel *model)
{
    if (m_model)
        m_model->disconnect(this);
    m_model = model;
    if (!model)
        return;
    connect(model, &QAbstractItemModel::modelAboutToBeReset, this, &SelectionKeeper::remember);
    connect(model, &QAbstractItemModel::modelReset, this, &SelectionKeeper::restore);
}

void SelectionKeeper::remember()
{
    m_selected.clear();
    m_current.clear();
    m_top.clear();
    if (!m_model->hasLastingKeys())
        return;
    for (const QModelIndex &index : m_view->selectionModel()->selectedRows())
        m_selected << m_model->keyAt(index.row());
    const QModelIndex current = m_view->currentIndex();
    m_current = current.isValid() ? m_model->keyAt(current.row()) : QString();
    m_currentColumn = current.isValid() ? current.column() : 0;
    const QModelIndex top = m_view->indexAt(QPoint(1, 1));
    const bool isScrolled = m_view->verticalScrollBar()->value() > 0;
    m_top = top.isValid() && isScrolled ? m_model->keyAt(top.row()) : QString();
}

void SelectionKeeper::restore()
{
    if (!m_model->hasLastingKeys()) {
        emit restored();
        return;
    }
    QItemSelection selection;
    const int lastColumn = m_model->columnCount() - 1;
    for (const QString &key : std::as_const(m_selected)) {
        if (const int row = m_model->rowOfKey(key); row >= 0)
            selection.select(m_model->index(row, 0), m_model->index(row, lastColumn));
    }
    QItemSelectionModel *selectionModel = m_view->selectionModel();
    if (const int row = m_model->rowOfKey(m_current); row >= 0)
        selectionModel->setCurrentIndex(
            m_model->index(row, std::min(m_currentColumn, lastColumn)), QItemSelectionModel::NoUpdate);
    if (!selection.isEmpty())
        selectionModel->select(selection, QItemSelectionModel::ClearAndSelect);
    if (const int row = m_model->rowOfKey(m_top); row >= 0)
        m_view->scrollTo(m_model->index(row, 0), QAbstractItemView::PositionAtTop);
    emit restored();
}

} // namespace toll
