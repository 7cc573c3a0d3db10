DROP INDEX "dictionary_code_unique";
