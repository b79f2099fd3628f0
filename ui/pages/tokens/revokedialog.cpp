// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/tokens/revokedialog.h"

#include "ui/pages/tokens/tokentext.h"
#include "ui/widgets/field.h"
#include "ui/widgets/style.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace toll {

RevokeDialog::RevokeDialog(const TokenRow &row, QWidget *parent)
    : QDialog(parent), m_wanted(nameOf(row)), m_name(new QLineEdit), m_field(new Field(m_name))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Revoke a token"));
    auto *text = new QLabel(tr("“%1” of %2 stops working now and for good. Its usage and bills stay. To halt it for a "
                               "while, suspend it instead.")
                                .arg(m_wanted, QString::fromStdString(row.customerName)));
    auto *question = new QLabel(tr("Type its name to revoke it:"));
    question->setBuddy(m_name);
    for (QLabel *label : {text, question}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    m_name->setObjectName(QStringLiteral("typedName"));
    m_name->setPlaceholderText(m_wanted);
    m_name->setAccessibleName(question->text());
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    QPushButton *revoke = buttons->addButton(tr("Revoke"), QDialogButtonBox::AcceptRole);
    revoke->setObjectName(QStringLiteral("main"));
    setDanger(revoke);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 20, 20, 16);
    layout->setSpacing(12);
    layout->addWidget(text);
    layout->addWidget(question);
    layout->addWidget(m_field);
    layout->addStretch(1);
    layout->addWidget(buttons);
    resize(480, sizeHint().height());
    connect(m_name, &QLineEdit::textChanged, this, [this] { m_field->complain({}); });
    connect(buttons, &QDialogButtonBox::accepted, this, &RevokeDialog::apply);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

void RevokeDialog::apply()
{
    if (m_name->text() == m_wanted)
        return accept();
    m_field->complain(tr("Type “%1”, exactly.").arg(m_wanted));
    m_name->setFocus();
}

} // namespace toll
