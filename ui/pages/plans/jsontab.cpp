// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/plans/jsontab.h"

#include "core/services/wording.h"
#include "ui/widgets/field.h"

#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>

namespace toll {

JsonTab::JsonTab(QWidget *parent)
    : QWidget(parent), m_text(new QPlainTextEdit), m_faults(new QLabel), m_apply(new QPushButton(tr("Apply"))),
      m_revert(new QPushButton(tr("Take back")))
{
    m_text->setObjectName(QStringLiteral("json"));
    m_text->setAccessibleName(tr("The plan as a plan file"));
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setTabChangesFocus(true);
    m_faults->setTextFormat(Qt::PlainText);
    m_faults->setWordWrap(true);
    auto *row = new QHBoxLayout;
    row->addWidget(m_faults, 1);
    row->addWidget(m_revert, 0, Qt::AlignTop);
    row->addWidget(m_apply, 0, Qt::AlignTop);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 8, 0, 0);
    layout->addWidget(m_text, 1);
    layout->addLayout(row);
    connect(m_apply, &QPushButton::clicked, this, &JsonTab::apply);
    connect(m_revert, &QPushButton::clicked, this, [this] { m_text->setPlainText(m_shown); });
    connect(m_text, &QPlainTextEdit::textChanged, this, &JsonTab::showState);
}

void JsonTab::show(const Json &document, const QString &key, const QStringList &faults, bool isReadOnly)
{
    const QString text = QString::fromStdString(document.dumpPretty());
    const bool isTyped = key == m_key && m_text->toPlainText() != m_shown;
    m_isReadOnly = isReadOnly;
    m_text->setReadOnly(isReadOnly);
    m_faults->setText(faults.join(u'\n'));
    setInk(m_faults, !faults.isEmpty());
    m_key = key;
    m_shown = text;
    if (!isTyped && m_text->toPlainText() != text)
        m_text->setPlainText(text);
    showState();
}

void JsonTab::showState()
{
    const bool isTyped = m_text->toPlainText() != m_shown;
    m_apply->setEnabled(isTyped && !m_isReadOnly);
    m_revert->setEnabled(isTyped);
}

void JsonTab::apply()
{
    const Result<Json> document = parseJson(m_text->toPlainText().toStdString());
    if (!document || !document->asObject()) {
        m_faults->setText(document ? tr("A plan file is an object: { … }") : sentence(document.error()));
        setInk(m_faults, true);
        return;
    }
    m_shown = m_text->toPlainText(); // what comes back in the plan's own spelling takes its place
    emit edited(*document);
}

} // namespace toll
