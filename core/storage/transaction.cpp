// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/connection.h"

#include <QSqlQuery>

namespace toll {

using namespace Qt::StringLiterals;

namespace {

QString savepoint(int depth)
{
    return u"level_"_s + QString::number(depth);
}

} // namespace

Transaction::~Transaction()
{
    if (m_isOpen)
        rollBack();
}

Result<void> Transaction::begin()
{
    // A writer claims the right to write at once, so that no later statement meets a lock; a reader gets one
    // unchanging view for all its queries.
    m_depth = m_connection.m_depth + 1;
    const QString outermost = m_connection.isWriter() ? u"BEGIN IMMEDIATE"_s : u"BEGIN DEFERRED"_s;
    auto begun = m_connection.run(m_depth == 1 ? outermost : u"SAVEPOINT "_s + savepoint(m_depth));
    if (!begun)
        return std::unexpected(std::move(begun.error()));
    m_connection.m_depth = m_depth;
    m_isOpen = true;
    return {};
}

Result<void> Transaction::commit()
{
    auto committed = m_connection.run(m_depth == 1 ? u"COMMIT"_s : u"RELEASE "_s + savepoint(m_depth));
    if (!committed) {
        // What reached the disk is unknown: only opening the file again can tell.
        const bool isUnknown = m_depth == 1 && committed.error().code == ErrorCode::Io;
        rollBack();
        if (isUnknown)
            m_connection.m_state = Connection::State::Broken;
        return std::unexpected(std::move(committed.error()));
    }
    m_connection.m_depth = m_depth - 1;
    m_isOpen = false;
    return {};
}

void Transaction::rollBack()
{
    m_isOpen = false;
    m_connection.m_depth = m_depth - 1;
    const auto undo = [this](const QString &sql) {
        auto query = m_connection.executeNow(sql, {});
        if (query)
            (*query)->finish();
        return query.has_value();
    };
    if (m_depth > 1) {
        const bool isUndone = undo(u"ROLLBACK TO "_s + savepoint(m_depth)) && undo(u"RELEASE "_s + savepoint(m_depth));
        if (!isUndone)
            m_connection.m_state = Connection::State::Doomed;
        return;
    }
    // It fails where SQLite has rolled back by itself already, which BEGIN would tell.
    undo(u"ROLLBACK"_s);
    if (m_connection.m_state == Connection::State::Doomed)
        m_connection.m_state = Connection::State::Sound;
}

} // namespace toll
