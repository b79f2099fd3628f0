// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// The columns of a table: which are shown, how wide they are, and what it is sorted by.
#include "ui/models/tablemodel.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/icon.h"

#include <QApplication>
#include <QHeaderView>
#include <QMenu>
#include <QTableView>
#include <QToolButton>

#include <algorithm>

namespace toll {

namespace {

constexpr int widestFit = 320;
constexpr int fitMargin = 8;
constexpr int rowsMeasured = 200;
constexpr int stretchRoom = 150; ///< what the stretching column has at least before others yield

} // namespace

void DataTable::buildHeader()
{
    QHeaderView *header = m_view->horizontalHeader();
    header->setSectionsClickable(true);
    header->setSectionsMovable(true);
    header->setHighlightSections(false);
    header->setMinimumSectionSize(48);
    header->setResizeContentsPrecision(rowsMeasured);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(header, &QHeaderView::sectionClicked, this, &DataTable::onHeaderClicked);
    connect(header, &QHeaderView::customContextMenuRequested, this, &DataTable::showColumnMenu);
}

int DataTable::columnOf(const QString &id) const
{
    for (int column = 0; m_model && column < m_model->columnCount(); ++column) {
        if (m_model->columnId(column) == id)
            return column;
    }
    return -1;
}

void DataTable::setStretchColumn(const QString &id)
{
    m_stretchColumn = id;
    applyResizeModes();
}

void DataTable::setHiddenColumns(const QStringList &ids)
{
    m_hiddenAtFirst = ids;
    for (const QString &id : ids) {
        if (const int column = columnOf(id); column >= 0)
            m_view->setColumnHidden(column, true);
    }
}

void DataTable::setYieldingColumns(const QStringList &ids)
{
    m_yielding = ids;
    arrangeColumns();
}

void DataTable::applyResizeModes()
{
    if (!m_model || m_model->columnCount() == 0)
        return;
    const int stretch = std::max(0, columnOf(m_stretchColumn));
    for (int column = 0; column < m_model->columnCount(); ++column)
        m_view->horizontalHeader()->setSectionResizeMode(
            column, column == stretch ? QHeaderView::Stretch : QHeaderView::Interactive);
}

void DataTable::fitColumns()
{
    applyResizeModes();
    // Later data must not undo the widths a user has chosen.
    if (!m_isFitted && m_model && m_model->rowCount() > 0) {
        m_isFitted = true;
        measureColumns();
    } else if (m_widensWithData && m_isFitted) {
        widenColumns();
    }
    arrangeColumns();
}

void DataTable::measureColumns()
{
    // Hidden ones are measured too: they may be shown later.
    std::vector<int> hidden;
    for (int column = 0; column < m_model->columnCount(); ++column) {
        if (m_view->isColumnHidden(column))
            hidden.push_back(column);
        m_view->setColumnHidden(column, false);
    }
    m_view->resizeColumnsToContents();
    for (int column = 0; column < m_model->columnCount(); ++column) {
        m_view->setColumnWidth(column, std::min(widestFit, m_view->columnWidth(column) + fitMargin));
        m_fittedWidths.insert(m_model->columnId(column), m_view->columnWidth(column));
    }
    for (const int column : hidden) {
        const QString id = m_model->columnId(column);
        if (m_yielded.contains(id))
            m_yielded.insert(id, m_view->columnWidth(column));
        m_view->setColumnHidden(column, true);
    }
}

void DataTable::widenColumns()
{
    const QAbstractItemView *view = m_view; // where the hint is public
    for (const int column : shownColumns()) {
        const QString id = m_model->columnId(column);
        const int width = m_view->columnWidth(column);
        if (m_fittedWidths.value(id, -1) != width)
            continue;
        const int wanted = std::min(widestFit, view->sizeHintForColumn(column) + fitMargin);
        if (wanted <= width)
            continue;
        m_view->setColumnWidth(column, wanted);
        m_fittedWidths.insert(id, m_view->columnWidth(column));
    }
}

void DataTable::arrangeColumns()
{
    if (!m_model || m_yielding.isEmpty() || !m_isFitted)
        return;
    const int stretch = std::max(0, columnOf(m_stretchColumn));
    int wanted = stretchRoom;
    for (const int column : shownColumns())
        wanted += column == stretch ? 0 : m_view->columnWidth(column);
    for (const int width : std::as_const(m_yielded))
        wanted += width;
    for (const QString &id : std::as_const(m_yielding)) {
        const int column = columnOf(id);
        const bool hasYielded = m_yielded.contains(id);
        if (column < 0 || m_chosen.contains(id) || (!hasYielded && m_view->isColumnHidden(column)))
            continue;
        const int width = hasYielded ? m_yielded.value(id) : m_view->columnWidth(column);
        const bool mustYield = wanted > m_view->viewport()->width();
        if (mustYield)
            wanted -= width;
        if (mustYield == hasYielded)
            continue;
        m_view->setColumnHidden(column, mustYield);
        if (mustYield) {
            m_yielded.insert(id, width);
        } else {
            m_yielded.remove(id);
            m_view->setColumnWidth(column, width);
        }
    }
}

std::vector<int> DataTable::shownColumns() const
{
    std::vector<int> columns;
    const QHeaderView *header = m_view->horizontalHeader();
    for (int place = 0; place < header->count(); ++place) {
        if (const int column = header->logicalIndex(place); !m_view->isColumnHidden(column))
            columns.push_back(column);
    }
    return columns;
}

void DataTable::onHeaderClicked(int column)
{
    std::vector<TableModel::SortBy> order = m_model->sortOrder();
    const bool isNumber =
        (m_model->headerData(column, Qt::Horizontal, Qt::TextAlignmentRole).toInt() & Qt::AlignRight) != 0;
    const Qt::SortOrder first = isNumber ? Qt::DescendingOrder : Qt::AscendingOrder; // the biggest are looked for most
    const auto known = std::ranges::find(order, column, &TableModel::SortBy::column);
    const auto turned = [](Qt::SortOrder was) {
        return was == Qt::AscendingOrder ? Qt::DescendingOrder : Qt::AscendingOrder;
    };
    if (!QApplication::keyboardModifiers().testFlag(Qt::ShiftModifier))
        order = {{column, known == order.begin() && known != order.end() ? turned(known->order) : first}};
    else if (known != order.end())
        known->order = turned(known->order);
    else
        order.push_back({column, first});
    m_model->setSortOrder(std::move(order));
}

void DataTable::showSortOrder()
{
    QHeaderView *header = m_view->horizontalHeader();
    const std::vector<TableModel::SortBy> &order = m_model->sortOrder();
    header->setSortIndicatorShown(!order.empty());
    if (!order.empty())
        header->setSortIndicator(order.front().column, order.front().order);
}

void DataTable::showColumn(int column, bool isShown)
{
    const QString id = m_model->columnId(column);
    const int width = m_yielded.take(id);
    isShown ? void(m_chosen.insert(id)) : void(m_chosen.remove(id));
    m_view->setColumnHidden(column, !isShown);
    if (isShown && width > 0)
        m_view->setColumnWidth(column, width);
    arrangeColumns();
}

void DataTable::resetColumns()
{
    m_chosen.clear();
    m_yielded.clear();
    QHeaderView *header = m_view->horizontalHeader();
    for (int column = 0; column < m_model->columnCount(); ++column) {
        header->moveSection(header->visualIndex(column), column);
        m_view->setColumnHidden(column, m_hiddenAtFirst.contains(m_model->columnId(column)));
    }
    measureColumns();
    arrangeColumns();
}

void DataTable::fillColumnMenu(QMenu *menu)
{
    for (int column = 0; m_model && column < m_model->columnCount(); ++column) {
        const QString title = m_model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
        if (title.isEmpty())
            continue;
        QAction *action = menu->addAction(title);
        action->setCheckable(true);
        action->setChecked(!m_view->isColumnHidden(column));
        action->setEnabled(column > 0); // the first tells the rows apart
        connect(action, &QAction::toggled, this, [this, column](bool isOn) { showColumn(column, isOn); });
    }
    menu->addSeparator();
    menu->addAction(tr("Reset columns"), this, &DataTable::resetColumns);
}

QMenu *DataTable::createColumnMenu()
{
    auto *menu = new QMenu(this);
    fillColumnMenu(menu);
    return menu;
}

QToolButton *DataTable::createColumnButton()
{
    auto *button = new QToolButton;
    button->setText(tr("Columns"));
    button->setIcon(icon(QStringLiteral("columns")));
    button->setToolTip(tr("Choose which columns are shown"));
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setPopupMode(QToolButton::InstantPopup);
    button->setFocusPolicy(Qt::StrongFocus);
    auto *menu = new QMenu(button);
    connect(menu, &QMenu::aboutToShow, this, [this, menu] {
        menu->clear();
        fillColumnMenu(menu);
    });
    button->setMenu(menu);
    return button;
}

void DataTable::showColumnMenu(const QPoint &position)
{
    QMenu *menu = createColumnMenu();
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->popup(m_view->horizontalHeader()->mapToGlobal(position));
}

} // namespace toll
