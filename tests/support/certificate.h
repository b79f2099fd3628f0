// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// Certificates that are made for the test.
#pragma once

#include <cstdio>
#include <memory>
#include <string>

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

namespace toll::test {

/// Writes a certificate for `name`, signed by its own key, and the key, as PEM files.
inline bool writeCertificate(const std::string &name, const std::string &certificateFile, const std::string &keyFile)
{
    using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
    using Certificate = std::unique_ptr<X509, decltype(&X509_free)>;
    using File = std::unique_ptr<FILE, decltype(&fclose)>;
    const Key key(EVP_EC_gen("P-256"), EVP_PKEY_free);
    const Certificate certificate(X509_new(), X509_free);
    X509_set_version(certificate.get(), X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -3600);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 3600);
    X509_NAME *subject = X509_get_subject_name(certificate.get());
    X509_NAME_add_entry_by_txt(
        subject, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char *>(name.c_str()), -1, -1, 0);
    X509_set_issuer_name(certificate.get(), subject);
    X509_set_pubkey(certificate.get(), key.get());
    const File one(fopen(certificateFile.c_str(), "w"), fclose);
    const File other(fopen(keyFile.c_str(), "w"), fclose);
    return X509_sign(certificate.get(), key.get(), EVP_sha256()) > 0 && one && other
        && PEM_write_X509(one.get(), certificate.get()) == 1
        && PEM_write_PrivateKey(other.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) == 1;
}

} // namespace toll::test
