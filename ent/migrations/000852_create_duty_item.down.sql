DROP TABLE "duty_item";
