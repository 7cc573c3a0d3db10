DROP INDEX "duty_override_once";
