// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/importbatch.h"
#include "core/services/imports.h"
#include "core/usage/knownevents.h"
#include "core/usage/seenidentities.h"

#include <cstdint>
#include <functional>
#include <unordered_map>
#include <vector>

namespace toll {

/// Tells the new rows of an import from those that came before. It needs no workspace, and works on a thread of its
/// own.
class ImportSettler {
public:
    /// Whether a new row is refused for its time.
    using Refuses = std::function<bool(const TokenId &, Instant)>;

    /// `seen` is looked at where rows are written, `known` in a dry run; `refuses`: none where no row is.
    ImportSettler(const ImportOptions &options, SeenIdentities &seen, KnownEvents &known, Refuses refuses);

    /// Leaves the new rows alone in `rows.added`; the others are counted, listed or doubted. Batches come in order.
    void settle(ImportRows &rows);

private:
    enum class Fate : std::uint8_t { New, Doubted, Dropped, Refused };

    bool findPlaces(const EventColumns &events);
    [[nodiscard]] Fate fateOf(std::size_t row, ImportRows &rows);
    [[nodiscard]] bool isRefused(std::size_t row, const EventColumns &events) const;
    [[nodiscard]] static Fate compare(std::size_t first, std::size_t second, ImportRows &rows, bool isTrial);
    void divide(ImportRows &rows) const;

    const ImportOptions &m_options;
    SeenIdentities &m_seen;
    KnownEvents &m_known;
    Refuses m_refuses;
    std::uint32_t m_base = 0; ///< rows in the batches before
    std::vector<std::uint8_t> m_wereSeen; ///< of the batch's rows
    std::vector<std::uint32_t> m_places; ///< where the batch's rows were met before
    std::vector<Fate> m_fates; ///< of the batch's rows that are settled
    std::unordered_map<EventHash, std::size_t> m_strangers; ///< of this batch, new though their fingerprint was known
    std::vector<std::uint64_t> m_tried; ///< dry run: digests of the bodies of all rows
};

} // namespace toll
