// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/tokens/tokencalls.h"

#include "core/services/wording.h"

namespace toll {

namespace {

using Call = std::function<Result<TokenRow>(TokenService &, const TokenId &)>;

void callForAll(PageContext &context, const std::vector<TokenId> &tokens, const Call &call, const Then &then)
{
    context.workspace.ask(
        &context.undo,
        [tokens, call](Services &services) -> Result<void> {
            Result<void> outcome;
            for (const TokenId &token : tokens)
                if (const Result<TokenRow> row = call(services.tokens, token); !row && outcome)
                    outcome = std::unexpected(row.error());
            return outcome;
        },
        [&context, then](const Result<void> &outcome) {
            if (!outcome)
                context.notifyError(sentence(outcome.error()));
            then(outcome.has_value());
        });
}

void edit(PageContext &context, const TokenId &token, const TokenEdit &change, const Then &then)
{
    callForAll(
        context, {token}, [change](TokenService &service, const TokenId &id) { return service.edit(id, change); },
        then);
}

std::function<void()> stepOf(PageContext &context, const TokenId &token, const TokenEdit &change)
{
    return [&context, token, change] {
        edit(context, token, change, [&context](bool isDone) {
            if (!isDone)
                context.undo.failed();
        });
    };
}

std::function<void()> stepOf(PageContext &context, const std::vector<TokenId> &tokens, bool isSuspended)
{
    return [&context, tokens, isSuspended] {
        setSuspended(context, tokens, isSuspended, [&context](bool isDone) {
            if (!isDone)
                context.undo.failed();
        });
    };
}

} // namespace

void setSuspended(PageContext &context, const std::vector<TokenId> &tokens, bool isSuspended, const Then &then)
{
    callForAll(
        context, tokens,
        [isSuspended](TokenService &service, const TokenId &token) {
            return isSuspended ? service.suspend(token) : service.resume(token);
        },
        then);
}

void renew(PageContext &context, const std::vector<TokenId> &tokens, const Then &then)
{
    callForAll(
        context, tokens, [](TokenService &service, const TokenId &token) { return service.renew(token); }, then);
}

void extend(PageContext &context, const std::vector<TokenId> &tokens, const Span &by, const Then &then)
{
    callForAll(
        context, tokens, [by](TokenService &service, const TokenId &token) { return service.extend(token, by); }, then);
}

void revoke(PageContext &context, const TokenId &token, const Then &then)
{
    callForAll(
        context, {token}, [](TokenService &service, const TokenId &id) { return service.revoke(id); }, then);
}

void setSuspendedUndoably(
    PageContext &context, const std::vector<TokenId> &tokens, bool isSuspended, const QString &text)
{
    setSuspended(context, tokens, isSuspended, [&context, tokens, isSuspended, text](bool isDone) {
        if (isDone)
            context.undo.push(text, stepOf(context, tokens, !isSuspended), stepOf(context, tokens, isSuspended));
    });
}

void editUndoably(
    PageContext &context, const TokenId &token, const TokenEdit &change, const TokenEdit &back, const QString &text)
{
    edit(context, token, change, [&context, token, change, back, text](bool isDone) {
        if (isDone)
            context.undo.push(text, stepOf(context, token, back), stepOf(context, token, change));
    });
}

} // namespace toll
