// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/sha256.h"

#include <openssl/sha.h>

namespace toll {

QByteArray sha256(std::span<const std::byte> bytes)
{
    QByteArray digest(SHA256_DIGEST_LENGTH, Qt::Uninitialized);
    SHA256(reinterpret_cast<const unsigned char *>(bytes.data()), bytes.size(),
        reinterpret_cast<unsigned char *>(digest.data()));
    return digest;
}

} // namespace toll
