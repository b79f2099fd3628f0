# SPDX-FileCopyrightText: 2026 The Tollkeeper founders
# SPDX-License-Identifier: GPL-3.0-or-later
# The catalogues, built into the library that every program links, at ":/i18n". English has one for its plurals.
set(toll_catalogues "${CMAKE_SOURCE_DIR}/translations/toll_en.ts" "${CMAKE_SOURCE_DIR}/translations/toll_zh_CN.ts")
qt_add_lrelease(core_services TS_FILES ${toll_catalogues} QM_FILES_OUTPUT_VARIABLE toll_compiled_catalogues)
set_source_files_properties(${toll_compiled_catalogues} PROPERTIES GENERATED ON)
qt_add_resources(core_services "i18n" PREFIX "/i18n" BASE "${CMAKE_CURRENT_BINARY_DIR}" FILES ${toll_compiled_catalogues})

# `cmake --build … --target update_translations` brings the catalogues up to the sources.
set(toll_lupdate $<TARGET_FILE:Qt6::lupdate> -silent -locations none -no-obsolete -extensions cpp,h app ui core/services)
add_custom_target(update_translations
    COMMAND ${toll_lupdate} -ts translations/toll_zh_CN.ts
    COMMAND ${toll_lupdate} -pluralonly -ts translations/toll_en.ts
    WORKING_DIRECTORY "${CMAKE_SOURCE_DIR}" VERBATIM)
