// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/layoutstore.h"

namespace toll {

using namespace Qt::StringLiterals;

Result<void> LayoutStore::remember(std::string_view shape, std::string_view document)
{
    return m_connection.run(u"INSERT INTO import_layout (shape, document) VALUES (?, ?)"
                            " ON CONFLICT (shape) DO UPDATE SET document = excluded.document"_s,
        shape, document);
}

Result<std::optional<std::string>> LayoutStore::recall(std::string_view shape)
{
    return m_connection.first(
        u"SELECT document FROM import_layout WHERE shape = ?"_s, [](const Row &row) { return row.text(0); }, shape);
}

} // namespace toll
