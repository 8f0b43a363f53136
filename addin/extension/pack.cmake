# Packs thuocdo.oxt: cmake -Dsource=… -Dbuild=… -Doxt=… -Duno_library=… -Dlibrary=… -P pack.cmake
# The folders lib/ and templates/ lie side by side, as in the build folder: the engine looks for ../templates.
set(staging ${build}/oxt)
file(REMOVE_RECURSE ${staging})
file(COPY ${source}/addin/extension/ DESTINATION ${staging}
  PATTERN "*.in" EXCLUDE PATTERN "*.cmake" EXCLUDE PATTERN "*.svg" EXCLUDE PATTERN "*.py" EXCLUDE PATTERN "screenshot.png" EXCLUDE PATTERN "releases.xml" EXCLUDE)
file(COPY ${build}/description.xml ${source}/LICENSE DESTINATION ${staging})
file(COPY ${build}/CalcAddIns.xcu ${build}/Addons.xcu DESTINATION ${staging}/registry)
file(COPY ${build}/guide DESTINATION ${staging})
file(COPY ${build}/template DESTINATION ${staging})
file(COPY ${build}/Lenh.xba DESTINATION ${staging}/basic/ThuocDo)
file(COPY ${build}/thuocdo.rdb DESTINATION ${staging}/types)
file(COPY ${uno_library} ${library} DESTINATION ${staging}/lib)
if(EXISTS ${source}/templates)
  file(COPY ${source}/templates DESTINATION ${staging})
endif()

# Every library that the engine needs, except those that every system has and those that are the office's own.
file(GET_RUNTIME_DEPENDENCIES
  LIBRARIES ${library} ${uno_library}
  RESOLVED_DEPENDENCIES_VAR needed
  UNRESOLVED_DEPENDENCIES_VAR missing
  PRE_EXCLUDE_REGEXES "^lib(c|m|dl|rt|pthread|stdc\\+\\+|gcc_s)\\.so" "^ld-linux" "^libuno_")
if(missing)
  message(FATAL_ERROR "Libraries that the extension needs were not found: ${missing}")
endif()
foreach(file ${needed})
  # An archive keeps no symbolic links: under the soname stands the file itself.
  cmake_path(GET file FILENAME soname)
  file(REAL_PATH ${file} real)
  file(COPY_FILE ${real} ${staging}/lib/${soname})
endforeach()

file(REMOVE ${oxt})
file(GLOB entries RELATIVE ${staging} ${staging}/*)
execute_process(
  COMMAND ${CMAKE_COMMAND} -E tar cf ${oxt} --format=zip ${entries}
  WORKING_DIRECTORY ${staging} COMMAND_ERROR_IS_FATAL ANY)
