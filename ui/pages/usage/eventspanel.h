// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/page.h"
#include "ui/pages/usage/eventsmodel.h"

#include <QWidget>

#include <atomic>
#include <memory>
#include <optional>

class QLabel;
class QLineEdit;
class QMenu;
class QProgressBar;
class QTimer;

namespace toll {

class DataTable;

/// Single events, newest first or as the headers say, however many there are: the view of them is opened on the storage
/// thread, with progress and a way out, and its pages come as they are looked at. A cell's menu filters by what it
/// holds.
class EventsPanel : public QWidget {
    Q_OBJECT

public:
    static constexpr std::int64_t mostCopied = 100'000; ///< rows

    explicit EventsPanel(PageContext &context, QWidget *parent = nullptr);
    ~EventsPanel() override;

    void setZone(const Zone &zone);
    /// Shows these events as they are now; the order is the table's. What was asked before is given up.
    void show(EventQuery query);
    void showNothing();
    [[nodiscard]] bool isSettled() const; ///< nothing is being read
    /// What is shown; null before the first answer.
    [[nodiscard]] const std::shared_ptr<EventView> &view() const { return m_view; }
    /// Writes all that is shown, in the order shown, as one of the window's jobs. By the path's end JSON or CSV.
    void exportTo(const QString &path);
    /// Lets the user name a row or a time.
    void focusGoTo();

    [[nodiscard]] QString columnState() const;
    void restoreColumns(const QString &state);
    [[nodiscard]] const EventsModel &model() const { return *m_model; }

signals:
    void termWanted(const QString &term); ///< to be added to the filter
    void settledChanged();

private:
    /// A view that was opened, with the page to begin with.
    struct Opened {
        std::shared_ptr<EventView> view;
        std::int64_t top = 0; ///< the row to be seen first
        std::int64_t first = 0; ///< of `rows`
        std::vector<EventRow> rows;
    };
    /// Work on the storage thread that can be given up.
    struct Opening {
        JobControl control;
        std::atomic<int> percent = 0;
    };

    [[nodiscard]] QWidget *buildTop();
    void buildProgress();
    void open(bool staysInPlace);
    void take(Result<Opened> opened);
    void giveUp();
    void fetch(const std::vector<std::int64_t> &firsts);
    void fetchNext();
    void showCount();
    void showProgress();
    void goTo();
    void goToTime(Instant time);
    void scrollTo(std::int64_t row);
    void copy(bool withHeaders);
    void fillMenu(QMenu *menu);
    [[nodiscard]] int topRow() const;

    PageContext &m_context;
    Zone m_zone; ///< before the model, whose columns are made for it
    EventsModel *m_model;
    DataTable *m_table;
    QLineEdit *m_goTo = nullptr;
    QWidget *m_progressRow = nullptr;
    QLabel *m_progressText = nullptr;
    QProgressBar *m_progress = nullptr;
    QTimer *m_progressTimer = nullptr;
    std::optional<EventQuery> m_query; ///< wanted
    std::shared_ptr<EventView> m_view; ///< shown
    std::vector<TableModel::SortBy> m_shownOrder;
    std::shared_ptr<Opening> m_opening;
    std::vector<std::int64_t> m_pages; ///< to be fetched
    bool m_isFetching = false;
};

} // namespace toll
