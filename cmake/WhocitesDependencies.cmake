# Finds everything that is not the project's own; used by the build and by find_package(whocites).
# What is missing stops the build; to find_package it means that there is no usable whocites.
include(CMakeFindDependencyMacro)
macro(whocites_needs)
  if(CMAKE_FIND_PACKAGE_NAME)
    find_dependency(${ARGN})
  else()
    find_package(${ARGN} REQUIRED)
  endif()
endmacro()

whocites_needs(Threads)
whocites_needs(tl-expected)
whocites_needs(ICU COMPONENTS uc i18n)
whocites_needs(OpenSSL COMPONENTS Crypto)
whocites_needs(Boost 1.74)
whocites_needs(nlohmann_json)
whocites_needs(simdjson)
# Not RocksDB's own CMake package: it asks for more than is linked. The static archive, since a
# process binds 14,000 symbols of the shared library before it begins, which takes as long as a
# question; where it or a compression library that it needs is missing, the shared one, which carries
# these itself.
if(NOT TARGET whocites_deps::rocksdb)
  find_library(WHOCITES_ROCKSDB_ARCHIVE librocksdb.a)
  find_library(WHOCITES_SNAPPY libsnappy.a)
  find_library(WHOCITES_ZLIB libz.a)
  find_library(WHOCITES_BZIP2 libbz2.a)
  find_library(WHOCITES_LZ4 liblz4.a)
  find_library(WHOCITES_ZSTD libzstd.a)
  set(whocites_rocksdb_parts
      "${WHOCITES_ROCKSDB_ARCHIVE}" "${WHOCITES_SNAPPY}" "${WHOCITES_ZLIB}" "${WHOCITES_BZIP2}"
      "${WHOCITES_LZ4}" "${WHOCITES_ZSTD}")
  if(whocites_rocksdb_parts MATCHES "NOTFOUND")
    find_library(WHOCITES_ROCKSDB rocksdb REQUIRED)
    set(whocites_rocksdb_parts "${WHOCITES_ROCKSDB}")
  endif()
  add_library(whocites_deps::rocksdb INTERFACE IMPORTED)
  target_link_libraries(whocites_deps::rocksdb INTERFACE ${whocites_rocksdb_parts} Threads::Threads
                                                         ${CMAKE_DL_LIBS})
endif()
whocites_needs(PkgConfig)
if(NOT TARGET whocites_deps::gvc)
  pkg_check_modules(WHOCITES_GVC REQUIRED IMPORTED_TARGET libgvc libcgraph)
  add_library(whocites_deps::gvc INTERFACE IMPORTED)
  target_link_libraries(whocites_deps::gvc INTERFACE PkgConfig::WHOCITES_GVC)
endif()
