// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/jobs.h"

#include <QFrame>

class QProgressBar;
class QScrollArea;
class QVBoxLayout;

namespace toll {

/// Sets a bar to how far a job is; a job of unknown length shows a moving bar.
void showProgress(QProgressBar *bar, const Jobs::Job &job);

/// Every job of this session, newest first: progress and cancel while it runs, then what became of it. Failures stay
/// until they are dismissed.
class ActivityPopup : public QFrame {
    Q_OBJECT

public:
    ActivityPopup(Jobs &jobs, QWidget *parent);

    /// Shows itself above `anchor`.
    void popUp(const QWidget *anchor);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void rebuild();
    void update();
    [[nodiscard]] QWidget *rowOf(const Jobs::Job &job);

    Jobs &m_jobs;
    QScrollArea *m_scroll;
    QString m_shown; ///< which jobs in which states the rows stand for
};

} // namespace toll
