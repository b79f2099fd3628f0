// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/editablelabel.h"

#include "ui/widgets/icon.h"

#include <QBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>

namespace toll {

namespace {

constexpr int iconSide = 14;

} // namespace

EditableLabel::EditableLabel(const QString &name, const QString &placeholder, QWidget *parent)
    : QWidget(parent), m_placeholder(placeholder), m_label(new QLabel), m_button(new QToolButton),
      m_input(new QLineEdit)
{
    m_label->setTextFormat(Qt::PlainText);
    m_label->setWordWrap(true);
    m_label->installEventFilter(this);
    m_button->setIcon(icon(QStringLiteral("edit"), Tone::Muted));
    m_button->setAutoRaise(true);
    m_button->setIconSize({iconSide, iconSide});
    m_button->setFixedSize(28, fontMetrics().height() + 2); // no taller than its line
    m_button->setFocusPolicy(Qt::StrongFocus);
    m_button->setToolTip(tr("Edit"));
    m_button->setAccessibleName(tr("Edit: %1", "what is edited").arg(name));
    m_input->setAccessibleName(name);
    m_input->installEventFilter(this);
    m_input->hide();
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_label, 1, Qt::AlignTop);
    layout->addWidget(m_input, 1);
    layout->addWidget(m_button, 0, Qt::AlignTop);
    connect(m_button, &QToolButton::clicked, this, &EditableLabel::beginEditing);
    connect(m_input, &QLineEdit::editingFinished, this, &EditableLabel::commit);
    refresh();
}

void EditableLabel::setText(const QString &text)
{
    m_text = text;
    refresh();
}

void EditableLabel::refresh()
{
    m_label->setText(m_text.isEmpty() ? m_placeholder : m_text);
    m_label->setForegroundRole(m_text.isEmpty() ? QPalette::PlaceholderText : QPalette::WindowText);
    m_label->setVisible(!m_isEditing);
    m_button->setVisible(!m_isEditing);
    m_input->setVisible(m_isEditing);
}

void EditableLabel::beginEditing()
{
    if (m_isEditing)
        return;
    m_isEditing = true;
    m_input->setText(m_text);
    refresh();
    m_input->setFocus(Qt::OtherFocusReason);
    m_input->selectAll();
}

void EditableLabel::cancel()
{
    if (m_isEditing)
        finish();
}

void EditableLabel::commit()
{
    if (!m_isEditing)
        return;
    const QString text = m_input->text().trimmed();
    finish();
    if (text != m_text)
        emit edited(text);
}

void EditableLabel::finish()
{
    const bool hadFocus = m_input->hasFocus();
    m_isEditing = false; // before the input loses the focus, which would commit
    refresh();
    if (hadFocus)
        m_button->setFocus(Qt::OtherFocusReason);
}

bool EditableLabel::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_label && event->type() == QEvent::MouseButtonDblClick) {
        beginEditing();
        return true;
    }
    const bool isKey = event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride;
    if (watched == m_input && isKey && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        event->accept();
        if (event->type() == QEvent::KeyPress)
            cancel();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace toll
