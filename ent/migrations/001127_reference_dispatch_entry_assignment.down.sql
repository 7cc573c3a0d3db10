ALTER TABLE "dispatch_entry" DROP CONSTRAINT "dispatch_entry_assignment_fkey";
