// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/rowsmodel.h"
#include "ui/pages/usage/folderwatch.h"
#include "ui/pages/usage/usagequery.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace toll {

class DataTable;
class SearchCombo;
class StatusLabel;
class WatchTarget;

/// The folder whose files are imported as they come: which, how, and what became of them. Watching goes on when the
/// window is closed.
class WatchDialog : public QDialog {
    Q_OBJECT

public:
    WatchDialog(PageContext &context, const UsageFrame &frame, QWidget *parent);

    void setFolder(const QString &folder);
    [[nodiscard]] WatchTarget *target() const { return m_target; }
    void startOrStop();

    /// The state in words, for here and the page.
    [[nodiscard]] static Status statusOf(const FolderWatch &watch);

private:
    void build();
    [[nodiscard]] QWidget *buildSettings();
    [[nodiscard]] QWidget *buildTable();
    void chooseFolder();
    void follow();
    [[nodiscard]] QString gap() const;

    PageContext &m_context;
    UsageFrame m_frame;
    FolderWatch &m_watch;
    RowsModel<FolderWatch::Taken> *m_model;
    DataTable *m_table;
    QWidget *m_settings = nullptr;
    QLineEdit *m_folder;
    WatchTarget *m_target;
    SearchCombo *m_zone;
    QSpinBox *m_settle;
    StatusLabel *m_status;
    QLabel *m_text; ///< what is wrong, or still to be chosen
    QPushButton *m_start = nullptr;
    QPushButton *m_pause = nullptr;
};

} // namespace toll
