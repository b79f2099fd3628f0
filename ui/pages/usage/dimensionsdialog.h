// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/page.h"
#include "ui/pages/usage/usagequery.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;

namespace toll {

/// By which dimensions usage is summed, at most four: those that occur, and others by name. Another choice sums all usage
/// anew.
class DimensionsDialog : public QDialog {
    Q_OBJECT

public:
    DimensionsDialog(PageContext &context, const UsageFrame &frame, QWidget *parent);

    [[nodiscard]] bool isSettled() const { return !m_isLooking; }
    void choose(const QString &name, bool isChosen);
    void addTyped();
    void apply();

private:
    void build();
    void look();
    void addRow(const std::string &name, bool isChosen);
    [[nodiscard]] std::vector<std::string> chosen() const;
    void follow();

    PageContext &m_context;
    std::vector<std::string> m_before;
    JobControl m_control; ///< of the look through the usage
    QListWidget *m_list;
    QLineEdit *m_name;
    QLabel *m_text;
    QPushButton *m_add = nullptr;
    QPushButton *m_apply = nullptr;
    bool m_isLooking = false;
};

} // namespace toll
