// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/tokens/emptystate.h"

#include "ui/widgets/icon.h"
#include "ui/widgets/style.h"
#include "ui/widgets/theme.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace toll {

EmptyState::EmptyState(
    const QString &icon, const QString &title, const QString &text, const QString &button, QWidget *parent)
    : QWidget(parent), m_text(new QLabel(text, this))
{
    auto *heading = new QLabel(title, this);
    heading->setFont(headingFont(font(), 1.25));
    heading->setTextFormat(Qt::PlainText);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setAlignment(Qt::AlignHCenter);
    m_text->setMinimumWidth(360);
    auto *help = new QPushButton(button, this);
    setPrimary(help);
    connect(help, &QPushButton::clicked, this, &EmptyState::clicked);
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(12);
    layout->addStretch(2);
    layout->addWidget(new IconLabel(icon, Tone::Muted, 48, this), 0, Qt::AlignHCenter);
    layout->addWidget(heading, 0, Qt::AlignHCenter);
    layout->addWidget(m_text, 0, Qt::AlignHCenter);
    layout->addWidget(help, 0, Qt::AlignHCenter);
    layout->addStretch(3);
}

void EmptyState::setText(const QString &text)
{
    m_text->setText(text);
}

} // namespace toll
