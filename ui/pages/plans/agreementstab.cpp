// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/plans/agreementstab.h"

#include "ui/pages/plans/agreedwords.h"
#include "ui/text/timetext.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/emptystate.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QTableView>

#include <algorithm>
#include <ranges>

namespace toll {

AgreementsTab::AgreementsTab(QWidget *parent)
    : QWidget(parent), m_model(new RowsModel<Row>(columns(), &AgreementsTab::keyOf, this)), m_table(new DataTable),
      m_head(new QWidget), m_agree(new QPushButton(tr("Terms for a customer…"))), m_end(new QPushButton(tr("End agreement…")))
{
    m_table->view()->setObjectName(QStringLiteral("agreements"));
    m_table->view()->setAccessibleName(tr("Agreements with customers"));
    m_table->view()->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setModel(m_model);
    m_table->setStretchColumn(QStringLiteral("terms"));
    auto *empty = new EmptyState(QStringLiteral("customers"), tr("Everybody pays what the plan says"),
        tr("A customer can have terms of its own instead: rates, caps, a discount, a minimum or a maximum, from a day "
           "on. They stay over later versions of the plan."));
    connect(empty->addButton(tr("Terms for a customer…")), &QPushButton::clicked, this, &AgreementsTab::agreeRequested);
    m_table->setEmptyStates(empty, nullptr);
    m_agree->setObjectName(QStringLiteral("agreeTerms"));
    m_end->setObjectName(QStringLiteral("endAgreement"));
    auto *intro = new QLabel(tr("What single customers pay instead of what the plan says."));
    intro->setForegroundRole(QPalette::PlaceholderText);
    intro->setWordWrap(true);
    auto *head = new QHBoxLayout(m_head);
    head->setContentsMargins(0, 0, 0, 0);
    head->setSpacing(8);
    head->addWidget(intro, 1);
    head->addWidget(m_agree);
    head->addWidget(m_end);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 10, 0, 0);
    layout->setSpacing(10);
    layout->addWidget(m_head);
    layout->addWidget(m_table, 1);
    connect(m_agree, &QPushButton::clicked, this, &AgreementsTab::agreeRequested);
    connect(m_end, &QPushButton::clicked, this, &AgreementsTab::endRequested);
    connect(m_table, &DataTable::activated, this, &AgreementsTab::agreeRequested);
    connect(m_table, &DataTable::selectionChanged, this, &AgreementsTab::followSelection);
    connect(m_table, &DataTable::contextMenuRequested, this, [this](QMenu *menu) {
        menu->addSeparator();
        menu->addAction(m_agree->text(), this, &AgreementsTab::agreeRequested);
        menu->addAction(m_end->text(), this, &AgreementsTab::endRequested)->setEnabled(m_end->isEnabled());
    });
}

std::vector<Column<AgreementsTab::Row>> AgreementsTab::columns()
{
    Column<Row> customer;
    customer.id = QStringLiteral("customer");
    customer.title = tr("Customer");
    customer.text = [](const Row &row) { return QString::fromStdString(row.agreed.row.customerName); };
    Column<Row> number;
    number.id = QStringLiteral("number");
    number.title = tr("No.");
    number.titleToolTip = tr("The number of the agreement, as bills state it");
    number.text = [](const Row &row) { return QString::number(row.agreed.row.number); };
    number.sortKey = [](const Row &row) { return SortKey(static_cast<std::int64_t>(row.agreed.row.number)); };
    number.alignment = Qt::AlignRight;
    Column<Row> from;
    from.id = QStringLiteral("from");
    from.title = tr("From");
    from.text = [](const Row &row) { return agreedSince(row.agreed); };
    from.sortKey = [](const Row &row) { return SortKey(row.agreed.row.from.ms); };
    from.toolTip = [](const Row &row) { return exactTimeText(row.agreed.row.from, row.agreed.zone); };
    from.copy = from.toolTip;
    Column<Row> state;
    state.id = QStringLiteral("state");
    state.title = tr("State");
    state.text = [](const Row &row) { return row.status.word; };
    state.status = [](const Row &row) { return row.status; };
    Column<Row> terms;
    terms.id = QStringLiteral("terms");
    terms.title = tr("Terms");
    terms.text = [](const Row &row) { return row.lines.join(tr("; ", "between terms")); };
    terms.toolTip = [](const Row &row) {
        const QString lines = row.lines.join(u'\n').toHtmlEscaped();
        return QStringLiteral("<qt>%1</qt>").arg(QString(lines).replace(u'\n', QStringLiteral("<br>")));
    };
    return {customer, number, from, state, terms};
}

QString AgreementsTab::keyOf(const Row &row)
{
    return QString::fromStdString(row.agreed.row.customer.text) + u'/' + QString::number(row.agreed.row.number);
}

void AgreementsTab::show(const PlanEntry &entry, Instant now)
{
    std::vector<Row> rows;
    if (entry.stored)
        for (const Agreed &agreed : entry.stored->agreements | std::views::reverse)
            rows.push_back({agreed, agreedLines(*entry.stored, agreed.row), agreedStatus(agreed, now)});
    std::ranges::stable_sort(rows, {}, [](const Row &row) { return row.agreed.row.customerName; });
    m_head->setVisible(!rows.empty());
    m_model->setRows(std::move(rows));
    widen();
    followSelection();
}

/// What comes later may be longer than what the columns were fitted to.
void AgreementsTab::widen()
{
    constexpr int room = 8;
    QAbstractItemView *view = m_table->view();
    for (int column = 0; column < m_model->columnCount(); ++column)
        if (m_model->columnId(column) == u"from" || m_model->columnId(column) == u"state")
            m_table->view()->setColumnWidth(
                column, std::max(m_table->view()->columnWidth(column), view->sizeHintForColumn(column) + room));
}

std::string AgreementsTab::chosenCustomer() const
{
    const Row *row = m_model->find(m_table->selectedKeys().value(0));
    return row ? row->agreed.row.customer.text : std::string();
}

void AgreementsTab::followSelection()
{
    const std::string customer = chosenCustomer();
    m_end->setEnabled(std::ranges::any_of(m_model->rows(), [&](const Row &row) {
        return row.agreed.isOpen() && (customer.empty() || row.agreed.row.customer.text == customer);
    }));
}

} // namespace toll
