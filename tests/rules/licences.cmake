# SPDX-FileCopyrightText: 2026 The Tollkeeper founders
# SPDX-License-Identifier: GPL-3.0-or-later
# Every file of source begins with the two SPDX lines.
# cmake -D ROOT=folder -P licences.cmake
cmake_minimum_required(VERSION 3.25)
include("${CMAKE_CURRENT_LIST_DIR}/faults.cmake")

set(patterns "${ROOT}/run" "${ROOT}/test" "${ROOT}/.ci/run" "${ROOT}/CMakeLists.txt")
foreach(folder IN ITEMS app core ui resources tests)
    foreach(name IN ITEMS *.h *.cpp *.cmake *.sql *.sh *.py CMakeLists.txt)
        list(APPEND patterns "${ROOT}/${folder}/${name}")
    endforeach()
endforeach()
file(GLOB_RECURSE files RELATIVE "${ROOT}" ${patterns})
if(NOT files)
    fault("No source was found in ${ROOT}")
endif()
foreach(file IN LISTS files)
    file(READ "${ROOT}/${file}" head LIMIT 300)
    if(NOT head MATCHES "^(#![^\n]*\n)?(//|#|--) SPDX-FileCopyrightText: [^\n]+\n(//|#|--) SPDX-License-Identifier: GPL-3\\.0-or-later\n")
        fault("${file}: does not begin with the two SPDX lines")
    endif()
endforeach()
report_faults()
