// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/simulation/numberedit.h"

#include "ui/widgets/field.h"

#include <QLineEdit>
#include <QVBoxLayout>

namespace toll {

NumberEdit::NumberEdit(const QString &name, const Bounds &bounds, const QString &example, QWidget *parent)
    : QWidget(parent), m_bounds(bounds), m_example(example), m_edit(new QLineEdit), m_field(new Field(m_edit))
{
    m_edit->setAccessibleName(name);
    m_edit->setClearButtonEnabled(true);
    m_edit->setAlignment(Qt::AlignRight);
    setFocusProxy(m_edit);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_field);
    connect(m_edit, &QLineEdit::textEdited, this, &NumberEdit::read);
    // The clear button's text change is no edit by the keyboard.
    connect(m_edit, &QLineEdit::textChanged, this, [this](const QString &text) {
        if (text.isEmpty() && (m_value || m_isFaulty))
            read(text);
    });
}

void NumberEdit::setValue(const std::optional<Decimal> &value)
{
    m_value = value;
    m_isFaulty = false;
    m_field->complain({});
    m_edit->setText(value ? QString::fromStdString(value->toString()) : QString());
}

void NumberEdit::setPlaceholder(const QString &text)
{
    m_edit->setPlaceholderText(text);
}

void NumberEdit::read(const QString &text)
{
    const Result<Decimal> number = Decimal::parse(text.trimmed().toStdString());
    const bool isEmpty = text.trimmed().isEmpty();
    m_isFaulty = !isEmpty
        && (!number || (m_bounds.least && *number < *m_bounds.least) || (m_bounds.most && *number > *m_bounds.most));
    m_field->complain(m_isFaulty ? tr("Enter a number such as %1.").arg(m_example) : QString());
    if (m_isFaulty)
        return;
    const std::optional<Decimal> value = isEmpty ? std::nullopt : std::optional(*number);
    if (std::exchange(m_value, value) != value)
        emit changed();
}

} // namespace toll
