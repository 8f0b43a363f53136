# cmake -Dsource=FOLDER -Doutput=FILE -P embed.cmake: the files of the web page as text in C++. A compiler may limit a single
# literal to 64 KiB and concatenates those that follow one another.
function(embed name file)
  file(READ ${source}/${file} text)
  string(REGEX REPLACE "(\r?\n)" ")~~~\"\n  R\"~~~(\n" text "${text}")
  set(embedded "constexpr std::string_view ${name} =\n  R\"~~~(${text})~~~\";\n" PARENT_SCOPE)
endfunction()
embed(page_html page.html)
file(WRITE ${output}.new "${embedded}")
embed(result_schema result.schema.json)
file(APPEND ${output}.new "${embedded}")
file(RENAME ${output}.new ${output})
