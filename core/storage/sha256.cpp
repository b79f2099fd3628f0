// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/sha256.h"

#include <openssl/evp.h>

namespace toll {

namespace {

/// One a thread: to look the algorithm up anew takes OpenSSL twice as long as to hash a secret.
class Digest {
public:
    Digest() : m_context(EVP_MD_CTX_new()) { EVP_DigestInit_ex(m_context, EVP_sha256(), nullptr); }
    ~Digest() { EVP_MD_CTX_free(m_context); }
    Digest(const Digest &) = delete;
    Digest &operator=(const Digest &) = delete;

    void hash(std::span<const std::byte> bytes, unsigned char *to)
    {
        EVP_DigestInit_ex(m_context, nullptr, nullptr);
        EVP_DigestUpdate(m_context, bytes.data(), bytes.size());
        EVP_DigestFinal_ex(m_context, to, nullptr);
    }

private:
    EVP_MD_CTX *m_context;
};

} // namespace

QByteArray sha256(std::span<const std::byte> bytes)
{
    constexpr qsizetype size = 32;
    thread_local Digest digest;
    QByteArray made(size, Qt::Uninitialized);
    digest.hash(bytes, reinterpret_cast<unsigned char *>(made.data()));
    return made;
}

} // namespace toll
