DROP INDEX "word_list_begin";
