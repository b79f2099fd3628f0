// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/entropy.h"

#include <QDateTime>
#include <QRandomGenerator>

#include <memory>

namespace toll {

namespace {

void fill(std::span<std::byte> bytes, const std::function<quint64()> &next)
{
    quint64 word = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (i % sizeof(word) == 0)
            word = next();
        bytes[i] = static_cast<std::byte>(word & 0xFF);
        word >>= 8;
    }
}

} // namespace

Entropy systemEntropy()
{
    return [](std::span<std::byte> bytes) { fill(bytes, [] { return QRandomGenerator::system()->generate64(); }); };
}

Entropy seededEntropy(std::uint64_t seed)
{
    const std::array<quint32, 2> words{static_cast<quint32>(seed), static_cast<quint32>(seed >> 32)};
    auto generator = std::make_shared<QRandomGenerator64>(words.data(), static_cast<qsizetype>(words.size()));
    return [generator](std::span<std::byte> bytes) { fill(bytes, [&] { return generator->generate(); }); };
}

Clock systemClock()
{
    return [] { return Instant{QDateTime::currentMSecsSinceEpoch()}; };
}

} // namespace toll
