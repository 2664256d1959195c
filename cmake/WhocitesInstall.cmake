# The tool, the library with its headers, and a CMake package for find_package(whocites).
include(CMakePackageConfigHelpers)
install(TARGETS whocites_tool whocites whocites_base whocites_graph whocites_storage
                whocites_ingest whocites_render
        EXPORT whocites_targets)
install(DIRECTORY base graph storage ingest render
        DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}/whocites"
        FILES_MATCHING PATTERN "*.h" PATTERN detail EXCLUDE PATTERN data EXCLUDE
        PATTERN page EXCLUDE)
install(FILES LICENSE DESTINATION "${CMAKE_INSTALL_DOCDIR}")
set(package_dir "${CMAKE_INSTALL_LIBDIR}/cmake/whocites")
install(EXPORT whocites_targets NAMESPACE whocites:: DESTINATION "${package_dir}")
file(WRITE "${PROJECT_BINARY_DIR}/whocites-config.cmake"
"include(\"\${CMAKE_CURRENT_LIST_DIR}/WhocitesDependencies.cmake\")
if(DEFINED whocites_FOUND AND NOT whocites_FOUND)  # a dependency is missing
  return()
endif()
include(\"\${CMAKE_CURRENT_LIST_DIR}/whocites_targets.cmake\")
")
write_basic_package_version_file("${PROJECT_BINARY_DIR}/whocites-config-version.cmake"
                                 COMPATIBILITY SameMinorVersion)
install(FILES "${PROJECT_BINARY_DIR}/whocites-config.cmake"
              "${PROJECT_BINARY_DIR}/whocites-config-version.cmake"
              "${PROJECT_SOURCE_DIR}/cmake/WhocitesDependencies.cmake"
        DESTINATION "${package_dir}")
