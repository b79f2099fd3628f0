// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/tokens/tokenchips.h"

#include "ui/text/numbers.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QPushButton>

#include <algorithm>

namespace toll {

TokenChips::TokenChips(QWidget *parent) : QWidget(parent), m_group(new QButtonGroup(this))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    for (const TokenGroup group : tokenGroups) {
        auto *chip = new QPushButton(label(group), this);
        chip->setProperty("chip", true);
        chip->setCheckable(true);
        chip->setObjectName(QStringLiteral("chip.%1").arg(static_cast<int>(group)));
        m_group->addButton(chip, static_cast<int>(group));
        layout->addWidget(chip);
    }
    layout->addStretch(1);
    m_group->button(static_cast<int>(TokenGroup::All))->setChecked(true);
    connect(m_group, &QButtonGroup::idToggled, this, [this](int, bool isOn) {
        if (isOn)
            emit changed();
    });
}

void TokenChips::setRows(const std::vector<TokenRow> &rows)
{
    for (const TokenGroup group : tokenGroups) {
        const auto count = std::ranges::count_if(rows, [group](const TokenRow &row) { return isIn(group, row.state); });
        QAbstractButton *chip = m_group->button(static_cast<int>(group));
        chip->setText(tr("%1  %2", "name of a group, how many are in it").arg(label(group), integerText(count)));
        chip->setVisible(count > 0 || group == TokenGroup::All || chip->isChecked());
    }
}

TokenGroup TokenChips::chosen() const
{
    return static_cast<TokenGroup>(m_group->checkedId());
}

void TokenChips::choose(TokenGroup group)
{
    QAbstractButton *chip = m_group->button(static_cast<int>(group));
    if (!chip)
        return;
    chip->setVisible(true);
    chip->setChecked(true);
}

} // namespace toll
