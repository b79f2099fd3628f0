// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/searchfield.h"

#include "ui/widgets/icon.h"

#include <QAction>
#include <QKeyEvent>
#include <QShortcut>
#include <QTimer>

namespace toll {

SearchField::SearchField(const QString &placeholder, const QKeySequence &shortcut, QWidget *parent)
    : QLineEdit(parent), m_pause(new QTimer(this))
{
    addAction(icon(QStringLiteral("search"), Tone::Muted), QLineEdit::LeadingPosition);
    setClearButtonEnabled(true);
    setAccessibleName(placeholder);
    const QString keys = shortcut.toString(QKeySequence::NativeText);
    setPlaceholderText(keys.isEmpty() ? placeholder : placeholder + QStringLiteral("\u2003") + keys);
    if (!shortcut.isEmpty()) {
        auto *focus = new QShortcut(shortcut, this);
        connect(focus, &QShortcut::activated, this, [this] {
            setFocus(Qt::ShortcutFocusReason);
            selectAll();
        });
    }
    m_pause->setSingleShot(true);
    m_pause->setInterval(150);
    connect(m_pause, &QTimer::timeout, this, &SearchField::tell);
    connect(this, &QLineEdit::returnPressed, this, &SearchField::tell);
    connect(this, &QLineEdit::textChanged, this,
        [this](const QString &text) { text.isEmpty() ? tell() : m_pause->start(); });
}

void SearchField::search(const QString &text)
{
    setText(text);
    tell();
}

void SearchField::tell()
{
    m_pause->stop();
    if (text() == m_told)
        return;
    m_told = text();
    emit searched(m_told);
}

void SearchField::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && !text().isEmpty())
        return clear();
    QLineEdit::keyPressEvent(event);
}

} // namespace toll
