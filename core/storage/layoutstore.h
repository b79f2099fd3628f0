// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/connection.h"

#include <optional>
#include <string>
#include <string_view>

namespace toll {

/// How files of a shape are read, remembered (core/usage/layout.h).
class LayoutStore {
public:
    explicit LayoutStore(Connection &connection) : m_connection(connection) { }

    Result<void> remember(std::string_view shape, std::string_view document);
    [[nodiscard]] Result<std::optional<std::string>> recall(std::string_view shape);

private:
    Connection &m_connection;
};

} // namespace toll
