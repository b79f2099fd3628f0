// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/headerbar.h"

#include "ui/pages/page.h"
#include "ui/shell/commandfield.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/style.h"
#include "ui/widgets/theme.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace toll {

HeaderBar::HeaderBar(QWidget *parent)
    : QWidget(parent), m_layout(new QHBoxLayout(this)), m_title(new QLabel(this)), m_command(new CommandField(this)),
      m_primary(new QPushButton(this))
{
    m_layout->setContentsMargins(20, 14, 20, 10);
    m_layout->setSpacing(12);
    m_title->setFont(headingFont(font(), 1.5));
    m_title->setTextFormat(Qt::PlainText);
    m_title->setSizePolicy(QSizePolicy::Minimum, QSizePolicy::Preferred);
    setPrimary(m_primary);
    m_primary->hide();
    m_layout->addWidget(m_title);
    m_layout->addStretch(1);
    m_layout->addWidget(m_command);
    m_layout->addWidget(m_primary);
    connect(m_command, &QAbstractButton::clicked, this, &HeaderBar::commandRequested);
    connect(m_primary, &QPushButton::clicked, this, [this] {
        if (m_action)
            m_action->trigger();
    });
}

void HeaderBar::showPage(Page *page)
{
    m_title->setText(page->title());
    if (m_extra)
        m_extra->hide();
    m_extra = page->headerWidget();
    if (!m_extra)
        return;
    m_layout->removeWidget(m_extra); // where it is there already, it would end up behind the primary button
    m_layout->insertWidget(m_layout->indexOf(m_primary), m_extra);
    m_extra->show();
}

void HeaderBar::setPrimaryAction(QAction *action)
{
    if (m_action == action)
        return;
    if (m_action)
        m_action->disconnect(this);
    m_action = action;
    m_primary->setVisible(action != nullptr);
    if (!action)
        return;
    const auto follow = [this] {
        m_primary->setText(m_action->text().remove(QStringLiteral("…")));
        m_primary->setToolTip(m_action->statusTip());
        m_primary->setEnabled(m_action->isEnabled());
        m_primary->setIcon(iconOnAccent(QStringLiteral("plus")));
    };
    connect(action, &QAction::changed, this, follow);
    follow();
}

QWidget *HeaderBar::commandField() const
{
    return m_command;
}

} // namespace toll
