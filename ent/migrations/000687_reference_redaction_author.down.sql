ALTER TABLE "redaction" DROP CONSTRAINT "redaction_author_fkey";
