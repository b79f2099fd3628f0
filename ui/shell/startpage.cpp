// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/startpage.h"

#include "ui/models/actions.h"
#include "ui/shell/commands.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/style.h"
#include "ui/widgets/theme.h"

#include <QAction>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

namespace toll {

StartPage::StartPage(const Actions &actions, QWidget *parent)
    : QWidget(parent), m_actions(actions), m_title(new QLabel), m_text(new QLabel), m_progress(new QProgressBar),
      m_choices(new QWidget)
{
    auto *mark = new QLabel;
    mark->setPixmap(applicationIcon().pixmap(72, 72));
    mark->setAlignment(Qt::AlignCenter);
    m_title->setFont(headingFont(font(), 1.5));
    m_title->setAlignment(Qt::AlignCenter);
    m_text->setAlignment(Qt::AlignCenter);
    m_text->setForegroundRole(QPalette::PlaceholderText);
    m_progress->setRange(0, 0);
    m_progress->setTextVisible(false);
    m_progress->setFixedWidth(260);

    auto *choices = new QVBoxLayout(m_choices);
    choices->setSpacing(10);
    for (const char *id : {"file.demo", "file.new", "file.open"}) {
        QAction *action = m_actions.find(QString::fromLatin1(id));
        auto *button = new QPushButton(action->icon(), plainText(action->text()));
        button->setToolTip(action->statusTip());
        button->setMinimumWidth(260);
        connect(button, &QPushButton::clicked, action, &QAction::trigger);
        if (choices->count() == 0)
            setPrimary(button);
        choices->addWidget(button);
    }

    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(14);
    layout->addStretch(2);
    layout->addWidget(mark);
    layout->addWidget(m_title);
    layout->addWidget(m_text);
    layout->addSpacing(8);
    layout->addWidget(m_progress, 0, Qt::AlignCenter);
    layout->addWidget(m_choices, 0, Qt::AlignCenter);
    layout->addStretch(3);
    setBusy(false);
}

void StartPage::setBusy(bool busy)
{
    m_progress->setVisible(busy);
    m_choices->setVisible(!busy);
    m_title->setText(busy ? tr("Opening the workspace…") : tr("Welcome to Tollkeeper"));
    m_text->setText(busy ? tr("The demo workspace is made anew at the first start: a few seconds.")
                         : tr("Look around in the demo workspace, or begin with your own."));
}

} // namespace toll
