// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/keptreplies.h"

#include "core/services/stores.h"
#include "core/storage/sha256.h"

namespace toll {

namespace {

std::string digestOf(std::initializer_list<std::string_view> parts)
{
    std::string text;
    for (const std::string_view part : parts) {
        text += std::to_string(part.size());
        text += ':';
        text += part;
    }
    return sha256(std::as_bytes(std::span(text))).toHex().toStdString();
}

} // namespace

std::string KeptReplyService::nameOf(std::string_view holder, std::string_view key)
{
    return digestOf({holder, key});
}

std::string KeptReplyService::fingerprintOf(std::string_view method, std::string_view target, std::string_view body)
{
    return digestOf({method, target, body});
}

Result<std::optional<KeptReply>> KeptReplyService::find(const std::string &name) const
{
    return m_context.stores->keptReplies.find(name);
}

Result<void> KeptReplyService::keep(const std::string &name, KeptReply reply)
{
    if (!m_count) {
        const Result<std::int64_t> counted = m_context.stores->keptReplies.count();
        if (!counted)
            return std::unexpected(counted.error());
        m_count = *counted;
    }
    if (*m_count >= mostKept)
        return fail(ErrorCode::OutOfRange, "kept_reply", std::to_string(*m_count), std::to_string(mostKept));
    reply.createdAt = m_context.clock();
    ++*m_count;
    return m_context.stores->keptReplies.insert(name, reply);
}

Result<std::int64_t> KeptReplyService::forgetOld()
{
    m_count.reset();
    return m_context.stores->keptReplies.removeBefore(m_context.clock().plus(-keptFor));
}

} // namespace toll
