// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rating/untaken.h"

#include "core/base/checked.h"

#include <algorithm>
#include <map>

namespace toll {

namespace {

/// Requests, then the units in their usual order, then custom meters by name.
struct MeterOrder {
    static std::size_t rankOf(const std::string &meter)
    {
        if (meter == "requests")
            return 0;
        for (std::size_t unit = 0; unit < unitMeterCount; ++unit)
            if (meter == name(static_cast<UnitMeter>(unit)))
                return 1 + unit;
        return 1 + unitMeterCount;
    }
    bool operator()(const std::string &a, const std::string &b) const
    {
        return std::pair(rankOf(a), a) < std::pair(rankOf(b), b);
    }
};

/// One line a piece, filled row by row.
class LinesByPiece {
public:
    LinesByPiece(const RatedPeriods &periods, const UsageTable &usage, const Charge &charge, LineKind kind)
        : m_periods(periods), m_usage(usage)
    {
        for (std::size_t p = 0; p < periods.pieces.size(); ++p) {
            m_lines.push_back(emptyLine(periods, charge, kind, p));
            if (kind == LineKind::Unpriced)
                m_lines.back().shape.clear();
        }
    }

    Result<void> add(std::uint32_t row, std::int64_t quantity)
    {
        const UsageRow &usage = m_usage.rows[row];
        const std::optional<std::size_t> p = m_periods.pieceAt(usage.time);
        if (!p)
            return {};
        StatementLine &line = m_lines[*p];
        auto part = std::ranges::find(line.parts, usage.token, &LinePart::token);
        if (part == line.parts.end()) {
            line.parts.emplace_back().token = usage.token;
            part = line.parts.end() - 1;
        }
        if (!addChecked(line.quantity, quantity) || !addChecked(part->quantity, quantity))
            return fail(ErrorCode::Overflow, line.meter);
        return {};
    }

    void moveUsedTo(std::vector<std::vector<StatementLine>> &target)
    {
        for (std::size_t p = 0; p < m_lines.size(); ++p)
            if (m_lines[p].quantity > 0)
                target[p].push_back(std::move(m_lines[p]));
    }

private:
    const RatedPeriods &m_periods;
    const UsageTable &m_usage;
    std::vector<StatementLine> m_lines;
};

} // namespace

StatementLine emptyLine(const RatedPeriods &periods, const Charge &charge, LineKind kind, std::size_t piece)
{
    const Piece &place = periods.pieces[piece];
    StatementLine line;
    line.charge = charge.id;
    line.shape = shapeName(charge.shape);
    line.kind = kind;
    line.version = periods.versions[place.version].plan->version;
    line.agreement = periods.versions[place.version].plan->agreement;
    if (place.version > 0)
        line.inForceFrom = periods.versions[place.version].from;
    line.period = periods.billed[place.period];
    line.meter = charge.meter;
    line.match = charge.match;
    line.perPlaces = charge.perPlaces;
    return line;
}

Result<void> addUntaken(UntakenLines &lines, const UsageTable &usage, const RatedPeriods &periods,
    const Taking &taking, std::size_t version)
{
    const std::vector<Charge> &charges = periods.versions[version].plan->charges;
    for (std::size_t i = 0; i < charges.size(); ++i) {
        if (taking.unknown[i].empty())
            continue;
        LinesByPiece unknown(periods, usage, charges[i], LineKind::Unknown);
        for (const Take &take : taking.unknown[i])
            if (Result<void> added = unknown.add(take.row, take.quantity); !added)
                return added;
        unknown.moveUsedTo(lines.unknown);
    }
    std::map<std::string, LinesByPiece, MeterOrder> byMeter;
    for (const Taking::Unpriced &unpriced : taking.unpriced) {
        auto known = byMeter.find(unpriced.meter);
        if (known == byMeter.end()) {
            Charge none;
            none.meter = unpriced.meter;
            known = byMeter.try_emplace(unpriced.meter, periods, usage, none, LineKind::Unpriced).first;
        }
        if (Result<void> added = known->second.add(unpriced.row, unpriced.quantity); !added)
            return added;
    }
    for (auto &[meter, unpriced] : byMeter)
        unpriced.moveUsedTo(lines.unpriced);
    return {};
}

} // namespace toll
