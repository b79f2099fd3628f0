// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/zones.h"
#include "tests/core/services/servicesfixture.h"

#include <map>
#include <random>
#include <tuple>

namespace toll {

/// Rows of a usage file with what they add up to, counted here and not by what reads them.
struct BulkUsage {
    struct Row {
        QByteArray text;
        std::int64_t time = 0;
        int token = 0;
        std::int64_t count = 0;
        std::int64_t input = 0; ///< -1: unknown
    };
    static constexpr const char *header = "time,id,token,status,response_ms,count,input_units,model\n";

    std::vector<Row> rows;

    /// Every fifth row has no id; the rows are of some weeks, in order of time, and no two are alike.
    explicit BulkUsage(int size, unsigned seed = 1, bool allHaveIds = false)
    {
        std::mt19937 dice(seed);
        Row row;
        row.time = parseRfc3339("2026-03-20T00:00:00Z")->ms;
        for (int i = 0; i < size; ++i) {
            row.time += static_cast<std::int64_t>(dice() % (2 * 1'800'000'000U / static_cast<unsigned>(size))) + 1;
            row.token = static_cast<int>(dice() % 23 * (dice() % 23) / 22);
            row.count = dice() % 10 == 0 ? 1 + dice() % 5 : 1;
            row.input = dice() % 4 == 0 ? -1 : dice() % 3000;
            const QByteArray id =
                allHaveIds || i % 5 != 0 ? QByteArray::number(dice()) + '-' + QByteArray::number(i) : QByteArray();
            row.text = QByteArray::fromStdString(toRfc3339({row.time})) + ',' + id + ",token-"
                + QByteArray::number(row.token) + ',' + (dice() % 9 == 0 ? "500" : "200") + ','
                + QByteArray::number(dice() % 900) + ',' + QByteArray::number(row.count) + ','
                + (row.input < 0 ? QByteArray() : QByteArray::number(row.input)) + ",m"
                + QByteArray::number(dice() % 3) + '\n';
            rows.push_back(row);
        }
    }

    [[nodiscard]] QByteArray file(std::size_t begin = 0, std::size_t end = SIZE_MAX) const
    {
        QByteArray text = header;
        for (std::size_t i = begin; i < std::min(end, rows.size()); ++i)
            text += rows[i].text;
        return text;
    }

    /// Requests, known input units and their sum of each token's local days.
    using Sums = std::map<std::pair<std::string, std::int64_t>, std::tuple<std::int64_t, std::int64_t, std::int64_t>>;
    static std::int64_t dayOf(const Zone &zone, std::int64_t ms)
    {
        return daysSinceEpoch(zone.toLocal({ms}).date);
    }
    [[nodiscard]] Sums sums(const Zone &zone) const
    {
        Sums all;
        for (const Row &row : rows) {
            auto &[requests, known, sum] = all[{"token-" + std::to_string(row.token), dayOf(zone, row.time)}];
            requests += row.count;
            known += row.input < 0 ? 0 : row.count;
            sum += std::max<std::int64_t>(row.input, 0);
        }
        return all;
    }
    /// The same as the cells of a workspace have it.
    static Sums sumsOf(Stores &stores, const Zone &zone)
    {
        std::map<std::string, std::string> names;
        for (const TokenStore::Named &token : stores.tokens.names().value_or(std::vector<TokenStore::Named>()))
            names[token.id.text] = token.name;
        Sums all;
        const auto cells = stores.usage.cells({});
        for (const UsageRow &row : cells ? cells->rows : std::vector<UsageRow>()) {
            auto &[requests, known, sum] = all[{names[cells->tokens[row.token].text], dayOf(zone, row.time.ms)}];
            requests += row.requests;
            known += row.units[0].known;
            sum += row.units[0].sum;
        }
        return all;
    }
};

} // namespace toll
