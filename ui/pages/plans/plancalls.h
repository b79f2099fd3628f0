// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/page.h"

#include <functional>
#include <memory>

namespace toll {

/// Previews a change away from the window's thread, as a job of the activity list. `done` is called unless `listener` has
/// died. Gives the job's id.
int startPreview(PageContext &context, const std::string &document, const QString &planName, QObject *listener,
    std::function<void(const Checked<PlanImpact> &)> done);

/// Stores a plan or its next version; `from` is a date in the plan's zone. The answer goes to the drafts, which outlive
/// dialogs and pages: a draft that has become a version is one no longer.
void storePlan(PageContext &context, const QString &key, const std::string &document,
    const std::optional<std::string> &from, std::function<void(const Checked<Plan> &)> done);

/// What is asked of AgreementService::agree(); `from` is a date in the customer's zone.
struct AgreementAsked {
    std::string plan;
    std::string customer; ///< id
    Json terms;
    std::string from;
};
/// Agrees on terms away from the window's thread. The answer outlives the dialog that asked: `done` has to look whether
/// that is still there.
void agree(PageContext &context, const AgreementAsked &asked, std::function<void(const Checked<AgreementRow> &)> done);

/// Every fault as a sentence, one a line.
[[nodiscard]] QString faultsText(const std::vector<Error> &faults);

/// "&Preview" and "预览(&P)" without what belongs to menus and labels: for buttons and names.
[[nodiscard]] QString withoutMnemonic(QString text);

} // namespace toll
