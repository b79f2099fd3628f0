# SPDX-FileCopyrightText: 2026 The Tollkeeper founders
# SPDX-License-Identifier: GPL-3.0-or-later
# The rules themselves under test: one offence after another is planted in a copy of the source, and must be named.
# cmake -D ROOT=folder -D COPY=folder -D LUPDATE=program -P planted.cmake
cmake_minimum_required(VERSION 3.25)

function(run_rule rule)
    execute_process(COMMAND "${CMAKE_COMMAND}" -D "ROOT=${COPY}" -D "LUPDATE=${LUPDATE}" -D "COPY=${COPY}.translations" -P "${CMAKE_CURRENT_LIST_DIR}/${rule}.cmake"
        RESULT_VARIABLE status ERROR_VARIABLE said OUTPUT_QUIET)
    set(status "${status}" PARENT_SCOPE)
    set(said "${said}" PARENT_SCOPE)
endfunction()

# RULE must say EXPECTED of FILE with CONTENT, and fail; an empty EXPECTED means that it must say nothing of it.
function(plant rule file content expected)
    file(WRITE "${COPY}/${file}" "${content}")
    run_rule(${rule})
    file(REMOVE "${COPY}/${file}")
    string(FIND "${said}" "${file}: ${expected}" place)
    if(expected STREQUAL "")
        if(NOT place EQUAL -1)
            message(SEND_ERROR "${rule} refuses what is allowed:\n${said}")
        endif()
    elseif(status EQUAL 0 OR place EQUAL -1)
        message(SEND_ERROR "${rule} should say \"${file}: ${expected}\" but says:\n${said}")
    endif()
endfunction()

function(include_in file included expected)
    plant(layers "${file}" "#pragma once\n#include ${included}\n" "${expected}")
endfunction()

file(REMOVE_RECURSE "${COPY}")
file(COPY "${ROOT}/app" "${ROOT}/core" "${ROOT}/ui" "${ROOT}/tests" "${ROOT}/translations" "${ROOT}/run" DESTINATION "${COPY}")

include_in(core/base/planted.h "\"core/money/money.h\"" "base may not include money")
include_in(core/money/planted.h "\"core/calendar/span.h\"" "money may not include calendar")
include_in(core/usage/planted.cpp "\"core/tokens/token.h\"" "usage may not include tokens")
include_in(core/billing/planted.h "\"core/usage/event.h\"" "billing may not include usage")
include_in(core/simulation/planted.cpp "\"core/billing/invoice.h\"" "simulation may not include billing")
include_in(core/rating/planted.h "<QString>" "the domain may not include Qt")
include_in(core/reports/planted.h "<QtCore/QString>" "the domain may not include Qt")
include_in(core/usage/planted.h "<qglobal.h>" "the domain may not include Qt")
include_in(core/rating/planted.h "\"rate.h\"" "is not a path from the project's root")
include_in(core/rating/planted.h "\"core/rating/../storage/store.h\"" "is not a path from the project's root")
include_in(core/rating/planted.h "<core/storage/store.h>" "rating may not include storage")
include_in(core/storage/planted.h "\"core/simulation/scenario.h\"" "storage may not include simulation")
include_in(core/sync/planted.h "\"core/rating/rate.h\"" "sync may not include rating")
include_in(core/print/planted.h "\"core/rating/rate.h\"" "print may not include rating")
include_in(core/services/planted.h "\"core/server/server.h\"" "services may not include server")
include_in(core/services/planted.h "\"ui/text/text.h\"" "services may not include ui/text")
include_in(ui/models/planted.h "\"ui/text/text.h\"" "ui/models may not include ui/text")
include_in(ui/widgets/planted.h "\"core/services/workspace.h\"" "ui/widgets may not include services")
include_in(ui/pages/tokens/planted.h "\"core/storage/store.h\"" "ui/pages may not include storage")
include_in(ui/pages/tokens/planted.h "\"ui/pages/usage/usagepage.h\"" "a page may not include another page")
include_in(ui/pages/tokens/planted.h "\"ui/shell/mainwindow.h\"" "ui/pages may not include ui/shell")
include_in(ui/shell/planted.h "\"core/rating/rate.h\"" "ui/shell may not include rating")
include_in(app/cli/planted.cpp "\"ui/shell/mainwindow.h\"" "app/cli may not include ui/shell")
include_in(app/service/planted.cpp "\"core/storage/store.h\"" "app/service may not include storage")
include_in(core/planted/planted.h "<vector>" "is in no known room")
include_in(ui/planted.h "<QWidget>" "is in no known room")
include_in(ui/pages/planted.h "\"ui/pages/usage/usagepage.h\"" "a page may not include another page")
include_in(ui/pages/planted.h "\"core/print/print.h\"" "ui/pages may not include print")
plant(layers core/base/planted.h "  #  include   \"core/money/money.h\" // [a; b" "base may not include money")

include_in(core/services/planted.h "\"core/storage/store.h\"" "")
include_in(ui/pages/tokens/planted.cpp "\"ui/pages/tokens/tokenspage.h\"" "")
include_in(ui/pages/tokens/planted.cpp "\"ui/pages/page.h\"" "")
include_in(ui/pages/tokens/planted.cpp "\"ui_tokenspage.h\"" "")
include_in(app/desktop/planted.cpp "\"ui/shell/mainwindow.h\"" "")
include_in(core/reports/planted.h "<queue>" "")

set(spdx "// SPDX-FileCopyrightText: 2026 The Tollkeeper founders\n// SPDX-License-Identifier: GPL-3.0-or-later\n")
plant(licences core/base/planted.cpp "namespace toll {}\n" "does not begin with the two SPDX lines")
plant(licences tests/planted.sh "#!/bin/bash\necho\n" "does not begin with the two SPDX lines")
plant(licences core/base/planted.cpp "${spdx}" "")

plant(exactmoney core/rating/planted.cpp "${spdx}auto rate = static_cast<double>(1);\n" "money may not use double")
plant(exactmoney core/money/planted.h "float planted;" "money may not use float")
plant(exactmoney core/billing/planted.h "// no double here\nint doubled;\n" "")

# A text that no catalogue has, and one that is there but not translated.
function(expect_stale catalogue)
    run_rule(translations)
    if(status EQUAL 0 OR NOT said MATCHES "${catalogue}: ${ARGN}")
        message(SEND_ERROR "translations should say \"${catalogue}: ${ARGN}\" but says:\n${said}")
    endif()
endfunction()

file(WRITE "${COPY}/ui/widgets/planted.cpp" "QString planted() { return QObject::tr(\"Planted\"); }\n")
expect_stale(toll_zh_CN.ts "is not up to date")
execute_process(COMMAND "${LUPDATE}" -silent -I . -locations none -no-obsolete -extensions cpp,h app ui core/services
    -ts translations/toll_zh_CN.ts WORKING_DIRECTORY "${COPY}")
expect_stale(toll_zh_CN.ts "has unfinished translations")
