// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "ui/widgets/field.h"

#include <QList>
#include <QString>

#include <optional>
#include <string>

class QComboBox;
class QLabel;
class QLineEdit;

namespace toll {

/// One value of a plan: its name above it, and what is wrong with it below.
class ValueField : public QWidget {
    Q_OBJECT

public:
    enum class Kind {
        Text, ///< as it is typed
        Rate, ///< a number of money, as people write it
        Quantity, ///< a whole number, kept as one
        Texts, ///< several, by comma; one alone stands by itself where `isAlwaysList` is off
    };
    struct Option {
        QString value; ///< as in the plan file; empty: the key is absent
        QString text;
    };

    /// `key` is the pointer below what the form shows: "/price/rate".
    ValueField(std::string key, Kind kind, QWidget *parent = nullptr);
    /// A choice; `isEditable` lets another value be typed.
    ValueField(std::string key, Kind kind, const QList<Option> &options, bool isEditable, QWidget *parent = nullptr);

    [[nodiscard]] const std::string &key() const { return m_key; }
    void setLabel(const QString &label);
    void setPlaceholder(const QString &text);
    /// What an absent key means: shown in its place.
    void setDefault(const QString &value) { m_default = value; }
    /// How a value that is left to the token reads.
    void setTokenText(const QString &text) { m_tokenText = text; }
    void setAlwaysList(bool isAlwaysList) { m_isAlwaysList = isAlwaysList; }
    void setHint(const QString &text) { m_field->setHint(text); }
    /// Null where the key is absent.
    void show(const Json *value);
    void complain(const QString &text);
    [[nodiscard]] bool hasComplaint() const { return m_field->hasComplaint(); }
    void setReadOnly(bool isReadOnly);
    [[nodiscard]] QString text() const;

signals:
    /// Another value was entered; nothing: the key is to go. What is shown stays.
    void entered(const std::string &key, const std::optional<toll::Json> &value);

private:
    void build(QWidget *input);
    void onEntered();
    [[nodiscard]] std::optional<Json> jsonOf(const QString &text) const;
    [[nodiscard]] QString textOf(const Json *value) const;

    std::string m_key;
    Kind m_kind;
    QLabel *m_label;
    QLineEdit *m_line = nullptr;
    QComboBox *m_combo = nullptr;
    Field *m_field = nullptr;
    QString m_shown;
    QString m_default;
    QString m_tokenText;
    bool m_isAlwaysList = false;
};

} // namespace toll
