// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/workspace.h"

#include <QDialog>

class QCheckBox;
class QLabel;
class QPushButton;
class QSpinBox;

namespace toll {

/// Asks how much of the single usage records of closed periods is to stay, and says what would go before it may.
class RetentionDialog : public QDialog {
    Q_OBJECT

public:
    explicit RetentionDialog(Workspace &workspace, QWidget *parent);
    ~RetentionDialog() override; ///< stops looking

signals:
    /// `rule`: what the workspace is to keep as its setting from now on; nothing: as it is.
    void wanted(toll::Instant before, std::optional<int> rule);

private:
    /// What a look found.
    struct Look {
        Instant before;
        Retention retention;
    };

    void layOut();
    void look();
    void show(const Result<Look> &found);
    void apply();

    Workspace &m_workspace;
    QSpinBox *m_months;
    QLabel *m_facts;
    QCheckBox *m_rule;
    QPushButton *m_drop = nullptr;
    JobControl m_looking; ///< of the look under way
    int m_looks = 0; ///< how many were begun: an older one's answer is dropped
    Instant m_before;
};

} // namespace toll
