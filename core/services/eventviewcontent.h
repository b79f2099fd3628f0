// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/eventview.h"
#include "core/storage/usagestore.h"
#include "core/usage/roworder.h"
#include "core/usage/segmentrows.h"

#include <cstddef>
#include <list>
#include <span>
#include <unordered_map>
#include <vector>

namespace toll {

/// One segment of a view and its rows inside the view's range.
struct ViewSegment {
    UsageStore::SegmentFacts facts;
    RowNumber base = 0; ///< number of its first row
    RowNumber begin = 0; ///< of the rows in the range, by number
    RowNumber end = 0;
};

/// Rows that follow one another in a view.
struct ViewRun {
    std::int64_t place = 0; ///< of its first row
    RowNumber begin = 0; ///< number of its first row, where they are numbered one after the other
    RowNumber count = 0;
    std::vector<RowNumber> rows; ///< else these
};

/// Names of a token and whose it is.
struct EventOwner {
    std::string token;
    std::string customer;
};
using EventOwners = std::unordered_map<TokenId, EventOwner>;

/// What a view knows.
struct EventView::Content {
    struct Opened {
        std::size_t segment = 0;
        SegmentRows rows;
    };

    [[nodiscard]] RowNumber rowAt(std::int64_t place) const;
    [[nodiscard]] std::size_t segmentOf(RowNumber row) const;
    /// The segment's rows, kept for the next time as far as there is room.
    [[nodiscard]] Result<const SegmentRows *> open(Stores &stores, std::size_t segment);

    /// Opens those that are not yet, several at once: for who will open() them next. What fails is told then.
    void openTogether(Stores &stores, std::span<const std::size_t> wanted);
    void keep(std::size_t segment, SegmentRows rows);

    std::vector<ViewSegment> segments;
    std::vector<ViewRun> runs;
    std::int64_t size = 0;
    bool isReversed = false; ///< the runs are to be read from their end
    EventOwners owners;
    std::size_t memory = 0;
    std::list<Opened> opened; ///< used last first
    std::size_t openedBytes = 0;
};

} // namespace toll
