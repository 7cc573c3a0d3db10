ALTER TABLE "dispatch_objection" DROP CONSTRAINT "dispatch_objection_unit_fkey";
