ALTER TABLE "retrospective" DROP CONSTRAINT "retrospective_dispatch_fkey";
