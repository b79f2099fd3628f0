// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/tokens/rotatedialog.h"

#include "core/services/wording.h"
#include "ui/pages/tokens/tokentext.h"

#include <QButtonGroup>
#include <QLabel>
#include <QRadioButton>
#include <QVBoxLayout>

namespace toll {

RotateDialog::RotateDialog(PageContext &context, const TokenRow &row, QWidget *parent)
    : SecretDialog(context, tr("Replace the secret"), tr("Replace"), parent), m_token(row.token.id),
      m_overlap(new QButtonGroup(this))
{
    auto *questions = new QWidget;
    auto *layout = new QVBoxLayout(questions);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(10);
    auto *text = new QLabel(tr("“%1” gets a new secret. Its rate, cap and term stay as they are.").arg(nameOf(row)));
    auto *question = new QLabel(tr("How long should the old secret, %1, still work?").arg(maskedSecret(row.token)));
    for (QLabel *label : {text, question}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        layout->addWidget(label);
    }
    const std::pair<int, QString> choices[] = {
        {0, tr("Not at all: it stops now")}, {1, tr("1 hour")}, {24, tr("24 hours")}, {7 * 24, tr("7 days")}};
    for (const auto &[hours, label] : choices) {
        auto *choice = new QRadioButton(label);
        m_overlap->addButton(choice, hours);
        layout->addWidget(choice);
    }
    m_overlap->button(24)->setChecked(true);
    layout->addStretch(1);
    setQuestions(questions);
    resize(560, 320);
}

void RotateDialog::run()
{
    setBusy(true);
    context().workspace.ask(
        this,
        [token = m_token, overlap = m_overlap->checkedId() * msPerHour](
            Services &services) { return services.tokens.rotate(token, overlap); },
        [this](Result<IssuedToken> issued) {
            setBusy(false);
            if (!issued)
                return complain(sentence(issued.error()));
            std::vector<IssuedToken> one;
            one.push_back(std::move(*issued));
            showSecrets(std::move(one));
        });
}

} // namespace toll
