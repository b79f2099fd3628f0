// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/usage/segment.h"

#include <QByteArray>

namespace toll {

/// An event's identity as 16 bytes, highest first: equal in the file and in order to the value itself.
[[nodiscard]] QByteArray bytesOf(const EventHash &hash);
/// The inverse; zero where there are not 16 bytes.
[[nodiscard]] EventHash eventHashOf(const QByteArray &bytes);

} // namespace toll
