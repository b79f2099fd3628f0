// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/workspace.h"
#include "ui/models/actions.h"
#include "ui/models/jobs.h"
#include "ui/models/undo.h"

#include <QString>
#include <QVariantMap>
#include <QWidget>

#include <functional>

namespace toll {

/// What a page works with. All of it outlives the page.
struct PageContext {
    Workspace &workspace;
    Actions &actions;
    Jobs &jobs;
    Undo &undo;
    /// Goes to another page: its id ("tokens") and what to show there ("token" -> id, "from"/"to" -> ms, …).
    std::function<void(const QString &page, const QVariantMap &arguments)> navigate;
    /// Shows an error or a notice in place, without a box: a banner above the page. `details` may be empty.
    std::function<void(const QString &message)> notifyError;
    std::function<void(const QString &message)> notify;
};

/// One page of the window. Pages are rebuilt when the language changes, so they translate in their constructors only;
/// colours and icons follow the theme by themselves (changeEvent of the palette).
///
/// A page registers its actions with itself as the owner. Names the window relies on: "ID.export" (what Ctrl+E runs
/// while the page is shown), "token.new" (the window's primary button, Ctrl+N), and the arguments of open():
/// "token" (id), "from" and "to" (ms since 1970, half-open), "import" (list of file paths; empty: ask for one),
/// "plan" (name), with "draft" (a plan file to become the draft of its next version; "what" completes "Undo …"),
/// "group" (tokens: which filter chip, "0" all, "1" active, "2" expiring), "run" (id of one of the page's actions, to be
/// triggered once "token" is shown).
class Page : public QWidget {
    Q_OBJECT

public:
    explicit Page(PageContext &context, QWidget *parent = nullptr) : QWidget(parent), m_context(context) { }

    [[nodiscard]] virtual QString id() const = 0; ///< "tokens"
    [[nodiscard]] virtual QString title() const = 0; ///< translated
    [[nodiscard]] virtual QString iconName() const = 0;
    /// What it shows is stale: ask again. Called when shown for the first time and after changed(topics).
    virtual void refresh() = 0;
    [[nodiscard]] virtual Topics topics() const = 0; ///< changes that make it stale
    /// Shows what navigate() asked for.
    virtual void open(const QVariantMap &arguments) { Q_UNUSED(arguments) }
    /// Where the user is (filter, range, selection): kept over a rebuild and between sessions.
    [[nodiscard]] virtual QVariantMap state() const { return {}; }
    virtual void restore(const QVariantMap &state) { Q_UNUSED(state) }
    /// The page's own primary button and range picker, shown in the header row; may be null.
    [[nodiscard]] virtual QWidget *headerWidget() { return nullptr; }
    /// True once nothing is being loaded: screenshots and tests wait for it.
    [[nodiscard]] virtual bool isSettled() const = 0;

protected:
    [[nodiscard]] PageContext &context() const { return m_context; }

private:
    PageContext &m_context;
};

} // namespace toll
