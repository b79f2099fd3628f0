// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/droppedusage.h"

namespace toll {

Json missingJson(const std::optional<Interval> &missing)
{
    if (!missing)
        return {};
    return Json().set("start", toRfc3339(missing->begin)).set("end", toRfc3339(missing->end));
}

void noteMissing(Session &session, const std::optional<Interval> &missing)
{
    if (missing)
        session.out.note(Words::tr("Single records from %1 to %2 were dropped by retention; they are not among these.")
                .arg(QString::fromStdString(toRfc3339(missing->begin)),
                    QString::fromStdString(toRfc3339(missing->end.plus(-1)))));
}

} // namespace toll
