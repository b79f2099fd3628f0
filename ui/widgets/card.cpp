// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/card.h"

#include "ui/widgets/stylepaint.h"

#include <QEvent>
#include <QTextLayout>

namespace toll {

namespace {

constexpr int cardRadius = 8;
constexpr int padding = 16;

} // namespace

Card::Card(QWidget *parent) : QFrame(parent)
{
    setFrameShape(QFrame::NoFrame);
    setContentsMargins(padding, 12, padding, 12);
}

void Card::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const ThemeColors &colors = themeColors(palette());
    paintPanel(&painter, rect(), cardRadius, colors.surface, colors.separator);
}

KpiCard::KpiCard(const QString &title, QWidget *parent) : QAbstractButton(parent), m_title(title)
{
    setAttribute(Qt::WA_Hover);
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    describe();
}

void KpiCard::setTitle(const QString &title)
{
    m_title = title;
    describe();
}

void KpiCard::setValue(const QString &value)
{
    m_value = value;
    describe();
}

void KpiCard::setNote(const QString &note, Tone tone)
{
    m_note = note;
    m_tone = tone;
    describe();
}

void KpiCard::describe()
{
    const QString note = QString(m_note).replace(u'\n', QStringLiteral(", "));
    setAccessibleName(
        note.isEmpty() ? tr("%1: %2").arg(m_title, m_value) : tr("%1: %2, %3").arg(m_title, m_value, note));
    wrapNote();
    updateGeometry();
    update();
}

void KpiCard::wrapNote()
{
    const int count = static_cast<int>(m_noteLines.size());
    m_noteLines.clear();
    for (const QString &paragraph : m_note.split(u'\n')) {
        QTextLayout layout(paragraph, font());
        layout.beginLayout();
        for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
            line.setLineWidth(std::max(1, width() - 2 * padding));
            m_noteLines << paragraph.mid(line.textStart(), line.textLength()).trimmed();
        }
        layout.endLayout();
    }
    if (m_noteLines.size() != count)
        updateGeometry();
}

void KpiCard::resizeEvent(QResizeEvent *event)
{
    wrapNote();
    QAbstractButton::resizeEvent(event);
}

QSize KpiCard::sizeHint() const
{
    const QFontMetrics value(headingFont(font(), 1.7));
    int width = std::max(fontMetrics().horizontalAdvance(m_title), value.horizontalAdvance(m_value));
    for (const QString &line : m_noteLines)
        width = std::max(width, fontMetrics().horizontalAdvance(line));
    const int lines = 1 + std::max(1, static_cast<int>(m_noteLines.size()));
    return {width + 2 * padding, lines * fontMetrics().height() + value.height() + 32};
}

QSize KpiCard::minimumSizeHint() const
{
    const QFontMetrics value(headingFont(font(), 1.7));
    return {std::max(140, value.horizontalAdvance(m_value) + 2 * padding), sizeHint().height()};
}

void KpiCard::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::FontChange)
        describe();
    QAbstractButton::changeEvent(event);
}

void KpiCard::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const ThemeColors &colors = themeColors(palette());
    const bool isTouched = underMouse() || isDown();
    paintPanel(&painter, rect(), cardRadius, isDown() ? colors.hover : colors.surface,
        isTouched ? colors.border : colors.separator);
    if (hasFocus())
        paintFocusRing(&painter, rect(), cardRadius, colors);

    const QFont large = headingFont(font(), 1.7);
    const int line = fontMetrics().height();
    const QRect inner = rect().adjusted(padding, 12, -padding, -12);
    const auto draw = [&](int top, int height, const QFont &face, const QColor &color, const QString &text) {
        painter.setFont(face);
        painter.setPen(color);
        painter.drawText(QRect(inner.left(), top, inner.width(), height), Qt::AlignLeft | Qt::AlignVCenter,
            QFontMetrics(face).elidedText(text, Qt::ElideRight, inner.width()));
    };
    draw(inner.top(), line, font(), colors.muted, m_title);
    const int valueHeight = QFontMetrics(large).height();
    draw(inner.top() + line + 4, valueHeight, large, colors.text, m_value.isEmpty() ? QStringLiteral("–") : m_value);
    int top = inner.top() + line + 8 + valueHeight;
    for (const QString &note : m_noteLines) {
        draw(top, line, font(), colors.ofTone(m_tone), note);
        top += line;
    }
}

} // namespace toll
