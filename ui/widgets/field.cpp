// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/field.h"

#include "ui/widgets/theme.h"

#include <QLabel>
#include <QVBoxLayout>

namespace toll {

Field::Field(QWidget *input, QWidget *parent) : QWidget(parent), m_input(input), m_text(new QLabel(this))
{
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->hide();
    setFocusProxy(input);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(input);
    layout->addWidget(m_text);
}

void Field::complain(const QString &text)
{
    m_complaint = text;
    m_input->setAccessibleDescription(text);
    showText();
}

void Field::setHint(const QString &text)
{
    m_hint = text;
    showText();
}

void Field::showText()
{
    const QString &shown = m_complaint.isEmpty() ? m_hint : m_complaint;
    setInk(m_text, !m_complaint.isEmpty());
    m_text->setText(shown);
    m_text->setVisible(!shown.isEmpty());
}

void setInk(QWidget *widget, bool isDanger)
{
    if (!isDanger) {
        widget->setPalette({});
        widget->setForegroundRole(QPalette::PlaceholderText);
        return;
    }
    QPalette palette = widget->parentWidget() ? widget->parentWidget()->palette() : widget->palette();
    palette.setColor(QPalette::WindowText, themeColors(palette).danger);
    widget->setForegroundRole(QPalette::WindowText);
    widget->setPalette(palette);
}

} // namespace toll
