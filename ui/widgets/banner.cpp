// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/banner.h"

#include "ui/widgets/icon.h"
#include "ui/widgets/stylepaint.h"

#include <QAccessible>
#include <QBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QTimer>
#include <QToolButton>

#include <utility>

namespace toll {

namespace {

QString iconOf(Tone tone)
{
    switch (tone) {
    case Tone::Ok:
        return QStringLiteral("check");
    case Tone::Warning:
        return QStringLiteral("warning");
    case Tone::Danger:
        return QStringLiteral("error");
    default:
        return QStringLiteral("info");
    }
}

QToolButton *closeButton(const QString &name)
{
    auto *button = new QToolButton;
    button->setAutoRaise(true);
    button->setIcon(icon(QStringLiteral("close"), Tone::Muted));
    button->setIconSize({14, 14});
    button->setAccessibleName(name);
    button->setToolTip(name);
    return button;
}

void announce(QWidget *widget, const QString &text)
{
    widget->setAccessibleName(text);
    QAccessibleEvent event(widget, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

} // namespace

InlineBanner::InlineBanner(QWidget *parent)
    : QFrame(parent), m_icon(new IconLabel(QStringLiteral("info"), Tone::Accent, 20)), m_text(new QLabel),
      m_action(new QPushButton), m_close(closeButton(tr("Close")))
{
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_text->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 8, 8, 8);
    layout->setSpacing(10);
    layout->addWidget(m_icon);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_action);
    layout->addWidget(m_close);
    connect(m_action, &QPushButton::clicked, this, [this] {
        if (m_run)
            m_run();
    });
    connect(static_cast<QToolButton *>(m_close), &QToolButton::clicked, this, [this] {
        dismiss();
        emit dismissed();
    });
    hide();
}

void InlineBanner::present(Tone tone, const QString &text, const QString &actionText, std::function<void()> action)
{
    m_tone = tone;
    m_run = std::move(action);
    m_icon->setIcon(iconOf(tone), tone);
    m_text->setText(text);
    m_action->setText(actionText);
    m_action->setVisible(!actionText.isEmpty());
    announce(this, text);
    show();
    update();
}

void InlineBanner::dismiss()
{
    m_run = {};
    hide();
}

void InlineBanner::addButton(const QString &text, std::function<void()> action)
{
    auto *button = new QPushButton(text, this);
    auto *row = static_cast<QBoxLayout *>(layout());
    row->insertWidget(row->indexOf(m_close), button);
    connect(button, &QPushButton::clicked, this, std::move(action));
}

void InlineBanner::setClosable(bool isClosable)
{
    m_close->setVisible(isClosable);
}

QString InlineBanner::text() const
{
    return m_text->text();
}

void InlineBanner::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const ThemeColors &colors = themeColors(palette());
    paintPanel(&painter, rect(), controlRadius, colors.tintOf(m_tone), colors.ofTone(m_tone));
}

Toast::Toast(QWidget *host)
    : QFrame(host), m_host(host), m_text(new QLabel), m_action(new QPushButton), m_timer(new QTimer(this))
{
    m_text->setTextFormat(Qt::PlainText);
    m_text->setMaximumWidth(560);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 8, 8, 8);
    layout->setSpacing(12);
    layout->addWidget(m_text);
    layout->addWidget(m_action);
    QToolButton *close = closeButton(tr("Close"));
    layout->addWidget(close);
    m_timer->setSingleShot(true);
    m_timer->setInterval(10000);
    connect(m_timer, &QTimer::timeout, this, &Toast::dismiss);
    connect(close, &QToolButton::clicked, this, &Toast::dismiss);
    connect(m_action, &QPushButton::clicked, this, [this] {
        const std::function<void()> run = std::exchange(m_run, {});
        dismiss();
        if (run)
            run();
    });
    host->installEventFilter(this);
    hide();
}

void Toast::setDuration(int milliseconds)
{
    m_timer->setInterval(milliseconds);
}

void Toast::present(const QString &text, const QString &actionText, std::function<void()> action)
{
    m_run = std::move(action);
    m_text->setText(text);
    m_action->setText(actionText);
    m_action->setVisible(!actionText.isEmpty());
    announce(this, text);
    show();
    place();
    raise();
    m_timer->start();
}

void Toast::dismiss()
{
    m_timer->stop();
    m_run = {};
    hide();
}

void Toast::place()
{
    layout()->activate();
    const QSize size = sizeHint().boundedTo(m_host->size() - QSize(32, 0));
    setGeometry(QRect(QPoint((m_host->width() - size.width()) / 2, m_host->height() - size.height() - 24), size));
}

bool Toast::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_host && event->type() == QEvent::Resize && isVisible())
        place();
    return QFrame::eventFilter(watched, event);
}

void Toast::enterEvent(QEnterEvent *event)
{
    m_timer->stop();
    QFrame::enterEvent(event);
}

void Toast::leaveEvent(QEvent *event)
{
    if (isVisible())
        m_timer->start();
    QFrame::leaveEvent(event);
}

void Toast::keyPressEvent(QKeyEvent *event)
{
    event->key() == Qt::Key_Escape ? dismiss() : QFrame::keyPressEvent(event);
}

void Toast::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const ThemeColors &colors = themeColors(palette());
    paintPanel(&painter, rect(), 8, colors.surface, colors.border);
}

} // namespace toll
