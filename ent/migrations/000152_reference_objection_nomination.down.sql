ALTER TABLE "objection" DROP CONSTRAINT "objection_nomination_fkey";
