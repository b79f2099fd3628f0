// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/calendar/zone.h"
#include "core/rating/statement.h"

#include <QScrollArea>

class QVBoxLayout;

namespace toll {

/// A statement as a table of lines. Each line shows its formula, and unfolds into the sentences that explain it.
class StatementView : public QScrollArea {
    Q_OBJECT

public:
    explicit StatementView(QWidget *parent = nullptr);
    void show(const Statement &statement, const Zone &zone);
    void clear();

private:
    void addRemarks(const Statement &statement, const Zone &zone);
    void addLine(const StatementLine &line, const Statement &statement, const Zone &zone);
    void addTotal(const Statement &statement);

    QWidget *m_contents = nullptr;
    QVBoxLayout *m_layout = nullptr;
};

} // namespace toll
