// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/connection.h"
#include "core/storage/migrator.h"
#include "core/tokens/customer.h"
#include "core/tokens/token.h"
#include "core/usage/segment.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QtEndian>

#include <algorithm>
#include <limits>

/// Fails the test with the error's facts where a Result holds one.
#define QVERIFY_RESULT(result)                                                                                         \
    do {                                                                                                               \
        const auto &checked = (result);                                                                                \
        if (!checked)                                                                                                  \
            qWarning("error %d: %s: %s", static_cast<int>(checked.error().code), checked.error().where.c_str(),        \
                checked.error().found.c_str());                                                                        \
        QVERIFY(checked.has_value());                                                                                  \
    } while (false)

#define QCOMPARE_ERROR(result, expectedCode)                                                                           \
    do {                                                                                                               \
        const auto &checked = (result);                                                                                \
        QVERIFY(!checked.has_value());                                                                                 \
        QCOMPARE(checked.error().code, expectedCode);                                                                  \
    } while (false)

namespace toll {

/// Bytes of a page of a database that begins so.
inline int pageSizeOf(const QByteArray &database)
{
    const auto size = qFromBigEndian<quint16>(database.constData() + 16); // https://www.sqlite.org/fileformat.html
    return size == 1 ? 65536 : size;
}

/// A migrated workspace in a folder of its own, open for writing.
struct WorkspaceFixture {
    QTemporaryDir folder;
    QString path = folder.filePath(QStringLiteral("test.toll"));
    std::unique_ptr<Connection> writer;

    WorkspaceFixture()
    {
        auto opened = Connection::openWriter(path, IfAbsent::Create);
        if (opened && migrate(**opened))
            writer = std::move(*opened);
    }
};

inline QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

inline Customer sampleCustomer(const std::string &name = "Acme")
{
    return {{"customer-" + name}, name, "CNY", "Asia/Shanghai", "ops@example.org", {1000}, {}};
}

inline Token sampleToken(const std::string &name = "gateway", const std::string &customer = "Acme")
{
    Token token;
    token.id = {"token-" + customer + "-" + name};
    token.customer = {"customer-" + customer};
    token.name = name;
    token.prefix = "tk_live_";
    token.lastFour = "wxyz";
    token.secretHash = (customer + name + std::string(64, '0')).substr(0, 64);
    token.price.rate = *Decimal::parse("0.002");
    token.price.caps = {{200, 1, TimeUnit::Day}, {5, 15, TimeUnit::Minute}};
    token.price.lifetime = Span{Span::Kind::Days, 30};
    token.createdAt = {2000};
    return token;
}

inline StoredEvent sampleEvent(const TokenId &token, std::int64_t ms, const std::string &id)
{
    StoredEvent stored{token, hashOfId("gate", id), {}};
    stored.event.id = id;
    stored.event.source = "gate";
    stored.event.time = {ms};
    stored.event.status = 200;
    stored.event.responseMs = 120;
    stored.event.units[0] = 10;
    stored.event.model = "m1";
    return stored;
}

} // namespace toll
