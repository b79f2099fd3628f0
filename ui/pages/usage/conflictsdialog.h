// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/page.h"
#include "ui/pages/usage/conflictcolumns.h"

#include <QDialog>

class QCheckBox;
class QLabel;
class QPushButton;
class QTimer;

namespace toll {

class DataTable;

/// Requests that came twice with different content: both side by side, and which of them is to count.
class ConflictsDialog : public QDialog {
    Q_OBJECT

public:
    ConflictsDialog(PageContext &context, Zone zone, QWidget *parent);

    [[nodiscard]] bool isSettled() const { return m_pending == 0 && !m_isWorkingOut; }
    /// Decides about the chosen ones.
    void decide(Keep keep);
    [[nodiscard]] QString effect() const;

private:
    struct Answer {
        std::vector<ConflictEntry> entries;
        std::map<std::string, std::string> tokens;
    };

    void build();
    [[nodiscard]] QWidget *buildBodies();
    void load();
    void adopt(Answer answer);
    void follow();
    void workOut();
    [[nodiscard]] std::vector<ConflictRow> chosen() const;

    PageContext &m_context;
    BodyWords m_words;
    RowsModel<ConflictEntry> *m_model;
    RowsModel<BodyField> *m_bodyModel;
    DataTable *m_table;
    DataTable *m_bodies;
    QCheckBox *m_all;
    QLabel *m_head;
    QLabel *m_effect;
    QPushButton *m_first = nullptr;
    QPushButton *m_second = nullptr;
    QTimer *m_effectDelay;
    int m_pending = 0;
    bool m_isStale = false; ///< changed while it was being loaded
    bool m_isFirst = true;
    bool m_isWorkingOut = false;
    int m_effectNumber = 0; ///< of the newest question for the effect
};

} // namespace toll
