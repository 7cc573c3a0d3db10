DROP INDEX "dictionary_entry_code_unique";
