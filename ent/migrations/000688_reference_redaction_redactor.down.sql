ALTER TABLE "redaction" DROP CONSTRAINT "redaction_redactor_fkey";
