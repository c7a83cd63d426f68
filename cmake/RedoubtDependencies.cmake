# SPDX-License-Identifier: AGPL-3.0-or-later
# Every library outside the project, found once. All are Debian 12 packages; packaging/packages.txt lists them.

find_package(Qt6 6.4 REQUIRED COMPONENTS Core Gui Sql Widgets Multimedia Svg LinguistTools)
if(REDOUBT_TESTS)
    find_package(Qt6 6.4 REQUIRED COMPONENTS Test)
endif()
find_package(PkgConfig REQUIRED)
find_package(OpenCV 4.6 REQUIRED COMPONENTS core imgproc imgcodecs dnn objdetect video)
find_package(OpenMP COMPONENTS CXX)
if(NOT OpenMP_CXX_FOUND)
    # Clang without a runtime of its own takes GCC's, which oneDNN and Tesseract use as well: a process must not have two.
    # GCC's header is written in attributes that only GCC knows; two functions of it are called.
    file(GLOB gcc_folders /usr/lib/gcc/*/*)
    find_library(GOMP_LIBRARY gomp PATHS ${gcc_folders} REQUIRED)
    file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/gomp/omp.h CONTENT
        "#pragma once\nextern \"C\" {\nvoid omp_set_num_threads(int) noexcept;\nint omp_get_max_threads(void) noexcept;\n}\n")
    add_library(redoubt_gomp INTERFACE)
    target_include_directories(redoubt_gomp SYSTEM INTERFACE ${CMAKE_BINARY_DIR}/gomp)
    target_link_libraries(redoubt_gomp INTERFACE ${GOMP_LIBRARY})
    add_library(OpenMP::OpenMP_CXX ALIAS redoubt_gomp)
endif()
find_package(Threads REQUIRED)

pkg_check_modules(sodium REQUIRED IMPORTED_TARGET libsodium)
pkg_check_modules(zstd REQUIRED IMPORTED_TARGET libzstd)
pkg_check_modules(seccomp REQUIRED IMPORTED_TARGET libseccomp)
pkg_check_modules(openssl REQUIRED IMPORTED_TARGET libcrypto)
pkg_check_modules(ffmpeg REQUIRED IMPORTED_TARGET libavformat libavcodec libavutil libswscale libswresample)
pkg_check_modules(tesseract REQUIRED IMPORTED_TARGET tesseract lept)
pkg_check_modules(qpdf REQUIRED IMPORTED_TARGET libqpdf)
if(CMAKE_CXX_COMPILER_ID MATCHES "Clang")
    # Clang decides while it reads a class of QPDF's whether its destructor is constant, by a member whose type is not
    # complete before the end of JSON.hh. Its copy only declares that destructor; QPDF itself defines it, and nothing here calls it.
    find_file(QPDF_JSON_HEADER qpdf/JSON.hh HINTS ${qpdf_INCLUDE_DIRS} REQUIRED)
    file(READ ${QPDF_JSON_HEADER} qpdf_json)
    string(REPLACE "virtual ~JSON_array() = default;" "virtual ~JSON_array();" qpdf_json "${qpdf_json}")
    file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/qpdf/qpdf/JSON.hh CONTENT "${qpdf_json}" @ONLY)
    target_include_directories(PkgConfig::qpdf SYSTEM BEFORE INTERFACE ${CMAKE_BINARY_DIR}/qpdf)
endif()
pkg_check_modules(poppler REQUIRED IMPORTED_TARGET poppler-qt6)
pkg_check_modules(jpeg REQUIRED IMPORTED_TARGET libjpeg)
pkg_check_modules(heif REQUIRED IMPORTED_TARGET libheif)
pkg_check_modules(tiff REQUIRED IMPORTED_TARGET libtiff-4)
pkg_check_modules(webp REQUIRED IMPORTED_TARGET libwebp libwebpdemux)
pkg_check_modules(zlib REQUIRED IMPORTED_TARGET zlib)
pkg_check_modules(exiv2 REQUIRED IMPORTED_TARGET exiv2)
pkg_check_modules(hyperscan REQUIRED IMPORTED_TARGET libhs)
pkg_check_modules(pcre2 REQUIRED IMPORTED_TARGET libpcre2-16)
pkg_check_modules(icu REQUIRED IMPORTED_TARGET icu-uc icu-i18n)
pkg_check_modules(webrtc REQUIRED IMPORTED_TARGET webrtc-audio-processing)
find_package(MuPDF REQUIRED)

# libphonenumber ships no pkg-config file.
find_path(PHONENUMBER_INCLUDE_DIR phonenumbers/phonenumberutil.h REQUIRED)
find_library(PHONENUMBER_LIBRARY phonenumber REQUIRED)
add_library(redoubt_phonenumber INTERFACE)
target_include_directories(redoubt_phonenumber SYSTEM INTERFACE ${PHONENUMBER_INCLUDE_DIR})
target_link_libraries(redoubt_phonenumber INTERFACE ${PHONENUMBER_LIBRARY})
add_library(Phonenumber::phonenumber ALIAS redoubt_phonenumber)

# oneDNN's CMake package asks for the development files of OpenCL, which its Debian package does not bring along.
find_path(DNNL_INCLUDE_DIR oneapi/dnnl/dnnl.hpp REQUIRED)
find_library(DNNL_LIBRARY dnnl REQUIRED)
add_library(redoubt_dnnl INTERFACE)
target_include_directories(redoubt_dnnl SYSTEM INTERFACE ${DNNL_INCLUDE_DIR})
target_link_libraries(redoubt_dnnl INTERFACE ${DNNL_LIBRARY})
add_library(DNNL::dnnl ALIAS redoubt_dnnl)

# zxcvbn, which tells how hard a passphrase is to guess, ships no pkg-config file either.
find_path(ZXCVBN_INCLUDE_DIR zxcvbn.h REQUIRED)
find_library(ZXCVBN_LIBRARY zxcvbn REQUIRED)
add_library(redoubt_zxcvbn INTERFACE)
target_include_directories(redoubt_zxcvbn SYSTEM INTERFACE ${ZXCVBN_INCLUDE_DIR})
target_link_libraries(redoubt_zxcvbn INTERFACE ${ZXCVBN_LIBRARY})
add_library(Zxcvbn::zxcvbn ALIAS redoubt_zxcvbn)
