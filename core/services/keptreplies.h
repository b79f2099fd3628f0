// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/context.h"
#include "core/tokens/keptreply.h"

#include <optional>
#include <string>
#include <string_view>

namespace toll {

/// Answers that are given again where a request comes again with its Idempotency-Key. Kept in the transaction of what
/// was done: after a crash either both are there or neither.
class KeptReplyService {
public:
    static constexpr std::int64_t keptFor = msPerDay; ///< at least
    static constexpr std::int64_t mostKept = 200'000;

    explicit KeptReplyService(ServiceContext &context) : m_context(context) { }

    /// The name a request is kept under.
    [[nodiscard]] static std::string nameOf(std::string_view holder, std::string_view key);
    /// What tells requests under one name apart.
    [[nodiscard]] static std::string fingerprintOf(
        std::string_view method, std::string_view target, std::string_view body);

    [[nodiscard]] Result<std::optional<KeptReply>> find(const std::string &name) const;
    /// OutOfRange (`where` "kept_reply") where there are too many already: undo what was done. The time is set here.
    [[nodiscard]] Result<void> keep(const std::string &name, KeptReply reply);
    /// Those that are older than has been promised; gives how many there were.
    Result<std::int64_t> forgetOld();

private:
    ServiceContext &m_context;
    std::optional<std::int64_t> m_count; ///< about how many there are
};

} // namespace toll
