// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/dashboard/attentionlist.h"

#include "ui/pages/dashboard/attentiontext.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/emptystate.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

namespace toll {

namespace {

QString keyOf(const Attention &attention)
{
    return QString::fromStdString(attention.row.token.id.text) + u'/'
        + QString::number(static_cast<int>(attention.concern));
}

} // namespace

AttentionList::AttentionList(QWidget *parent) : QWidget(parent), m_table(new DataTable(this))
{
    Column<Attention> token;
    token.id = QStringLiteral("token");
    token.title = tr("Token");
    token.text = [](const Attention &attention) { return QString::fromStdString(attention.row.token.name); };
    token.toolTip = [](const Attention &attention) { return QString::fromStdString(attention.row.customerName); };
    Column<Attention> concern;
    concern.id = QStringLiteral("concern");
    concern.title = tr("Concern");
    concern.status = [](const Attention &attention) { return concernStatus(attention.concern); };
    Column<Attention> details;
    details.id = QStringLiteral("details");
    details.title = tr("Details");
    details.text = [this](const Attention &attention) { return concernDetails(attention, m_now); };
    Column<Attention> remedy; // its cells hold the buttons
    remedy.id = QStringLiteral("remedy");
    remedy.text = [](const Attention &) { return QString(); };
    m_model = new RowsModel<Attention>({token, concern, details, remedy}, &keyOf, this);

    m_table->setModel(m_model);
    m_table->setStretchColumn(QStringLiteral("details"));
    m_table->setEmptyStates(
        new EmptyState(QStringLiteral("check"), tr("All is well"), tr("No token needs a hand.")), new QWidget);
    m_table->view()->setFrameShape(QFrame::NoFrame); // the card has one
    m_table->view()->setAccessibleName(tr("Needs attention"));
    connect(m_table, &DataTable::activated, this, [this](const QString &key) {
        if (const Attention *attention = m_model->find(key))
            emit chosen(*attention);
    });
    // Sorting makes the rows anew, and their buttons go.
    connect(m_model, &QAbstractItemModel::modelReset, this, &AttentionList::addButtons);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_table);
}

void AttentionList::setRows(std::vector<Attention> rows, Instant now)
{
    m_now = now;
    m_model->setRows(std::move(rows));
    addButtons();
}

void AttentionList::addButtons()
{
    const int last = m_model->columnCount() - 1;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const Attention &attention = m_model->rowAt(row);
        const QString label = remedyText(remedyOf(attention.concern));
        auto *button = new QPushButton(label);
        button->setAccessibleName(label + u' ' + QString::fromStdString(attention.row.token.name));
        connect(button, &QPushButton::clicked, this, [this, attention] { emit chosen(attention); });
        auto *cell = new QWidget;
        auto *layout = new QHBoxLayout(cell);
        layout->setContentsMargins(4, 3, 4, 3);
        layout->addWidget(button);
        m_table->view()->setIndexWidget(m_model->index(row, last), cell);
    }
    m_table->view()->resizeColumnToContents(last); // the texts are in the buttons
}

} // namespace toll
