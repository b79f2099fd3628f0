// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/simulation/forecastbaseline.h"

#include <QWidget>

#include <optional>

class QPainter;

namespace toll {

/// What the whole time may come to now and in the what-if, as bands on one scale, and the difference on one of its own:
/// the more certain, the darker, with a mark at the median.
class ComparedBands : public QWidget {
    Q_OBJECT

public:
    explicit ComparedBands(QWidget *parent = nullptr);

    void setComparison(const ForecastComparison &comparison);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    struct Scale {
        double low = 0;
        double high = 1;
    };

    [[nodiscard]] static Scale scaleOf(const PathTotals &totals); ///< of its widest band
    [[nodiscard]] static Scale padded(Scale scale);
    [[nodiscard]] int rowHeight() const;
    [[nodiscard]] QString medianText(const PathTotals &totals, bool isDifference) const;
    void paintKey(QPainter &painter);
    void paintRow(QPainter &painter, int row, const QString &name, const PathTotals &totals, const Scale &scale);

    std::optional<ForecastComparison> m_comparison;
};

} // namespace toll
