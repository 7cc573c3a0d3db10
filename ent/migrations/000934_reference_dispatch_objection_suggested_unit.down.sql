ALTER TABLE "dispatch_objection" DROP CONSTRAINT "dispatch_objection_suggested_unit_fkey";
