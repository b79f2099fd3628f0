// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/reports/document.h"

#include <QByteArray>

namespace toll {

/// The document as a PDF: on its paper, with numbered pages and the fonts it uses within. Needs a QGuiApplication, for
/// its fonts; the platform "offscreen" will do. The same document gives the same bytes where the same fonts are
/// installed. Numbers on axes are written as in the document's language.
[[nodiscard]] QByteArray pdfOf(const Document &document);

} // namespace toll
