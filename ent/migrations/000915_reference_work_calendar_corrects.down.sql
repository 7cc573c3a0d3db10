ALTER TABLE "work_calendar" DROP CONSTRAINT "work_calendar_corrects_fkey";
