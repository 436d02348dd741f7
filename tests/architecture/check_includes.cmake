# SPDX-License-Identifier: GPL-3.0-or-later
# The house's rules about who may know whom, read from the #include lines:
#   cmake -DSOURCE_DIR=<root> -P tests/architecture/check_includes.cmake
cmake_minimum_required(VERSION 3.25)

# ---- What each room may include besides itself -------------------------------------------------------------------

set(allow_engine_core          "")
set(allow_engine_jobs          engine/core)
set(allow_engine_files         engine/core)
set(allow_engine_tensor        engine/core engine/files)
set(allow_engine_latent        engine/core engine/jobs)
set(allow_engine_latent_neural engine/core engine/jobs engine/files engine/latent engine/tensor)
set(allow_engine_faces         engine/core engine/files engine/latent engine/train)
set(allow_engine_train         engine/core engine/files engine/jobs engine/latent)
set(allow_engine_train_neural  engine/core engine/files engine/jobs engine/latent engine/latent/neural engine/tensor
                               engine/train)
set(allow_engine_style         engine/core engine/files engine/jobs)
set(allow_engine_style_neural  engine/core engine/files engine/jobs engine/style engine/tensor)
set(allow_engine_art           engine/core engine/style)
set(allow_engine_project       engine/core engine/files engine/latent)

set(fronts engine/core engine/jobs engine/files engine/latent engine/faces engine/train engine/project
           engine/style)
set(allow_ui_text              engine/core engine/latent)
set(allow_ui_widgets           engine/core engine/latent ui/text)
set(allow_ui_session           engine/core engine/latent)
set(allow_ui_preview           engine/core engine/jobs engine/latent ui/session)
set(allow_ui_canvas            ${fronts} ui/session ui/preview ui/widgets ui/text)
set(allow_ui_portrait          ${fronts} ui/session ui/preview ui/widgets ui/text)
set(allow_ui_shell             ${fronts} ui/canvas ui/portrait ui/session ui/preview ui/widgets ui/text)
# app puts everything together, and tests test everything: both may include all.

# Headers that stay inside these folders; ".cpp" after a folder: not in its headers.
set(only_torch  engine/tensor engine/latent/neural engine/style/neural engine/train/neural tests)
set(only_opencv tests)
set(only_qt     ui app tests)

set(long_source 400)

# ------------------------------------------------------------------------------------------------------------------

set(problems "")
macro(problem text)
  list(APPEND problems "${text}")
endmacro()

# The room of "engine/latent/neural/x.cpp" is engine/latent/neural; app is one room.
function(room_of path result)
  get_filename_component(room "${path}" DIRECTORY)
  if(room MATCHES "^(app|tests)(/|$)")
    set(room "${CMAKE_MATCH_1}")
  endif()
  set(${result} "${room}" PARENT_SCOPE)
endfunction()

# Does `path` lie in one of the folders?
function(lies_in path folders result)
  set(${result} FALSE PARENT_SCOPE)
  foreach(folder IN LISTS folders)
    if(folder MATCHES "^(.*)\\.cpp$")
      if(path MATCHES "^${CMAKE_MATCH_1}/.*\\.cpp$")
        set(${result} TRUE PARENT_SCOPE)
      endif()
    elseif(path MATCHES "^${folder}/")
      set(${result} TRUE PARENT_SCOPE)
    endif()
  endforeach()
endfunction()

file(GLOB_RECURSE files RELATIVE "${SOURCE_DIR}"
  "${SOURCE_DIR}/engine/*.h" "${SOURCE_DIR}/engine/*.cpp" "${SOURCE_DIR}/ui/*.h" "${SOURCE_DIR}/ui/*.cpp"
  "${SOURCE_DIR}/app/*.h" "${SOURCE_DIR}/app/*.cpp" "${SOURCE_DIR}/tests/*.h" "${SOURCE_DIR}/tests/*.cpp")
list(LENGTH files count)
if(count LESS 10)
  message(FATAL_ERROR "found only ${count} source files below ${SOURCE_DIR}")
endif()

foreach(file IN LISTS files)
  room_of("${file}" room)
  string(REPLACE "/" "_" key "${room}")

  file(STRINGS "${SOURCE_DIR}/${file}" head LIMIT_COUNT 3)
  if(NOT head MATCHES "SPDX-License-Identifier: GPL-3.0-or-later")
    problem("${file}: no SPDX line on top")
  endif()
  if(file MATCHES "\\.h$")
    file(STRINGS "${SOURCE_DIR}/${file}" once REGEX "^#pragma once$")
    if(NOT once)
      problem("${file}: no #pragma once")
    endif()
  endif()
  if(file MATCHES "^(engine|ui|app)/")
    file(READ "${SOURCE_DIR}/${file}" text)
    string(REGEX MATCHALL "\n" lines "${text}")
    list(LENGTH lines line_count)
    if(line_count GREATER long_source)
      message("note: ${file} has ${line_count} lines; above ${long_source} it is asking to be two files")
    endif()
    if(file MATCHES "\\.h$" AND text MATCHES "cv::Mat")
      problem("${file}: cv::Mat in a header")
    endif()
  endif()

  if(NOT room MATCHES "^(app|tests)$" AND NOT DEFINED allow_${key})
    problem("${file}: ${room} is not in the table of ${CMAKE_CURRENT_LIST_FILE}")
    continue()
  endif()

  file(STRINGS "${SOURCE_DIR}/${file}" includes REGEX "^ *# *include ")
  foreach(include IN LISTS includes)
    if(include MATCHES "\"((engine|ui|app|tests)/[^\"]+)\"")
      set(target "${CMAKE_MATCH_1}")
      if(NOT EXISTS "${SOURCE_DIR}/${target}")
        problem("${file}: ${target} does not exist")
      endif()
      room_of("${target}" target_room)
      if(NOT room MATCHES "^(app|tests)$" AND NOT target_room STREQUAL room
         AND NOT target_room IN_LIST allow_${key})
        problem("${file}: ${room} may not include ${target_room} (${target})")
      endif()
      if(room STREQUAL "app" AND target_room STREQUAL "tests")
        problem("${file}: app may not include tests (${target})")
      endif()
    elseif(include MATCHES "<(torch|ATen|c10)/")
      lies_in("${file}" "${only_torch}" fine)
      if(NOT fine OR (include MATCHES "<torch/torch.h>" AND NOT file STREQUAL "engine/tensor/torch.h"))
        problem("${file}: torch stays behind engine/tensor/torch.h and in the neural back rooms (${include})")
      endif()
    elseif(include MATCHES "<opencv")
      lies_in("${file}" "${only_opencv}" fine)
      if(NOT fine)
        problem("${file}: OpenCV is a tool of the tests (${include})")
      endif()
    elseif(include MATCHES "<(Q[A-Z]|Qt[A-Z]|qcustomplot)")
      lies_in("${file}" "${only_qt}" fine)
      if(NOT fine OR file MATCHES "^app/(cli/|cli_|neural_|resources)")
        problem("${file}: no Qt here (${include})")
      endif()
    endif()
  endforeach()
endforeach()

list(LENGTH problems problem_count)
if(problem_count GREATER 0)
  list(JOIN problems "\n  " text)
  message(FATAL_ERROR "${problem_count} broken rules:\n  ${text}")
endif()
message("${count} files keep the rules")
