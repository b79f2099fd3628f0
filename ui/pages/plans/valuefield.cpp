// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/plans/valuefield.h"

#include "core/services/tiertable.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

namespace toll {

ValueField::ValueField(std::string key, Kind kind, QWidget *parent)
    : QWidget(parent), m_key(std::move(key)), m_kind(kind), m_label(new QLabel), m_line(new QLineEdit)
{
    build(m_line);
    connect(m_line, &QLineEdit::editingFinished, this, &ValueField::onEntered);
}

ValueField::ValueField(std::string key, Kind kind, const QList<Option> &options, bool isEditable, QWidget *parent)
    : QWidget(parent), m_key(std::move(key)), m_kind(kind), m_label(new QLabel), m_combo(new QComboBox)
{
    m_combo->setEditable(isEditable);
    m_combo->setInsertPolicy(QComboBox::NoInsert);
    m_combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_combo->setMinimumContentsLength(8);
    for (const Option &option : options)
        m_combo->addItem(option.text, option.value);
    build(m_combo);
    connect(m_combo, &QComboBox::activated, this, &ValueField::onEntered);
    if (isEditable)
        connect(m_combo->lineEdit(), &QLineEdit::editingFinished, this, &ValueField::onEntered);
}

void ValueField::build(QWidget *input)
{
    setObjectName(QString::fromStdString(m_key));
    m_label->setTextFormat(Qt::PlainText);
    m_label->setForegroundRole(QPalette::PlaceholderText);
    m_field = new Field(input);
    setFocusProxy(input);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addWidget(m_label);
    layout->addWidget(m_field);
    layout->addStretch(1);
}

void ValueField::setLabel(const QString &label)
{
    m_label->setText(label);
    m_field->input()->setAccessibleName(label);
}

void ValueField::setPlaceholder(const QString &text)
{
    if (QLineEdit *line = m_combo ? m_combo->lineEdit() : m_line)
        line->setPlaceholderText(text);
}

QString ValueField::textOf(const Json *value) const
{
    if (!value)
        return m_default;
    if (const Json::Array *list = value->asArray(); list && m_kind == Kind::Texts) {
        QStringList texts;
        for (const Json &element : *list)
            texts << textOf(&element);
        return texts.join(QStringLiteral(", "));
    }
    if (!m_tokenText.isEmpty() && *value == Json("token"))
        return m_tokenText;
    return QString::fromStdString(value->asString() ? *value->asString() : value->dump());
}

void ValueField::show(const Json *value)
{
    const QString text = textOf(value);
    const bool isTyping = m_field->input()->hasFocus() && this->text() != m_shown && text == m_shown;
    m_shown = text;
    if (isTyping)
        return; // the page was refreshed in the meantime
    if (m_line) {
        m_line->setText(text);
        return;
    }
    const int known = m_combo->findData(text);
    if (known >= 0) {
        m_combo->setCurrentIndex(known);
    } else if (m_combo->isEditable()) {
        m_combo->setCurrentIndex(-1);
        m_combo->setEditText(text);
    } else { // a value of another version of the program is kept, and shown as it is
        m_combo->addItem(text, text);
        m_combo->setCurrentIndex(m_combo->count() - 1);
    }
}

QString ValueField::text() const
{
    if (m_line)
        return m_line->text().trimmed();
    const int index = m_combo->currentIndex();
    if (!m_combo->isEditable() || (index >= 0 && m_combo->itemText(index) == m_combo->currentText()))
        return m_combo->currentData().toString();
    const int known = m_combo->findText(m_combo->currentText().trimmed());
    return known >= 0 ? m_combo->itemData(known).toString() : m_combo->currentText().trimmed();
}

void ValueField::complain(const QString &text)
{
    m_field->complain(text);
}

void ValueField::setReadOnly(bool isReadOnly)
{
    if (m_line)
        m_line->setReadOnly(isReadOnly);
    m_field->input()->setEnabled(!isReadOnly);
}

std::optional<Json> ValueField::jsonOf(const QString &text) const
{
    if (text.isEmpty())
        return std::nullopt;
    if (!m_tokenText.isEmpty() && text == m_tokenText)
        return Json("token");
    const std::string plain = text.toStdString();
    if (m_kind == Kind::Rate)
        return Json(plainRate(plain));
    if (m_kind == Kind::Quantity)
        return quantityJson(plainQuantity(plain));
    if (m_kind == Kind::Text)
        return Json(plain);
    Json::Array list;
    for (const QString &part : text.split(u',', Qt::SkipEmptyParts))
        list.emplace_back(part.trimmed().toStdString());
    if (list.size() == 1 && !m_isAlwaysList)
        return list.front();
    return Json(std::move(list));
}

void ValueField::onEntered()
{
    const QString entered = text();
    if (entered == m_shown)
        return;
    m_shown = entered; // Enter and leaving the field are one entry
    emit this->entered(m_key, jsonOf(entered));
}

} // namespace toll
