// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/plans/planentry.h"

#include <QScrollArea>

class QVBoxLayout;

namespace toll {

/// The versions of a plan as a timeline, the newest first: since when each holds, and what it changed. A draft stands
/// above them.
class VersionsTab : public QScrollArea {
    Q_OBJECT

public:
    explicit VersionsTab(QWidget *parent = nullptr);

    void show(const PlanEntry &entry, bool isDraftValid, Instant now);

signals:
    void exportRequested(const QString &reference);

private:
    void addDraft(const PlanEntry &entry, bool isDraftValid);
    void addVersion(const PlanVersionRow &version, const Zone &zone, Instant now);

    QVBoxLayout *m_items;
};

} // namespace toll
