DROP INDEX "duty_override_by_community";
