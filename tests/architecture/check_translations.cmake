# SPDX-License-Identifier: GPL-3.0-or-later
# Every text of the program has a finished translation in every language:
#   cmake -DSOURCE_DIR=<root> -DLUPDATE=<lupdate> -DWORK_DIR=<scratch folder> -P tests/architecture/check_translations.cmake
cmake_minimum_required(VERSION 3.25)

file(GLOB languages "${SOURCE_DIR}/translations/*.ts")
if(NOT languages)
  message(FATAL_ERROR "no translations/*.ts")
endif()

set(open 0)
foreach(language IN LISTS languages)
  # lupdate marks as unfinished what the sources say and the file does not; it works on a copy.
  get_filename_component(name "${language}" NAME)
  file(MAKE_DIRECTORY "${WORK_DIR}")
  file(COPY_FILE "${language}" "${WORK_DIR}/${name}")
  set(only "")
  if(name STREQUAL "imago_en.ts") # English is in the sources, but for its plurals
    set(only -pluralonly)
  endif()
  execute_process(
    COMMAND "${LUPDATE}" -silent -locations none -extensions cpp,h -I . ${only} ui app -ts "${WORK_DIR}/${name}"
    WORKING_DIRECTORY "${SOURCE_DIR}" RESULT_VARIABLE failed ERROR_VARIABLE errors)
  if(failed)
    message(FATAL_ERROR "lupdate failed: ${errors}")
  endif()
  file(READ "${WORK_DIR}/${name}" text)
  string(REPLACE ";" "," text "${text}")
  string(REGEX MATCHALL "<message[^>]*>" messages "${text}")
  list(LENGTH messages count)
  string(REGEX MATCHALL
    "<source>[^<]*</source>(\n *<(comment|extracomment|translatorcomment)>[^<]*</[a-z]+>)*\n *<translation type=\"unfinished\""
    unfinished "${text}")
  foreach(entry IN LISTS unfinished)
    string(REGEX REPLACE "<source>([^<]*)</source>.*" "\\1" source "${entry}")
    message("${name}: not translated: ${source}")
    math(EXPR open "${open} + 1")
  endforeach()
  string(REGEX MATCHALL "type=\"unfinished\"" marks "${text}")
  list(LENGTH marks marked)
  if(marked GREATER open)
    set(open ${marked})
  endif()
  message("${name}: ${count} texts")
endforeach()
if(open GREATER 0)
  message(FATAL_ERROR "${open} texts are not translated")
endif()
