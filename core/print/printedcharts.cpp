// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/print/printedcharts.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace toll {

namespace {

constexpr qreal labelPoints = 8;
constexpr qreal titlePoints = 9;
constexpr qreal rowPoints = 17; ///< height of a bar with its gaps
constexpr qreal barPoints = 10;
constexpr qreal fanPoints = 190;
/// Below this share of the largest total the steps are shown larger, with the totals cut.
constexpr double leastSpread = 0.25;

QString textOf(const std::string &text)
{
    return QString::fromStdString(text);
}

/// Where a value stands; what it is stands beside it.
double placeOf(const Decimal &value)
{
    return QByteArray::fromStdString(value.toString()).toDouble();
}

/// What all charts need of the type, copied into what paints them.
struct Look {
    explicit Look(const Typeface &type)
        : face(type), label(type.font(labelPoints)), bold(type.font(labelPoints, true)),
          title(type.font(titlePoints, true)), titleHeight(type.heightOf(title) + type.pt(5)), line(type.pt(0.5))
    {
    }

    void paintTitle(QPainter &painter, const QRectF &box, const std::string &text) const
    {
        paintLine(painter, QRectF(box.left(), box.top(), box.width(), titleHeight), Qt::AlignLeft | Qt::AlignTop,
            textOf(text), title);
    }
    void paintBar(QPainter &painter, const QRectF &bar, QRgb ink, bool isHatched) const
    {
        painter.fillRect(bar, QColor::fromRgb(ink).lighter(isHatched ? 165 : 100));
        if (isHatched)
            hatch(painter, bar, ink);
        painter.setPen(QPen(QColor::fromRgb(ink), line));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(bar);
    }
    [[nodiscard]] qreal widest(const std::vector<QString> &texts, const QFont &font) const
    {
        qreal most = 0;
        for (const QString &text : texts)
            most = std::max(most, face.widthOf(text, font));
        return most;
    }

    Typeface face;
    QFont label;
    QFont bold;
    QFont title;
    qreal titleHeight;
    qreal line;

private:
    /// By hand: a brush's pattern would be as fine as the device's dots.
    void hatch(QPainter &painter, const QRectF &bar, QRgb ink) const
    {
        painter.save();
        painter.setClipRect(bar);
        painter.setPen(QPen(QColor::fromRgb(ink), 1.4 * line));
        for (qreal x = bar.left() - bar.height(); x < bar.right(); x += face.pt(3.2))
            painter.drawLine(QPointF(x, bar.bottom()), QPointF(x + bar.height(), bar.top()));
        painter.restore();
    }
};

/// From values to places between two edges.
struct Scale {
    double low = 0;
    double high = 1;
    qreal from = 0;
    qreal to = 1;

    [[nodiscard]] qreal at(double value) const
    {
        return high > low ? from + (value - low) / (high - low) * (to - from) : from;
    }
};

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
            const QRectF row(box.left(), box.top() + m_look.titleHeight + m_look.face.pt(rowPoints) * static_cast<qreal>(i),
                box.width(), m_look.face.pt(rowPoints));
            const qreal left = scale.at(std::min(bar.from, bar.to));
            const QRectF mark(left, row.center().y() - m_look.face.pt(barPoints / 2),
                std::max(m_look.line, scale.at(std::max(bar.from, bar.to)) - left), m_look.face.pt(barPoints));
            if (i > 0)
                connect(painter, scale.at(m_bars[i - 1].to), before.bottom(), mark.top());
            const bool isFall = bar.to < bar.from;
            m_look.paintBar(painter, mark, bar.isTotal ? Inks::total : isFall ? Inks::fall : Inks::rise,
                isFall && !bar.isTotal);
            if (bar.isTotal && m_isCut)
                paintCut(painter, m_look, mark);
            paintLine(painter, row, Qt::AlignLeft | Qt::AlignVCenter, bar.name, m_look.label);
            paintLine(painter, row, Qt::AlignRight | Qt::AlignVCenter, bar.text, bar.isTotal ? m_look.bold : m_look.label);
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
            paintRow(painter, QRectF(box.left(), top + step * static_cast<qreal>(i), box.width(), step), m_tornado.bars[i],
                scale, middle);
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
                    QRectF(std::min(at, middle), row.center().y() - m_look.face.pt(barPoints / 2), std::abs(at - middle),
                        m_look.face.pt(barPoints)),
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

/// The step of an axis: 1, 2 or 5 times a power of ten.
double stepOf(double span, int most)
{
    const double rough = span / most;
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    for (const double times : {1.0, 2.0, 5.0})
        if (times * power >= rough)
            return times * power;
    return 10 * power;
}

class FanPainter {
public:
    FanPainter(const Typeface &face, DocumentFan fan, const QLocale &locale)
        : m_look(face), m_fan(std::move(fan)), m_locale(locale)
    {
        for (const Decimal &value : m_fan.middle)
            reach(value);
        for (const DocumentFan::Band &band : m_fan.bands)
            for (const std::vector<Decimal> *edge : {&band.low, &band.high})
                for (const Decimal &value : *edge)
                    reach(value);
        if (m_fan.line)
            reach(m_fan.line->value);
        if (m_high <= m_low)
            m_high = m_low + 1;
        m_step = stepOf(m_high - m_low, 5);
        m_high = std::ceil(m_high / m_step - 1e-9) * m_step;
        m_low = std::floor(m_low / m_step + 1e-9) * m_step;
    }

    [[nodiscard]] qreal height() const { return m_look.face.pt(fanPoints); }

    void operator()(QPainter &painter, const QRectF &box) const
    {
        m_look.paintTitle(painter, box, m_fan.title);
        const qreal line = m_look.face.heightOf(m_look.label);
        paintKey(painter, QRectF(box.left(), box.top() + m_look.titleHeight, box.width(), line));
        const std::vector<QString> ticks = tickTexts();
        const qreal left = box.left() + m_look.widest(ticks, m_look.label) + m_look.face.pt(5);
        const QRectF plot(QPointF(left, box.top() + m_look.titleHeight + line + m_look.face.pt(8)),
            QPointF(box.right() - m_look.face.pt(4), box.bottom() - line - m_look.face.pt(4)));
        paintGrid(painter, plot, ticks, box.left());
        for (auto band = m_fan.bands.rbegin(); band != m_fan.bands.rend(); ++band)
            painter.fillPath(outline(*band, plot),
                colorOf(static_cast<std::size_t>(m_fan.bands.rend() - band) - 1));
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(QColor::fromRgb(Inks::accent), m_look.face.pt(1.3), Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin));
        painter.drawPath(pathOf(m_fan.middle, plot));
        if (m_fan.line) {
            painter.setPen(budgetPen());
            const qreal y = yScale(plot).at(placeOf(m_fan.line->value));
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
        }
        paintPlaces(painter, plot);
    }

private:
    void reach(const Decimal &value)
    {
        m_low = std::min(m_low, placeOf(value));
        m_high = std::max(m_high, placeOf(value));
    }
    [[nodiscard]] QPen budgetPen() const
    {
        return {QBrush(QColor::fromRgb(Inks::fall)), m_look.face.pt(1), Qt::DashLine};
    }
    /// Opaque and paler outwards: transparency would not survive every printer.
    [[nodiscard]] QColor colorOf(std::size_t band) const
    {
        const QColor ink = QColor::fromRgb(Inks::accent);
        const double share = 0.5 / static_cast<double>(band + 1);
        const auto mix = [share](int part) { return static_cast<int>(255 - (255 - part) * share); };
        return {mix(ink.red()), mix(ink.green()), mix(ink.blue())};
    }
    [[nodiscard]] Scale yScale(const QRectF &plot) const { return {m_low, m_high, plot.bottom(), plot.top()}; }
    [[nodiscard]] Scale xScale(const QRectF &plot) const
    {
        return {0, std::max(1.0, static_cast<double>(m_fan.places.size()) - 1), plot.left(), plot.right()};
    }
    [[nodiscard]] QPointF pointOf(const std::vector<Decimal> &values, std::size_t place, const QRectF &plot) const
    {
        return {xScale(plot).at(static_cast<double>(place)), yScale(plot).at(placeOf(values[place]))};
    }
    [[nodiscard]] QPainterPath pathOf(const std::vector<Decimal> &values, const QRectF &plot) const
    {
        QPainterPath path;
        for (std::size_t i = 0; i < values.size(); ++i)
            i == 0 ? path.moveTo(pointOf(values, i, plot)) : path.lineTo(pointOf(values, i, plot));
        return path;
    }
    [[nodiscard]] QPainterPath outline(const DocumentFan::Band &band, const QRectF &plot) const
    {
        QPainterPath path = pathOf(band.high, plot);
        for (std::size_t i = band.low.size(); i-- > 0;)
            path.lineTo(pointOf(band.low, i, plot));
        path.closeSubpath();
        return path;
    }

    [[nodiscard]] std::vector<QString> tickTexts() const
    {
        const int decimals = std::max(0, static_cast<int>(std::ceil(-std::log10(m_step) - 1e-9)));
        std::vector<QString> texts;
        for (int i = 0; m_low + i * m_step <= m_high + m_step * 1e-6; ++i) {
            const double value = m_low + i * m_step;
            texts.push_back((value < 0 ? QString(QChar(0x2212)) : QString())
                + m_locale.toString(std::abs(value), 'f', decimals));
        }
        return texts;
    }

    void paintGrid(QPainter &painter, const QRectF &plot, const std::vector<QString> &ticks, qreal left) const
    {
        const qreal half = m_look.face.heightOf(m_look.label) / 2;
        for (std::size_t i = 0; i < ticks.size(); ++i) {
            const qreal y = yScale(plot).at(m_low + static_cast<double>(i) * m_step);
            painter.setPen(QPen(QColor::fromRgb(Inks::rule), m_look.line));
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
            paintLine(painter, QRectF(left, y - half, plot.left() - m_look.face.pt(5) - left, 2 * half),
                Qt::AlignRight | Qt::AlignVCenter, ticks[i], m_look.label, Inks::muted);
        }
    }

    /// As many names as have room, the first and the last among them.
    void paintPlaces(QPainter &painter, const QRectF &plot) const
    {
        if (m_fan.places.empty())
            return;
        const qreal width = m_look.face.widthOf(textOf(m_fan.places.back()), m_look.label);
        const auto last = m_fan.places.size() - 1;
        const auto room = static_cast<std::size_t>(plot.width() / (width + m_look.face.pt(24)));
        const std::size_t parts = std::clamp<std::size_t>(room > 1 ? room - 1 : 1, 1, std::max<std::size_t>(1, last));
        for (std::size_t part = 0; part <= (last == 0 ? 0 : parts); ++part) {
            const std::size_t place = last * part / parts;
            const qreal x = xScale(plot).at(static_cast<double>(place));
            const qreal left = std::clamp(x - width / 2, plot.left() - m_look.face.pt(20), plot.right() + m_look.face.pt(4) - width);
            paintLine(painter, QRectF(left, plot.bottom() + m_look.face.pt(3), width, m_look.face.pt(12)),
                Qt::AlignHCenter | Qt::AlignTop, textOf(m_fan.places[place]), m_look.label, Inks::muted);
        }
    }

    void paintKey(QPainter &painter, const QRectF &row) const
    {
        qreal x = row.left();
        const qreal box = m_look.face.pt(12);
        const auto add = [&](const QString &name, const auto &mark) {
            mark(QRectF(x, row.center().y() - m_look.face.pt(3.5), box, m_look.face.pt(7)));
            x += box + m_look.face.pt(4);
            paintLine(painter, QRectF(x, row.top(), row.width(), row.height()), Qt::AlignLeft | Qt::AlignVCenter, name,
                m_look.label);
            x += m_look.face.widthOf(name, m_look.label) + m_look.face.pt(14);
        };
        const auto stroke = [&painter](const QPen &pen) {
            return [&painter, pen](const QRectF &mark) {
                painter.setPen(pen);
                painter.drawLine(QPointF(mark.left(), mark.center().y()), QPointF(mark.right(), mark.center().y()));
            };
        };
        add(textOf(m_fan.middleName), stroke(QPen(QColor::fromRgb(Inks::accent), m_look.face.pt(1.3))));
        for (std::size_t i = 0; i < m_fan.bands.size(); ++i)
            add(textOf(m_fan.bands[i].name),
                [&painter, color = colorOf(i)](const QRectF &mark) { painter.fillRect(mark, color); });
        if (m_fan.line)
            add(textOf(m_fan.line->name) + u' ' + textOf(m_fan.line->text), stroke(budgetPen()));
        paintLine(painter, row, Qt::AlignRight | Qt::AlignVCenter, textOf(m_fan.unit), m_look.label, Inks::muted);
    }

    Look m_look;
    DocumentFan m_fan;
    QLocale m_locale;
    double m_low = 0;
    double m_high = 0;
    double m_step = 1;
};

template<typename Painter>
Piece pieceOf(const Typeface &face, Painter painter)
{
    const qreal height = painter.height();
    return {height, face.pt(8), false, std::move(painter)};
}

} // namespace

Piece chartPiece(const Typeface &face, const DocumentWaterfall &fall)
{
    return pieceOf(face, FallPainter(face, fall));
}

Piece chartPiece(const Typeface &face, const DocumentTornado &tornado)
{
    return pieceOf(face, TornadoPainter(face, tornado));
}

Piece chartPiece(const Typeface &face, const DocumentFan &fan, const QLocale &locale)
{
    return pieceOf(face, FanPainter(face, fan, locale));
}

} // namespace toll
