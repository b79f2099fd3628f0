// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/print/printedcharts.h"

#include "core/print/chartlook.h"

#include <cmath>

namespace toll {

namespace {

constexpr qreal rowPoints = 17; ///< height of a bar with its gaps
constexpr qreal barPoints = 10;
/// Below this share of the largest total the steps are shown larger, with the totals cut.
constexpr double leastSpread = 0.25;

using namespace chartlook;

/// A bar of a waterfall, from where it begins.
struct FallBar {
    QString name;
    QString text;
    double from = 0;
    double to = 0;
    bool isTotal = false;
};

std::vector<FallBar> barsOf(const DocumentWaterfall &fall)
{
    double reached = placeOf(fall.start.value);
    std::vector<FallBar> bars{{textOf(fall.start.name), textOf(fall.start.text), 0, reached, true}};
    for (const DocumentValue &step : fall.steps) {
        const double change = placeOf(step.value);
        bars.push_back({textOf(step.name), textOf(step.text), reached, reached + change, false});
        reached += change;
    }
    bars.push_back({textOf(fall.end.name), textOf(fall.end.text), 0, placeOf(fall.end.value), true});
    return bars;
}

/// Cuts the totals where the steps would be too small to be seen. Whether it did.
bool cut(std::vector<FallBar> &bars)
{
    double low = bars.front().to;
    double high = low;
    for (const FallBar &bar : bars) {
        low = std::min(low, bar.to);
        high = std::max(high, bar.to);
    }
    if (low <= 0 || high <= low || high - low >= leastSpread * high)
        return false;
    for (FallBar &bar : bars)
        if (bar.isTotal)
            bar.from = low - (high - low) * 0.4;
    return true;
}

/// Two slanted strokes near the beginning: here a piece of the bar is left out.
void paintCut(QPainter &painter, const Look &look, const QRectF &bar)
{
    const qreal x = bar.left() + look.face.pt(8);
    const qreal over = look.face.pt(1.5);
    const QPolygonF piece{QPointF(x, bar.bottom() + over), QPointF(x + look.face.pt(4), bar.top() - over),
        QPointF(x + look.face.pt(7), bar.top() - over), QPointF(x + look.face.pt(3), bar.bottom() + over)};
    painter.setPen(Qt::NoPen);
    painter.setBrush(Qt::white);
    painter.drawPolygon(piece);
    painter.setPen(QPen(QColor::fromRgb(Inks::text), look.line));
    painter.drawLine(piece[0], piece[1]);
    painter.drawLine(piece[3], piece[2]);
}

class FallPainter {
public:
    FallPainter(const Typeface &face, const DocumentWaterfall &fall)
        : m_look(face), m_title(fall.title), m_bars(barsOf(fall)), m_isCut(cut(m_bars))
    {
    }

    [[nodiscard]] qreal height() const
    {
        return m_look.titleHeight + m_look.face.pt(rowPoints) * static_cast<qreal>(m_bars.size());
    }

    void operator()(QPainter &painter, const QRectF &box) const
    {
        m_look.paintTitle(painter, box, m_title);
        const Scale scale = scaleIn(box);
        QRectF before;
        for (std::size_t i = 0; i < m_bars.size(); ++i) {
            const FallBar &bar = m_bars[i];
            const qreal step = m_look.face.pt(rowPoints);
            const QRectF row(
                box.left(), box.top() + m_look.titleHeight + step * static_cast<qreal>(i), box.width(), step);
            const qreal left = scale.at(std::min(bar.from, bar.to));
            const QRectF mark(left, row.center().y() - m_look.face.pt(barPoints / 2),
                std::max(m_look.line, scale.at(std::max(bar.from, bar.to)) - left), m_look.face.pt(barPoints));
            if (i > 0)
                connect(painter, scale.at(m_bars[i - 1].to), before.bottom(), mark.top());
            const bool isFall = bar.to < bar.from;
            if (bar.isTotal || bar.from != bar.to)
                m_look.paintBar(painter, mark, bar.isTotal ? Inks::total : isFall ? Inks::fall : Inks::rise,
                    isFall && !bar.isTotal);
            if (bar.isTotal && m_isCut)
                paintCut(painter, m_look, mark);
            paintLine(painter, row, Qt::AlignLeft | Qt::AlignVCenter, bar.name, m_look.label);
            paintLine(painter, row, Qt::AlignRight | Qt::AlignVCenter, bar.text,
                bar.isTotal ? m_look.bold : m_look.label);
            before = mark;
        }
    }

private:
    [[nodiscard]] Scale scaleIn(const QRectF &box) const
    {
        std::vector<QString> names;
        std::vector<QString> texts;
        Scale scale{m_bars.front().from, m_bars.front().from, 0, 0};
        for (const FallBar &bar : m_bars) {
            names.push_back(bar.name);
            texts.push_back(bar.text);
            scale.low = std::min({scale.low, bar.from, bar.to});
            scale.high = std::max({scale.high, bar.from, bar.to});
        }
        const qreal gap = m_look.face.pt(12);
        scale.from = box.left() + m_look.widest(names, m_look.label) + gap;
        scale.to = box.right() - m_look.widest(texts, m_look.bold) - gap;
        return scale;
    }

    void connect(QPainter &painter, qreal x, qreal top, qreal bottom) const
    {
        painter.setPen(QPen(QColor::fromRgb(Inks::muted), m_look.line));
        painter.drawLine(QPointF(x, top), QPointF(x, bottom));
    }

    Look m_look;
    std::string m_title;
    std::vector<FallBar> m_bars;
    bool m_isCut;
};

class TornadoPainter {
public:
    TornadoPainter(const Typeface &face, DocumentTornado tornado) : m_look(face), m_tornado(std::move(tornado)) { }

    [[nodiscard]] qreal height() const
    {
        return m_look.titleHeight + m_look.face.pt(rowPoints) * static_cast<qreal>(m_tornado.bars.size() + 1);
    }

    void operator()(QPainter &painter, const QRectF &box) const
    {
        m_look.paintTitle(painter, box, m_tornado.title);
        const Scale scale = scaleIn(box);
        const qreal middle = scale.at(placeOf(m_tornado.middle.value));
        const qreal top = box.top() + m_look.titleHeight;
        const qreal step = m_look.face.pt(rowPoints);
        for (std::size_t i = 0; i < m_tornado.bars.size(); ++i)
            paintRow(painter, QRectF(box.left(), top + step * static_cast<qreal>(i), box.width(), step),
                m_tornado.bars[i], scale, middle);
        const qreal end = top + step * static_cast<qreal>(m_tornado.bars.size());
        painter.setPen(QPen(QColor::fromRgb(Inks::text), 1.5 * m_look.line));
        painter.drawLine(QPointF(middle, top), QPointF(middle, end + m_look.face.pt(2)));
        const QString text = textOf(m_tornado.middle.name) + u' ' + textOf(m_tornado.middle.text);
        const qreal width = m_look.face.widthOf(text, m_look.bold);
        const qreal left = std::clamp(middle - width / 2, box.left(), box.right() - width);
        paintLine(painter, QRectF(left, end + m_look.face.pt(2), width, step), Qt::AlignLeft | Qt::AlignTop, text,
            m_look.bold);
    }

private:
    void paintRow(QPainter &painter, const QRectF &row, const DocumentTornado::Bar &bar, const Scale &scale,
        qreal middle) const
    {
        paintLine(painter, row, Qt::AlignLeft | Qt::AlignVCenter, textOf(bar.name), m_look.label);
        qreal least = middle;
        qreal most = middle;
        for (const auto &[end, isLow] : {std::pair(&bar.low, true), std::pair(&bar.high, false)}) {
            const qreal at = scale.at(placeOf(end->value));
            least = std::min(least, at);
            most = std::max(most, at);
            if (std::abs(at - middle) >= m_look.line)
                m_look.paintBar(painter,
                    QRectF(std::min(at, middle), row.center().y() - m_look.face.pt(barPoints / 2),
                        std::abs(at - middle), m_look.face.pt(barPoints)),
                    isLow ? Inks::fall : Inks::rise, isLow);
        }
        const bool isLowLeft = placeOf(bar.low.value) <= placeOf(bar.high.value);
        const qreal gap = m_look.face.pt(4);
        paintLine(painter, QRectF(row.left(), row.top(), least - gap - row.left(), row.height()),
            Qt::AlignRight | Qt::AlignVCenter, labelOf(isLowLeft ? bar.low : bar.high), m_look.label);
        paintLine(painter, QRectF(most + gap, row.top(), row.right() - most - gap, row.height()),
            Qt::AlignLeft | Qt::AlignVCenter, labelOf(isLowLeft ? bar.high : bar.low), m_look.label);
    }

    [[nodiscard]] static QString labelOf(const DocumentValue &end)
    {
        return textOf(end.name) + QStringLiteral(" → ") + textOf(end.text);
    }

    [[nodiscard]] Scale scaleIn(const QRectF &box) const
    {
        std::vector<QString> names;
        std::vector<QString> ends;
        const double middle = placeOf(m_tornado.middle.value);
        Scale scale{middle, middle, 0, 0};
        for (const DocumentTornado::Bar &bar : m_tornado.bars) {
            names.push_back(textOf(bar.name));
            for (const DocumentValue *end : {&bar.low, &bar.high}) {
                ends.push_back(labelOf(*end));
                scale.low = std::min(scale.low, placeOf(end->value));
                scale.high = std::max(scale.high, placeOf(end->value));
            }
        }
        const qreal gap = m_look.face.pt(8);
        const qreal end = m_look.widest(ends, m_look.label) + gap;
        scale.from = box.left() + m_look.widest(names, m_look.label) + gap + end;
        scale.to = std::max(scale.from + m_look.face.pt(40), box.right() - end);
        return scale;
    }

    Look m_look;
    DocumentTornado m_tornado;
};

} // namespace

Piece chartPiece(const Typeface &face, const DocumentWaterfall &fall)
{
    return pieceOf(face, FallPainter(face, fall));
}

Piece chartPiece(const Typeface &face, const DocumentTornado &tornado)
{
    return pieceOf(face, TornadoPainter(face, tornado));
}

} // namespace toll
