// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/periods/latetab.h"

#include "ui/widgets/datatable.h"
#include "ui/widgets/emptystate.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QTableView>
#include <QVBoxLayout>

namespace toll {

LateTab::LateTab(QWidget *parent)
    : QWidget(parent), m_model(new RowsModel<NoticeRow>(
                           noticeColumns({}), [](const NoticeRow &row) { return keyOf(row); }, this)),
      m_table(new DataTable), m_policy(new QComboBox), m_hint(new QLabel)
{
    auto *label = new QLabel(tr("Usage that comes for a closed &period"));
    label->setBuddy(m_policy);
    m_policy->setObjectName(QStringLiteral("policy"));
    for (const LateUsage policy : {LateUsage::NextBill, LateUsage::Reopen, LateUsage::Reject})
        m_policy->addItem(choiceText(policy), static_cast<int>(policy));
    m_hint->setForegroundRole(QPalette::PlaceholderText);
    m_table->view()->setObjectName(QStringLiteral("notices"));
    m_table->view()->setAccessibleName(tr("Late usage and usage from the future"));
    m_table->setModel(m_model);
    m_table->setStretchColumn(QStringLiteral("file"));
    m_table->setYieldingColumns({QStringLiteral("dated"), QStringLiteral("arrived")});
    m_table->setEmptyStates(new EmptyState(QStringLiteral("check"), tr("All usage came in its time"),
                                tr("Usage of periods that were closed by then is listed here, and usage dated later than "
                                   "it arrived.")),
        nullptr);
    auto *top = new QHBoxLayout;
    top->addWidget(label);
    top->addWidget(m_policy);
    top->addWidget(m_hint, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 10, 0, 0);
    layout->setSpacing(10);
    layout->addLayout(top);
    layout->addWidget(m_table, 1);
    connect(m_policy, &QComboBox::activated, this,
        [this] { emit policyChosen(static_cast<LateUsage>(m_policy->currentData().toInt())); });
}

void LateTab::show(const PeriodsAnswer &answer)
{
    m_policy->setCurrentIndex(m_policy->findData(static_cast<int>(answer.policy.policy)));
    m_hint->setText(answer.policy.isDefault ? tr("(nobody has chosen yet)") : QString());
    m_model->setColumns(noticeColumns(answer));
    m_model->setRows(answer.notices);
}

} // namespace toll
