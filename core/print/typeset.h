// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QFont>
#include <QStringList>
#include <QTextLayout>

#include <memory>

class QPaintDevice;
class QPainter;

namespace toll {

/// What everything on paper is set in. Lengths are in the device's units.
class Typeface {
public:
    explicit Typeface(QPaintDevice &device);

    [[nodiscard]] static QString chineseFamily();
    [[nodiscard]] QPaintDevice &device() const { return m_device; }
    /// A length of so many points (1/72 inch).
    [[nodiscard]] qreal pt(qreal points) const { return points * m_unit; }
    [[nodiscard]] QFont font(qreal points, bool isBold = false) const;
    /// The width of a text on one line.
    [[nodiscard]] qreal widthOf(const QString &text, const QFont &font) const;
    [[nodiscard]] qreal heightOf(const QFont &font) const;

private:
    QPaintDevice &m_device;
    QStringList m_families;
    qreal m_unit = 1;
};

/// Dark enough to be read on paper, and told apart without colours.
struct Inks {
    static constexpr QRgb text = 0xff1f2933;
    static constexpr QRgb muted = 0xff5f6b7a;
    static constexpr QRgb rule = 0xffc9d1da;
    static constexpr QRgb accent = 0xff0072b2;
    static constexpr QRgb rise = 0xff0072b2;
    static constexpr QRgb fall = 0xffd55e00;
    static constexpr QRgb total = 0xff999999;
};

/// A text broken into lines of a width.
class TextBox {
public:
    TextBox(const Typeface &face, const QString &text, const QFont &font, qreal width,
        Qt::Alignment alignment = Qt::AlignLeft);

    [[nodiscard]] qreal height() const { return m_height; }
    void paint(QPainter &painter, QPointF topLeft, QRgb ink = Inks::text) const;

    [[nodiscard]] int lineCount() const { return m_layout->lineCount(); }
    [[nodiscard]] qreal lineHeight() const { return m_lineHeight; }
    void paintLine(QPainter &painter, int line, QPointF topLeft, QRgb ink = Inks::text) const;

private:
    std::shared_ptr<QTextLayout> m_layout; ///< cannot be copied
    qreal m_lineHeight;
    qreal m_height = 0;
};

/// A text on one line within a box.
void paintLine(QPainter &painter, const QRectF &box, Qt::Alignment alignment, const QString &text, const QFont &font,
    QRgb ink = Inks::text);

} // namespace toll
