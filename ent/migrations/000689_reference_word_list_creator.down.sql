ALTER TABLE "word_list" DROP CONSTRAINT "word_list_creator_fkey";
