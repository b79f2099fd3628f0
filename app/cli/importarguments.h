// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"

namespace toll {

/// What the commands that read usage files share.
struct ImportArguments {
    std::vector<std::string> files;
    std::string format = "auto";
    std::optional<std::string> encoding;
    std::optional<std::string> delimiter;
    std::optional<std::string> quote;
    std::optional<std::string> escape;
    std::optional<std::string> comment;
    std::optional<std::string> skippedLines;
    std::optional<std::string> header;
    std::optional<std::string> decimal;
    std::optional<std::string> grouping;
    std::optional<std::string> timeFormat;
    std::vector<std::string> mappings;
    std::string token;
    std::string tokenColumn;
    bool createTokens = false;
    std::string customer;
    std::optional<std::string> timezone;
    std::optional<std::string> timeOrigin;
    std::string source;
    std::string errors;
    bool dryRun = false;
};

/// Everything but the files themselves.
void addImportOptions(CLI::App &command, ImportArguments &arguments);

/// What all files share. The errors name the option.
[[nodiscard]] Result<ImportOptions> optionsOf(Services &services, const ImportArguments &arguments);
/// How each is to be read. The errors name the option.
[[nodiscard]] Result<ImportChoices> choicesOf(const ImportArguments &arguments, const Zone &zone);

} // namespace toll
