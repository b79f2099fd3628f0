// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/service/tokenresource.h"

#include "app/service/tokenjson.h"

using namespace toll;

std::expected<Token, http::Problem> tokenOf(Call &call)
{
    const std::string id(call.request.parameter("id"));
    Result<Token> token = call.services.tokens.find(id);
    if (token && token->id.text == id)
        return std::move(*token);
    if (token || token.error().code == ErrorCode::Ambiguous)
        return refused({ErrorCode::NotFound, "token", id, {}, 0});
    return refused(token.error());
}

Answered tokenShown(Call &call, const TokenId &id, int status)
{
    const Result<Token> token = call.services.tokens.find(id.text);
    if (!token)
        return refused(token.error());
    const auto etag = etagOf(call, RevisionKind::Token, id.text);
    if (!etag)
        return refused(etag.error());
    Reply reply;
    reply.status = status;
    reply.body = tokenJson(*token);
    reply.etag = *etag;
    if (status == 201)
        reply.location = "/v1/tokens/" + id.text;
    return reply;
}
