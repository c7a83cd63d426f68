# SPDX-License-Identifier: AGPL-3.0-or-later
# OpenCV's own CMake package insists on every module that it was built with, and Debian puts it into the package that
# brings all of them (with VTK, MPI and Tk). This finds only the components asked for: targets opencv_NAME.

find_path(OpenCV_INCLUDE_DIR opencv2/core/version.hpp PATH_SUFFIXES opencv4)
if(OpenCV_INCLUDE_DIR)
    file(STRINGS ${OpenCV_INCLUDE_DIR}/opencv2/core/version.hpp opencv_lines REGEX "#define CV_VERSION_(MAJOR|MINOR|REVISION) ")
    string(REGEX REPLACE "[^0-9]*([0-9]+)[^0-9]+([0-9]+)[^0-9]+([0-9]+).*" "\\1.\\2.\\3" OpenCV_VERSION "${opencv_lines}")
endif()
foreach(component IN LISTS OpenCV_FIND_COMPONENTS)
    find_library(OpenCV_${component}_LIBRARY opencv_${component})
    mark_as_advanced(OpenCV_${component}_LIBRARY)
    if(OpenCV_${component}_LIBRARY AND EXISTS ${OpenCV_INCLUDE_DIR}/opencv2/${component}.hpp)
        set(OpenCV_${component}_FOUND TRUE)
    endif()
endforeach()

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(OpenCV REQUIRED_VARS OpenCV_INCLUDE_DIR VERSION_VAR OpenCV_VERSION HANDLE_COMPONENTS)
if(OpenCV_FOUND)
    foreach(component IN LISTS OpenCV_FIND_COMPONENTS)
        if(NOT TARGET opencv_${component})
            add_library(opencv_${component} UNKNOWN IMPORTED)
            set_target_properties(opencv_${component} PROPERTIES
                IMPORTED_LOCATION "${OpenCV_${component}_LIBRARY}"
                INTERFACE_INCLUDE_DIRECTORIES "${OpenCV_INCLUDE_DIR}")
        endif()
        if(NOT component STREQUAL core)
            set_property(TARGET opencv_${component} APPEND PROPERTY INTERFACE_LINK_LIBRARIES opencv_core)
        endif()
    endforeach()
endif()
