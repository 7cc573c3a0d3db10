ALTER TABLE "redaction" DROP CONSTRAINT "redaction_unit_fkey";
