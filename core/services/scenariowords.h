// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/simulation/scenarioset.h"

#include <QString>
#include <QStringList>

namespace toll {

/// "All tokens", "Customer: Acme"; ids by the names they have in the history, where it is given and knows them.
[[nodiscard]] QString selectionWords(const Selection &on, const Baseline *history);
/// What one change says, a fact an entry: "Rate × 1.1", "Cap 150 a day". Empty where it changes nothing.
[[nodiscard]] QStringList changeWords(const Scenario &change);
/// What is assumed, a fact an entry: "5% of the customers leave (seed 7)". Empty where nothing is.
[[nodiscard]] QStringList assumptionWords(const Assumptions &assumptions);
/// A whole set in one line, without its name.
[[nodiscard]] QString setWords(const ScenarioSet &set, const Baseline *history);

/// What a parameter is called: "rate_factor" is "Rate, times".
[[nodiscard]] QString parameterLabel(const std::string &key);
/// A parameter's value as people write it: of a cap "150/day" is "150 a day".
[[nodiscard]] QString parameterText(const std::string &key, const std::string &value);

/// The questions many begin with.
struct ReadyQuestion {
    QString text; ///< "What if prices rise by 10 %?"
    QString id; ///< stable
    ScenarioSet set;
};
[[nodiscard]] std::vector<ReadyQuestion> readyQuestions();

} // namespace toll
