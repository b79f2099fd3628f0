// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/check.h"
#include "tests/core/services/importsfixture.h"

#include <functional>

namespace toll {

/// A workspace with usage of several days, two segments and a conflict, and ways to damage its file.
class CheckDesk : protected ImportDesk {
protected:
    void openFilled()
    {
        using namespace Qt::StringLiterals;
        open();
        QVERIFY(!m_workspace->addToken(m_acme.id, "second").id.isEmpty());
        const QByteArray second = rows(1, "second");
        QVERIFY_RESULT(import(write(u"a.csv"_s, rows(0, "gateway") + second.mid(second.indexOf('\n') + 1))));
        QVERIFY_RESULT(import(write(u"b.csv"_s, rows(2, "gateway") + "2026-01-01T00:00:00Z,0-0,gateway,500,1,m\n")));
    }

    static QByteArray rows(int file, const QByteArray &token)
    {
        QByteArray csv = "time,id,token,status,input_units,model\n";
        for (int i = 0; i < 60; ++i)
            csv += "2026-01-0" + QByteArray::number(1 + i % 5) + "T0" + QByteArray::number(i % 10) + ":3" + QByteArray::number(file) + ":00Z,"
                + QByteArray::number(file) + '-' + QByteArray::number(i) + ',' + token + ",200,"
                + QByteArray::number(i * 7 + file) + ",model-" + QByteArray::number(i % 3 + file) + '\n';
        return csv;
    }

    [[nodiscard]] QString path() const { return m_workspace->workspace.path; }
    [[nodiscard]] CheckReport checked(const QString &file) const
    {
        CheckReport none;
        none.findings.push_back({FindingKind::Header, "not checked", {}, {}});
        return checkWorkspace(file.toStdString(), {}).value_or(none);
    }
    [[nodiscard]] CheckReport checked() const { return checked(path()); }

    /// Closes the workspace, so that all of it is in its one file.
    void close() { m_workspace->stores.reset(); }
    void reopen()
    {
        auto writer = Connection::openWriter(path());
        QVERIFY_RESULT(writer);
        m_workspace->stores = std::make_unique<Stores>(std::move(*writer));
        m_workspace->context.stores = m_workspace->stores.get();
    }

    [[nodiscard]] QByteArray blob(const QString &sql)
    {
        const auto found = m_workspace->stores->connection->first(sql, [](const Row &row) { return row.blob(0); });
        return found ? found->value_or(QByteArray()) : QByteArray();
    }

    /// Changes the closed file's bytes.
    void spoil(const std::function<void(QByteArray &)> &change)
    {
        QByteArray bytes = contentOf(path());
        change(bytes);
        QFile file(path());
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    }

    /// Flips a bit in the middle of a blob where it lies in the file, behind what comes before it in its row.
    void flipIn(const QByteArray &blob, const QByteArray &before = {})
    {
        QVERIFY(blob.size() >= 10);
        spoil([&](QByteArray &bytes) {
            const qsizetype place = bytes.indexOf(before + blob);
            QVERIFY(place > 0 && bytes.indexOf(before + blob, place + 1) < 0);
            const qsizetype middle = place + before.size() + blob.size() / 2;
            bytes[middle] = static_cast<char>(bytes[middle] ^ 16);
        });
    }

    /// Runs statements that the workspace's own triggers and constraints would refuse; the triggers come back, but
    /// for the one named.
    void edit(const QStringList &statements, const QString &without = {})
    {
        using namespace Qt::StringLiterals;
        Connection &connection = *m_workspace->stores->connection;
        const auto triggers = connection.rows(u"SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"_s,
            [](const Row &row) { return std::pair(toQString(row.text(0)), toQString(row.text(1))); });
        QVERIFY_RESULT(triggers);
        QVERIFY_RESULT(connection.run(u"PRAGMA foreign_keys = 0"_s));
        QVERIFY_RESULT(connection.run(u"PRAGMA ignore_check_constraints = 1"_s));
        for (const auto &[name, sql] : *triggers)
            QVERIFY_RESULT(connection.run(u"DROP TRIGGER "_s + name));
        for (const QString &statement : statements)
            QVERIFY_RESULT(connection.run(statement));
        for (const auto &[name, sql] : *triggers)
            if (name != without)
                QVERIFY_RESULT(connection.run(sql));
    }
};

} // namespace toll
