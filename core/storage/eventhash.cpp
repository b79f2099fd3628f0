// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/eventhash.h"

#include <QtEndian>

namespace toll {

namespace {

constexpr qsizetype hashSize = 16;

} // namespace

QByteArray bytesOf(const EventHash &hash)
{
    QByteArray bytes(hashSize, Qt::Uninitialized);
    qToBigEndian<quint64>(hash.high, bytes.data());
    qToBigEndian<quint64>(hash.low, bytes.data() + 8);
    return bytes;
}

EventHash eventHashOf(const QByteArray &bytes)
{
    if (bytes.size() != hashSize)
        return {};
    return {qFromBigEndian<quint64>(bytes.constData()), qFromBigEndian<quint64>(bytes.constData() + 8)};
}

} // namespace toll
