# SPDX-FileCopyrightText: 2026 The Tollkeeper founders
# SPDX-License-Identifier: GPL-3.0-or-later
# Targets for people: `programs` builds what ./run starts, `tidy` runs clang-tidy over everything.

add_custom_target(programs)
foreach(program IN ITEMS tollkeeper tollkeeper-cli tollkeeper-print tollkeeperd)
    if(TARGET ${program})
        set_target_properties(${program} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")
        add_dependencies(programs ${program})
    endif()
endforeach()

# Debian's package is clang-tidy-19; an older clang cannot compile the std::expected of libstdc++ 12.
find_program(RUN_CLANG_TIDY NAMES run-clang-tidy-19)
find_program(CLANG_TIDY NAMES clang-tidy-19)
if(RUN_CLANG_TIDY AND CLANG_TIDY)
    add_custom_target(tidy
        COMMAND ${RUN_CLANG_TIDY} -quiet -clang-tidy-binary ${CLANG_TIDY} -p "${CMAKE_BINARY_DIR}"
            -extra-arg=-Wno-unknown-warning-option -extra-arg=-Wno-ignored-gch "^${CMAKE_SOURCE_DIR}/(app|core|ui)/"
        WORKING_DIRECTORY "${CMAKE_SOURCE_DIR}"
        USES_TERMINAL VERBATIM)
    if(TARGET ui)
        add_dependencies(tidy ui) # for the headers that moc and uic make
    endif()
endif()
