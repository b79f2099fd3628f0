// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chartframe.h"

#include <QChart>
#include <QGraphicsLayout>
#include <QGraphicsScene>
#include <QLegend>
#include <QLineSeries>
#include <QValueAxis>

namespace toll {

struct ChartFrame::Scene {
    QGraphicsScene scene;
    QChart *chart = new QChart;
    QValueAxis *x = new QValueAxis;
    QValueAxis *y = new QValueAxis;

    Scene()
    {
        chart->legend()->hide();
        chart->setBackgroundVisible(false);
        chart->setPlotAreaBackgroundVisible(false);
        chart->setAnimationOptions(QChart::NoAnimation);
        chart->layout()->setContentsMargins(0, 0, 0, 0);
        chart->addAxis(x, Qt::AlignBottom);
        chart->addAxis(y, Qt::AlignLeft);
        for (QValueAxis *axis : {x, y}) {
            axis->setLabelsVisible(false);
            axis->setMinorGridLineVisible(false);
        }
        // Qt Charts would put tick marks of its own on the axis lines; charts paint theirs.
        x->setGridLineVisible(false);
        x->setLineVisible(false);
        y->setLineVisible(false);
        scene.addItem(chart);
    }
};

ChartFrame::ChartFrame() : m_scene(std::make_unique<Scene>()) { }
ChartFrame::~ChartFrame() = default;

void ChartFrame::setColors(const ChartColors &colors)
{
    m_scene->y->setGridLinePen(QPen(colors.grid, 1));
}

void ChartFrame::setScales(std::size_t buckets, const ValueScale &scale)
{
    m_buckets = std::max<std::size_t>(1, buckets);
    m_scale = scale;
    m_scene->x->setRange(0, static_cast<double>(m_buckets));
    m_scene->y->setRange(scale.low, scale.high);
    m_scene->y->setTickCount(static_cast<int>(scale.ticks().size()));
}

void ChartFrame::setLines(const std::vector<Line> &lines)
{
    m_scene->chart->removeAllSeries();
    for (const Line &line : lines) {
        auto *series = new QLineSeries;
        series->replace(QList<QPointF>(line.points.begin(), line.points.end()));
        m_scene->chart->addSeries(series);
        series->attachAxis(m_scene->x);
        series->attachAxis(m_scene->y);
        series->setPen(line.pen);
    }
}

void ChartFrame::setGeometry(const QSizeF &size, const QMarginsF &margins)
{
    m_size = size;
    // Whole pixels keep columns and grid lines sharp.
    m_plotArea = QRectF(QRectF(QPointF(), size).marginsRemoved(margins).toAlignedRect());
    m_scene->chart->setPlotArea(m_plotArea);
    m_scene->chart->resize(size);
    // Where only the plot area has changed, Qt Charts does not lay its axes out anew by itself.
    m_scene->chart->layout()->setGeometry(QRectF(QPointF(), size));
    m_scene->scene.setSceneRect(QRectF(QPointF(), size));
}

double ChartFrame::bucketWidth() const
{
    return m_plotArea.width() / static_cast<double>(m_buckets);
}

double ChartFrame::xOf(double bucket) const
{
    return m_plotArea.left() + bucket * bucketWidth();
}

double ChartFrame::yOf(double value) const
{
    return m_plotArea.bottom() - (value - m_scale.low) / (m_scale.high - m_scale.low) * m_plotArea.height();
}

int ChartFrame::bucketAt(double x) const
{
    if (x < m_plotArea.left() || x >= m_plotArea.right())
        return -1;
    return std::min(static_cast<int>((x - m_plotArea.left()) / bucketWidth()), static_cast<int>(m_buckets) - 1);
}

void ChartFrame::paint(QPainter &painter) const
{
    const QRectF all(QPointF(), m_size);
    m_scene->scene.render(&painter, all, all, Qt::IgnoreAspectRatio);
}

} // namespace toll
