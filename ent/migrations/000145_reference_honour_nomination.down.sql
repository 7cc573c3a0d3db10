ALTER TABLE "honour" DROP CONSTRAINT "honour_nomination_fkey";
