ALTER TABLE "dispatch_objection" DROP CONSTRAINT "dispatch_objection_issuing_unit_fkey";
