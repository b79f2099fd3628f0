// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/storage/values.h"
#include "core/storage/workspacelock.h"

#include <QString>

#include <concepts>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <vector>

class QSqlQuery;

namespace toll {

/// "Toll" in ASCII: how a workspace is told from any other SQLite file.
inline constexpr std::int32_t workspaceApplicationId = 0x546F6C6C;

enum class IfAbsent { Fail, Create };

/// One connection to a workspace file. It belongs to the thread that made it and must be destroyed there.
class Connection {
public:
    /// Opens the file for writing and holds its WorkspaceLock; a file it creates is readable by its owner only.
    /// Every pragma is read back. Refuses without touching the file: FileNotFound, Locked, NotAWorkspace, TooNew
    /// (found and expected are schema versions), Damaged (up to 64 MiB the whole file is checked), Database
    /// (`where` names the pragma that did not hold). The schema is brought up by migrate().
    [[nodiscard]] static Result<std::unique_ptr<Connection>> openWriter(
        const QString &path, IfAbsent ifAbsent = IfAbsent::Fail);
    /// Opens the file for reading only, beside a writer here or elsewhere; newer schemas are welcome.
    [[nodiscard]] static Result<std::unique_ptr<Connection>> openReader(const QString &path);

    ~Connection();
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    [[nodiscard]] const QString &path() const { return m_path; }
    [[nodiscard]] bool isWriter() const { return m_lock.has_value(); }
    [[nodiscard]] bool isInTransaction() const { return m_depth > 0; }
    /// The file's user_version; 0 before the first migration.
    [[nodiscard]] Result<int> schemaVersion();

    /// Runs one statement with its placeholders in order. AlreadyExists for a UNIQUE clash, Conflict for any other
    /// broken constraint, ReadOnly, Io, Damaged, Database.
    template<typename... Args>
    Result<void> run(const QString &sql, const Args &...args)
    {
        if (auto changed = runBound(sql, {toBindable(args)...}); !changed)
            return std::unexpected(std::move(changed.error()));
        return {};
    }

    /// The same; gives the number of rows it changed.
    template<typename... Args>
    Result<std::int64_t> change(const QString &sql, const Args &...args)
    {
        return runBound(sql, {toBindable(args)...});
    }

    /// The same with any number of values.
    Result<void> runWith(const QString &sql, const std::vector<QVariant> &values)
    {
        if (auto changed = runBound(sql, values); !changed)
            return std::unexpected(std::move(changed.error()));
        return {};
    }

    /// Calls `visit(const Row &) -> Result<void>` for each row; it must not use the connection.
    template<typename Visit, typename... Args>
    Result<void> each(const QString &sql, Visit &&visit, const Args &...args)
    {
        return eachBound(sql, {toBindable(args)...}, visit);
    }

    /// All rows, each through `map(const Row &)`, which gives a value or a Result of one.
    template<typename Map, typename... Args>
    auto rows(const QString &sql, Map &&map, const Args &...args)
    {
        using Mapped = std::invoke_result_t<Map, const Row &>;
        if constexpr (requires { typename Mapped::unexpected_type; }) {
            return collect<typename Mapped::value_type>(sql, {toBindable(args)...}, std::forward<Map>(map));
        } else {
            return collect<Mapped>(
                sql, {toBindable(args)...}, [&map](const Row &row) -> Result<Mapped> { return map(row); });
        }
    }

    /// The same with any number of values; `map` gives a Result.
    template<typename Map>
    auto rowsWith(const QString &sql, const std::vector<QVariant> &values, Map &&map)
    {
        using Mapped = std::invoke_result_t<Map, const Row &>;
        return collect<typename Mapped::value_type>(sql, values, std::forward<Map>(map));
    }

    /// The first row, or nothing.
    template<typename Map, typename... Args>
    auto first(const QString &sql, Map &&map, const Args &...args)
    {
        auto all = rows(sql, std::forward<Map>(map), args...);
        using Value = typename decltype(all)::value_type::value_type;
        using Found = Result<std::optional<Value>>;
        if (!all)
            return Found(std::unexpected(std::move(all.error())));
        return all->empty() ? Found(std::nullopt) : Found(std::move(all->front()));
    }

    /// The bytes of a blob, read straight from the file's pages (a row through QtSql copies them twice); nothing where
    /// the table has no such row.
    [[nodiscard]] Result<std::optional<std::vector<std::byte>>> blob(
        const char *table, const char *column, std::int64_t rowId);

    /// For tests: asked before every statement; true makes that one fail as a Database error.
    std::function<bool()> fault;

private:
    using Visitor = std::function<Result<void>(const Row &)>;

    Connection(QString path, QString name, std::optional<WorkspaceLock> lock);
    Result<std::int64_t> runBound(const QString &sql, const std::vector<QVariant> &values);
    Result<void> eachBound(const QString &sql, const std::vector<QVariant> &values, const Visitor &visit);
    Result<void> visitRows(QSqlQuery &query, const Visitor &visit);
    Result<QSqlQuery *> execute(const QString &sql, const std::vector<QVariant> &values);
    Result<QSqlQuery *> executeNow(const QString &sql, const std::vector<QVariant> &values);
    [[nodiscard]] Error errorOf(const QSqlQuery &query);
    [[nodiscard]] Error errorOf(int code, std::string text); ///< SQLite's code, extended
    Result<void> open(const QString &options);
    Result<void> setPragma(const QString &pragma, const QString &value);
    Result<void> prepareWriter(bool isNew);
    Result<void> prepareReader();
    Result<void> quickCheck();

    template<typename Value, typename Map>
    Result<std::vector<Value>> collect(const QString &sql, const std::vector<QVariant> &values, Map map)
    {
        std::vector<Value> found;
        auto done = eachBound(sql, values, [&](const Row &row) -> Result<void> {
            Result<Value> value = map(row);
            if (!value)
                return std::unexpected(std::move(value.error()));
            found.push_back(std::move(*value));
            return {};
        });
        if (!done)
            return std::unexpected(std::move(done.error()));
        return found;
    }

    friend class Transaction;
    /// After an error that may have ended the transaction by itself, nothing more runs until it is rolled back;
    /// after a failed commit to disk nothing runs at all.
    enum class State { Sound, Doomed, Broken };

    QString m_path;
    QString m_name;
    std::optional<WorkspaceLock> m_lock;
    std::unordered_map<QString, QSqlQuery> m_statements;
    int m_depth = 0; ///< of transactions; inner ones are savepoints
    State m_state = State::Sound;
    bool m_isVisiting = false;
};

/// A transaction (or, inside another, a savepoint) that is rolled back unless committed. Use atomically().
class Transaction {
public:
    explicit Transaction(Connection &connection) : m_connection(connection) { }
    ~Transaction();
    Transaction(const Transaction &) = delete;
    Transaction &operator=(const Transaction &) = delete;

    [[nodiscard]] Result<void> begin();
    [[nodiscard]] Result<void> commit();

private:
    void rollBack();
    Connection &m_connection;
    int m_depth = 0;
    bool m_isOpen = false;
};

/// All of `work() -> Result<T>` or none of it. Inside another call it is a savepoint of that one.
template<typename Work>
auto atomically(Connection &connection, Work &&work) -> std::invoke_result_t<Work>
{
    Transaction transaction(connection);
    if (auto begun = transaction.begin(); !begun)
        return std::unexpected(std::move(begun.error()));
    auto result = work();
    if (!result)
        return result;
    if (auto committed = transaction.commit(); !committed)
        return std::unexpected(std::move(committed.error()));
    return result;
}

} // namespace toll
