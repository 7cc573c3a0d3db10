DROP TABLE "word_list";
