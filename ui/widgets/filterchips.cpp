// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/filterchips.h"

#include "ui/text/numbers.h"

#include <QBoxLayout>
#include <QButtonGroup>
#include <QPushButton>

#include <algorithm>

namespace toll {

FilterChips::FilterChips(QWidget *parent) : QWidget(parent), m_group(new QButtonGroup(this))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addStretch(1);
    connect(m_group, &QButtonGroup::idClicked, this,
        [this](int place) { setCurrent(m_chips[static_cast<std::size_t>(place)].id); });
}

void FilterChips::setChips(const std::vector<Chip> &chips)
{
    m_chips = chips;
    auto *row = static_cast<QBoxLayout *>(layout());
    while (static_cast<std::size_t>(m_group->buttons().size()) < chips.size()) {
        auto *button = new QPushButton;
        button->setCheckable(true);
        button->setProperty("chip", true);
        const int place = static_cast<int>(m_group->buttons().size());
        m_group->addButton(button, place);
        row->insertWidget(place, button);
    }
    const bool isKnown = std::ranges::any_of(chips, [this](const Chip &chip) { return chip.id == m_current; });
    if (!isKnown)
        m_current = chips.empty() ? QString() : chips.front().id;
    refresh();
}

void FilterChips::refresh()
{
    for (int place = 0; place < static_cast<int>(m_group->buttons().size()); ++place) {
        QAbstractButton *button = m_group->button(place);
        const bool isUsed = static_cast<std::size_t>(place) < m_chips.size();
        if (!isUsed) {
            button->hide();
            continue;
        }
        const Chip &chip = m_chips[static_cast<std::size_t>(place)];
        const bool isCurrent = chip.id == m_current;
        QString text = chip.text;
        button->setText(text.replace(u'&', QStringLiteral("&&")) + QStringLiteral("  ") + integerText(chip.count));
        button->setChecked(isCurrent);
        button->setVisible(chip.count > 0 || isCurrent || place == 0);
    }
}

void FilterChips::setCurrent(const QString &id)
{
    if (id == m_current)
        return;
    m_current = id;
    refresh();
    emit currentChanged(id);
}

} // namespace toll
