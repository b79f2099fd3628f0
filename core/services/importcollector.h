// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/importbatch.h"
#include "core/services/imports.h"
#include "core/services/tokenresolver.h"
#include "core/usage/knownevents.h"
#include "core/usage/plainblock.h"

#include <array>
#include <functional>
#include <memory>
#include <vector>

namespace toll {

/// Gathers the rows of a file, good ones in columns and bad ones by what is wrong with them, and hands them on in
/// batches. It needs no workspace once its tokens are prepared, and works on the thread that reads.
class ImportCollector {
public:
    /// Takes a full batch and gives one to go on with; nothing to stop.
    using HandOver = std::function<std::unique_ptr<ImportRows>(std::unique_ptr<ImportRows>)>;

    /// Whether rows are handed on with their lines.
    enum class Lines : bool { Dropped, Noted };

    ImportCollector(const ImportOptions &options, TokenResolver &tokens, Lines lines, HandOver handOver);

    void take(const PlainBlock &block);
    void take(const PlainRow &row);
    void take(const ReadRow &row);
    /// Hands on what is left. The rows that were taken after the last full batch are part of none before.
    void finish();
    [[nodiscard]] bool isStopped() const { return !m_rows; }

private:
    /// What a name stands for.
    struct Named {
        std::uint32_t token = 0; ///< index into m_tokenIds
        bool isFault = false;
    };
    /// Of a token among those of a batch.
    struct Place {
        std::uint32_t batch = 0;
        std::uint32_t number = 0;
    };

    void accept(const PlainRow &row);
    void reject(std::vector<Error> faults);
    std::uint32_t named(std::string_view token, std::string_view customer);
    bool nameAll(const PlainBlock &block);
    void appendAll(const PlainBlock &block);
    void identifyAll(const PlainBlock &block);
    void find(std::string_view token, std::string_view customer);
    void handOverIfFull();
    std::uint32_t placeOf(std::uint32_t name);
    [[nodiscard]] EventHash identityOfRow(std::string_view raw, std::string_view source, const TokenId &token);
    void append(const PlainRow &row, std::string_view source, std::uint32_t name);
    void handOver();

    const ImportOptions &m_options;
    TokenResolver &m_tokens;
    Lines m_lines;
    KnownEvents m_rawRows; ///< how often a row without id has come
    HandOver m_handOver;
    std::unique_ptr<ImportRows> m_rows; ///< the batch under way: its good rows are in `added`
    std::size_t m_batchSize;
    std::uint32_t m_batch = 1;
    TextPool m_names;
    std::vector<Named> m_named;
    std::vector<TokenResolver::Found> m_found; ///< likewise
    TextPool m_tokenIds; ///< several names may stand for one
    std::vector<Place> m_places; ///< of these
    std::array<std::uint32_t, PlainBlock::mostRows> m_blockNames{}; ///< of the block under way
    IdHasher m_hashOfId;
    std::string m_name;
};

} // namespace toll
