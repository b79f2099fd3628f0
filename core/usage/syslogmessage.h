// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <string_view>

namespace toll {

/// The message of a syslog datagram, of RFC 3164 (as nginx sends it) or RFC 5424, without what ends it. Syntax for
/// anything else.
[[nodiscard]] Result<std::string_view> syslogMessage(std::string_view datagram);

} // namespace toll
