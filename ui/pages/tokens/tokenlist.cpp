// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/tokens/tokenlist.h"

#include "core/money/sums.h"
#include "core/services/wording.h"
#include "ui/models/selectionkeeper.h"
#include "ui/pages/tokens/tokencelldelegate.h"
#include "ui/pages/tokens/tokenchips.h"
#include "ui/text/moneytext.h"
#include "ui/text/numbers.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/icon.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

namespace toll {

namespace {

/// Sums in words: "$1,204.10 · ¥30.00".
QString sumsText(const std::vector<Money> &amounts)
{
    const Result<std::vector<Money>> sums = sumsByCurrency(amounts);
    if (!sums)
        return sentence(sums.error());
    QStringList texts;
    for (const Money &sum : *sums)
        texts << moneyText(sum);
    return texts.join(QStringLiteral(" · "));
}

} // namespace

TokenList::TokenList(QWidget *parent)
    : QWidget(parent), m_model(new TokenModel(tokenColumns(m_now), &keyOf, this)), m_chips(new TokenChips(this)),
      m_filter(new QLineEdit(this)), m_fault(new QLabel(this)), m_table(new QTableView(this)),
      m_stack(new QStackedWidget(this)), m_count(new QLabel(this)), m_sums(new QLabel(this))
{
    buildTable();
    m_none = new EmptyState(QStringLiteral("tokens"), tr("Create your first token"),
        tr("A token lets a customer call your API, at a rate, up to a cap, for as long as you say."));
    connect(m_none->addButton(tr("New token")), &QPushButton::clicked, this, &TokenList::createRequested);
    m_noMatch = new EmptyState(QStringLiteral("search"), tr("No token matches"), QString());
    connect(m_noMatch->addButton(tr("Clear filter")), &QPushButton::clicked, this, &TokenList::clearFilter);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_none);
    m_stack->addWidget(m_noMatch);
    auto *footer = new QHBoxLayout;
    footer->addWidget(m_count);
    footer->addStretch(1);
    footer->addWidget(m_sums);
    m_sums->setTextInteractionFlags(Qt::TextSelectableByMouse);
    for (QLabel *label : {m_count, m_sums})
        label->setTextFormat(Qt::PlainText);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_chips);
    layout->addWidget(buildFilter());
    layout->addWidget(buildBulkBar());
    layout->addWidget(m_stack, 1);
    layout->addLayout(footer);
    connectTable();
    connect(m_chips, &TokenChips::changed, this, &TokenList::applyFilter);
    connect(m_filter, &QLineEdit::textChanged, this, &TokenList::applyFilter);
}

void TokenList::buildTable()
{
    m_table->setObjectName(QStringLiteral("tokens"));
    m_table->setAccessibleName(tr("Tokens"));
    m_table->setModel(m_model);
    m_table->setItemDelegate(new TokenCellDelegate(*m_model, m_table));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSortingEnabled(true);
    m_table->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(std::max(32, fontMetrics().height() + 12));
    QHeaderView *header = m_table->horizontalHeader();
    header->setHighlightSections(false);
    header->setSectionsMovable(true);
    header->setStretchLastSection(true);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    auto *keeper = new SelectionKeeper(m_table);
    keeper->follow(m_model);
    connect(keeper, &SelectionKeeper::restored, this, &TokenList::onSelectionChanged);
}

QWidget *TokenList::buildFilter()
{
    auto *bar = new QWidget(this);
    m_filter->setPlaceholderText(tr("Filter: name, customer:acme, plan:basic, status:active, tag:test   (Ctrl+F)"));
    m_filter->setAccessibleName(tr("Filter"));
    m_filter->setClearButtonEnabled(true);
    m_filter->addAction(icon(QStringLiteral("filter"), Tone::Muted), QLineEdit::LeadingPosition);
    m_fault->setTextFormat(Qt::PlainText);
    m_fault->hide();
    auto *layout = new QVBoxLayout(bar);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_filter);
    layout->addWidget(m_fault);
    return bar;
}

QWidget *TokenList::buildBulkBar()
{
    m_bulkBar = new QWidget(this);
    m_bulkText = new QLabel(m_bulkBar);
    auto *layout = new QHBoxLayout(m_bulkBar);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_bulkText);
    layout->addStretch(1);
    m_bulkBar->hide();
    return m_bulkBar;
}

void TokenList::setBulkActions(const std::vector<QAction *> &actions)
{
    auto *layout = static_cast<QHBoxLayout *>(m_bulkBar->layout());
    for (QAction *action : actions) {
        auto *button = new QToolButton(m_bulkBar);
        button->setDefaultAction(action);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        layout->insertWidget(layout->count() - 1, button);
    }
}

void TokenList::connectTable()
{
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &TokenList::onSelectionChanged);
    connect(m_table, &QTableView::activated, this, &TokenList::activated);
    connect(m_table, &QWidget::customContextMenuRequested, this,
        [this](const QPoint &position) { emit menuRequested(m_table->viewport()->mapToGlobal(position)); });
    connect(m_table->horizontalHeader(), &QWidget::customContextMenuRequested, this, &TokenList::showColumnMenu);
}

void TokenList::setRows(std::vector<TokenRow> rows, Instant now)
{
    m_now = now;
    m_chips->setRows(rows);
    m_model->setRows(std::move(rows));
    showPlace();
    onSelectionChanged();
    fitColumns();
}

void TokenList::applyFilter()
{
    const TokenFilter filter(m_filter->text());
    const TokenGroup group = m_chips->chosen();
    m_model->setFilter([filter, group](const TokenRow &row) { return isIn(group, row.state) && filter.matches(row); });
    m_fault->setText(filter.fault());
    m_fault->setVisible(!filter.fault().isEmpty());
    m_filter->setAccessibleDescription(filter.fault());
    showPlace();
}

void TokenList::clearFilter()
{
    m_filter->clear();
    m_chips->choose(TokenGroup::All);
    m_filter->setFocus();
}

void TokenList::showPlace()
{
    const bool isEmpty = m_model->totalRowCount() == 0;
    m_chips->setVisible(!isEmpty);
    m_filter->setVisible(!isEmpty);
    m_count->setVisible(!isEmpty);
    m_sums->setVisible(!isEmpty);
    m_noMatch->setTexts(tr("No token matches"),
        m_filter->text().isEmpty() ? tr("There is none in the group “%1”.").arg(label(m_chips->chosen()))
                                   : tr("Nothing fits “%1”.").arg(m_filter->text()));
    if (isEmpty)
        m_stack->setCurrentWidget(m_none);
    else if (m_model->rowCount() == 0)
        m_stack->setCurrentWidget(m_noMatch);
    else
        m_stack->setCurrentWidget(m_table);
    showFooter();
}

void TokenList::showFooter()
{
    std::vector<Money> amounts;
    const std::vector<TokenRow> chosen = selected();
    if (chosen.size() > 1) {
        for (const TokenRow &row : chosen)
            amounts.push_back(row.spendThisPeriod);
        m_count->setText(tr("%n selected", nullptr, static_cast<int>(chosen.size())));
    } else {
        m_model->forEachShown([&amounts](const TokenRow &row) { amounts.push_back(row.spendThisPeriod); });
        const int all = m_model->totalRowCount();
        m_count->setText(m_model->rowCount() == all ? tr("%n token(s)", nullptr, all)
                                                    : tr("%1 of %n token(s)", nullptr, all).arg(m_model->rowCount()));
    }
    m_sums->setText(tr("This month: %1", "sums of money").arg(sumsText(amounts)));
}

void TokenList::onSelectionChanged()
{
    const std::size_t count = selected().size();
    m_bulkText->setText(tr("%n selected:", nullptr, static_cast<int>(count)));
    m_bulkBar->setVisible(count > 1);
    showFooter();
    emit selectionChanged();
}

std::vector<TokenRow> TokenList::selected() const
{
    std::vector<TokenRow> rows;
    for (const QModelIndex &index : m_table->selectionModel()->selectedRows())
        rows.push_back(m_model->rowAt(index.row()));
    return rows;
}

bool TokenList::select(const QString &key)
{
    if (m_model->rowOfKey(key) < 0)
        showOnly({}, {});
    const int row = m_model->rowOfKey(key);
    if (row < 0)
        return false;
    m_table->selectRow(row);
    m_table->scrollTo(m_model->index(row, 0));
    return true;
}

void TokenList::showOnly(const QString &group, const QString &text)
{
    const qsizetype index = group.toInt();
    m_filter->setText(text);
    m_chips->choose(
        index >= 0 && index < qsizetype(tokenGroups.size()) ? static_cast<TokenGroup>(index) : TokenGroup::All);
}

void TokenList::focusFilter()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

void TokenList::fitColumns()
{
    if (m_isFitted || m_model->rowCount() == 0)
        return;
    m_isFitted = true;
    m_table->resizeColumnsToContents();
}

void TokenList::showColumnMenu(const QPoint &position)
{
    QHeaderView *header = m_table->horizontalHeader();
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (int column = 1; column < m_model->columnCount(); ++column) { // a row without a name says nothing
        QAction *action = menu->addAction(m_model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
        action->setCheckable(true);
        action->setChecked(!header->isSectionHidden(column));
        connect(action, &QAction::toggled, header,
            [header, column](bool isShown) { header->setSectionHidden(column, !isShown); });
    }
    menu->popup(header->viewport()->mapToGlobal(position));
}

QVariantMap TokenList::state() const
{
    QVariantMap state{
        {QStringLiteral("filter"), m_filter->text()}, {QStringLiteral("group"), static_cast<int>(m_chips->chosen())}};
    // The name carries the columns' version: other columns, other name.
    if (m_isFitted)
        state.insert(
            QStringLiteral("header1"), QString::fromLatin1(m_table->horizontalHeader()->saveState().toBase64()));
    return state;
}

void TokenList::restore(const QVariantMap &state)
{
    showOnly(state.value(QStringLiteral("group")).toString(), state.value(QStringLiteral("filter")).toString());
    const QByteArray header = QByteArray::fromBase64(state.value(QStringLiteral("header1")).toString().toLatin1());
    if (header.isEmpty() || !m_table->horizontalHeader()->restoreState(header))
        return;
    m_isFitted = true;
    const QHeaderView *shown = m_table->horizontalHeader();
    m_model->sort(shown->sortIndicatorSection(), shown->sortIndicatorOrder());
}

} // namespace toll
