// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chartdata.h"
#include "ui/charts/marks.h"

#include <QWidget>

#include <vector>

namespace toll {

/// What a tooltip says of one place.
struct TipText {
    struct Line {
        std::optional<MarkLook> look; ///< of the sample before the name
        QString name;
        QString value;
        bool isBold = false;
    };

    QString title;
    std::vector<Line> lines;
    QString total; ///< below a line where there are others
};

/// The tooltip of a chart. A child of the window, so that it may leave its chart but not the window.
class ChartTip : public QWidget {
    Q_OBJECT

public:
    explicit ChartTip(QWidget *owner);

    /// What all series of a bucket share: sorted by value, the one under the pointer bold, their total last.
    [[nodiscard]] static TipText textOf(const ChartData &chart, const std::vector<bool> &shown, std::size_t bucket,
        int series, const ChartColors &colors);

    /// Shows this beside `anchor`, a point in the owner's coordinates; nothing where the text is empty.
    void present(TipText text, const QPointF &anchor);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void place(const QPointF &anchor);

    QWidget *m_owner;
    TipText m_text;
};

} // namespace toll
