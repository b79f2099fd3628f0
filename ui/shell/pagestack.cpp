// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/pagestack.h"

#include <algorithm>

namespace toll {

namespace {

constexpr int lookAgain = 20; // ms: how often a page is asked whether it has its answer
constexpr qint64 restShare = 3; // how much longer than its answer took a page waits before it asks again
constexpr qint64 longestRest = 3000; // ms

} // namespace

PageStack::PageStack(QWidget *parent) : QStackedWidget(parent)
{
    m_pause.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, &PageStack::follow);
}

PageStack::~PageStack()
{
    clear();
}

void PageStack::build(
    const std::vector<PageFactory> &factories, PageContext &context, const QMap<QString, QVariantMap> &states)
{
    clear();
    for (const PageFactory &make : factories) {
        Page *page = make(context, this);
        if (const auto state = states.find(page->id()); state != states.end())
            page->restore(*state);
        addWidget(page);
        m_pages.push_back(page);
        m_stale.insert(page);
    }
}

void PageStack::clear()
{
    m_pause.stop();
    m_asked.invalidate();
    m_history.clear();
    m_stale.clear();
    // At once, not later: ids and shortcuts of their actions must be free for the next ones.
    for (Page *page : std::exchange(m_pages, {})) {
        if (QWidget *header = page->headerWidget(); header && !page->isAncestorOf(header))
            delete header;
        delete page;
    }
}

Page *PageStack::page(const QString &id) const
{
    const auto found = std::ranges::find_if(m_pages, [&id](const Page *page) { return page->id() == id; });
    return found == m_pages.end() ? nullptr : *found;
}

Page *PageStack::current() const
{
    return qobject_cast<Page *>(currentWidget());
}

QMap<QString, QVariantMap> PageStack::states() const
{
    QMap<QString, QVariantMap> states;
    for (const Page *page : m_pages)
        states.insert(page->id(), page->state());
    return states;
}

void PageStack::show(const QString &id, const QVariantMap &arguments)
{
    if (m_pages.empty())
        return;
    Page *wanted = page(id);
    if (!wanted)
        wanted = m_pages.front();
    Page *left = current();
    if (isVisible() && left && (left != wanted || !arguments.isEmpty()))
        m_history.leave({left->id(), left->state()});
    bringUp(wanted);
    if (!arguments.isEmpty())
        wanted->open(arguments);
    emit historyChanged();
}

void PageStack::revisit(std::optional<History::Place> (History::*step)(History::Place))
{
    const Page *left = current();
    if (!left)
        return;
    const std::optional<History::Place> place = (m_history.*step)({left->id(), left->state()});
    Page *wanted = place ? page(place->page) : nullptr;
    if (!wanted)
        return;
    wanted->restore(place->state);
    m_stale.insert(wanted);
    bringUp(wanted);
    emit historyChanged();
}

void PageStack::bringUp(Page *page)
{
    setCurrentWidget(page);
    if (m_stale.remove(page))
        page->refresh();
    emit shown(page);
}

void PageStack::invalidate(Topics topics)
{
    for (Page *page : m_pages) {
        if (page->topics() & topics)
            m_stale.insert(page);
    }
    if (!m_pause.isActive())
        follow();
}

/// Refreshes what is shown where it is stale, unless it is still being answered or has just been.
void PageStack::follow()
{
    Page *page = current();
    if (!page)
        return;
    if (m_asked.isValid()) {
        const bool isAnswered = page->isSettled();
        const qint64 rest = isAnswered ? std::min(m_asked.elapsed() * restShare, longestRest) : lookAgain;
        if (isAnswered)
            m_asked.invalidate();
        m_pause.start(static_cast<int>(rest));
        return;
    }
    if (!m_stale.contains(page))
        return;
    refreshCurrent();
    if (!page->isSettled()) {
        m_asked.start();
        m_pause.start(lookAgain);
    }
}

void PageStack::refreshCurrent()
{
    if (Page *page = current()) {
        m_stale.remove(page);
        page->refresh();
    }
}

} // namespace toll
