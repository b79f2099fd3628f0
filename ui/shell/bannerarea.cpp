// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/bannerarea.h"

#include "ui/widgets/banner.h"

#include <QVBoxLayout>

#include <algorithm>

namespace toll {

namespace {

constexpr std::size_t mostBanners = 3;
constexpr int sideMargin = 20;
constexpr int bottomMargin = 10;

} // namespace

BannerArea::BannerArea(QWidget *parent) : QWidget(parent), m_layout(new QVBoxLayout(this))
{
    m_layout->setContentsMargins(sideMargin, 0, sideMargin, bottomMargin);
    m_layout->setSpacing(8);
    hide();
}

void BannerArea::show(const Notice &notice)
{
    dismiss(notice.id);
    if (m_shown.size() >= mostBanners)
        dismiss(m_shown.front().first);
    auto *banner = new InlineBanner(this);
    m_layout->addWidget(banner);
    banner->setClosable(notice.isClosable);
    for (const auto &[label, run] : notice.buttons)
        banner->addButton(label, run);
    connect(banner, &InlineBanner::dismissed, this, [this, id = notice.id] { dismiss(id); });
    m_shown.emplace_back(notice.id, banner);
    setVisible(true);
    banner->present(notice.tone, notice.text);
}

void BannerArea::dismiss(const QString &id)
{
    const auto found = std::ranges::find(m_shown, id, &Shown::first);
    if (found == m_shown.end())
        return;
    // Not at once: one of its own buttons may have asked for it.
    found->second->hide();
    found->second->deleteLater();
    m_shown.erase(found);
    setVisible(!m_shown.empty());
}

void BannerArea::clear()
{
    while (!m_shown.empty())
        dismiss(m_shown.front().first);
}

QStringList BannerArea::texts() const
{
    QStringList texts;
    for (const auto &[id, banner] : m_shown)
        texts << banner->text();
    return texts;
}

} // namespace toll
