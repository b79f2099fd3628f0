# SPDX-FileCopyrightText: 2026 The Tollkeeper founders
# SPDX-License-Identifier: GPL-3.0-or-later
# One place for the language level and the strictness every target is built with.

set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
option(TOLL_WERROR "Treat warnings as errors" ON)
option(TOLL_SANITIZE "Build with address and undefined behaviour sanitizers" OFF)
option(TOLL_FUZZ "Build the libFuzzer programs, with sanitizers (clang)" OFF)

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER "${CCACHE_PROGRAM}")
endif()

add_library(toll_options INTERFACE)
target_compile_features(toll_options INTERFACE cxx_std_23)
target_compile_options(toll_options INTERFACE
    -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wnon-virtual-dtor
    $<$<BOOL:${TOLL_WERROR}>:-Werror>
    # GCC 12 sees overlapping copies in std::string where there are none, once it optimises (GCC bug 105651).
    $<$<AND:$<CXX_COMPILER_ID:GNU>,$<CONFIG:RelWithDebInfo>>:-Wno-restrict>
    # Collecting garbage takes the compiler a seventh of its time, and a file less memory than this.
    $<$<CXX_COMPILER_ID:GNU>:--param=ggc-min-heapsize=1000000>
    $<$<CONFIG:RelWithDebInfo>:-ffile-prefix-map=${CMAKE_SOURCE_DIR}/=>)
target_include_directories(toll_options INTERFACE "${CMAKE_SOURCE_DIR}")
if(TOLL_SANITIZE)
    target_compile_options(toll_options INTERFACE -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
    target_link_options(toll_options INTERFACE -fsanitize=address,undefined)
endif()

if(TOLL_FUZZ)
    target_compile_options(toll_options INTERFACE -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all)
    target_link_options(toll_options INTERFACE -fsanitize=address,undefined)
endif()

# The standard headers nearly every file reads. Parsing them anew for each was a third of the time of a build.
set(TOLL_STANDARD_HEADERS <algorithm> <array> <chrono> <cstdint> <expected> <functional> <limits> <map> <memory> <optional>
    <set> <span> <string> <string_view> <tuple> <unordered_map> <utility> <variant> <vector>)

# For what waits for people or for core: optimising it thoroughly takes longer than it ever saves.
set(TOLL_QUICK_TO_BUILD $<$<CONFIG:RelWithDebInfo>:-O1>)

add_library(toll_qt_options INTERFACE)
target_link_libraries(toll_qt_options INTERFACE toll_options)
target_compile_definitions(toll_qt_options INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_URL_CAST_FROM_STRING
    QT_NO_NARROWING_CONVERSIONS_IN_CONNECT
    QT_DISABLE_DEPRECATED_BEFORE=0x060400)
