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
    $<$<BOOL:${REDOUBT_WERROR}>:-Werror>)
if(REDOUBT_SANITIZE)
    target_compile_options(redoubt_flags INTERFACE -fsanitize=address,undefined -fno-omit-frame-pointer
        -fno-sanitize-recover=undefined)
    target_link_options(redoubt_flags INTERFACE -fsanitize=address,undefined)
endif()

# redoubt_module(NAME SOURCES ... PUBLIC ... PRIVATE ...): static library redoubt_NAME with the alias Redoubt::NAME.
function(redoubt_module name)
    cmake_parse_arguments(ARG "" "" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
    add_library(redoubt_${name} STATIC ${ARG_SOURCES})
    add_library(Redoubt::${name} ALIAS redoubt_${name})
    target_link_libraries(redoubt_${name} PUBLIC ${ARG_PUBLIC} PRIVATE redoubt_flags ${ARG_PRIVATE})
    target_include_directories(redoubt_${name} PUBLIC ${CMAKE_SOURCE_DIR})
endfunction()

# redoubt_test(NAME LIBS ... [TIMEOUT SECONDS] [LABELS ...]): one Qt Test program from NAME.cpp, run offscreen.
function(redoubt_test name)
    cmake_parse_arguments(ARG "" "TIMEOUT" "LIBS;LABELS;SOURCES" ${ARGN})
    add_executable(${name} ${name}.cpp ${ARG_SOURCES})
    target_link_libraries(${name} PRIVATE redoubt_flags redoubt_testsupport Qt6::Test ${ARG_LIBS})
    add_test(NAME ${name} COMMAND ${name})
    if(NOT ARG_TIMEOUT)
        set(ARG_TIMEOUT 300)
    endif()
    set_tests_properties(${name} PROPERTIES TIMEOUT ${ARG_TIMEOUT} LABELS "${ARG_LABELS}"
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;OMP_THREAD_LIMIT=1;LC_ALL=C.UTF-8;REDOUBT_SHARED=${CMAKE_SOURCE_DIR}/../shared")
endfunction()
