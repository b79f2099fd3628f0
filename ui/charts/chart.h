// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chartdata.h"

#include <QWidget>

class QIODevice;
class QLabel;
class QMenu;
class QStackedWidget;
class QTableView;
class QToolButton;

namespace toll {

class ChartCanvas;
class ChartTableModel;
class LegendTable;

/// A whole chart: title, drawing, legend, the same data as a table, an empty state, and ways to take it along.
/// Pages hand it a ChartData and use one of the kinds below; Qt Charts is out of sight.
class Chart : public QWidget {
    Q_OBJECT

public:
    ~Chart() override;

    /// Shows this data; series without a colour slot get one.
    void setData(ChartData data);
    [[nodiscard]] const ChartData &chartData() const { return m_data; }
    /// Whether there is a legend beside the drawing (below it where there is little room).
    void setLegendVisible(bool isVisible);
    /// The title above the drawing; exports and assistive technology have it anyway.
    void setTitleVisible(bool isVisible);
    /// What is said in place of an empty chart; "No usage in this range" unless set.
    void setEmptyText(const QString &text);
    void setTableShown(bool isShown);
    [[nodiscard]] bool isTableShown() const;

    /// The chart with title and legend as a picture, `scale` pixels per pixel of the screen.
    [[nodiscard]] QImage image(qreal scale);
    /// The same as SVG.
    void writeSvg(QIODevice &device);
    [[nodiscard]] QString csv() const;

    /// The menu of the options button and of a right click; the caller deletes it.
    [[nodiscard]] QMenu *createMenu();
    [[nodiscard]] ChartCanvas *canvas() const { return m_canvas; }
    [[nodiscard]] LegendTable *legend() const { return m_legend; }

signals:
    /// A bucket was clicked (or Enter pressed on it); `seriesId` is empty where no series was hit.
    void bucketActivated(toll::Interval span, const QString &seriesId);
    /// The same by place: which bucket (row) and which series (column), -1 where no series was hit.
    void placeActivated(int bucket, int series);
    /// A file could not be written.
    void saveFailed(const QString &fileName);

protected:
    /// `canvas` becomes this widget's child.
    Chart(ChartCanvas *canvas, QWidget *parent);

    void contextMenuEvent(QContextMenuEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void build();
    void buildTable();
    void refresh();
    void describe();
    [[nodiscard]] QString summary() const;
    void placeLegend();
    void onActivated(int bucket, int series);
    void paintExport(QPainter &painter, const QSizeF &drawing);
    [[nodiscard]] QSizeF drawingSize() const;
    [[nodiscard]] QSizeF exportSize() const;
    void copyImage();
    void copyData();
    void saveAs(const QString &filter, const QString &suffix, std::function<QByteArray()> content);
    void addSaveActions(QMenu *menu);

    ChartData m_data;
    ChartCanvas *m_canvas;
    LegendTable *m_legend = nullptr;
    ChartTableModel *m_tableModel = nullptr;
    QTableView *m_table = nullptr;
    QLabel *m_title = nullptr;
    QLabel *m_empty = nullptr;
    QToolButton *m_options = nullptr;
    QWidget *m_drawing = nullptr;
    QStackedWidget *m_pages = nullptr;
    QString m_emptyText;
    bool m_isLegendVisible = true;
    bool m_isTableShown = false;
};

/// Stacked columns over time: where the money, the requests, the errors go.
class StackedColumnsChart : public Chart {
    Q_OBJECT

public:
    explicit StackedColumnsChart(QWidget *parent = nullptr);
};

/// Lines over time: percentiles, and what-if beside what was.
class LinesChart : public Chart {
    Q_OBJECT

public:
    explicit LinesChart(QWidget *parent = nullptr);
};

/// The series ranked by their totals. Activation names the series and the whole time shown.
class BarRanking : public Chart {
    Q_OBJECT

public:
    explicit BarRanking(QWidget *parent = nullptr);
};

} // namespace toll
