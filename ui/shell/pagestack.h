// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/page.h"
#include "ui/shell/history.h"
#include "ui/shell/pages.h"

#include <QElapsedTimer>
#include <QMap>
#include <QSet>
#include <QStackedWidget>
#include <QTimer>

#include <vector>

namespace toll {

/// The pages, of which one is shown. Asks a page to refresh when it is shown and stale, and keeps where the user has
/// been.
class PageStack : public QStackedWidget {
    Q_OBJECT

public:
    explicit PageStack(QWidget *parent = nullptr);
    ~PageStack() override;

    /// Builds all pages; `states` are given back to those they came from.
    void build(
        const std::vector<PageFactory> &factories, PageContext &context, const QMap<QString, QVariantMap> &states);
    /// Takes all pages away.
    void clear();

    [[nodiscard]] const std::vector<Page *> &pages() const { return m_pages; }
    [[nodiscard]] Page *page(const QString &id) const;
    [[nodiscard]] Page *current() const;
    [[nodiscard]] QMap<QString, QVariantMap> states() const;

    /// Shows a page, the first where the id is unknown. With arguments, they are handed to it.
    void show(const QString &id, const QVariantMap &arguments = {});
    void goBack() { revisit(&History::back); }
    void goForward() { revisit(&History::forward); }
    [[nodiscard]] const History &history() const { return m_history; }

    /// These topics have changed: pages that show them are stale, and the one shown refreshes; where changes follow one
    /// another, as an import's batches do, once it has its answer and has left as much time again, and more, to others.
    void invalidate(Topics topics);
    /// Asks the page shown to refresh.
    void refreshCurrent();

signals:
    void shown(toll::Page *page);
    void historyChanged();

private:
    void bringUp(Page *page);
    void follow();
    void revisit(std::optional<History::Place> (History::*step)(History::Place));

    std::vector<Page *> m_pages;
    QSet<Page *> m_stale;
    History m_history;
    QTimer m_pause; ///< runs from a refresh that was not answered at once until the next one may be
    QElapsedTimer m_asked; ///< since that refresh; not valid once its answer is there
};

} // namespace toll
