// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/values.h"

#ifdef TOLL_SYSTEM_SQLITE
#include <sqlite3.h>
#else
#include <QSqlQuery>
#endif

namespace toll {

QString toQString(std::string_view utf8)
{
    return utf8.empty() ? QString(QLatin1StringView(""))
                        : QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

std::string toStdString(const QString &text)
{
    return text.toStdString();
}

QVariant toBindable(std::int64_t value)
{
    return QVariant(static_cast<qlonglong>(value));
}

QVariant toBindable(std::string_view utf8)
{
    return QVariant(toQString(utf8));
}

QVariant toBindable(std::span<const std::byte> blob)
{
    if (blob.empty())
        return QVariant(QByteArray(""));
    return QVariant(
        QByteArray::fromRawData(reinterpret_cast<const char *>(blob.data()), static_cast<qsizetype>(blob.size())));
}

QVariant toBindable(const Decimal &value)
{
    return toBindable(std::string_view(value.toString()));
}

#ifdef TOLL_SYSTEM_SQLITE

std::int64_t Row::integer(int column) const
{
    return sqlite3_column_int64(m_statement, column);
}

std::string Row::text(int column) const
{
    const unsigned char *const text = sqlite3_column_text(m_statement, column); // makes the length that of UTF-8
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(m_statement, column));
    return text ? std::string(reinterpret_cast<const char *>(text), size) : std::string();
}

QByteArray Row::blob(int column) const
{
    const void *const bytes = sqlite3_column_blob(m_statement, column);
    return {static_cast<const char *>(bytes), sqlite3_column_bytes(m_statement, column)};
}

bool Row::isNull(int column) const
{
    return sqlite3_column_type(m_statement, column) == SQLITE_NULL;
}

#else

std::int64_t Row::integer(int column) const
{
    return m_query->value(column).toLongLong();
}

std::string Row::text(int column) const
{
    return m_query->value(column).toString().toStdString();
}

QByteArray Row::blob(int column) const
{
    return m_query->value(column).toByteArray();
}

bool Row::isNull(int column) const
{
    return m_query->isNull(column);
}

#endif

std::optional<Instant> Row::optionalInstant(int column) const
{
    return isNull(column) ? std::nullopt : std::optional(instant(column));
}

std::optional<std::string> Row::optionalText(int column) const
{
    return isNull(column) ? std::nullopt : std::optional(text(column));
}

} // namespace toll
