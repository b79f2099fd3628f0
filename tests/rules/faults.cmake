# SPDX-FileCopyrightText: 2026 The Tollkeeper founders
# SPDX-License-Identifier: GPL-3.0-or-later
# Shared by the rules: every fault on a line of its own, and a failure at the end if there was any.
set(faults 0)

macro(fault text)
    message(NOTICE "${text}")
    math(EXPR faults "${faults} + 1")
endmacro()

macro(report_faults)
    if(faults)
        message(FATAL_ERROR "Faults: ${faults}")
    endif()
endmacro()
