// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/theme.h"

#include "ui/widgets/style.h"
#include "ui/widgets/systemscheme.h"

#include <QApplication>

namespace toll {

namespace {

QColor hex(QRgb rgb)
{
    return QColor::fromRgb(rgb);
}

} // namespace

const ThemeColors &lightColors()
{
    static const ThemeColors colors{
        .isDark = false,
        .window = hex(0xf5f6f8),
        .surface = hex(0xffffff),
        .text = hex(0x1b2430),
        .muted = hex(0x56606d),
        .accent = hex(0x0b5cad),
        .onAccent = hex(0xffffff),
        .ok = hex(0x0a7a4b),
        .warning = hex(0x8a5a00),
        .danger = hex(0xb3261e),
        .separator = hex(0xd9dde3),
        .border = hex(0x7d8794),
        .selection = hex(0xe1eefb),
        .hover = hex(0xeef1f5),
        .disabled = hex(0x8a94a1),
        .accentTint = hex(0xe8f1fb),
        .okTint = hex(0xe6f4ec),
        .warningTint = hex(0xfdf3dc),
        .dangerTint = hex(0xfbe9e7),
    };
    return colors;
}

const ThemeColors &darkColors()
{
    static const ThemeColors colors{
        .isDark = true,
        .window = hex(0x15181d),
        .surface = hex(0x1c2026),
        .text = hex(0xe6e9ee),
        .muted = hex(0xa3acb8),
        .accent = hex(0x6cb0ff),
        .onAccent = hex(0x10151c),
        .ok = hex(0x4cc38a),
        .warning = hex(0xf0b429),
        .danger = hex(0xff7b72),
        .separator = hex(0x39414c),
        .border = hex(0x717c8a),
        .selection = hex(0x1f3a5c),
        .hover = hex(0x262c34),
        .disabled = hex(0x6b7684),
        .accentTint = hex(0x1a2a3d),
        .okTint = hex(0x173026),
        .warningTint = hex(0x2e2713),
        .dangerTint = hex(0x33201f),
    };
    return colors;
}

const ThemeColors &themeColors(const QPalette &palette)
{
    return palette.color(QPalette::Active, QPalette::Base).lightness() < 128 ? darkColors() : lightColors();
}

QColor ThemeColors::ofTone(Tone tone) const
{
    switch (tone) {
    case Tone::Normal:
        return text;
    case Tone::Muted:
        return muted;
    case Tone::Accent:
        return accent;
    case Tone::Ok:
        return ok;
    case Tone::Warning:
        return warning;
    case Tone::Danger:
        return danger;
    }
    return text;
}

QColor ThemeColors::tintOf(Tone tone) const
{
    switch (tone) {
    case Tone::Ok:
        return okTint;
    case Tone::Warning:
        return warningTint;
    case Tone::Danger:
        return dangerTint;
    case Tone::Accent:
        return accentTint;
    case Tone::Normal:
    case Tone::Muted:
        break;
    }
    return hover;
}

QPalette paletteOf(const ThemeColors &colors)
{
    QPalette palette;
    palette.setColor(QPalette::Window, colors.window);
    palette.setColor(QPalette::WindowText, colors.text);
    palette.setColor(QPalette::Base, colors.surface);
    palette.setColor(QPalette::AlternateBase, colors.window);
    palette.setColor(QPalette::Text, colors.text);
    palette.setColor(QPalette::PlaceholderText, colors.muted);
    palette.setColor(QPalette::Button, colors.surface);
    palette.setColor(QPalette::ButtonText, colors.text);
    palette.setColor(QPalette::BrightText, colors.danger);
    palette.setColor(QPalette::Highlight, colors.selection);
    palette.setColor(QPalette::HighlightedText, colors.text);
    palette.setColor(QPalette::Link, colors.accent);
    palette.setColor(QPalette::LinkVisited, colors.accent);
    palette.setColor(QPalette::ToolTipBase, colors.surface);
    palette.setColor(QPalette::ToolTipText, colors.text);
    palette.setColor(QPalette::Light, colors.hover);
    palette.setColor(QPalette::Midlight, colors.hover);
    palette.setColor(QPalette::Mid, colors.separator);
    palette.setColor(QPalette::Dark, colors.border);
    palette.setColor(QPalette::Shadow, colors.border);
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, colors.disabled);
    return palette;
}

QFont applicationFont()
{
    QFont font = QApplication::font();
    if (font.pointSizeF() <= 0)
        font.setPointSizeF(10);
    // Without a list, Chinese can come out in Japanese glyph forms and in mixed weights.
    font.setFamilies({QStringLiteral("Noto Sans"), QStringLiteral("Noto Sans CJK SC"), QStringLiteral("Segoe UI"),
        QStringLiteral("Microsoft YaHei UI"), QStringLiteral("PingFang SC"), QStringLiteral("sans-serif")});
    font.setStyleHint(QFont::SansSerif);
    return font;
}

QFont headingFont(const QFont &base, double factor)
{
    QFont font = base;
    font.setPointSizeF(base.pointSizeF() * factor);
    font.setWeight(QFont::DemiBold);
    return font;
}

Theme::Theme(QApplication &application) : m_application(application), m_system(new SystemScheme(this))
{
    application.setStyle(new Style);
    application.setFont(applicationFont());
    connect(m_system, &SystemScheme::changed, this, &Theme::apply);
    apply();
}

void Theme::setChoice(ThemeChoice choice)
{
    m_choice = choice;
    apply();
}

void Theme::apply()
{
    m_isDark = m_choice == ThemeChoice::System ? m_system->isDark() : m_choice == ThemeChoice::Dark;
    m_application.setPalette(paletteOf(m_isDark ? darkColors() : lightColors()));
    emit changed();
}

} // namespace toll
