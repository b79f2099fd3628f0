// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

#include <cstdint>
#include <functional>
#include <vector>

namespace toll {

/// Long work under way and what became of it: one row a job in the status bar's activity list. Failures stay until
/// they are seen.
class Jobs : public QObject {
    Q_OBJECT

public:
    enum class State { Running, Succeeded, Failed, Cancelled };
    struct Job {
        int id = 0;
        QString title;
        State state = State::Running;
        std::int64_t done = 0;
        std::int64_t total = 0; ///< 0: unknown
        QString message; ///< result or error, in words
        bool isCancellable = false;
    };

    explicit Jobs(QObject *parent = nullptr);

    /// `cancel` is called on the GUI thread when the user asks; empty: cannot be cancelled.
    int start(const QString &title, std::function<void()> cancel = {});
    void setProgress(int id, std::int64_t done, std::int64_t total); ///< GUI thread only
    void finish(int id, State state, const QString &message);
    void cancel(int id);
    void cancelAll(); ///< as when the window closes
    void dismiss(int id); ///< takes a finished job from the list
    [[nodiscard]] const std::vector<Job> &all() const { return m_jobs; } ///< newest last

signals:
    void changed();
    void finished(int id);

private:
    [[nodiscard]] Job *running(int id);
    void forgetOld();

    std::vector<Job> m_jobs;
    std::vector<std::pair<int, std::function<void()>>> m_cancels;
    int m_nextId = 1;
};

} // namespace toll
