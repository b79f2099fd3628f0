// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/plantemplates.h"
#include "core/services/settings.h"

#include <QDialog>
#include <QStringList>

class QLabel;
class QLineEdit;
class QListWidget;

namespace toll {

class Field;

/// What a new plan begins with: a template or next to nothing, and its name.
class NewPlanDialog : public QDialog {
    Q_OBJECT

public:
    /// `taken` are the names of the plans there are.
    NewPlanDialog(const WorkspaceInfo &info, QStringList taken, QWidget *parent);

signals:
    void chosen(const toll::Json &document);

private:
    void buildList();
    void showChoice();
    void apply();

    WorkspaceInfo m_info;
    QStringList m_taken;
    std::vector<PlanTemplate> m_templates;
    QListWidget *m_list;
    QLabel *m_text;
    QLineEdit *m_name;
    Field *m_nameField;
    QString m_suggested;
};

/// A template's document as a plan of this workspace, under a name that is not taken.
[[nodiscard]] Json planFromTemplate(const PlanTemplate &one, const WorkspaceInfo &info, const QStringList &taken);
/// "Name", or "Name 2" where that is taken.
[[nodiscard]] QString freeName(const QString &name, const QStringList &taken);

} // namespace toll
