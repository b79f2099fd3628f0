// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/pagestack.h"

#include <algorithm>

namespace toll {

PageStack::PageStack(QWidget *parent) : QStackedWidget(parent) { }

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
    if (Page *page = current(); page && m_stale.contains(page))
        refreshCurrent();
}

void PageStack::refreshCurrent()
{
    if (Page *page = current()) {
        m_stale.remove(page);
        page->refresh();
    }
}

} // namespace toll
