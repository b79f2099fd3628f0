// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/bannerarea.h"

#include "ui/widgets/icon.h"
#include "ui/widgets/stylepaint.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

namespace toll {

namespace {

constexpr std::size_t mostBanners = 3;

QString iconOf(Tone tone)
{
    if (tone == Tone::Danger)
        return QStringLiteral("error");
    return tone == Tone::Warning ? QStringLiteral("warning") : QStringLiteral("info");
}

/// A tinted box with an edge in its tone.
class Banner : public QWidget {
public:
    Banner(Tone tone, QWidget *parent) : QWidget(parent), m_tone(tone) { }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const ThemeColors &colors = themeColors(palette());
        QColor edge = colors.ofTone(m_tone);
        edge.setAlphaF(0.45F);
        paintPanel(&painter, QRectF(rect()), controlRadius, colors.tintOf(m_tone), edge);
    }

private:
    Tone m_tone;
};

} // namespace

BannerArea::BannerArea(QWidget *parent) : QWidget(parent), m_layout(new QVBoxLayout(this))
{
    m_layout->setContentsMargins(20, 0, 20, 0);
    m_layout->setSpacing(8);
    hide();
}

void BannerArea::show(const Notice &notice)
{
    dismiss(notice.id);
    while (static_cast<std::size_t>(m_layout->count()) >= mostBanners)
        delete m_layout->itemAt(0)->widget();
    QWidget *banner = bannerOf(notice);
    banner->setObjectName(notice.id);
    banner->setAccessibleName(notice.text);
    m_layout->addWidget(banner);
    m_layout->setContentsMargins(20, 0, 20, 10);
    setVisible(true);
}

void BannerArea::dismiss(const QString &id)
{
    delete findChild<QWidget *>(id, Qt::FindDirectChildrenOnly);
    if (m_layout->count() == 0)
        setVisible(false);
}

void BannerArea::clear()
{
    while (m_layout->count() > 0)
        delete m_layout->itemAt(0)->widget();
    setVisible(false);
}

QStringList BannerArea::texts() const
{
    QStringList texts;
    for (int i = 0; i < m_layout->count(); ++i)
        texts << m_layout->itemAt(i)->widget()->accessibleName();
    return texts;
}

QWidget *BannerArea::bannerOf(const Notice &notice)
{
    auto *banner = new Banner(notice.tone, this);
    auto *layout = new QHBoxLayout(banner);
    layout->setContentsMargins(12, 8, 8, 8);
    layout->setSpacing(10);
    layout->addWidget(new IconLabel(iconOf(notice.tone), notice.tone, 20, banner));
    auto *text = new QLabel(notice.text, banner);
    text->setTextFormat(Qt::PlainText);
    text->setWordWrap(true);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    layout->addWidget(text, 1);
    // What a button does may take this very banner away: it runs from the event loop.
    for (const auto &[label, run] : notice.buttons) {
        auto *button = new QPushButton(label, banner);
        connect(button, &QPushButton::clicked, this, run, Qt::QueuedConnection);
        layout->addWidget(button);
    }
    if (notice.isClosable) {
        auto *close = new QToolButton(banner);
        close->setIcon(icon(QStringLiteral("close")));
        close->setAutoRaise(true);
        close->setToolTip(tr("Close"));
        close->setAccessibleName(tr("Close"));
        const auto dismissed = [this, id = notice.id] {
            dismiss(id);
            emit closed(id);
        };
        connect(close, &QToolButton::clicked, this, dismissed, Qt::QueuedConnection);
        layout->addWidget(close);
    }
    return banner;
}

} // namespace toll
