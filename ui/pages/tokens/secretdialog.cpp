// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/tokens/secretdialog.h"

#include "ui/pages/tokens/secretview.h"
#include "ui/widgets/field.h"
#include "ui/widgets/style.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace toll {

SecretDialog::SecretDialog(PageContext &context, const QString &title, const QString &doIt, QWidget *parent)
    : QDialog(parent), m_context(context), m_stack(new QStackedWidget), m_place(new Field(m_stack)),
      m_cancel(new QPushButton(tr("Cancel"))), m_main(new QPushButton(doIt))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(title);
    setPrimary(m_main);
    m_main->setObjectName(QStringLiteral("main"));
    m_main->setDefault(true);
    m_cancel->setAutoDefault(false);
    m_place->setFocusProxy(nullptr);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(m_main);
    buttons->addWidget(m_cancel);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 20, 20, 16);
    layout->setSpacing(16);
    layout->addWidget(m_place, 1);
    layout->addLayout(buttons);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_main, &QPushButton::clicked, this, &SecretDialog::onMainButton);
}

void SecretDialog::setQuestions(QWidget *questions)
{
    m_stack->addWidget(questions);
}

void SecretDialog::onMainButton()
{
    if (m_secrets) {
        reject();
    } else if (!m_isBusy) {
        m_place->complain({});
        run();
    }
}

void SecretDialog::reject()
{
    if (m_isBusy)
        return; // a token is being made: its secret must not be lost
    if (m_secrets && !m_secrets->wasTaken() && !m_isWarned) {
        m_isWarned = true;
        m_secrets->warn();
        m_main->setText(tr("Close without copying"));
        m_secrets->focusCopy();
        return;
    }
    QDialog::done(m_secrets ? Accepted : Rejected);
}

void SecretDialog::showSecrets(std::vector<IssuedToken> issued)
{
    m_secrets = new SecretView(std::move(issued));
    connect(m_secrets, &SecretView::failed, m_place, &Field::complain);
    m_stack->addWidget(m_secrets);
    m_stack->setCurrentWidget(m_secrets);
    m_cancel->hide();
    m_main->setText(tr("Done"));
    m_main->setProperty("primary", false);
    m_main->setDefault(false);
    m_main->setAutoDefault(false);
    m_secrets->focusCopy();
}

void SecretDialog::complain(const QString &text)
{
    m_place->complain(text);
}

void SecretDialog::setBusy(bool isBusy)
{
    m_isBusy = isBusy;
    if (isBusy)
        setCursor(Qt::BusyCursor);
    else
        unsetCursor();
}

} // namespace toll
