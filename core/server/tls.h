// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/server/serveroptions.h"

#include <memory>

namespace boost::asio::ssl {
class context;
}

namespace toll::http {

/// A certificate and its key, ready to be used; null for plain HTTP.
using TlsContext = std::shared_ptr<boost::asio::ssl::context>;

/// Reads the files: TLS 1.2 and newer, with OpenSSL's own choice of ciphers. Io names the file that cannot be used, and
/// why; Conflict where the key is not the certificate's.
[[nodiscard]] Result<TlsContext> makeTlsContext(const TlsFiles &files);

} // namespace toll::http
