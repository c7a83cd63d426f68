# SPDX-License-Identifier: AGPL-3.0-or-later
# Debian 12 ships MuPDF 1.21.1 as static libraries with a pkg-config file that names an older version and misses
# half of the libraries needed; hence this module. Defines MuPDF::mupdf.

find_path(MuPDF_INCLUDE_DIR mupdf/fitz.h)
find_library(MuPDF_LIBRARY mupdf)
find_library(MuPDF_THIRD_LIBRARY mupdf-third)
set(MuPDF_SUPPORT_LIBRARIES)
set(MuPDF_MISSING)
foreach(lib IN ITEMS mujs gumbo openjp2 jbig2dec harfbuzz freetype jpeg z m)
    find_library(MuPDF_${lib}_LIBRARY ${lib})
    mark_as_advanced(MuPDF_${lib}_LIBRARY)
    if(MuPDF_${lib}_LIBRARY)
        list(APPEND MuPDF_SUPPORT_LIBRARIES ${MuPDF_${lib}_LIBRARY})
    else()
        list(APPEND MuPDF_MISSING ${lib})
    endif()
endforeach()
if(MuPDF_MISSING)
    set(MuPDF_LIBRARY MuPDF_LIBRARY-NOTFOUND)
    message(STATUS "MuPDF needs these libraries too: ${MuPDF_MISSING}")
endif()

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(MuPDF REQUIRED_VARS MuPDF_LIBRARY MuPDF_THIRD_LIBRARY MuPDF_INCLUDE_DIR)
if(MuPDF_FOUND AND NOT TARGET MuPDF::mupdf)
    add_library(MuPDF::mupdf INTERFACE IMPORTED)
    set_target_properties(MuPDF::mupdf PROPERTIES
        INTERFACE_INCLUDE_DIRECTORIES "${MuPDF_INCLUDE_DIR}"
        INTERFACE_LINK_LIBRARIES "${MuPDF_LIBRARY};${MuPDF_THIRD_LIBRARY};${MuPDF_SUPPORT_LIBRARIES}")
endif()
