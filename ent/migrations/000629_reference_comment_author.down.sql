ALTER TABLE "comment" DROP CONSTRAINT "comment_author_fkey";
