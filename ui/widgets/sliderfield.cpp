// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/sliderfield.h"

#include "ui/text/numbers.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/markedslider.h"
#include "ui/widgets/theme.h"

#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QSignalBlocker>
#include <QStyleOptionSlider>
#include <QToolButton>
#include <QWheelEvent>

#include <algorithm>

namespace toll {

namespace {

constexpr int mostPositions = 1'000'000;

} // namespace

MarkedSlider::MarkedSlider(QWidget *parent) : QSlider(Qt::Horizontal, parent) { }

void MarkedSlider::setMark(int position)
{
    m_mark = position;
    update();
}

QSize MarkedSlider::sizeHint() const
{
    return QSlider::sizeHint().expandedTo(QSize(140, 28));
}

void MarkedSlider::paintEvent(QPaintEvent *event)
{
    QStyleOptionSlider option;
    initStyleOption(&option);
    const int handle = style()->pixelMetric(QStyle::PM_SliderLength, &option, this);
    const int x =
        handle / 2 + QStyle::sliderPositionFromValue(minimum(), maximum(), m_mark, width() - handle, option.upsideDown);
    QPainter painter(this);
    painter.fillRect(QRectF(x - 1, height() / 2.0 - 8, 2, 16), themeColors(palette()).muted);
    painter.end();
    QSlider::paintEvent(event);
}

void MarkedSlider::wheelEvent(QWheelEvent *event)
{
    hasFocus() ? QSlider::wheelEvent(event) : event->ignore();
}

SliderField::SliderField(
    const QString &label, const Range &range, const Decimal &baseline, const QString &suffix, QWidget *parent)
    : QWidget(parent), m_range(range), m_baseline(baseline), m_value(baseline), m_slider(new MarkedSlider),
      m_field(new QLineEdit), m_reset(new QToolButton), m_fault(new QLabel)
{
    auto *name = new QLabel(label);
    name->setBuddy(m_field);
    m_slider->setAccessibleName(label);
    m_field->setAccessibleName(label);
    m_field->setAlignment(Qt::AlignRight);
    m_field->setFixedWidth(fontMetrics().horizontalAdvance(QStringLiteral("000,000.0000")) + 20);
    m_reset->setAutoRaise(true);
    m_reset->setIcon(icon(QStringLiteral("undo")));
    m_reset->setAccessibleName(tr("Back to the baseline: %1").arg(label));
    m_fault->setForegroundRole(QPalette::BrightText);
    m_fault->hide();

    auto *layout = new QGridLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setHorizontalSpacing(8);
    layout->setVerticalSpacing(2);
    layout->addWidget(name, 0, 0, 1, 4);
    layout->addWidget(m_slider, 1, 0);
    layout->addWidget(m_field, 1, 1);
    layout->addWidget(new QLabel(suffix), 1, 2);
    layout->addWidget(m_reset, 1, 3);
    layout->addWidget(m_fault, 2, 0, 1, 4);
    layout->setColumnStretch(0, 1);
    connect(m_slider, &QSlider::valueChanged, this, [this](int position) { setValue(valueAt(position)); });
    connect(m_field, &QLineEdit::textEdited, this, &SliderField::readText);
    connect(m_field, &QLineEdit::editingFinished, this, [this] {
        m_isTyping = false;
        m_fault->hide();
        refresh();
    });
    connect(m_reset, &QToolButton::clicked, this, [this] { setValue(m_baseline); });
    setRange(range);
}

void SliderField::setRange(const Range &range)
{
    m_range = range;
    const QSignalBlocker quiet(m_slider);
    m_slider->setRange(0, positionOf(range.maximum));
    m_slider->setPageStep(std::max(1, m_slider->maximum() / 10));
    setValue(m_value);
    refresh();
}

void SliderField::setBaseline(const Decimal &baseline)
{
    m_baseline = baseline;
    refresh();
}

void SliderField::setValue(const Decimal &value)
{
    m_isTyping = false;
    m_fault->hide();
    adopt(std::clamp(value, m_range.minimum, m_range.maximum));
}

/// The nearest position at or below the value.
int SliderField::positionOf(const Decimal &value) const
{
    const Result<Decimal> distance = value.minus(m_range.minimum);
    const Result<Decimal> steps = distance ? distance->divided(m_range.step, 0, Rounding::Floor) : distance;
    if (!steps)
        return 0;
    const Decimal most(std::int64_t{mostPositions});
    return static_cast<int>(std::clamp(*steps, Decimal(), most).coefficient());
}

Decimal SliderField::valueAt(int position) const
{
    const Result<Decimal> way = m_range.step.times(Decimal(std::int64_t{position}));
    const Result<Decimal> value = way ? m_range.minimum.plus(*way) : way;
    return value ? std::min(*value, m_range.maximum) : m_range.maximum;
}

void SliderField::adopt(const Decimal &value)
{
    const bool isNew = value != m_value;
    m_value = value;
    refresh();
    if (isNew)
        emit valueChanged(m_value);
}

void SliderField::readText()
{
    m_isTyping = true;
    QString text = m_field->text().trimmed();
    text.remove(locale().groupSeparator());
    const Result<Decimal> typed = Decimal::parse(text.replace(QChar(0x2212), u'-').toStdString());
    const bool isGood = typed && *typed >= m_range.minimum && *typed <= m_range.maximum;
    m_fault->setText(
        tr("Enter a number from %1 to %2.").arg(decimalText(m_range.minimum), decimalText(m_range.maximum)));
    m_fault->setVisible(!isGood);
    m_field->setAccessibleDescription(isGood ? QString() : m_fault->text());
    if (isGood)
        adopt(*typed);
}

void SliderField::refresh()
{
    const QSignalBlocker quiet(m_slider);
    m_slider->setValue(positionOf(m_value));
    m_slider->setMark(positionOf(m_baseline));
    if (!m_isTyping)
        m_field->setText(decimalText(m_value));
    const bool isChanged = m_value != m_baseline;
    m_reset->setEnabled(isChanged);
    m_reset->setToolTip(tr("Back to %1").arg(decimalText(m_baseline)));
}

} // namespace toll
