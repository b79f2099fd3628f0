// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/datatable.h"

#include "ui/models/selectionkeeper.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/status.h"

#include <QApplication>
#include <QBoxLayout>
#include <QClipboard>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QShortcut>
#include <QStackedWidget>
#include <QTableView>

#include <algorithm>

namespace toll {

namespace {

constexpr int widestFit = 320;
constexpr int rowHeight = 32;

} // namespace

DataTable::DataTable(QWidget *parent)
    : QWidget(parent), m_view(new QTableView), m_footer(new QLabel), m_pages(new QStackedWidget),
      m_keeper(new SelectionKeeper(m_view))
{
    build();
    buildHeader();
    buildShortcuts();
}

void DataTable::build()
{
    m_view->setItemDelegate(new CellDelegate(m_view));
    m_view->setShowGrid(false);
    m_view->setWordWrap(false);
    m_view->setTabKeyNavigation(false);
    m_view->setAlternatingRowColors(false);
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    m_view->installEventFilter(this);
    m_view->verticalHeader()->hide();
    m_view->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_view->verticalHeader()->setMinimumSectionSize(20);
    m_view->verticalHeader()->setDefaultSectionSize(std::max(rowHeight, fontMetrics().height() + 12));
    m_footer->setTextFormat(Qt::PlainText);
    m_footer->setForegroundRole(QPalette::PlaceholderText);
    m_footer->setContentsMargins(8, 6, 8, 4);
    m_footer->hide();
    m_pages->addWidget(m_view);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_pages, 1);
    layout->addWidget(m_footer);
    connect(m_view, &QTableView::doubleClicked, this,
        [this](const QModelIndex &index) { emit activated(m_model->keyAt(index.row())); });
    connect(m_view, &QTableView::customContextMenuRequested, this, &DataTable::showContextMenu);
    connect(m_keeper, &SelectionKeeper::restored, this, &DataTable::selectionChanged);
}

void DataTable::buildHeader()
{
    QHeaderView *header = m_view->horizontalHeader();
    header->setSectionsClickable(true);
    header->setSectionsMovable(true);
    header->setHighlightSections(false);
    header->setMinimumSectionSize(48);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(header, &QHeaderView::sectionClicked, this, &DataTable::onHeaderClicked);
    connect(header, &QHeaderView::customContextMenuRequested, this, &DataTable::showColumnMenu);
}

void DataTable::buildShortcuts()
{
    const auto add = [this](const QKeySequence &keys, bool withHeaders) {
        auto *shortcut = new QShortcut(keys, m_view);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, [this, withHeaders] { copy(withHeaders); });
    };
    add(QKeySequence::Copy, false);
    add(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C), true);
}

void DataTable::setModel(TableModel *model)
{
    if (m_model)
        m_model->disconnect(this);
    m_model = model;
    m_isFitted = false;
    m_view->setModel(model);
    m_keeper->follow(model);
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, &DataTable::selectionChanged);
    connect(model, &QAbstractItemModel::modelReset, this, [this] {
        choosePage();
        fitColumns();
    });
    connect(model, &TableModel::sortOrderChanged, this, &DataTable::showSortOrder);
    choosePage();
    applyResizeModes();
    fitColumns();
    showSortOrder();
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
    for (const QString &id : ids) {
        if (const int column = columnOf(id); column >= 0)
            m_view->setColumnHidden(column, true);
    }
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
    if (m_isFitted || !m_model || m_model->rowCount() == 0)
        return;
    m_isFitted = true;
    m_view->resizeColumnsToContents();
    for (int column = 0; column < m_model->columnCount(); ++column)
        m_view->setColumnWidth(column, std::min(widestFit, m_view->columnWidth(column) + 8));
}

void DataTable::setFooter(const QString &text)
{
    m_footer->setText(text);
    m_footer->setVisible(!text.isEmpty());
}

void DataTable::setEmptyStates(QWidget *noRows, QWidget *noMatch)
{
    m_noRows = noRows;
    m_noMatch = noMatch;
    m_pages->addWidget(noRows);
    m_pages->addWidget(noMatch);
    choosePage();
}

void DataTable::choosePage()
{
    QWidget *page = m_view;
    if (m_model && m_model->totalRowCount() == 0 && m_noRows)
        page = m_noRows;
    else if (m_model && m_model->rowCount() == 0 && m_noMatch)
        page = m_noMatch;
    m_pages->setCurrentWidget(page);
}

QStringList DataTable::selectedKeys() const
{
    QStringList keys;
    if (!m_model)
        return keys;
    QModelIndexList rows = m_view->selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end());
    for (const QModelIndex &index : std::as_const(rows))
        keys << m_model->keyAt(index.row());
    return keys;
}

QString DataTable::currentKey() const
{
    const QModelIndex index = m_view->currentIndex();
    return m_model && index.isValid() ? m_model->keyAt(index.row()) : QString();
}

bool DataTable::selectKey(const QString &key)
{
    const int row = m_model ? m_model->rowOfKey(key) : -1;
    if (row < 0)
        return false;
    m_view->selectRow(row);
    m_view->scrollTo(m_model->index(row, 0));
    return true;
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

QString DataTable::selectionAsText(bool withHeaders) const
{
    if (!m_model)
        return {};
    QStringList lines;
    const std::vector<int> columns = shownColumns();
    const auto line = [&columns](auto field) {
        QStringList fields;
        for (const int column : columns)
            fields << QString(field(column)).replace(u'\t', u' ').replace(u'\n', u' ');
        return fields.join(u'\t');
    };
    if (withHeaders)
        lines << line(
            [this](int column) { return m_model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString(); });
    QModelIndexList rows = m_view->selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end());
    for (const QModelIndex &row : std::as_const(rows)) {
        lines << line([this, &row](int column) {
            const QModelIndex cell = m_model->index(row.row(), column);
            const QString exact = cell.data(CopyRole).toString();
            return exact.isEmpty() ? cell.data(Qt::DisplayRole).toString() : exact;
        });
    }
    return lines.join(u'\n');
}

void DataTable::copy(bool withHeaders)
{
    if (const QString text = selectionAsText(withHeaders); !text.isEmpty())
        QApplication::clipboard()->setText(text);
}

void DataTable::showContextMenu(const QPoint &position)
{
    if (!m_model || m_model->rowCount() == 0)
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    emit contextMenuRequested(menu, selectedKeys());
    if (!menu->isEmpty())
        menu->addSeparator();
    menu->addAction(icon(QStringLiteral("copy")),
        tr("Copy") + u'\t' + QKeySequence(QKeySequence::Copy).toString(QKeySequence::NativeText), this,
        [this] { copy(false); });
    menu->addAction(tr("Copy with headers") + u'\t'
            + QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C).toString(QKeySequence::NativeText),
        this, [this] { copy(true); });
    menu->popup(m_view->viewport()->mapToGlobal(position));
}

QMenu *DataTable::createColumnMenu()
{
    auto *menu = new QMenu(this);
    const std::size_t shownCount = shownColumns().size();
    for (int column = 0; m_model && column < m_model->columnCount(); ++column) {
        QAction *action = menu->addAction(m_model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
        const bool isShown = !m_view->isColumnHidden(column);
        action->setCheckable(true);
        action->setChecked(isShown);
        action->setEnabled(!isShown || shownCount > 1);
        connect(action, &QAction::toggled, this, [this, column](bool isOn) { m_view->setColumnHidden(column, !isOn); });
    }
    return menu;
}

void DataTable::showColumnMenu(const QPoint &position)
{
    QMenu *menu = createColumnMenu();
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->popup(m_view->horizontalHeader()->mapToGlobal(position));
}

bool DataTable::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_view && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if ((key == Qt::Key_Return || key == Qt::Key_Enter) && !currentKey().isEmpty()) {
            emit activated(currentKey());
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace toll
