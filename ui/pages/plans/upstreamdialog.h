// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/upstream.h"
#include "ui/models/rowsmodel.h"
#include "ui/pages/page.h"
#include "ui/pages/plans/planentry.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QDateEdit;
class QLabel;
class QLineEdit;
class QPushButton;

namespace toll {

class DataTable;
class Field;

/// What upstream providers charge us: by which plan, for which sources, from when until when. Margins are charges less
/// this.
class UpstreamDialog : public QDialog {
    Q_OBJECT

public:
    /// Proposes the plan of this name.
    UpstreamDialog(PageContext &context, const PlansAnswer &answer, const std::string &plan, QWidget *parent);

    [[nodiscard]] bool isSettled() const { return m_pending == 0; }

private:
    /// Assigns, or ends what runs where `plan` is empty.
    struct Wish {
        std::string plan;
        std::string pattern;
        std::optional<std::string> from;
    };

    void build();
    [[nodiscard]] QWidget *buildTable();
    [[nodiscard]] QWidget *buildForm();
    [[nodiscard]] std::vector<Column<UpstreamRow>> columns() const;
    [[nodiscard]] Status statusOf(const UpstreamRow &row) const;
    void load();
    void follow();
    void assign();
    void end();
    void carryOut(const Wish &wish);
    void adopt(const Result<UpstreamRow> &answer, bool isEnd);
    void say(const Error &fault);
    [[nodiscard]] std::optional<std::string> date() const;

    PageContext &m_context;
    Instant m_now;
    Zone m_zone; ///< the workspace's
    RowsModel<UpstreamRow> *m_model;
    DataTable *m_table;
    QComboBox *m_plan;
    QLineEdit *m_pattern;
    QCheckBox *m_isDated;
    QDateEdit *m_from;
    Field *m_planField = nullptr;
    Field *m_patternField = nullptr;
    Field *m_fromField = nullptr;
    QLabel *m_fault;
    QPushButton *m_assign = nullptr;
    QPushButton *m_end = nullptr;
    int m_pending = 0;
};

} // namespace toll
