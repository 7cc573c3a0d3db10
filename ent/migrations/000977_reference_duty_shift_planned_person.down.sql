ALTER TABLE "duty_shift" DROP CONSTRAINT "duty_shift_planned_person_fkey";
