// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/scenarios.h"
#include "ui/models/rowsmodel.h"

#include <QDialog>

#include <functional>

class QLineEdit;
class QPushButton;

namespace toll {

class DataTable;
class Field;

/// Asks for a scenario's name.
class NameDialog : public QDialog {
    Q_OBJECT

public:
    /// Why a name will not do, or what it leads to; empty for nothing to say.
    using Remark = std::function<QString(const QString &name)>;

    NameDialog(const QString &title, const QString &button, const QString &name, Remark fault, Remark hint,
        QWidget *parent = nullptr);

signals:
    void named(const QString &name);

private:
    void apply();
    void showHint();

    Remark m_fault;
    Remark m_hint;
    QLineEdit *m_name;
    Field *m_field;
};

/// All versions of a scenario, to open one again.
class VersionsDialog : public QDialog {
    Q_OBJECT

public:
    VersionsDialog(std::vector<ScenarioEntry> versions, Zone zone, std::shared_ptr<const Baseline> history,
        QWidget *parent = nullptr);

signals:
    void chosen(const toll::ScenarioEntry &version);

private:
    void apply();

    RowsModel<ScenarioEntry> *m_model;
    DataTable *m_table;
};

/// Asks of which plan a scenario is to become the draft.
class DraftDialog : public QDialog {
    Q_OBJECT

public:
    /// `plans`: one or more names; `remark`: what the draft will not hold, may be empty.
    DraftDialog(const QStringList &plans, const QString &preferred, const QString &remark, QWidget *parent = nullptr);

signals:
    void chosen(const QString &plan);
};

} // namespace toll
