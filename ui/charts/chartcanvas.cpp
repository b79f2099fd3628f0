// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chartcanvas.h"

#include <QAccessible>
#include <QKeyEvent>
#include <QPainter>

#include <cmath>

namespace toll {

ChartCanvas::ChartCanvas(QWidget *parent) : QWidget(parent), m_colors(ChartColors::of(palette()))
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

ChartCanvas::~ChartCanvas()
{
    delete m_tip;
}

void ChartCanvas::setData(const ChartData &chart)
{
    m_data = chart;
    m_shown.assign(m_data.series.size(), true);
    setCurrentBucket(-1);
    invalidate();
}

void ChartCanvas::setShown(std::vector<bool> shown)
{
    m_shown = std::move(shown);
    m_shown.resize(m_data.series.size(), true);
    invalidate();
}

void ChartCanvas::invalidate()
{
    m_picture = QPixmap();
    m_arrangedFor = QSizeF();
    update();
}

QFont ChartCanvas::tickFont() const
{
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() * 0.9);
    return small;
}

int ChartCanvas::placeCount() const
{
    return static_cast<int>(m_data.buckets.size());
}

void ChartCanvas::paintChart(QPainter &painter, const QSizeF &size)
{
    if (m_data.isEmpty())
        return;
    ensureArranged(size);
    painter.setFont(tickFont());
    draw(painter);
}

/// An export may have laid the chart out for another size.
void ChartCanvas::ensureArranged(const QSizeF &size)
{
    if (m_arrangedFor == size)
        return;
    arrange(size);
    m_arrangedFor = size;
}

void ChartCanvas::paintEvent(QPaintEvent *)
{
    if (m_data.isEmpty())
        return;
    const qreal scale = devicePixelRatioF();
    const QSize pixels = (QSizeF(size()) * scale).toSize();
    ensureArranged(size());
    if (m_picture.size() != pixels) {
        m_picture = QPixmap(pixels);
        m_picture.setDevicePixelRatio(scale);
        m_picture.fill(Qt::transparent);
        QPainter painter(&m_picture);
        paintChart(painter, size());
    }
    QPainter painter(this);
    painter.drawPixmap(0, 0, m_picture);
    if (m_current >= 0)
        drawCurrent(painter);
    if (hasFocus()) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(m_colors.accent, 2));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 5, 5);
    }
}

void ChartCanvas::resizeEvent(QResizeEvent *)
{
    setCurrentBucket(-1);
    invalidate();
}

void ChartCanvas::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
        m_colors = ChartColors::of(palette());
        invalidate();
    }
    QWidget::changeEvent(event);
}

void ChartCanvas::setCurrentBucket(int bucket, int series)
{
    const bool isNew = bucket != m_current;
    if (!isNew && series == m_currentSeries)
        return;
    m_current = bucket;
    m_currentSeries = series;
    update();
    showTip();
    announce();
    if (isNew)
        emit currentBucketChanged(bucket);
}

void ChartCanvas::announce()
{
    const QString text = m_current >= 0 && hasFocus() ? currentText() : QString();
    if (text == m_announced)
        return;
    m_announced = text;
    if (text.isEmpty())
        return;
    QAccessibleValueChangeEvent event(this, text);
    QAccessible::updateAccessibility(&event);
}

QString ChartCanvas::currentText() const
{
    if (m_current < 0 || m_data.isEmpty() || !hasTip())
        return {};
    const auto bucket = static_cast<std::size_t>(m_current);
    QStringList parts{m_data.buckets[bucket].label};
    for (std::size_t s = 0; s < m_data.series.size(); ++s) {
        const QString value = valueText(m_data, s, bucket);
        if (m_shown[s] && !value.isEmpty())
            parts << tr("%1: %2").arg(m_data.series[s].name, value);
    }
    return parts.join(QStringLiteral(", "));
}

TipText ChartCanvas::tipText() const
{
    return ChartTip::textOf(m_data, m_shown, static_cast<std::size_t>(m_current), m_currentSeries, m_colors);
}

void ChartCanvas::showTip()
{
    if (m_current < 0 || m_data.isEmpty() || !isVisible() || !hasTip()) {
        if (m_tip)
            m_tip->hide();
        return;
    }
    if (m_tip && m_tip->parentWidget() != window()) {
        delete m_tip;
    }
    if (!m_tip)
        m_tip = new ChartTip(this);
    ensureArranged(size());
    m_tip->present(tipText(), anchorOf(m_current));
}

void ChartCanvas::mouseMoveEvent(QMouseEvent *event)
{
    if (m_data.isEmpty())
        return;
    ensureArranged(size());
    const int bucket = bucketAt(event->position());
    const int series = bucket < 0 ? -1 : seriesAt(bucket, event->position());
    setCursor(bucket >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
    setCurrentBucket(bucket, series);
}

void ChartCanvas::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || m_data.isEmpty())
        return;
    mouseMoveEvent(event);
    if (m_current >= 0)
        emit activated(m_current, m_currentSeries);
}

void ChartCanvas::leaveEvent(QEvent *)
{
    setCurrentBucket(-1);
}

void ChartCanvas::hideEvent(QHideEvent *)
{
    setCurrentBucket(-1);
}

void ChartCanvas::focusOutEvent(QFocusEvent *event)
{
    setCurrentBucket(-1);
    QWidget::focusOutEvent(event);
}

int ChartCanvas::nextShown(int series, int step) const
{
    const int count = static_cast<int>(m_data.series.size());
    for (int tried = 0, s = series; tried < count; ++tried) {
        s = ((s < 0 && step < 0 ? 0 : s) + step + count) % count;
        if (m_shown[static_cast<std::size_t>(s)])
            return s;
    }
    return -1;
}

bool ChartCanvas::moveInList(int key)
{
    const int last = placeCount() - 1;
    if (key == Qt::Key_Up)
        setCurrentBucket(m_current < 0 ? last : std::max(0, m_current - 1));
    else if (key == Qt::Key_Down)
        setCurrentBucket(m_current < 0 ? 0 : std::min(last, m_current + 1));
    else
        return false;
    return true;
}

bool ChartCanvas::moveByKey(const QKeyEvent &event)
{
    if (isListed() && moveInList(event.key()))
        return true;
    const int last = placeCount() - 1;
    const int current = m_current;
    switch (event.key()) {
    case Qt::Key_Left:
        setCurrentBucket(current < 0 ? last : std::max(0, current - 1), m_currentSeries);
        return true;
    case Qt::Key_Right:
        setCurrentBucket(current < 0 ? 0 : std::min(last, current + 1), m_currentSeries);
        return true;
    case Qt::Key_Home:
        setCurrentBucket(0, m_currentSeries);
        return true;
    case Qt::Key_End:
        setCurrentBucket(last, m_currentSeries);
        return true;
    case Qt::Key_Up:
        setCurrentBucket(current < 0 ? last : current, nextShown(m_currentSeries, 1));
        return true;
    case Qt::Key_Down:
        setCurrentBucket(current < 0 ? last : current, nextShown(m_currentSeries, -1));
        return true;
    default:
        return false;
    }
}

void ChartCanvas::keyPressEvent(QKeyEvent *event)
{
    if (m_data.isEmpty())
        return QWidget::keyPressEvent(event);
    ensureArranged(size());
    if (moveByKey(*event))
        return;
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_current >= 0)
            emit activated(m_current, m_currentSeries);
        return;
    case Qt::Key_Escape:
        if (m_current >= 0)
            return setCurrentBucket(-1);
        break;
    default:
        break;
    }
    QWidget::keyPressEvent(event);
}

} // namespace toll
