// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/legendtable.h"

#include "ui/charts/legendmodel.h"

#include <QHeaderView>
#include <QKeyEvent>

#include <algorithm>

namespace toll {

LegendTable::LegendTable(QWidget *parent) : QTableView(parent), m_model(new LegendModel(this))
{
    setModel(m_model);
    m_model->setPalette(palette());
    setAccessibleName(tr("Legend"));
    setShowGrid(false);
    setWordWrap(false);
    setFrameShape(QFrame::NoFrame);
    setSelectionMode(NoSelection);
    setSelectionBehavior(SelectRows);
    setTabKeyNavigation(false);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setTextElideMode(Qt::ElideMiddle);
    setCursor(Qt::PointingHandCursor);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(std::max(24, fontMetrics().height() + 8));
    horizontalHeader()->setSectionsClickable(false);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setMinimumSectionSize(40);
}

void LegendTable::setData(const ChartData &chart)
{
    m_model->setData(chart);
    horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    updateGeometry();
}

const std::vector<bool> &LegendTable::shown() const
{
    return m_model->shown();
}

void LegendTable::isolate(int series)
{
    std::vector<bool> alone(shown().size(), false);
    alone[static_cast<std::size_t>(series)] = true;
    if (alone == shown())
        alone.assign(alone.size(), true);
    m_model->setShown(alone);
    emit shownChanged(shown());
}

void LegendTable::toggle(int series)
{
    std::vector<bool> changed = shown();
    changed[static_cast<std::size_t>(series)] = !changed[static_cast<std::size_t>(series)];
    // A chart with nothing in it helps nobody.
    if (std::ranges::none_of(changed, [](bool is) { return is; }))
        changed.assign(changed.size(), true);
    m_model->setShown(changed);
    emit shownChanged(shown());
}

QSize LegendTable::sizeHint() const
{
    const int rows = std::min(10, m_model->rowCount());
    return {260, horizontalHeader()->sizeHint().height() + rows * verticalHeader()->defaultSectionSize() + 4};
}

QSize LegendTable::minimumSizeHint() const
{
    return {180, horizontalHeader()->sizeHint().height() + 2 * verticalHeader()->defaultSectionSize()};
}

void LegendTable::mousePressEvent(QMouseEvent *event)
{
    QTableView::mousePressEvent(event);
    const QModelIndex index = indexAt(event->position().toPoint());
    if (event->button() != Qt::LeftButton || !index.isValid())
        return;
    event->modifiers().testFlag(Qt::ControlModifier) ? toggle(index.row()) : isolate(index.row());
}

void LegendTable::keyPressEvent(QKeyEvent *event)
{
    const QModelIndex index = currentIndex();
    if (index.isValid() && event->key() == Qt::Key_Space)
        return toggle(index.row());
    if (index.isValid() && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter))
        return isolate(index.row());
    QTableView::keyPressEvent(event);
}

void LegendTable::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_model)
        m_model->setPalette(palette());
}

} // namespace toll
