DROP TABLE "dictionary_entry";
