# SPDX-FileCopyrightText: 2026 The Tollkeeper founders
# SPDX-License-Identifier: GPL-3.0-or-later
# The catalogues are what lupdate would make of the sources, and nothing in them is left to translate.
# cmake -D ROOT=folder -D LUPDATE=program -D COPY=scratch folder -P translations.cmake
cmake_minimum_required(VERSION 3.25)
include("${CMAKE_CURRENT_LIST_DIR}/faults.cmake")

function(check name)
    set(fresh "${COPY}/${name}")
    file(REMOVE "${fresh}")
    file(COPY "${ROOT}/translations/${name}" DESTINATION "${COPY}")
    execute_process(
        COMMAND "${LUPDATE}" -silent -I . -locations none -no-obsolete -extensions cpp,h app ui core/services ${ARGN} -ts "${fresh}"
        WORKING_DIRECTORY "${ROOT}" RESULT_VARIABLE result ERROR_QUIET)
    file(READ "${ROOT}/translations/${name}" committed)
    file(READ "${fresh}" updated)
    if(NOT result EQUAL 0)
        fault("${name}: lupdate failed")
    elseif(NOT committed MATCHES "<TS [^>]*language=") # without it lupdate leaves the file as it is, and says nothing
        fault("${name}: does not name its language")
    elseif(NOT committed STREQUAL updated)
        fault("${name}: is not up to date; build the target update_translations and translate what is new")
    elseif(committed MATCHES "type=\"unfinished\"")
        fault("${name}: has unfinished translations")
    endif()
    set(faults "${faults}" PARENT_SCOPE)
endfunction()

check(toll_zh_CN.ts)
check(toll_en.ts -pluralonly)
report_faults()
