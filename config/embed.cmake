# SPDX-License-Identifier: Apache-2.0
# Writes the file IN as a C++ string constant named SYMBOL into OUT, in chunks that stay below the
# compilers' limit for one literal. A chunk ends with a line, so that no character is cut in two.
file(READ "${IN}" content)
set(text "#pragma once\n#include <string_view>\ninline constexpr std::string_view ${SYMBOL} =\n    \"\"\n")
string(LENGTH "${content}" length)
while(length GREATER 0)
    string(SUBSTRING "${content}" 0 8000 chunk)
    string(FIND "${chunk}" "\n" last_line_end REVERSE)
    if(length GREATER 8000 AND last_line_end GREATER_EQUAL 0)
        math(EXPR chunk_length "${last_line_end} + 1")
        string(SUBSTRING "${content}" 0 ${chunk_length} chunk)
    endif()
    string(LENGTH "${chunk}" chunk_length)
    string(SUBSTRING "${content}" ${chunk_length} -1 content)
    string(LENGTH "${content}" length)
    string(APPEND text "R\"KAZI(${chunk})KAZI\"\n")
endwhile()
file(WRITE "${OUT}" "${text};\n")
