// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/importbatch.h"
#include "core/services/imports.h"
#include "core/services/tokenresolver.h"
#include "core/usage/knownevents.h"
#include "core/usage/plainrow.h"

#include <functional>
#include <memory>
#include <unordered_map>

namespace toll {

/// Sorts the rows of a file into new ones, known ones and bad ones, and hands them on in batches. It needs no
/// workspace once its tokens are prepared, and works on the thread that reads.
class ImportCollector {
public:
    /// Takes a full batch and gives one to go on with; nothing to stop.
    using HandOver = std::function<std::unique_ptr<ImportRows>(std::unique_ptr<ImportRows>)>;

    /// Whether a new row is refused for its time; asked on the thread that reads.
    using Refuses = std::function<bool(const TokenId &, Instant)>;

    /// `refuses`: none where no row is.
    ImportCollector(const ImportOptions &options, TokenResolver &tokens, KnownEvents &known, HandOver handOver,
        Refuses refuses = {});

    void take(const PlainRow &row);
    void take(const ReadRow &row);
    /// Hands on what is left. The rows that were taken after the last full batch are part of none before.
    void finish();
    [[nodiscard]] bool isStopped() const { return !m_rows; }

private:
    enum class Fate : std::uint8_t { New, Doubted, Dropped, Refused };
    /// A token as rows name it: what is looked at for every row.
    struct Named {
        std::uint32_t batch = 0; ///< the batch for which `place` is true
        std::uint32_t place = 0; ///< of the token among the batch's
        bool isFault = false;
    };

    void accept(const PlainRow &row);
    void reject(std::vector<Error> faults);
    std::uint32_t named(const PlainRow &row);
    [[nodiscard]] EventHash identityOf(const PlainRow &row, std::string_view source, const TokenId &token);
    void append(const PlainRow &row, std::string_view source, std::uint32_t name);
    void settle(std::size_t end);
    [[nodiscard]] Fate fateOf(std::size_t row);
    [[nodiscard]] bool isRefused(std::size_t row) const;
    [[nodiscard]] Fate fateOfNew(std::size_t row) const { return isRefused(row) ? Fate::Refused : Fate::New; }
    void divide();
    [[nodiscard]] Fate compare(std::size_t first, std::size_t second);
    void handOver();
    [[nodiscard]] std::uint64_t bodyOf(std::size_t row) const;

    const ImportOptions &m_options;
    TokenResolver &m_tokens;
    KnownEvents &m_known;
    KnownEvents m_rawRows; ///< how often a row without id has come
    HandOver m_handOver;
    Refuses m_refuses;
    std::vector<std::int64_t> m_lines; ///< of the batch's rows, where some may be refused
    std::unique_ptr<ImportRows> m_rows; ///< the batch under way: all rows are in `added` until it is full
    std::vector<Fate> m_fates; ///< of those that are settled
    std::size_t m_batchSize;
    std::uint32_t m_batch = 1;
    std::uint32_t m_base = 0; ///< rows in the batches before
    TextPool m_names;
    std::vector<Named> m_named;
    std::vector<TokenResolver::Found> m_found; ///< likewise
    std::string m_name;
    std::unordered_map<EventHash, std::size_t> m_strangers; ///< of this batch, new though their fingerprint was known
    std::vector<std::uint64_t> m_tried; ///< dry run: digests of the bodies of all rows
};

} // namespace toll
