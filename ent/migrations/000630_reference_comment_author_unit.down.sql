ALTER TABLE "comment" DROP CONSTRAINT "comment_author_unit_fkey";
