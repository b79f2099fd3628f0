// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/jobs.h"

#include <QStatusBar>

class QLabel;
class QProgressBar;
class QPushButton;
class QToolButton;

namespace toll {

class ActivityPopup;

/// The status bar: the job under way with its progress and a way to cancel it, what happened before, and the zone and
/// currency everything is shown in.
class StatusArea : public QStatusBar {
    Q_OBJECT

public:
    explicit StatusArea(Jobs &jobs, QWidget *parent = nullptr);

    void setPlace(const QString &zoneAndCurrency, const QString &toolTip);
    void showActivity();

private:
    void update();
    [[nodiscard]] const Jobs::Job *newestRunning() const;

    Jobs &m_jobs;
    QLabel *m_title;
    QProgressBar *m_progress;
    QPushButton *m_cancel;
    QLabel *m_place;
    QToolButton *m_activity;
    ActivityPopup *m_popup;
    int m_shownJob = 0;
};

} // namespace toll
