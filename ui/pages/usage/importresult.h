// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/importfiles.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace toll {

class FaultsTable;

/// How an import went, with the rejected rows.
class ImportResult : public QWidget {
    Q_OBJECT

public:
    explicit ImportResult(QWidget *parent = nullptr);

    void show(const std::vector<FileOutcome> &outcomes, bool isDryRun);
    [[nodiscard]] QString text() const;

signals:
    void saved(const QString &path);
    void saveFailed(const QString &path);

private:
    void save();

    QLabel *m_text;
    QLabel *m_more;
    FaultsTable *m_faults;
    QPushButton *m_save;
};

} // namespace toll
