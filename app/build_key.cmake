# SPDX-License-Identifier: GPL-3.0-or-later
# Writes the source of app/build_key.h:
#   cmake -DSOURCE_DIR=<root> -DOUT=<file> -P app/build_key.cmake
cmake_minimum_required(VERSION 3.25)

file(GLOB_RECURSE headers RELATIVE "${SOURCE_DIR}" "${SOURCE_DIR}/engine/*.h" "${SOURCE_DIR}/app/*.h")
list(SORT headers)
set(all "")
foreach(header IN LISTS headers)
  file(SHA256 "${SOURCE_DIR}/${header}" sum)
  string(APPEND all "${header} ${sum}\n")
endforeach()
string(SHA256 key "${all}")
file(WRITE "${OUT}" "#include \"app/build_key.h\"\n\nconst char *imago_build_key()\n{\n    return \"${key}\";\n}\n")
