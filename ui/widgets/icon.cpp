// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/icon.h"

#include "ui/widgets/theme.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

#include <optional>

namespace toll {

namespace {

/// Nothing stands for the colour upon the accent.
using Tint = std::optional<Tone>;

class TintedEngine : public QIconEngine {
public:
    TintedEngine(QString name, Tint tint) : m_name(std::move(name)), m_tint(tint) { }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override
    {
        const qreal scale = painter->device()->devicePixelRatioF();
        painter->drawPixmap(rect, scaledPixmap(rect.size() * scale, mode, state, scale));
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1);
    }

    /// `size` is in device pixels.
    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State, qreal scale) override
    {
        const QColor color = colorFor(mode);
        const QString key =
            QStringLiteral("toll-icon/%1/%2x%3/%4").arg(m_name).arg(size.width()).arg(size.height()).arg(color.name());
        QPixmap pixmap;
        if (!QPixmapCache::find(key, &pixmap)) {
            pixmap = render(size, color);
            QPixmapCache::insert(key, pixmap);
        }
        pixmap.setDevicePixelRatio(scale);
        return pixmap;
    }

    QIconEngine *clone() const override { return new TintedEngine(m_name, m_tint); }
    QString key() const override { return QStringLiteral("toll-tinted"); }

private:
    [[nodiscard]] QColor colorFor(QIcon::Mode mode) const
    {
        const ThemeColors &colors = themeColors(QGuiApplication::palette());
        if (mode == QIcon::Disabled)
            return colors.disabled;
        return m_tint ? colors.ofTone(*m_tint) : colors.onAccent;
    }

    [[nodiscard]] QPixmap render(const QSize &size, const QColor &color) const
    {
        QFile file(QStringLiteral(":/icons/%1.svg").arg(m_name));
        if (!file.open(QIODevice::ReadOnly))
            return {};
        QSvgRenderer renderer(file.readAll().replace("currentColor", color.name().toLatin1()));
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        renderer.render(&painter);
        return pixmap;
    }

    QString m_name;
    Tint m_tint;
};

QIcon tinted(const QString &name, Tint tint)
{
    return QFile::exists(QStringLiteral(":/icons/%1.svg").arg(name)) ? QIcon(new TintedEngine(name, tint)) : QIcon();
}

} // namespace

QIcon icon(const QString &name, Tone tone)
{
    return tinted(name, tone);
}

QIcon iconOnAccent(const QString &name)
{
    return tinted(name, std::nullopt);
}

QIcon applicationIcon()
{
    return QIcon(QStringLiteral(":/icons/tollkeeper.svg"));
}

IconLabel::IconLabel(const QString &name, Tone tone, int size, QWidget *parent)
    : QWidget(parent), m_icon(icon(name, tone)), m_size(size)
{
    setFixedSize(size, size);
    setAttribute(Qt::WA_TransparentForMouseEvents);
}

void IconLabel::setIcon(const QString &name, Tone tone)
{
    m_icon = icon(name, tone);
    update();
}

void IconLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    m_icon.paint(&painter, rect(), Qt::AlignCenter, isEnabled() ? QIcon::Normal : QIcon::Disabled);
}

} // namespace toll
