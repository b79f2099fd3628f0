// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/toast.h"

#include "ui/widgets/icon.h"
#include "ui/widgets/stylepaint.h"

#include <QApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

namespace toll {

namespace {

constexpr int shownMs = 10'000;
constexpr int aboveBottom = 44; ///< clear of the status bar

} // namespace

Toast::Toast(QWidget *window) : QWidget(window), m_text(new QLabel(this)), m_undo(new QPushButton(tr("Undo"), this))
{
    m_text->setTextFormat(Qt::PlainText);
    auto *close = new QToolButton(this);
    close->setIcon(icon(QStringLiteral("close")));
    close->setAutoRaise(true);
    close->setAccessibleName(tr("Close"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 8, 8, 8);
    layout->setSpacing(12);
    layout->addWidget(m_text);
    layout->addWidget(m_undo);
    layout->addWidget(close);

    m_timer.setSingleShot(true);
    m_timer.setInterval(shownMs);
    connect(&m_timer, &QTimer::timeout, this, &Toast::leave);
    connect(close, &QToolButton::clicked, this, &QWidget::hide);
    connect(m_undo, &QPushButton::clicked, this, [this] {
        hide();
        if (m_takeBack)
            m_takeBack();
    });
    window->installEventFilter(this);
    hide();
}

void Toast::show(const QString &text, std::function<void()> undo)
{
    m_text->setText(text);
    m_takeBack = std::move(undo);
    m_undo->setVisible(static_cast<bool>(m_takeBack));
    setAccessibleName(text);
    place();
    setVisible(true);
    raise();
    m_timer.start();
}

QString Toast::text() const
{
    return isVisible() ? m_text->text() : QString();
}

bool Toast::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize && isVisible())
        place();
    return QWidget::eventFilter(watched, event);
}

void Toast::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const ThemeColors &colors = themeColors(palette());
    paintPanel(&painter, QRectF(rect()), controlRadius + 2, colors.surface, colors.border);
}

void Toast::place()
{
    const int room = parentWidget()->width() - 40;
    m_text->setWordWrap(false);
    adjustSize();
    if (width() > room) {
        m_text->setWordWrap(true);
        resize(room, heightForWidth(room));
    }
    move((parentWidget()->width() - width()) / 2, parentWidget()->height() - height() - aboveBottom);
}

void Toast::leave()
{
    const bool isUsed = underMouse() || isAncestorOf(QApplication::focusWidget());
    if (isUsed)
        m_timer.start();
    else
        hide();
}

} // namespace toll
