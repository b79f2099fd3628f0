// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id.h"
#include "core/base/instant.h"
#include "core/money/decimal.h"

#include <QByteArray>
#include <QString>
#include <QVariant>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

class QSqlQuery;
struct sqlite3_stmt;

namespace toll {

[[nodiscard]] QString toQString(std::string_view utf8);
[[nodiscard]] std::string toStdString(const QString &text);

/// What a placeholder can be given. Blobs are not copied: the bytes must outlive the statement's run.
[[nodiscard]] QVariant toBindable(std::int64_t value);
[[nodiscard]] QVariant toBindable(std::string_view utf8);
[[nodiscard]] QVariant toBindable(std::span<const std::byte> blob);
[[nodiscard]] QVariant toBindable(const Decimal &value); ///< as decimal text
[[nodiscard]] inline QVariant toBindable(const char *utf8)
{
    return toBindable(std::string_view(utf8));
}
[[nodiscard]] inline QVariant toBindable(std::nullopt_t)
{
    return {};
}
[[nodiscard]] inline QVariant toBindable(int value)
{
    return toBindable(static_cast<std::int64_t>(value));
}
[[nodiscard]] inline QVariant toBindable(Instant value)
{
    return toBindable(value.ms);
}
[[nodiscard]] inline QVariant toBindable(const QString &text)
{
    return text.isNull() ? QVariant(QLatin1StringView("")) : QVariant(text);
}
[[nodiscard]] inline QVariant toBindable(const QByteArray &blob)
{
    return blob.isNull() ? QVariant(QByteArray("")) : QVariant(blob);
}
template<typename Tag>
[[nodiscard]] QVariant toBindable(const Id<Tag> &id)
{
    return toBindable(std::string_view(id.text));
}
template<typename T>
[[nodiscard]] QVariant toBindable(const std::optional<T> &value)
{
    return value ? toBindable(*value) : QVariant();
}

/// The row a query stands on; valid during the call it is passed to. Columns count from 0.
class Row {
public:
    explicit Row(const QSqlQuery &query) : m_query(&query) { }
    /// Read from SQLite itself: through the driver each value becomes a QVariant of UTF-16 first. Only where
    /// TOLL_SYSTEM_SQLITE is defined.
    explicit Row(sqlite3_stmt *statement) : m_statement(statement) { }

    [[nodiscard]] std::int64_t integer(int column) const;
    [[nodiscard]] std::string text(int column) const;
    [[nodiscard]] QByteArray blob(int column) const;
    [[nodiscard]] bool isNull(int column) const;
    [[nodiscard]] Instant instant(int column) const { return {integer(column)}; }
    [[nodiscard]] std::optional<Instant> optionalInstant(int column) const;
    [[nodiscard]] std::optional<std::string> optionalText(int column) const;

private:
    const QSqlQuery *m_query = nullptr;
    sqlite3_stmt *m_statement = nullptr;
};

[[nodiscard]] inline std::span<const std::byte> bytesOf(const QByteArray &bytes)
{
    return std::as_bytes(std::span(bytes.constData(), static_cast<std::size_t>(bytes.size())));
}

} // namespace toll
