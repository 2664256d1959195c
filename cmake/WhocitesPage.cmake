# The page for browsers: render/page/ bundled with what it takes from npm into one file, page.html,
# which is compiled in. It needs Node.js and npm. Where they or their packages cannot be had, the
# program is built without it and says so when a page is asked for; WHOCITES_PAGE=ON makes that an
# error, OFF does not try.
set(WHOCITES_PAGE AUTO CACHE STRING "Build the page for browsers: AUTO, ON or OFF")
set_property(CACHE WHOCITES_PAGE PROPERTY STRINGS AUTO ON OFF)
find_program(WHOCITES_NODE node)
find_program(WHOCITES_NPM npm)

set(page_source "${PROJECT_SOURCE_DIR}/render/page")
set(page_work "${PROJECT_BINARY_DIR}/page")

# Fetches the packages of package-lock.json, once for each state of that file.
function(whocites_fetch_page_packages result)
  file(SHA256 "${page_source}/package-lock.json" wanted)
  set(stamp "${page_work}/node_modules/fetched")
  if(EXISTS "${stamp}")
    file(READ "${stamp}" fetched)
    if(fetched STREQUAL wanted)
      set(${result} "" PARENT_SCOPE)
      return()
    endif()
  endif()
  message(STATUS "Fetching the packages of render/page from npm")
  file(COPY "${page_source}/package.json" "${page_source}/package-lock.json" DESTINATION "${page_work}")
  execute_process(COMMAND "${WHOCITES_NPM}" ci --ignore-scripts --no-audit --no-fund
                  WORKING_DIRECTORY "${page_work}" RESULT_VARIABLE code ERROR_VARIABLE said
                  OUTPUT_QUIET TIMEOUT 300)
  if(code EQUAL 0)
    file(WRITE "${stamp}" "${wanted}")
    set(said "")
  elseif(said STREQUAL "")
    set(said "npm ci: ${code}")
  endif()
  set(${result} "${said}" PARENT_SCOPE)
endfunction()

set(page_missing "")
if(NOT WHOCITES_PAGE)
  set(page_missing "WHOCITES_PAGE is ${WHOCITES_PAGE}")
elseif(NOT WHOCITES_NODE OR NOT WHOCITES_NPM)
  set(page_missing "Node.js or npm is not installed")
else()
  whocites_fetch_page_packages(page_missing)
endif()

if(page_missing STREQUAL "")
  set(whocites_page "${page_work}/page.html")
  file(GLOB_RECURSE page_parts CONFIGURE_DEPENDS "${page_source}/*")
  add_custom_command(
    OUTPUT "${whocites_page}"
    COMMAND "${WHOCITES_NODE}" "${page_source}/build.mjs" "${page_work}/node_modules" "${whocites_page}"
    DEPENDS ${page_parts} COMMENT "Bundling the page" VERBATIM)
elseif(WHOCITES_PAGE STREQUAL "ON")
  message(FATAL_ERROR "the page cannot be built: ${page_missing}")
else()
  if(WHOCITES_PAGE)
    message(WARNING "building without the page for browsers: ${page_missing}")
  endif()
  set(whocites_page "${page_work}/none/page.html")
  file(WRITE "${whocites_page}" "")
endif()
