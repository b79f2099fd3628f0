// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/page.h"

#include <functional>
#include <vector>

namespace toll {

/// How a page is made.
using PageFactory = std::function<Page *(PageContext &context, QWidget *parent)>;

/// The pages of the program, in the order of the sidebar.
[[nodiscard]] const std::vector<PageFactory> &pageFactories();

} // namespace toll
