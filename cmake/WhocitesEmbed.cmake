# whocites_embed(<target> <folder> [<file>…]): every file of <folder>, or each file given, becomes a
# string_view in the generated header "<folder>/embedded.h", so that an installed tool needs no files
# beside it and the data stay readable and editable in the project.
function(whocites_embed target folder)
  set(files ${ARGN})
  if(NOT files)
    file(GLOB files CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/${folder}/*")
  endif()
  set(outdir "${PROJECT_BINARY_DIR}/embedded/${folder}")
  string(MAKE_C_IDENTIFIER "${folder}" space)
  set(header "#pragma once\n#include <string_view>\nnamespace whocites::embedded {\n")
  set(assembly "    .section .rodata\n")
  foreach(file IN LISTS files)
    get_filename_component(stem "${file}" NAME)
    string(MAKE_C_IDENTIFIER "${stem}" id)
    set(symbol "whocites_embedded_${id}")
    string(APPEND header "extern \"C\" const char ${symbol}_begin[];\n"
                         "extern \"C\" const char ${symbol}_end[];\n"
                         "inline std::string_view ${id}() {\n"
                         "  return {${symbol}_begin, "
                         "static_cast<std::size_t>(${symbol}_end - ${symbol}_begin)};\n}\n")
    string(APPEND assembly "    .global ${symbol}_begin, ${symbol}_end\n${symbol}_begin:\n"
                           "    .incbin \"${file}\"\n${symbol}_end:\n    .byte 0\n")
  endforeach()
  string(APPEND header "}  // namespace whocites::embedded\n")
  string(APPEND assembly "    .section .note.GNU-stack,\"\",%progbits\n")
  file(CONFIGURE OUTPUT "${outdir}/embedded.h" CONTENT "${header}" @ONLY)
  file(CONFIGURE OUTPUT "${outdir}/embedded.S" CONTENT "${assembly}" @ONLY)
  set_source_files_properties("${outdir}/embedded.S" PROPERTIES OBJECT_DEPENDS "${files}" LANGUAGE ASM)
  target_sources(${target} PRIVATE "${outdir}/embedded.S" ${ARGN})
  target_include_directories(${target} PRIVATE "${PROJECT_BINARY_DIR}/embedded")
endfunction()
