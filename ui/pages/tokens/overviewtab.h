// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/tokens.h"

#include <QScrollArea>

class QFormLayout;
class QLabel;

namespace toll {

class EditableLabel;
class MeterBar;

/// What a token is: its price in words, its term, what is left, tags and note.
class TokenOverviewTab : public QScrollArea {
    Q_OBJECT

public:
    explicit TokenOverviewTab(QWidget *parent = nullptr);
    void show(const TokenRow &row, Instant now);

signals:
    /// "tags" or "note" of the token shown was changed to this.
    void edited(const toll::Token &token, const QString &field, const QString &text);

private:
    [[nodiscard]] QLabel *addFact(const QString &title);
    [[nodiscard]] EditableLabel *addEditable(const QString &field, const QString &title, const QString &placeholder);
    void addRow(const QString &title, QWidget *fact);
    void showTerm(const TokenRow &row);
    void showUse(const TokenRow &row);

    Token m_token;
    QFormLayout *m_form;
    QLabel *m_customer;
    QLabel *m_plan;
    QLabel *m_price;
    QLabel *m_term;
    QLabel *m_used;
    MeterBar *m_meter;
    QLabel *m_remaining;
    QLabel *m_spend;
    QLabel *m_lastUse;
    QLabel *m_created;
    EditableLabel *m_tags;
    EditableLabel *m_note;
    QLabel *m_id;
};

} // namespace toll
