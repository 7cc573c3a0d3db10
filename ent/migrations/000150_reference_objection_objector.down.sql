ALTER TABLE "objection" DROP CONSTRAINT "objection_objector_fkey";
