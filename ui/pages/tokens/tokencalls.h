// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/page.h"

#include <functional>
#include <vector>

namespace toll {

// Calls about several tokens at once. They answer to the undo stack, not to a page: what was done may be undone when
// the page is long gone. Failures are reported where errors are; `then` hears whether all went well.

using Then = std::function<void(bool isDone)>;

/// Suspends or resumes; what cannot be done to one is reported, and the others are done all the same.
void setSuspended(PageContext &context, const std::vector<TokenId> &tokens, bool isSuspended, const Then &then);
void renew(PageContext &context, const std::vector<TokenId> &tokens, const Then &then);
void extend(PageContext &context, const std::vector<TokenId> &tokens, const Span &by, const Then &then);
void revoke(PageContext &context, const TokenId &token, const Then &then);

// The same as steps that can be undone; `text` completes "Undo …".
void setSuspendedUndoably(
    PageContext &context, const std::vector<TokenId> &tokens, bool isSuspended, const QString &text);
/// `back` restores what `change` changes.
void editUndoably(
    PageContext &context, const TokenId &token, const TokenEdit &change, const TokenEdit &back, const QString &text);

} // namespace toll
