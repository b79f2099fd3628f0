// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/usage/usagequery.h"

#include <QWidget>

class QLabel;
class QMenu;
class QToolButton;

namespace toll {

class SearchField;

/// One line that says which usage is meant, what is wrong with it as it is typed, and how much fits.
class FilterField : public QWidget {
    Q_OBJECT

public:
    explicit FilterField(QWidget *parent = nullptr);

    void setFrame(const UsageFrame &frame); ///< whose names and zone the text is read with
    void setText(const QString &text);
    [[nodiscard]] QString text() const;
    /// What the text means; the last good one while it has a fault.
    [[nodiscard]] const EventFilter &filter() const { return m_filter; }
    /// What is wrong with the text; empty: nothing.
    [[nodiscard]] QString fault() const { return m_fault; }
    /// "n of m requests".
    void setCount(std::int64_t fitting, std::int64_t all);
    [[nodiscard]] QString countText() const;

signals:
    void changed(); ///< another question, without a fault

private:
    [[nodiscard]] QMenu *buildHelp();
    void insert(const QString &example);
    void validate();
    void tell();

    SearchField *m_field;
    QToolButton *m_help;
    QLabel *m_count;
    QWidget *m_faultRow;
    QLabel *m_faultText;
    QToolButton *m_suggestion;
    QString m_fault;
    QString m_meant; ///< the whole text with the suggestion in place
    EventFilter m_filter;
    EventFilter m_told;
    FilterNames m_names;
    bool m_hasNames = false;
    Zone m_zone;
};

} // namespace toll
