// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/workspace.h"

#include <QObject>
#include <QString>

#include <memory>
#include <optional>
#include <vector>

namespace toll {

class Jobs;

/// Which workspace is open. Opening goes on in the background; the one that is open stays until the next is ready.
class WorkspaceHost : public QObject {
    Q_OBJECT

public:
    /// What the window itself shows of a workspace.
    struct Facts {
        struct TokenName {
            TokenId id;
            QString name;
            QString customer;
        };
        WorkspaceInfo info;
        Zone zone;
        std::vector<TokenName> tokens;
    };

    explicit WorkspaceHost(Jobs &jobs, QObject *parent = nullptr);
    ~WorkspaceHost() override;

    void open(const QString &path);
    /// Makes the file and opens it. An existing file is an error.
    void create(const QString &path, const WorkspaceInfo &info);
    /// Opens the demo workspace, which is made first where there is none.
    void openDemo();
    [[nodiscard]] static QString demoPath();

    [[nodiscard]] bool isOpen() const { return m_workspace != nullptr; }
    [[nodiscard]] bool isBusy() const { return m_opening != nullptr; }
    [[nodiscard]] Workspace &workspace() { return *m_workspace; }
    [[nodiscard]] const QString &path() const { return m_path; }
    [[nodiscard]] const Facts &facts() const { return m_facts; }
    /// Why it can only be read; nothing where it can be written.
    [[nodiscard]] const std::optional<Error> &readOnlyReason() const { return m_readOnlyReason; }

signals:
    void aboutToChange(); ///< the workspace is about to close: whoever uses it lets go of it now
    void changed(); ///< another one is open
    void factsChanged();
    void failed(const QString &path, const toll::Error &error);
    void busyChanged();

private:
    struct Opening;

    void begin(std::unique_ptr<Opening> opening);
    void attempt(OpenMode mode);
    void onAttempted(OpenMode mode, const Result<void> &result);
    void onDemoProgress(std::int64_t done, std::int64_t total);
    void onDemoMade(const Result<void> &made);
    void name(); ///< writes what the new workspace is called
    void adopt();
    void giveUp(const Error &error);
    void retire(std::unique_ptr<Workspace> workspace);
    void askFacts();

    Jobs &m_jobs;
    std::unique_ptr<Workspace> m_workspace;
    QString m_path;
    Facts m_facts;
    std::optional<Error> m_readOnlyReason;
    std::unique_ptr<Opening> m_opening;
};

} // namespace toll
