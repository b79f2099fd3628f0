// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/reports/table.h"

#include <QString>

#include <string>
#include <vector>

namespace toll {

/// Where answers go: one JSON document, a table for eyes on a terminal, or tab-separated text for a pipe.
/// Answers go to stdout, everything else to stderr.
class Output {
public:
    /// Paths of the members a table shows, such as "name" or "spend.amount"; they are its headings too.
    using Columns = std::vector<std::string>;

    Output();

    void setJson(bool json) { m_json = json; }
    [[nodiscard]] bool isJson() const { return m_json; }

    /// One thing: below one another on a terminal, one row in a pipe.
    void object(const Json &object, const Columns &columns);
    /// {"rows":[…]} with the members of `extra` after it.
    void rows(const Json::Array &rows, const Columns &columns, const Json &extra = {});
    void document(const Json &document); ///< as JSON in every mode
    void table(const ReportTable &table); ///< as text, never as JSON
    void text(const std::string &text); ///< as it is

    void note(const QString &sentence); ///< to stderr
    void failures(const std::vector<Error> &errors);
    /// How far long work is, on one line that is written over; only to a terminal.
    void progress(std::int64_t done, std::int64_t total);

private:
    void endProgress();

    bool m_json = false;
    bool m_answersToTerminal = false;
    bool m_notesToTerminal = false;
    int m_lastPercent = -1;
};

/// Columns a terminal needs for the text: East Asian wide characters take two, combining ones none.
[[nodiscard]] int displayWidth(const std::string &text);

} // namespace toll
