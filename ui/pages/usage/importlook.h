// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/services.h"

#include <map>

namespace toll {

/// A file as it would be read, with values of every column, mapped or not.
struct ImportLook {
    ImportPreview preview;
    std::map<std::string, std::string> samples; ///< column -> its first values, "a · b · c"
};

/// As the layout says; without one, as it is found by looking and by what is chosen.
[[nodiscard]] Result<ImportLook> lookAt(Services &services, const std::string &path, const Zone &zone,
    const std::optional<Layout> &layout, const ReadingChoices &choices);

} // namespace toll
