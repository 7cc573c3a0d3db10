ALTER TABLE "dictionary_entry" DROP CONSTRAINT "dictionary_entry_dictionary_fkey";
