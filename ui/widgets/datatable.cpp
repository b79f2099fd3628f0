// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/datatable.h"

#include "ui/models/selectionkeeper.h"
#include "ui/widgets/celldelegate.h"
#include "ui/widgets/icon.h"

#include <QApplication>
#include <QBoxLayout>
#include <QClipboard>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QShortcut>
#include <QStackedWidget>
#include <QTableView>

#include <algorithm>

namespace toll {

namespace {

constexpr int rowHeight = 32;

} // namespace

DataTable::DataTable(QWidget *parent)
    : QWidget(parent), m_view(new QTableView), m_delegate(new CellDelegate(m_view)), m_footer(new QLabel),
      m_pages(new QStackedWidget), m_keeper(new SelectionKeeper(m_view))
{
    build();
    buildHeader();
    buildShortcuts();
}

void DataTable::build()
{
    m_view->setItemDelegate(m_delegate);
    m_view->setShowGrid(false);
    m_view->setWordWrap(false);
    m_view->setTabKeyNavigation(false);
    m_view->setAlternatingRowColors(false);
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_view->setEditTriggers(QAbstractItemView::EditKeyPressed | QAbstractItemView::DoubleClicked);
    m_view->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    m_view->installEventFilter(this);
    m_view->viewport()->installEventFilter(this);
    m_view->verticalHeader()->hide();
    m_view->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_view->verticalHeader()->setMinimumSectionSize(20);
    m_view->verticalHeader()->setDefaultSectionSize(std::max(rowHeight, fontMetrics().height() + 12));
    m_footer->setTextFormat(Qt::PlainText);
    m_footer->setForegroundRole(QPalette::PlaceholderText);
    m_footer->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_footer->setContentsMargins(8, 6, 8, 4);
    m_footer->hide();
    m_pages->addWidget(m_view);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_pages, 1);
    layout->addWidget(m_footer);
    connect(m_view, &QTableView::customContextMenuRequested, this, &DataTable::showContextMenu);
    connect(m_keeper, &SelectionKeeper::restored, this, &DataTable::selectionChanged);
    buildEditing();
}

void DataTable::buildEditing()
{
    connect(m_view, &QTableView::doubleClicked, this, [this](const QModelIndex &index) {
        if (!index.flags().testFlag(Qt::ItemIsEditable))
            emit activated(m_model->keyAt(index.row()));
    });
    connect(m_delegate, &CellDelegate::edited, this, [this](const QModelIndex &index, const QString &text) {
        emit edited(m_model->keyAt(index.row()), m_model->columnId(index.column()), text);
    });
    connect(m_delegate, &CellDelegate::editingEnded, this, &DataTable::editingEnded);
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
    connect(model, &QAbstractItemModel::dataChanged, this, [this] {
        if (m_widensWithData)
            fitColumns();
    });
    connect(model, &TableModel::sortOrderChanged, this, &DataTable::showSortOrder);
    choosePage();
    applyResizeModes();
    fitColumns();
    showSortOrder();
}

void DataTable::edit(const QString &columnId)
{
    const QModelIndex current = m_view->currentIndex();
    const int column = columnOf(columnId);
    if (!current.isValid() || column < 0)
        return;
    const QModelIndex cell = current.siblingAtColumn(column);
    if (!cell.flags().testFlag(Qt::ItemIsEditable))
        return;
    m_view->setFocus(Qt::ShortcutFocusReason);
    m_view->selectionModel()->setCurrentIndex(cell, QItemSelectionModel::NoUpdate);
    m_view->scrollTo(cell);
    m_view->edit(cell);
}

bool DataTable::isEditing() const
{
    return m_delegate->isEditing();
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
    for (QWidget *page : {noRows, noMatch})
        if (page)
            m_pages->addWidget(page);
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
    if (!m_model || !m_model->hasLastingKeys())
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

QString DataTable::selectionAsText(bool withHeaders) const
{
    if (!m_model || !m_model->hasLastingKeys())
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
    if (m_model && !m_model->hasLastingKeys())
        emit copyWanted(withHeaders);
    else if (const QString text = selectionAsText(withHeaders); !text.isEmpty())
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

bool DataTable::handleKey(QKeyEvent *event)
{
    if (isEditing())
        return false;
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (event->type() == QEvent::KeyPress && isEnter && !currentKey().isEmpty()) {
        emit activated(currentKey());
        return true;
    }
    // The key that edits belongs to the cell before any action of the window.
    if (event->type() == QEvent::ShortcutOverride && event->key() == Qt::Key_F2
        && m_view->currentIndex().flags().testFlag(Qt::ItemIsEditable)) {
        event->accept();
        return true;
    }
    return false;
}

bool DataTable::eventFilter(QObject *watched, QEvent *event)
{
    const bool isKey = event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride;
    if (watched == m_view && isKey && handleKey(static_cast<QKeyEvent *>(event)))
        return true;
    if (watched == m_view->viewport() && event->type() == QEvent::Resize)
        arrangeColumns();
    return QWidget::eventFilter(watched, event);
}

} // namespace toll
