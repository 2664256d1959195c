# One folder of the root listing is one static library, whocites::<folder>. Sources are globbed so
# that adding a format, a question or a command is one new file.
add_library(whocites_warnings INTERFACE)
target_compile_options(whocites_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wunused
  -Wcast-align -Wextra-semi
  -Wno-restrict  # g++ 12 warns falsely about std::string operator+ (GCC bug 105651)
  $<$<BOOL:${WHOCITES_WARNINGS_AS_ERRORS}>:-Werror>)

function(whocites_layer name)
  cmake_parse_arguments(ARG "" "" "LINKS" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/${name}/*.cpp")
  list(FILTER sources EXCLUDE REGEX "/cli/main\\.cpp$")
  add_library(whocites_${name} STATIC ${sources})
  add_library(whocites::${name} ALIAS whocites_${name})
  set_target_properties(whocites_${name} PROPERTIES EXPORT_NAME ${name})
  target_include_directories(whocites_${name} PUBLIC
    $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}>
    $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}/whocites>)
  target_compile_features(whocites_${name} PUBLIC cxx_std_20)
  target_link_libraries(whocites_${name} ${ARG_LINKS} PRIVATE $<BUILD_INTERFACE:whocites_warnings>)
endfunction()
