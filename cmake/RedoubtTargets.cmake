# SPDX-License-Identifier: AGPL-3.0-or-later
# Flags shared by every target, and the two functions that modules and tests are declared with.

add_library(redoubt_flags INTERFACE)
target_compile_features(redoubt_flags INTERFACE cxx_std_20)
set(CMAKE_CXX_EXTENSIONS OFF)
target_include_directories(redoubt_flags INTERFACE ${CMAKE_SOURCE_DIR})
target_compile_definitions(redoubt_flags INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_FOREACH QT_NO_KEYWORDS
    QT_NO_NARROWING_CONVERSIONS_IN_CONNECT _GLIBCXX_ASSERTIONS)
target_compile_options(redoubt_flags INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wcast-align -Wformat=2
    # GCC 12 takes the inactive members of std::variant and std::optional for uninitialised ones.
    $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>
    $<$<BOOL:${REDOUBT_WERROR}>:-Werror>)
# Instrumented builds also keep Qt's assertions, which a release leaves out.
if(REDOUBT_SANITIZE STREQUAL "address")
    target_compile_options(redoubt_flags INTERFACE -fsanitize=address,undefined -fno-omit-frame-pointer
        -fno-sanitize-recover=undefined)
    target_link_options(redoubt_flags INTERFACE -fsanitize=address,undefined)
    target_compile_definitions(redoubt_flags INTERFACE QT_FORCE_ASSERTS)
elseif(REDOUBT_SANITIZE STREQUAL "thread")
    target_compile_options(redoubt_flags INTERFACE -fsanitize=thread -fno-omit-frame-pointer)
    target_link_options(redoubt_flags INTERFACE -fsanitize=thread)
    target_compile_definitions(redoubt_flags INTERFACE QT_FORCE_ASSERTS)
elseif(REDOUBT_SANITIZE)
    message(FATAL_ERROR "REDOUBT_SANITIZE is “${REDOUBT_SANITIZE}”; it can be address, thread or empty")
endif()
# What a fuzzer learns from: which branches an input takes. Only built with clang (see tests/fuzz).
if(REDOUBT_FUZZ)
    target_compile_options(redoubt_flags INTERFACE -fsanitize=fuzzer-no-link)
endif()

# Most modules declare no QObject, and scanning them costs an extra step and an extra file each. A module's first Q_OBJECT
# is noticed at the next configuration (until then the linker misses its vtable).
function(redoubt_moc_if_needed target)
    set(needed OFF)
    foreach(source IN LISTS ARGN)
        cmake_path(ABSOLUTE_PATH source BASE_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR})
        if(source MATCHES "\\.(h|cpp)$" AND EXISTS ${source})
            file(STRINGS ${source} macros REGEX "^[ \t]*Q_(OBJECT|GADGET|NAMESPACE)" LIMIT_COUNT 1)
            if(macros)
                set(needed ON)
            endif()
        endif()
    endforeach()
    set_target_properties(${target} PROPERTIES AUTOMOC ${needed})
endfunction()

# What nearly every file reads before its own first line, which is most of the time it takes to compile. Each file still
# includes what it uses: a build without REDOUBT_PCH holds it to that.
set(REDOUBT_COMMON_HEADERS <QCoreApplication> <QHash> <QImage> <QList> <QSet> <QString> <QStringList>
    <algorithm> <array> <cmath> <filesystem> <functional> <map> <memory> <mutex> <optional> <string> <variant> <vector>)

# redoubt_shared_headers(KIND LIBS ... HEADERS ...): them, precompiled once for all targets of one kind. Those must be
# compiled with the same options; macros that they have on top do no harm as long as no header here reads them.
function(redoubt_shared_headers kind)
    cmake_parse_arguments(ARG "" "" "LIBS;HEADERS;OPTIONS" ${ARGN})
    set(owner redoubt_pch_${kind})
    file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/pch/${kind}.cpp CONTENT "// Only here to own a precompiled header.\n")
    add_library(${owner} OBJECT ${CMAKE_BINARY_DIR}/pch/${kind}.cpp)
    target_link_libraries(${owner} PRIVATE redoubt_flags ${ARG_LIBS})
    target_compile_options(${owner} PRIVATE ${ARG_OPTIONS})
    target_precompile_headers(${owner} PRIVATE ${REDOUBT_COMMON_HEADERS} ${ARG_HEADERS})
    set_target_properties(${owner} PROPERTIES POSITION_INDEPENDENT_CODE ON)
endfunction()

if(REDOUBT_PCH)
    redoubt_shared_headers(core LIBS Qt6::Gui)
    redoubt_shared_headers(widgets LIBS Qt6::Widgets HEADERS <QtWidgets>)
endif()

# Tests are compiled without optimisation, which is half of the time they cost; what they test is optimised. Qt6::Test
# gives each target macros with its own folders, which nothing here reads (QFINDTESTDATA) and which would make a shared
# header unusable.
set(REDOUBT_TEST_OPTIONS $<$<CONFIG:Release>:-O0>)
if(REDOUBT_PCH AND REDOUBT_TESTS)
    set_target_properties(Qt6::Test PROPERTIES INTERFACE_COMPILE_DEFINITIONS QT_TESTLIB_LIB)
    redoubt_shared_headers(coretest LIBS Qt6::Gui Qt6::Test HEADERS <QTest> OPTIONS ${REDOUBT_TEST_OPTIONS})
    redoubt_shared_headers(widgetstest LIBS Qt6::Widgets Qt6::Test HEADERS <QtWidgets> <QTest>
        OPTIONS ${REDOUBT_TEST_OPTIONS})
endif()

# redoubt_precompile(TARGET KIND): use them.
function(redoubt_precompile target kind)
    if(REDOUBT_PCH)
        target_precompile_headers(${target} REUSE_FROM redoubt_pch_${kind})
        # A target with other options compiles without them; that is slower, not wrong.
        target_compile_options(${target} PRIVATE -Wno-error=invalid-pch)
    endif()
endfunction()

# redoubt_unite(TARGET): compiles up to twelve of its files as one, which reads their headers once. Names in unnamed
# namespaces are therefore unique in a module. A build without REDOUBT_UNITY holds each file to including what it uses.
function(redoubt_unite target)
    set_target_properties(${target} PROPERTIES UNITY_BUILD ${REDOUBT_UNITY} UNITY_BUILD_BATCH_SIZE 12)
    # GCC takes for a header what is included, and warns of unnamed namespaces there.
    if(REDOUBT_UNITY AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
        target_compile_options(${target} PRIVATE -Wno-subobject-linkage)
    endif()
endfunction()

# redoubt_module(NAME SOURCES ... PUBLIC ... PRIVATE ... [HEADERS KIND]): static library redoubt_NAME with the alias
# Redoubt::NAME.
function(redoubt_module name)
    cmake_parse_arguments(ARG "" "HEADERS" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
    if(NOT ARG_HEADERS)
        set(ARG_HEADERS core)
    endif()
    add_library(redoubt_${name} STATIC ${ARG_SOURCES})
    add_library(Redoubt::${name} ALIAS redoubt_${name})
    target_link_libraries(redoubt_${name} PUBLIC ${ARG_PUBLIC} PRIVATE redoubt_flags ${ARG_PRIVATE})
    target_include_directories(redoubt_${name} PUBLIC ${CMAKE_SOURCE_DIR})
    redoubt_moc_if_needed(redoubt_${name} ${ARG_SOURCES})
    redoubt_precompile(redoubt_${name} ${ARG_HEADERS})
    redoubt_unite(redoubt_${name})
endfunction()

# redoubt_program(TARGET [HELPER]): what users run. All of them are built by the target redoubt_programs and installed; a
# HELPER is started by the others and stands in libexec, out of the way of people.
add_custom_target(redoubt_programs)
function(redoubt_program target)
    cmake_parse_arguments(ARG "HELPER" "" "" ${ARGN})
    add_dependencies(redoubt_programs ${target})
    if(ARG_HELPER)
        install(TARGETS ${target} RUNTIME DESTINATION ${CMAKE_INSTALL_LIBEXECDIR}/redoubt)
    else()
        install(TARGETS ${target} RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
    endif()
endfunction()

# redoubt_test_headers(TARGET KIND): what a program or library of the tests is compiled with.
function(redoubt_test_headers target kind)
    target_compile_options(${target} PRIVATE ${REDOUBT_TEST_OPTIONS})
    redoubt_precompile(${target} ${kind})
endfunction()

# redoubt_test_library(NAME SOURCES ... LIBS ...): what several tests share.
function(redoubt_test_library name)
    cmake_parse_arguments(ARG "" "" "SOURCES;LIBS" ${ARGN})
    add_library(${name} STATIC ${ARG_SOURCES})
    target_link_libraries(${name} PUBLIC ${ARG_LIBS} PRIVATE redoubt_flags)
    redoubt_test_headers(${name} coretest)
endfunction()

# What packaging/sanitize builds and runs: the tests of everything that parses, converts, writes or verifies, with
# AddressSanitizer; those of what runs on several threads, with ThreadSanitizer; and the fuzz targets.
set(REDOUBT_ADDRESS_FOLDERS base worker finding vault casefile jobs media document text detect redact verify medium release workflow)
set(REDOUBT_THREAD_FOLDERS jobs media release vault workflow)
foreach(kind IN ITEMS address thread fuzz)
    add_custom_target(${kind}_tests)
endforeach()

# Names TARGET as one of them; LABELS gets the label that ctest selects by.
function(redoubt_instrumented target labels)
    cmake_path(RELATIVE_PATH CMAKE_CURRENT_SOURCE_DIR BASE_DIRECTORY ${CMAKE_SOURCE_DIR}/tests OUTPUT_VARIABLE folder)
    set(found ${${labels}})
    if(folder IN_LIST REDOUBT_ADDRESS_FOLDERS)
        list(APPEND found address)
    endif()
    if(folder IN_LIST REDOUBT_THREAD_FOLDERS)
        list(APPEND found thread)
    endif()
    foreach(kind IN ITEMS address thread)
        if(kind IN_LIST found)
            add_dependencies(${kind}_tests ${target})
        endif()
    endforeach()
    set(${labels} ${found} PARENT_SCOPE)
endfunction()

# redoubt_test(NAME LIBS ... [TIMEOUT SECONDS] [LABELS ...]): one Qt Test program from NAME.cpp, run offscreen. The labels
# "address" and "thread" have it run instrumented wherever it stands.
function(redoubt_test name)
    cmake_parse_arguments(ARG "" "TIMEOUT" "LIBS;LABELS;SOURCES" ${ARGN})
    add_executable(${name} ${name}.cpp ${ARG_SOURCES})
    target_link_libraries(${name} PRIVATE redoubt_flags redoubt_testsupport Qt6::Test ${ARG_LIBS})
    if(REDOUBT_SANITIZE STREQUAL "thread")
        target_link_libraries(${name} PRIVATE redoubt_tsanclone)
    endif()
    # What looks media up finds those of the programs.
    if(ARG_LIBS MATCHES "Redoubt::(standard|release|workflow|ui_)|redoubt_samplecase")
        target_link_libraries(${name} PRIVATE redoubt_testmedia)
    endif()
    # Its class stands in its one file: a single call of moc replaces AUTOMOC's scan and the file that it adds.
    set(moc ${CMAKE_CURRENT_BINARY_DIR}/${name}.moc)
    qt_generate_moc(${name}.cpp ${moc} TARGET ${name})
    target_sources(${name} PRIVATE ${moc})
    target_include_directories(${name} PRIVATE ${CMAKE_CURRENT_BINARY_DIR})
    if(CMAKE_CURRENT_SOURCE_DIR MATCHES "/tests/ui(/|$)" OR ARG_LIBS MATCHES "Redoubt::ui_|Qt6::Widgets")
        redoubt_test_headers(${name} widgetstest)
    else()
        redoubt_test_headers(${name} coretest)
    endif()
    add_test(NAME ${name} COMMAND ${name})
    redoubt_instrumented(${name} ARG_LABELS)
    if(NOT ARG_TIMEOUT)
        set(ARG_TIMEOUT 900)
    endif()
    # Qt Test's own limit of five minutes for a function is less than a loaded machine needs.
    set_tests_properties(${name} PROPERTIES TIMEOUT ${ARG_TIMEOUT} LABELS "${ARG_LABELS}"
        ENVIRONMENT "QTEST_FUNCTION_TIMEOUT=${ARG_TIMEOUT}000;QT_QPA_PLATFORM=offscreen;OMP_THREAD_LIMIT=1;LC_ALL=C.UTF-8;REDOUBT_SHARED=${CMAKE_SOURCE_DIR}/../shared")
endfunction()

# redoubt_test_vectors(NAME ...): tells these tests where the files of tests/vectors are. They ask by environment: a
# macro would keep them from sharing precompiled headers.
function(redoubt_test_vectors)
    set_property(TEST ${ARGN} APPEND PROPERTY ENVIRONMENT "REDOUBT_VECTORS=${CMAKE_SOURCE_DIR}/tests/vectors")
endfunction()
