// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/service/fields.h"
#include "core/services/tokens.h"

#include <optional>
#include <string>
#include <vector>

/// A token as its resource shows it: what was set, and what was done to it. Nothing of it varies with traffic or time
/// alone, so that its ETag covers all of it.
[[nodiscard]] toll::Json tokenJson(const toll::Token &token);

/// What a client can set of a token.
struct TokenSettings {
    std::string customer; ///< id or name
    std::string name;
    std::string note;
    std::vector<std::string> tags;
    toll::TokenPrice price;
    std::optional<toll::Starts> starts;
    std::string plan;
    toll::TokenAccess access;
    std::optional<toll::Instant> from; ///< of a change: when its price and plan begin to hold
    std::optional<toll::OwnSecret> secret;
};

/// Reads a whole body; what is absent is as if it were new. Whatever is wrong is noted. Members that only answers have
/// must be as `current` has them, or absent; without it they are passed over.
[[nodiscard]] TokenSettings readTokenSettings(Fields &fields, const toll::Token *current);
/// `key` or `key_hash` with `prefix` and `last_four`: a secret that the client made; nothing where there is neither.
[[nodiscard]] std::optional<toll::OwnSecret> readOwnSecret(Fields &fields);
/// Whether a token is what was asked for, so that asking again is no new request.
[[nodiscard]] bool isAsAsked(const toll::Token &token, const TokenSettings &settings, const toll::Customer &customer);
