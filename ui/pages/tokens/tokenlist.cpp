// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/tokens/tokenlist.h"

#include "core/money/sums.h"
#include "core/services/wording.h"
#include "ui/pages/tokens/tokenfilter.h"
#include "ui/text/moneytext.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/filterchips.h"
#include "ui/widgets/searchfield.h"

#include <QGridLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QTableView>
#include <QToolButton>

#include <algorithm>
#include <utility>

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

QString chipId(TokenGroup group)
{
    return QString::number(static_cast<int>(group));
}

} // namespace

TokenList::TokenList(QWidget *parent)
    : QWidget(parent), m_model(new TokenModel(tokenColumns(m_now), &keyOf, this)), m_chips(new FilterChips),
      m_filter(new SearchField(
          tr("Filter: name, customer:acme, plan:basic, status:active, tag:test"), QKeySequence(QKeySequence::Find))),
      m_fault(new QLabel), m_table(new DataTable)
{
    buildTable();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_chips);
    layout->addWidget(buildFilter());
    layout->addWidget(buildBulkBar());
    layout->addWidget(m_table, 1);
    countGroups();
    connect(m_chips, &FilterChips::currentChanged, this, &TokenList::applyFilter);
    connect(m_filter, &SearchField::searched, this, &TokenList::applyFilter);
}

void TokenList::buildTable()
{
    m_table->view()->setObjectName(QStringLiteral("tokens"));
    m_table->view()->setAccessibleName(tr("Tokens"));
    m_table->setModel(m_model);
    m_table->setStretchColumn(QStringLiteral("name"));
    m_table->setHiddenColumns({QStringLiteral("rate"), QStringLiteral("tags"), QStringLiteral("note")});
    // Beside the inspector, which tells the rest of the selected one.
    m_table->setYieldingColumns({QStringLiteral("rate"), QStringLiteral("plan"), QStringLiteral("lastUse"),
        QStringLiteral("expires"), QStringLiteral("used"), QStringLiteral("customer")});
    connect(m_table, &DataTable::selectionChanged, this, &TokenList::onSelectionChanged);
    connect(m_table, &DataTable::activated, this, &TokenList::activated);
    connect(m_table, &DataTable::contextMenuRequested, this, &TokenList::menuRequested);
    connect(m_table, &DataTable::edited, this, [this](const QString &key, const QString &field, const QString &text) {
        if (const TokenRow *row = m_model->find(key))
            emit edited(row->token, field, text);
    });
    // The editor is still being put away when this is told.
    connect(m_table, &DataTable::editingEnded, this, &TokenList::onEditingEnded, Qt::QueuedConnection);
}

/// Once it is known what there is: an invitation to make the first token is no way to say that they are being loaded.
void TokenList::addEmptyStates()
{
    auto *none = new EmptyState(QStringLiteral("tokens"), tr("Create your first token"),
        tr("A token lets a customer call your API, at a rate, up to a cap, for as long as you say."));
    connect(none->addButton(tr("New token")), &QPushButton::clicked, this, &TokenList::createRequested);
    m_noMatch = new EmptyState(QStringLiteral("search"), tr("No token matches"), QString());
    connect(m_noMatch->addButton(tr("Clear filter")), &QPushButton::clicked, this, &TokenList::clearFilter);
    m_table->setEmptyStates(none, m_noMatch);
}

QWidget *TokenList::buildFilter()
{
    m_filter->setAccessibleName(tr("Filter"));
    m_fault->setTextFormat(Qt::PlainText);
    m_fault->hide();
    m_filterBar = new QWidget;
    auto *layout = new QGridLayout(m_filterBar);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setVerticalSpacing(4);
    layout->addWidget(m_filter, 0, 0);
    layout->addWidget(m_table->createColumnButton(), 0, 1);
    layout->addWidget(m_fault, 1, 0, 1, 2);
    return m_filterBar;
}

QWidget *TokenList::buildBulkBar()
{
    m_bulkBar = new QWidget;
    m_bulkText = new QLabel;
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
        auto *button = new QToolButton;
        button->setDefaultAction(action);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setFocusPolicy(Qt::StrongFocus);
        layout->insertWidget(layout->count() - 1, button);
    }
}

void TokenList::setRows(std::vector<TokenRow> rows, Instant now)
{
    if (m_table->isEditing()) {
        m_waiting = Waiting{std::move(rows), now};
        return;
    }
    m_waiting.reset();
    m_now = now;
    m_model->setRows(std::move(rows));
    if (!m_noMatch)
        addEmptyStates();
    countGroups();
    showPlace();
    onSelectionChanged();
}

void TokenList::onEditingEnded()
{
    if (std::optional<Waiting> waiting = std::exchange(m_waiting, {}))
        setRows(std::move(waiting->rows), waiting->now);
}

void TokenList::rename()
{
    const QStringList keys = m_table->selectedKeys();
    if (keys.size() == 1 && m_table->selectKey(keys.front()))
        m_table->edit(QStringLiteral("name"));
}

void TokenList::countGroups()
{
    std::vector<FilterChips::Chip> chips;
    for (const TokenGroup group : tokenGroups) {
        const auto count =
            std::ranges::count_if(m_model->rows(), [group](const TokenRow &row) { return isIn(group, row.state); });
        chips.push_back({chipId(group), label(group), static_cast<int>(count)});
    }
    m_chips->setChips(chips);
}

TokenGroup TokenList::group() const
{
    return static_cast<TokenGroup>(m_chips->current().toInt());
}

void TokenList::applyFilter()
{
    const TokenFilter filter(m_filter->text());
    m_model->setFilter(
        [filter, chosen = group()](const TokenRow &row) { return isIn(chosen, row.state) && filter.matches(row); });
    m_fault->setText(filter.fault());
    m_fault->setVisible(!filter.fault().isEmpty());
    m_filter->setAccessibleDescription(filter.fault());
    showPlace();
}

void TokenList::clearFilter()
{
    showOnly({}, {});
    m_filter->setFocus();
}

void TokenList::showPlace()
{
    const bool isEmpty = m_model->totalRowCount() == 0;
    m_chips->setVisible(!isEmpty);
    m_filterBar->setVisible(!isEmpty);
    if (m_noMatch)
        m_noMatch->setTexts(tr("No token matches"),
            m_filter->text().isEmpty() ? tr("There is none in the group “%1”.").arg(label(group()))
                                       : tr("Nothing fits “%1”.").arg(m_filter->text()));
    showFooter();
}

void TokenList::showFooter()
{
    const int all = m_model->totalRowCount();
    if (all == 0)
        return m_table->setFooter({});
    std::vector<Money> amounts;
    QString count;
    const std::vector<TokenRow> chosen = selected();
    if (chosen.size() > 1) {
        for (const TokenRow &row : chosen)
            amounts.push_back(row.spendThisPeriod);
        count = tr("%n selected", nullptr, static_cast<int>(chosen.size()));
    } else {
        m_model->forEachShown([&amounts](const TokenRow &row) { amounts.push_back(row.spendThisPeriod); });
        count = m_model->rowCount() == all ? tr("%n token(s)", nullptr, all)
                                           : tr("%1 of %n token(s)", nullptr, all).arg(m_model->rowCount());
    }
    m_table->setFooter(count + QStringLiteral(" · ") + tr("This month: %1", "sums of money").arg(sumsText(amounts)));
}

void TokenList::onSelectionChanged()
{
    const auto count = static_cast<int>(m_table->selectedKeys().size());
    m_bulkText->setText(tr("%n selected:", nullptr, count));
    m_bulkBar->setVisible(count > 1);
    showFooter();
    emit selectionChanged();
}

std::vector<TokenRow> TokenList::selected() const
{
    std::vector<TokenRow> rows;
    for (const QString &key : m_table->selectedKeys())
        rows.push_back(*m_model->find(key));
    return rows;
}

bool TokenList::select(const QString &key)
{
    if (m_model->rowOfKey(key) < 0)
        showOnly({}, {});
    return m_table->selectKey(key);
}

void TokenList::showOnly(const QString &group, const QString &text)
{
    const bool isKnown = std::ranges::any_of(tokenGroups, [&group](TokenGroup one) { return chipId(one) == group; });
    m_filter->search(text);
    m_chips->setCurrent(isKnown ? group : chipId(TokenGroup::All));
}

QVariantMap TokenList::state() const
{
    return {{QStringLiteral("filter"), m_filter->text()}, {QStringLiteral("group"), m_chips->current()},
        {QStringLiteral("columns"), QString::fromUtf8(m_table->saveState())}};
}

void TokenList::restore(const QVariantMap &state)
{
    showOnly(state.value(QStringLiteral("group")).toString(), state.value(QStringLiteral("filter")).toString());
    m_table->restoreState(state.value(QStringLiteral("columns")).toString().toUtf8());
}

} // namespace toll
