// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chartdata.h"

#include <QWidget>

namespace toll {

class Chart;
class LinesChart;
class StackedColumnsChart;

/// Three charts over the same days, with one crosshair: the chosen measure, statuses and response times.
class UsageOverviewTab : public QWidget {
    Q_OBJECT

public:
    explicit UsageOverviewTab(QWidget *parent = nullptr);

    void setCharts(ChartData groups, ChartData statuses, ChartData times);
    [[nodiscard]] const ChartData &groups() const;
    [[nodiscard]] StackedColumnsChart *groupsChart() const { return m_groups; }

signals:
    /// A column of the first chart; `seriesId` is empty where no series was hit.
    void groupActivated(toll::Interval span, const QString &seriesId);
    void bucketActivated(toll::Interval span); ///< of the others
    void saveFailed(const QString &file);

private:
    void shareCrosshair(Chart *from);
    [[nodiscard]] std::array<Chart *, 3> charts() const;

    StackedColumnsChart *m_groups;
    StackedColumnsChart *m_statuses;
    LinesChart *m_times;
    bool m_isSharing = false;
};

} // namespace toll
