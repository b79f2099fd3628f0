// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/watch.h"
#include "ui/pages/page.h"

#include <QObject>
#include <QTimer>

#include <deque>

namespace toll {

/// Imports what appears in a folder, as long as nobody stops it: it goes on when the workspace is opened again. Looking
/// and importing run on the storage thread; an import is one of the window's jobs. A fault ends nothing: it is told, and
/// the next look may do better.
class FolderWatch : public QObject {
    Q_OBJECT

public:
    enum class State {
        Stopped,
        Watching, ///< waits for the next look
        Importing,
        Failing, ///< the last look did not work; the next one comes
        Paused,
    };
    /// A file as it went.
    struct Taken {
        int number = 0;
        Instant at;
        QString file; ///< without its folder
        FileOutcome outcome;

        [[nodiscard]] bool isFailed() const { return !outcome.report || outcome.report->broken; }
        [[nodiscard]] bool isDoubtful() const; ///< read, but some of it was rejected or contradicts what is known
    };

    /// That of this workspace, made when first asked for.
    [[nodiscard]] static FolderWatch &of(PageContext &context);

    void start(WatchedFolder settings);
    void pause(); ///< what is being imported is stopped; the rest of it follows after resume()
    void resume();
    void stop(); ///< the same for good; what was taken stays listed until the next start

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] const WatchedFolder &settings() const { return m_settings; }
    [[nodiscard]] const std::optional<Error> &error() const { return m_error; } ///< of the last look
    [[nodiscard]] const std::deque<Taken> &taken() const { return m_taken; } ///< newest first, the last 500
    [[nodiscard]] int takenCount() const { return m_count; }
    [[nodiscard]] int failedCount() const { return m_failures; }
    /// Time between looks, ms; for tests.
    void setInterval(int milliseconds) { m_timer.setInterval(milliseconds); }

signals:
    void changed();

private:
    FolderWatch(PageContext &context, QObject *parent);
    void recall();
    void remember();
    void look();
    void adopt(const Result<std::vector<FileOutcome>> &outcomes, Instant now);
    void onProgress(std::int64_t done, std::int64_t total);
    void finishJob(const std::vector<FileOutcome> &outcomes);
    void setState(State state);

    Workspace &m_workspace;
    Jobs &m_jobs;
    QTimer m_timer;
    State m_state = State::Stopped;
    WatchedFolder m_settings;
    std::shared_ptr<FolderState> m_seen; ///< the storage thread's, while a look is under way
    std::optional<Error> m_error;
    std::deque<Taken> m_taken;
    JobControl m_control; ///< of the look under way
    bool m_isLooking = false;
    int m_job = 0; ///< of the import under way
    int m_count = 0;
    int m_failures = 0;
};

} // namespace toll
