# SPDX-FileCopyrightText: 2026 The Tollkeeper founders
# SPDX-License-Identifier: GPL-3.0-or-later
# No binary floating point where money is made.
# cmake -D ROOT=folder -P exactmoney.cmake
cmake_minimum_required(VERSION 3.25)
include("${CMAKE_CURRENT_LIST_DIR}/faults.cmake")

set(patterns)
foreach(room IN ITEMS money rating billing)
    list(APPEND patterns "${ROOT}/core/${room}/*.h" "${ROOT}/core/${room}/*.cpp")
endforeach()
file(GLOB_RECURSE files RELATIVE "${ROOT}" ${patterns})
if(NOT files)
    fault("No source was found in ${ROOT}")
endif()
foreach(file IN LISTS files)
    file(READ "${ROOT}/${file}" text)
    string(REGEX REPLACE "//[^\n]*" "" text "${text}")
    # The one mention that is wanted: the constructor that refuses a double.
    string(REPLACE "Decimal(double) = delete;" "" text "${text}")
    if(" ${text} " MATCHES "[^A-Za-z0-9_](double|float)[^A-Za-z0-9_]")
        fault("${file}: money may not use ${CMAKE_MATCH_1}")
    endif()
endforeach()
report_faults()
