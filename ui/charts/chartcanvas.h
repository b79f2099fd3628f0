// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chartframe.h"
#include "ui/charts/charttip.h"

#include <QPixmap>
#include <QPointer>
#include <QWidget>

namespace toll {

/// Where charts are drawn: one painting path for screen, image and SVG, a picture kept between repaints so that moving
/// the crosshair costs nothing, and the pointer and keyboard behaviour all kinds share.
class ChartCanvas : public QWidget {
    Q_OBJECT

public:
    explicit ChartCanvas(QWidget *parent = nullptr);
    ~ChartCanvas() override;

    void setData(const ChartData &chart);
    [[nodiscard]] const ChartData &chartData() const { return m_data; }
    /// Which series are drawn, one flag each.
    void setShown(std::vector<bool> shown);
    [[nodiscard]] const std::vector<bool> &shown() const { return m_shown; }

    /// Draws the whole chart at this size, in the widget's present colours.
    void paintChart(QPainter &painter, const QSizeF &size);

    /// The place of the crosshair, -1 where there is none.
    [[nodiscard]] int currentBucket() const { return m_current; }
    void setCurrentBucket(int bucket, int series = -1);
    [[nodiscard]] int currentSeries() const { return m_currentSeries; }
    /// The value under the crosshair in words, for assistive technology.
    [[nodiscard]] virtual QString currentText() const;
    /// The whole chart in a sentence or two, for assistive technology; empty where its buckets and series say it.
    [[nodiscard]] virtual QString summary() const { return {}; }

    QSize sizeHint() const override { return {640, 260}; }
    QSize minimumSizeHint() const override { return {240, 140}; }

signals:
    void currentBucketChanged(int bucket);
    void activated(int bucket, int series);

protected:
    /// Lays the chart out for a size; called before anything is drawn or looked up.
    virtual void arrange(const QSizeF &size) = 0;
    virtual void draw(QPainter &painter) = 0;
    /// The crosshair and whatever else marks a bucket.
    virtual void drawCurrent(QPainter &painter) = 0;
    [[nodiscard]] virtual int bucketAt(const QPointF &position) const = 0;
    [[nodiscard]] virtual int seriesAt(int bucket, const QPointF &position) const = 0;
    /// Where the tooltip points to.
    [[nodiscard]] virtual QPointF anchorOf(int bucket) const = 0;
    /// How many places the crosshair can stand at.
    [[nodiscard]] virtual int placeCount() const;
    [[nodiscard]] virtual bool hasTip() const { return true; }
    /// What the tooltip says where the crosshair stands.
    [[nodiscard]] virtual TipText tipText() const;
    /// Whether places lie below one another, so that Up and Down go from one to the next as well.
    [[nodiscard]] virtual bool isListed() const { return false; }
    /// Answers the keys that move the crosshair; whether it knew this one.
    virtual bool moveByKey(const QKeyEvent &event);

    [[nodiscard]] const ChartColors &colors() const { return m_colors; }
    [[nodiscard]] QFont tickFont() const;
    [[nodiscard]] bool isShown(std::size_t series) const { return m_shown[series]; }
    void invalidate();

    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void ensureArranged(const QSizeF &size);
    void showTip();
    void announce();
    bool moveInList(int key);
    [[nodiscard]] int nextShown(int series, int step) const;

    ChartData m_data;
    std::vector<bool> m_shown;
    ChartColors m_colors;
    QPixmap m_picture;
    QSizeF m_arrangedFor;
    int m_current = -1;
    int m_currentSeries = -1;
    QString m_announced; ///< what assistive technology was told last
    QPointer<ChartTip> m_tip; ///< the window's child
};

} // namespace toll
