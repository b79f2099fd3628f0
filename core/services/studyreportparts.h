// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// The chapters of a study's report, each of which writes nothing where it was not asked for.
#pragma once

#include "core/services/documentwriter.h"
#include "core/services/studyreport.h"

namespace toll {

inline constexpr std::size_t mostReportRows = 200; ///< of one table

/// Says that a table holds the first of `all` rows only; nothing where it holds all.
void noteMore(DocumentWriter &writer, std::size_t shown, std::size_t all);
/// "2026-03-31".
[[nodiscard]] QString dayFigure(Date day);
/// "2026-03-31 14:02" in the zone.
[[nodiscard]] QString timeFigure(Instant t, const Zone &zone);

void addWaterfalls(DocumentWriter &writer, const StudyRecord &record);
void addMovers(DocumentWriter &writer, const StudyRecord &record);
void addRefusals(DocumentWriter &writer, const StudyRecord &record);
void addMargins(DocumentWriter &writer, const StudyRecord &record);
void addSweep(DocumentWriter &writer, const StudyRecord &record);
void addTornadoes(DocumentWriter &writer, const StudyRecord &record);
void addGoals(DocumentWriter &writer, const StudyRecord &record);
void addOutlooks(DocumentWriter &writer, const StudyRecord &record);

} // namespace toll
